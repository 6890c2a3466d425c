"""Events in, which of them answer which out: "in retaliation to a recent American attack", "in response to the US strikes"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Story

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_answers(parsed: ParsedArticle, stories: Sequence[Story]) -> dict[int, tuple[int, ...]]:
    """Give for the number of each answering story those of the stories that it answers."""
    tokens = {t.token.i: n for n, story in enumerate(stories) for t in story.tellings}
    verbs = {t.verb.i: n for n, story in enumerate(stories) for t in story.tellings if t.verb is not None}
    words = parsed.lexicon.words("context.status.answers")
    answers: dict[int, tuple[int, ...]] = {}
    for token in parsed.with_lemma(words):
        if token.dep_ != "pobj" or token.head.lower_ not in {"in", "as"}:
            continue
        heads = [h.i for prep, o in syntax.prepositions(token) if prep in {"to", "for", "against"} for h in syntax.noun_heads(o)]
        answer = _answering(token, {**verbs, **tokens})
        if answer is not None:
            causes = (tokens[i] for i in heads if i in tokens and tokens[i] != answer)
            answers[answer] = tuple(dict.fromkeys((*answers.get(answer, ()), *causes)))
    return answers


def _answering(token: Token, tellings: Mapping[int, int]) -> int | None:
    """The story of the nearest clause above that tells an event, or has one as its subject: "attacks are expected, in response to"."""
    for above in syntax.ancestors(token, 6):
        if above.i in tellings:
            return tellings[above.i]
        subject = syntax.grammatical_subject(above) if above.pos_ in {"VERB", "AUX"} else None
        if subject is not None and subject.i in tellings:
            return tellings[subject.i]
    return None

"""Events in, which of them answer which out: "in retaliation to a recent American attack", "in response to the US strikes"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Story


def find_answers(parsed: ParsedArticle, stories: Sequence[Story]) -> dict[int, tuple[int, ...]]:
    """Give for the number of each answering story those of the stories that it answers."""
    tokens = {t.token.i: n for n, story in enumerate(stories) for t in story.tellings}
    verbs = {t.verb.i: n for n, story in enumerate(stories) for t in story.tellings if t.verb is not None}
    words = parsed.lexicon.words("context.status.answers")
    answers: dict[int, tuple[int, ...]] = {}
    for token in parsed.doc:
        if token.lemma_.lower() not in words or token.dep_ != "pobj" or token.head.lower_ not in {"in", "as"}:
            continue
        heads = [h.i for prep, o in syntax.prepositions(token) if prep in {"to", "for", "against"} for h in syntax.noun_heads(o)]
        answer = next((n for above in syntax.ancestors(token, 6) if (n := tokens.get(above.i, verbs.get(above.i))) is not None), None)
        if answer is not None:
            causes = (tokens[i] for i in heads if i in tokens and tokens[i] != answer)
            answers[answer] = tuple(dict.fromkeys((*answers.get(answer, ()), *causes)))
    return answers

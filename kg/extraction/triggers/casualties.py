"""Event candidates in; words that tell who died in them are hung on them: "Three soldiers died in the attack", "left ten dead".

Such a word is no event of its own: without an event of violence in its sentence, or in the ones just before, it tells of none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.triggers.candidate import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOSTS = frozenset({"attack", "clash", "happen", "fire", "kill"})  # frames
_REACH = 2  # sentences back to the event
_WHOLE = frozenset({"in", "during", "from", "by", "after", "following"})


def add_casualties(parsed: ParsedArticle, found: dict[int, Candidate]) -> None:
    """Note the words that tell deaths and injuries with the event that they tell of (``found``: candidates by trigger)."""
    taken = {token.i for candidate in found.values() for token in candidate.consequences}
    last: tuple[int, Candidate] | None = None
    for token in parsed.tokens:
        candidate = found.get(token.i)
        if candidate is not None and candidate.word.frame_name in _HOSTS and not candidate.is_aggregate:
            last = (parsed.sentence_of[token.i], candidate)
        elif candidate is None and token.i not in taken and _tells_casualties(parsed, token):
            host = _stated(found, token) or _of_sentence(parsed, found, token)
            if host is None and last is not None and parsed.sentence_of[token.i] - last[0] <= _REACH:
                host = last[1]
            if host is not None:
                host.consequences.append(token)


def _tells_casualties(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a word tells that people died or were hurt; not "death penalty", "no deaths", "died of cancer"."""
    part = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}.get(token.pos_)
    if part is None or token.lemma_.lower() not in parsed.lexicon.words(f"events.casualties.{part}"):
        return False
    if token.dep_ in {"compound", "amod", "nmod"} or token.i in parsed.at:
        return False
    if any(c.dep_ == "neg" or c.lower_ in {"no", "none", "any"} for c in (*token.children, *token.head.children)):
        return False
    return not any(prep in {"of", "from"} and not _is_violent(parsed, o) for prep, o in syntax.prepositions(token) if part == "verbs")


def _is_violent(parsed: ParsedArticle, token: Token) -> bool:
    """Whether somebody may die of this by violence: wounds, a shot, an event."""
    lemma = token.lemma_.lower()
    return (
        lemma in parsed.lexicon.words("events.casualties.causes") or parsed.lexicon.is_event_noun(lemma) or lemma in parsed.lexicon.weapons
    )


def _stated(found: dict[int, Candidate], token: Token) -> Candidate | None:
    """The event that grammar ties it to: "died in the attack", "deaths from the shelling", "the blast caused injuries"."""
    verb = token if token.pos_ == "VERB" else token.head
    for word in (token, verb):
        for prep, o in syntax.prepositions(word):
            if prep in _WHOLE and o.i in found:
                return found[o.i]
    for child in verb.children:
        if child.dep_ == "advcl" and child.i in found:
            return found[child.i]
    subject = syntax.agent_of(verb) if verb.pos_ == "VERB" and verb is not token else None
    return found.get(subject.i) if subject is not None else found.get(verb.i)


def _of_sentence(parsed: ParsedArticle, found: dict[int, Candidate], token: Token) -> Candidate | None:
    """The nearest event of violence in the same sentence."""
    here = [found[i] for i in range(token.sent.start, token.sent.end) if i in found and found[i].word.frame_name in _HOSTS]
    return min(here, key=lambda c: abs(c.token.i - token.i), default=None)

"""Words that tell how often something happened: a parsed word in, its count out ("blown up nine times", "the fourth such attack")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.parsed import ParsedArticle
from kg.extraction.victims import Counted
from kg.model import Quantity
from kg.resources import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORDINALS: dict[str, int] = lexicon("quantities")["ordinals"]
_DIGITS = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_OCCASIONS = frozenset(lexicon("quantities")["occasions"]["nouns"])
_MARKS = frozenset(lexicon("quantities")["occasions"]["marking"])
_REACH = 30  # words back to the noun that a number leaves out
_TALLIES = frozenset(lexicon("quantities")["occasions"]["recording"])


def rank(word: str) -> int | None:
    """Give the number of an ordinal.

    >>> rank("fourth"), rank("21st"), rank("four")
    (4, 21, None)
    """
    digits = _DIGITS.fullmatch(word.lower())
    return int(digits[1]) if digits else _ORDINALS.get(word.lower())


def is_repeated(parsed: ParsedArticle, token: Token) -> bool:
    """Say whether a trigger is told to have happened a number of times, or is the last of a series."""
    return _is_times(token) or ranked(token) is not None or left_out(parsed, token) is not None


def series(noun: Token) -> Token | None:
    """The ordinal that makes an event the last of a series by its clause: "the raid was the sixth on the port since May"."""
    be = noun.head
    if noun.dep_ != "nsubj" or be.lemma_ != "be":
        return None
    told = (c for c in be.children if c.dep_ in {"attr", "acomp"} and rank(c.lower_))
    return next((c for c in told if any(d.dep_ == "det" and d.lower_ == "the" for d in c.children)), None)


def _is_times(verb: Token) -> bool:
    """Whether a verb has "nine times" or "on 20 occasions" beside it."""
    beside = [c for c in verb.children if c.dep_ in {"npadvmod", "dobj"}]
    beside += [c for p in verb.children if p.dep_ == "prep" and p.lower_ in {"on", "over"} for c in p.children if c.dep_ == "pobj"]
    return verb.pos_ == "VERB" and any(c.lemma_.lower() in _OCCASIONS and any(n.dep_ == "nummod" for n in c.children) for c in beside)


def ranked(noun: Token) -> Token | None:
    """The ordinal of a noun that ends a series: "was the third attack", "marked the fourth raid", "an ambush, the second in a week"."""
    ordinal = next((c for c in noun.children if c.dep_ == "amod" and rank(c.lower_)), None)
    if ordinal is None or not any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children):
        return None
    is_such = any(c.lower_ == "such" for c in noun.children)
    is_told = noun.dep_ in {"attr", "appos"} or (noun.dep_ == "dobj" and noun.head.lemma_.lower() in _MARKS)
    return ordinal if is_such or is_told else None


def find_occurrences(parsed: ParsedArticle) -> Iterator[Counted]:
    """Find the ordinals of series: "the fourth such attack", "was the sixth on the port"."""
    for token in parsed.doc:
        if token.pos_ in {"NOUN", "PROPN"}:
            ordinal = ranked(token) or series(token)
            value = rank(ordinal.lower_) if ordinal is not None else None
            if ordinal is not None and value:
                yield Counted(token, Quantity("events", value, "exact", value, value, parsed.span_of(ordinal, ordinal)))


def counts_events(parsed: ParsedArticle, number: Token) -> bool:
    """Say whether a number without a noun counts events: "of which they recorded 19", "attacks go on: 46 have targeted convoys"."""
    is_recorded = number.pos_ == "NUM" and number.dep_ == "dobj" and number.head.lemma_.lower() in _TALLIES
    return is_recorded or (left_out(parsed, number.head) is not None and number.dep_ == "nsubj")


def left_out(parsed: ParsedArticle, verb: Token) -> Token | None:
    """Give the events that a number before a verb leaves out: "Attacks have multiplied. Some 46 have targeted convoys"."""
    is_perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "had"} for c in verb.children)
    if not is_perfect or not any(c.dep_ == "nsubj" and c.pos_ == "NUM" and c.tag_ == "CD" for c in verb.children):
        return None
    first = verb.sent.start
    before = (parsed.doc[i] for i in range(first - 1, max(-1, first - _REACH), -1))
    subject = next((t for t in before if t.tag_ == "NNS" and t.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject if subject is not None and subject.lemma_.lower() in parsed.lexicon.nouns else None

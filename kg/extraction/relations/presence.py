"""Nouns and adjectives of presence in, where forces are stationed out: "its presence in northeastern Syria", "troops are present in Syria".

A place that opens the clause is also where its facility lies: "In Iraq, US forces came under attack at Camp Victory".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})


def find_presence(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read who is present where, and what lies in the place that opens a clause."""
    nouns = parsed.lexicon.words("relations.stationedAt.presence")
    for token in parsed.with_lemma(nouns | {"in"}):
        if token.lemma_.lower() in nouns and token.pos_ == "NOUN":
            owners = [p for c in token.children if c.dep_ in _OWNERS for p in phrases_at(parsed, c) if p.type in ARMED]
            yield from (relate(o, "stationedAt", place, "presence") for o in owners for place in _places(parsed, token))
        elif token.lower_ == "in" and token.dep_ == "prep" and token.head.pos_ in {"VERB", "AUX"} and token.i < token.head.i:
            yield from _opened_by(parsed, token)


def _places(parsed: ParsedArticle, token: Token) -> list[Phrase]:
    return [p for prep, o in syntax.prepositions(token) if prep in {"in", "at", "on"} for p in phrases_at(parsed, o)]


def _opened_by(parsed: ParsedArticle, prep: Token) -> Iterator[RelationDraft]:
    """Read the facilities behind "at" in a clause that opens with a state or region."""
    found = (p for c in prep.children if c.dep_ == "pobj" for p in phrases_at(parsed, c))
    wide = [p for p in found if p.type in PLACES | {"State"} and p.kind == "name"]
    for phrase in parsed.between(prep.head.idx, prep.sent.end_char) if wide else ():
        head = parsed.tokens[phrase.head]
        if phrase.type in FACILITIES and phrase.kind == "name" and head.dep_ == "pobj" and head.head.lower_ in {"at", "on"}:
            yield from (relate(phrase, "locatedIn", place, "clause-in-place") for place in wide)

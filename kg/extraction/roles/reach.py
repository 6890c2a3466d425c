"""A word of an event in, the places that prepositions lead to from it out, also over nouns between: "clashes in the town of Jenin"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import LOCATIONS, PLACES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 4  # nouns between the event and its place


def reached_places(parsed: ParsedArticle, token: Token, depth: int = _DEPTH) -> Iterator[Phrase]:
    """Give the places below a word, the ones on the way before those that they lie in."""
    leading = parsed.lexicon.words("context.places.leading")
    for child in token.children:
        if child.dep_ == "relcl" and child.lemma_ in parsed.lexicon.words("context.places.happening"):
            yield from reached_places(parsed, child, depth - 1)  # "the murder of X, which occurred in Medellín"
    if token.dep_ == "relcl" and any(child.lower_ == "where" for child in token.children):
        yield from _places_at(parsed, token.head, 0)  # "the suburb, where ten people were killed"
    for prep, obj in syntax.prepositions(token):
        if prep in leading:
            yield from _places_at(parsed, obj, depth)
        elif prep == "between":
            yield from (p for p in phrases_at(parsed, obj) if p.type == "City")  # states and regions are parties there


def _places_at(parsed: ParsedArticle, token: Token, depth: int) -> Iterator[Phrase]:
    """The places that a noun is, or has before it ("a Baghdad market"), behind it or below it."""
    places = [phrase for phrase in phrases_at(parsed, token) if phrase.type in LOCATIONS and phrase.kind != "adjective"]
    yield from places
    if any(place.kind == "name" for place in places) or depth == 0:
        return
    for child in token.children:
        phrase = parsed.at.get(child.i) if child.dep_ in {"compound", "nmod", "poss", "appos"} else None
        if phrase is not None and phrase.type in PLACES | {"State"} and phrase.kind == "name" and (phrase.links or child.dep_ == "appos"):
            yield phrase  # "his Sofia apartment"; "Delgado’s driver" has a name before it that may be of a person
    yield from reached_places(parsed, token, depth - 1)
    is_part = token.lemma_.lower() in parsed.lexicon.words("context.places.parts")
    for prep, obj in syntax.prepositions(token):
        if prep == "of" and (token.i not in parsed.at or is_part):
            yield from (p for p in _places_at(parsed, obj, depth - 1) if is_part or (p.type != "State" and p.links))

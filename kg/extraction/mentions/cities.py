"""A name that a city shares with its province in, whether the words beside it mean the city out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import ParsedArticle
from kg.model import GazetteerEntry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_METROPOLIS = 1_500_000  # a city of more people is meant before the province of its name
_APPOSED = 5  # tokens from the comma behind a name to "city"
_DATELINE = frozenset({"-", "–", "—", "--", "(", "|", "/", ","})  # behind the place of a dateline


def is_city_meant(parsed: ParsedArticle, tokens: Span, entries: tuple[GazetteerEntry, ...]) -> bool:
    """Whether a name stands for the city: "the city of Homs", "Hodeidah, a port city", "the garrison in Kidal", a dateline."""
    doc, words = tokens.doc, parsed.lexicon.words
    following = doc[tokens.end].lower_ if tokens.end < len(doc) else ""
    before = " ".join(t.lower_ for t in doc[max(0, tokens.start - 2) : tokens.start])
    if following in words("names.cities.after") or before in words("names.cities.before"):
        return True
    if following in words("names.places.kinds"):
        return False
    if _is_dateline(doc, tokens, following) or _is_told_to_be_one(parsed, doc, tokens.end) or before in words("names.cities.holding"):
        return True
    return any(e.type == "City" and (e.population or 0) >= _METROPOLIS for e in entries)


def _is_dateline(doc: Doc, tokens: Span, following: str) -> bool:
    """Whether a name in capitals opens a line, as datelines do."""
    is_first = tokens.start == 0 or "\n" in doc[tokens.start - 1].text_with_ws or doc[tokens.start - 1].is_space
    return is_first and tokens.text.isupper() and following in _DATELINE


def _is_told_to_be_one(parsed: ParsedArticle, doc: Doc, end: int) -> bool:
    """Whether what stands behind the comma is a city or lies so many kilometres away: "Zawiya, 45 km west of Tripoli"."""
    if end + 2 >= len(doc) or doc[end].text != ",":
        return False
    words = parsed.lexicon.words
    if doc[end + 1].like_num:
        return doc[end + 2].lower_ in words("names.cities.distances")
    if doc[end + 1].lower_ not in {"a", "an", "the"}:
        return False
    for token in doc[end + 1 : end + 1 + _APPOSED]:
        if token.lower_ in words("names.cities.nouns"):
            return True
        if token.is_punct or token.pos_ in {"VERB", "ADP"} or token.lower_ in words("names.places.kinds"):
            return False
    return False

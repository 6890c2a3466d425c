"""Persons named in full in, their surnames where they stand alone and nobody has seen them out: "Anton Kravchuk ... Kravchuk was held"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.mentions.phrases import add_name
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORTEST = 4  # letters of a surname that may stand alone


def add_surnames(parsed: ParsedArticle) -> None:
    """Add the lone surnames of the persons that the article names in full before."""
    first: dict[str, int] = {}  # surname -> where the full name ends
    for phrase in parsed.phrases:
        words = phrase.text.split()
        if phrase.type == "Person" and phrase.kind == "name" and len(words) > 1 and len(words[-1]) >= _SHORTEST:
            first[words[-1]] = min(phrase.end, first.get(words[-1], phrase.end))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(first)))})\b")
    for match in pattern.finditer(parsed.text) if first else ():
        span = parsed.doc.char_span(*match.span())
        if span is None or len(span) > 1 or span.start in parsed.at or match.start() < first[match.group()]:
            continue
        if _stands_alone(parsed, span[0]):
            add_name(parsed, span.start, span.start, "Person", rule="surname")


def _stands_alone(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a word is a name of its own: not in "Kravchuk Street", "Oleh Kravchuk", "Kravchuk-led"."""
    if token.pos_ != "PROPN" or not token.text.istitle() or not token.text.isalpha():
        return False
    doc, i = parsed.doc, token.i
    beside = [doc[j] for j in (i - 1, i + 1) if 0 <= j < len(doc)]
    return not any(t.text == "-" or (t.pos_ == "PROPN" and t.text[:1].isupper() and t.i not in parsed.at) for t in beside)

"""Nouns of places and bodies in, the names before them that the gazetteer does not have out: "Tell Baydar base", "US occupation forces"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mentions.known import KnownNames
from kg.extraction.mentions.phrases import add_name
from kg.extraction.mentions.states import add_of_state
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({"-", "’", "'"})


def add_unlisted(parsed: ParsedArticle, known: KnownNames, first: int, last: int) -> None:
    """Add a capitalized name before the noun ``first`` to ``last``, or the state that a modifier parts from the noun."""
    i = _before_modifiers(parsed, known, first)
    if i < first - 1 and i in known.ends and known.ends[i].entry.type == "State":
        add_of_state(parsed, known.ends[i].entry, known.ends[i].first, first, last)
        return
    kind, start = (parsed.lexicon.after.get(parsed.lower(first, last)), _name_start(parsed, first))
    if kind and start is not None and not _is_plain_capital(parsed, start, first):
        add_name(parsed, start, last, kind, rule="shape-unknown")


def _before_modifiers(parsed: ParsedArticle, known: KnownNames, first: int) -> int:
    """The token before the words that may stand between a state and its forces: "US occupation forces"."""
    ordinary, more = (parsed.lexicon.words("nominals.force.between"), parsed.lexicon.words("names.states.force_modifiers"))
    i = first - 1
    while i >= 0 and i not in known.ends and (parsed.doc[i].lower_ in ordinary or parsed.doc[i].lower_ in more):
        i -= 1
    return i


def _name_start(parsed: ParsedArticle, end: int) -> int | None:
    """The first token of the run of proper nouns that ends before ``end``."""
    doc, no_beginnings = (parsed.doc, parsed.lexicon.words("names.particles.no_beginnings"))
    i = end
    while i > 0 and i - 1 not in parsed.at and _is_part(parsed, doc[i - 1], is_last=i == end):
        i -= 1
    while i < end and (doc[i].text in _MARKS or doc[i].lower_ in no_beginnings):
        i += 1
    return i if i < end else None


def _is_part(parsed: ParsedArticle, token: Token, *, is_last: bool) -> bool:
    """Whether a token may be part of a name of unknown length; small words only inside."""
    if token.text in _MARKS:
        return True
    if token.text[:1].isupper() and (token.pos_ == "PROPN" or (token.pos_ in {"NOUN", "ADJ", "X"} and not token.is_sent_start)):
        return True
    known = parsed.lexicon
    joins = token.lower_ in known.words("facilities.connectors.words") and token.lower_ not in known.words("names.particles.no_connectors")
    return joins and not is_last


def _is_plain_capital(parsed: ParsedArticle, start: int, end: int) -> bool:
    """Whether the run is only a capital at the start of a sentence."""
    token = parsed.doc[start]
    return end - start == 1 and token.is_sent_start is True and token.pos_ != "PROPN"

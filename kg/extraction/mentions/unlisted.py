"""Nouns of places and bodies in, the names before them that the gazetteer does not have out: "Tell Baydar base", "US occupation forces"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.mentions.known import KnownNames
from kg.extraction.mentions.phrases import add_name
from kg.extraction.mentions.states import add_of_state
from kg.extraction.parsed import ARMED, ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({"-", "’", "'"})
_OWNS = frozenset({"'s", "’s", "s'", "s’"})
_BODIES = frozenset({"Organization", "MediaOutlet", "Company", "Government", "ArmedGroup", "MilitaryForce"})
_DIGITS = 4  # of a regiment's number, less than
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)|(?:Fir|Thi|Four|Fif|Six|Seven|Eigh|Nin|Ten|Eleven|Twelf|Twelv)(?:st|rd|th)|Second")


def add_unlisted(parsed: ParsedArticle, known: KnownNames, first: int, last: int) -> None:
    """Add a capitalized name before the noun ``first`` to ``last``, or the state that a modifier parts from the noun."""
    i = _before_modifiers(parsed, known, first)
    if i < first - 1 and i in known.ends and known.ends[i].entry.type == "State":
        add_of_state(parsed, known.ends[i].entry, known.ends[i].first, first, last)
        return
    kind, start = named_kind(parsed, first, last), _name_start(parsed, first)
    if kind and start is not None and not _is_plain_capital(parsed, start, first) and not _is_described(parsed, start, last):
        end = _with_number(parsed, last)
        add_name(parsed, start, end, refined(parsed, kind, start, last), rule="shape-unknown")


def named_kind(parsed: ParsedArticle, first: int, last: int) -> str | None:
    """The type of what a noun names together with the words before it; some nouns do so only with a capital: "X Post", not "UN post"."""
    noun = parsed.lower(first, last)
    is_plain = noun in parsed.lexicon.words("facilities.capitals.words") and parsed.doc[last].text[:1].islower()
    return None if is_plain else parsed.lexicon.after.get(noun)


def add_longer(parsed: ParsedArticle, known: KnownNames, first: int, last: int) -> bool:
    """Add a name of which a listed one is only a part ("Akhbar Libya News Agency"), and say whether it is one."""
    kind, start, inner = parsed.lexicon.after.get(parsed.lower(first, last)), _name_start(parsed, first), known.ends[first - 1]
    is_longer = start is not None and start < inner.first and all(t.text[:1].isupper() for t in parsed.doc[start : last + 1])
    if start is None or kind not in _BODIES or not is_longer or not parsed.is_free(start, last):
        return False
    if parsed.tokens[start].ent_type_ in {"DATE", "TIME"} or any(i in known.ends and i < inner.first for i in range(start, inner.first)):
        return False
    add_name(parsed, start, last, refined(parsed, kind, start, last), rule="shape-unknown")
    return True


def refined(parsed: ParsedArticle, kind: str, start: int, last: int) -> str:
    """The type of an armed body by the words of its name: "6th Division" is a force, "Falcon Brigade" a group."""
    words, noun = parsed.lexicon.words, parsed.tokens[last].lower_
    before = {t.lower_ for t in parsed.doc[start:last]}
    if noun in words("names.units.nouns") and (_is_ordinal(parsed.tokens[start]) or before & words("names.units.branches")):
        return "MilitaryForce"
    if (
        noun in words("names.units.political_nouns")
        and before & words("names.units.political")
        and not before & words("names.units.fighting")
    ):
        return "Organization"  # "Democratic People's Front"
    if noun in words("names.units.of_groups") or (kind in ARMED and before & words("names.units.rebel")):
        return "ArmedGroup"
    return kind


def _with_number(parsed: ParsedArticle, last: int) -> int:
    """The last token of a name with the number behind it: "Light Infantry Battalion 352"."""
    doc = parsed.tokens
    is_numbered = last + 1 < len(doc) and doc[last + 1].text.isdigit() and doc[last].text[:1].isupper()
    return last + 1 if is_numbered and doc[last].lower_ in parsed.lexicon.words("names.units.nouns") else last


def _is_described(parsed: ParsedArticle, start: int, last: int) -> bool:
    """Whether a noun in lower case is only described by the capitals before it: "a Telegram channel", "Shia militia"."""
    head = parsed.tokens[last]
    if head.text[:1].isupper():
        return False
    is_people = all(t.ent_type_ == "NORP" or not t.text[:1].isupper() for t in parsed.doc[start:last])
    return is_people or any(c.lower_ in {"a", "an", "any", "some"} for c in head.children)


def _before_modifiers(parsed: ParsedArticle, known: KnownNames, first: int) -> int:
    """The token before the words that may stand between a state and its forces: "US occupation forces"."""
    ordinary, more = (parsed.lexicon.words("nominals.force.between"), parsed.lexicon.words("names.states.force_modifiers"))
    i = first - 1
    while i >= 0 and i not in known.ends and (parsed.tokens[i].lower_ in ordinary or parsed.tokens[i].lower_ in more):
        i -= 1
    return i


def _name_start(parsed: ParsedArticle, end: int) -> int | None:
    """The first token of the run of proper nouns that ends before ``end``."""
    doc, no_beginnings = (parsed.tokens, parsed.lexicon.words("names.particles.no_beginnings"))
    i = end
    while i > 0 and i - 1 not in parsed.at and _is_part(parsed, doc[i - 1], is_last=i == end):
        i -= 1
    while i < end and (doc[i].text in _MARKS or doc[i].lower_ in no_beginnings):
        i += 1
    is_unit = i > 0 and i - 1 not in parsed.at and _is_unit(parsed, end)
    if is_unit and (_is_ordinal(doc[i - 1]) or _is_number_of(parsed, doc[i - 1], end)):
        i -= 1
    return i if i < end and doc[i].text not in _OWNS else None


def _is_ordinal(token: Token) -> bool:
    """Whether a token is an ordinal number of a unit: "6th", "First"."""
    return bool(_ORDINAL.fullmatch(token.text))


def _is_number_of(parsed: ParsedArticle, token: Token, end: int) -> bool:
    """Whether a number is that of a regiment: "4 Gorkha Rifles"."""
    return len(token.text) < _DIGITS and token.text.isdigit() and parsed.tokens[end].lower_ in parsed.lexicon.words("names.units.numbered")


def _is_unit(parsed: ParsedArticle, first: int) -> bool:
    """Whether the noun that starts at a token is that of a military unit."""
    return any(t.lower_ in parsed.lexicon.words("names.units.nouns") for t in parsed.doc[first : first + 2])


def _is_part(parsed: ParsedArticle, token: Token, *, is_last: bool) -> bool:
    """Whether a token may be part of a name of unknown length; small words only inside."""
    if token.text in _MARKS:
        return True
    if token.text in _OWNS and token.i:
        return token.nbor(-1).lower_ in parsed.lexicon.words("names.particles.owners")  # "People's", "Lord's"
    if token.text[:1].isupper() and (token.pos_ == "PROPN" or (token.pos_ in {"NOUN", "ADJ", "X"} and not token.is_sent_start)):
        return True
    known = parsed.lexicon
    joins = token.lower_ in known.words("facilities.connectors.words") and token.lower_ not in known.words("names.particles.no_connectors")
    return joins and not is_last


def _is_plain_capital(parsed: ParsedArticle, start: int, end: int) -> bool:
    """Whether the run is only a capital at the start of a sentence."""
    token = parsed.tokens[start]
    return end - start == 1 and token.is_sent_start is True and token.pos_ != "PROPN"

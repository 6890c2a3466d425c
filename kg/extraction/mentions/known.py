"""Names of the gazetteer on the tokens of the parse: which entry each may be, and the phrase it makes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.mentions.cities import is_city_meant
from kg.extraction.mentions.phrases import add_name
from kg.extraction.mentions.toponyms import Scene, settle
from kg.extraction.names import NameMatch, prior
from kg.extraction.parsed import FACILITIES, PLACES, ParsedArticle
from kg.model import GazetteerEntry

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SIDE = re.compile(r"\b(?:pro|anti|ex|non)[-–]$", re.IGNORECASE)
_BODIES = frozenset({"MilitaryForce", "ArmedGroup", "Organization", "Company", "MediaOutlet"})
_WORDS = 2  # fewer are no name that another body's may end with
_ORDER = (  # of types that share a name
    "State", "Region", "City", "MilitaryForce", "ArmedGroup", "Government", "Organization", "MediaOutlet", "Company", "OilField",
    "GasField", "MilitaryBase", "Airbase", "BorderCrossing", "Facility", "Person",
)  # fmt: skip
_RANK = {type: rank for rank, type in enumerate(_ORDER)}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A gazetteer match on the tokens ``first`` to ``last``, and the entries that it may be, the likeliest first."""

    first: int
    last: int
    match: NameMatch
    entries: tuple[GazetteerEntry, ...]

    @property
    def entry(self) -> GazetteerEntry:
        """The likeliest entry."""
        return self.entries[0]

    @property
    def characters(self) -> tuple[int, int]:
        """Where the name starts and ends."""
        return self.match.start, self.match.end


class KnownNames:
    """The gazetteer names of an article, by the tokens where they start, end and stand."""

    def __init__(self, names: list[KnownName]) -> None:
        self.names = names
        self.starts = {name.first: name for name in names}
        self.ends = {name.last: name for name in names}
        self.tokens = frozenset(i for name in names for i in range(name.first, name.last + 1))


def find_known(parsed: ParsedArticle, scene: Scene) -> KnownNames:
    """Give the gazetteer names that stand for themselves: not "Iran" in "pro-Iran", nor "Paris" in "Paris Hilton"."""
    counts = Counter(e.country or e.id for match in parsed.names if len(match.entries) == 1 for e in match.entries)
    found = []
    for match in parsed.names:
        tokens = parsed.doc.char_span(match.start, match.end, alignment_mode="expand")
        if (
            tokens is None
            or _is_part_of_longer_name(parsed, tokens, match)
            or _SIDE.search(parsed.text[max(0, match.start - 6) : match.start])
        ):
            continue
        entries = settle(parsed, scene, _choose(parsed, prior(counts, match.entries), tokens), match)
        found.append(KnownName(tokens.start, tokens.end - 1, match, entries))
    return KnownNames(found)


def _is_part_of_longer_name(parsed: ParsedArticle, tokens: Span, match: NameMatch) -> bool:
    """Whether a one-word name is only the surname, first name or part of some other name ("Paris Hilton", "Ali Hasan")."""
    if match.entries[0].type in _BODIES and _has_more_before(parsed, tokens, match):
        return True
    if match.entries[0].type not in {"City", "Person"} or len(tokens) > 1:
        return False
    doc, i = tokens.doc, tokens.start
    if doc[i].ent_type_ != "PERSON":
        return False
    if i > 0 and doc[i - 1].ent_type_ == "PERSON" and doc[i].ent_iob_ == "I":
        return True
    following = doc[i + 1] if i + 1 < len(doc) else None
    return following is not None and following.ent_type_ == "PERSON" and following.ent_iob_ == "I" and following.text[:1].isupper()


def _has_more_before(parsed: ParsedArticle, tokens: Span, match: NameMatch) -> bool:
    """Whether a listed name of several words is the end of another body's: "Bamar People's Liberation Army"."""
    if tokens.start == 0 or len(tokens) < _WORDS or tokens[-1].lower_ not in parsed.lexicon.after:
        return False
    before = tokens.doc[tokens.start - 1]
    is_word = before.pos_ == "PROPN" and before.text.istitle() and before.whitespace_ and before.i != tokens.sent.start
    if not is_word or before.head.i not in range(tokens.start, tokens.end) or before.ent_type_ in {"DATE", "PERSON"}:
        return False
    is_listed = any(other.end == match.start - 1 for other in parsed.names)
    return not is_listed and before.lower_ not in parsed.lexicon.words("names.persons.titles")


def _choose(parsed: ParsedArticle, entries: tuple[GazetteerEntry, ...], tokens: Span) -> tuple[GazetteerEntry, ...]:
    """Keep the candidates of one type: the region before the city of its name unless the city is meant, the state before its capital."""
    if len(entries) < 2:
        return entries
    if {e.type for e in entries} == {"City", "Region"} and is_city_meant(parsed, tokens, entries):
        return tuple(e for e in entries if e.type == "City")
    best = min(entries, key=lambda e: _RANK.get(e.type, 99)).type
    return tuple(e for e in entries if e.type == best)


def add_known(parsed: ParsedArticle, name: KnownName) -> None:
    """Add a gazetteer name as a phrase, unless a longer one has taken its tokens."""
    kind = "adjective" if name.match.is_demonym else "name"
    entries = _hinted(parsed, name) or name.entries
    if kind == "name" and (state := _state_meant(parsed, name)):
        entries = (state,)
    add_name(parsed, name.first, name.last, entries[0].type, rule="gazetteer", entries=entries, kind=kind, characters=name.characters)


def _hinted(parsed: ParsedArticle, name: KnownName) -> tuple[GazetteerEntry, ...]:
    """The candidates of the type that "village of", "province of" before the name asks for."""
    doc, first = parsed.tokens, name.first
    if first < 2 or doc[first - 1].lower_ != "of":
        return ()
    wanted = parsed.lexicon.before.get(f"{doc[first - 2].lower_} of")
    return tuple(e for e in name.entries if e.type == wanted)


# --- capitals that stand for their states ------------------------------------------------------------------------------------


def state_of(parsed: ParsedArticle, name: KnownName) -> GazetteerEntry | None:
    """Give the state that a name, an adjective or a capital stands for."""
    return name.entry if name.entry.type == "State" else _state_of_capital(parsed, name.entry)


def _state_of_capital(parsed: ParsedArticle, city: GazetteerEntry | None) -> GazetteerEntry | None:
    if city is None or city.type != "City":
        return None
    state = parsed.gazetteer.entries.get(city.country or "")
    return state if state and state.capital == city.id else None


def _state_meant(parsed: ParsedArticle, name: KnownName) -> GazetteerEntry | None:
    """The state whose capital stands for it: "Damascus has accused", "made by Tehran and Moscow", "Washington’s forces"."""
    state = _state_of_capital(parsed, next((e for e in name.entries if e.type == "City" and e.country), None))
    if state is None:
        return None
    token = parsed.doc[name.first : name.last + 1].root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return state if _acts(parsed, token) else None


def _acts(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a capital stands where a government does, not a city."""
    known, head = parsed.lexicon, token.head
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return head.pos_ in {"VERB", "AUX"}
    if token.dep_ == "dobj":
        return head.lemma_.lower() in known.words("names.capitals.objects")
    if token.dep_ == "poss" and _is_listed_place(parsed, head):
        return False  # "Beirut's Dahiyeh"
    if token.dep_ == "poss":
        return head.lemma_.lower() not in known.after or head.lemma_ in known.words("names.capitals.forces")
    if token.dep_ != "pobj":
        return False
    if head.lower_ in known.words("names.capitals.prepositions"):
        return head.head.pos_ in {"VERB", "NOUN"}
    return head.lower_ == "to" and head.head.lemma_ in known.words("names.capitals.links")


def _is_listed_place(parsed: ParsedArticle, token: Token) -> bool:
    i = bisect_right(parsed.names, token.idx, key=lambda match: match.start) - 1
    return i >= 0 and token.idx < parsed.names[i].end and parsed.names[i].entries[0].type in PLACES | FACILITIES

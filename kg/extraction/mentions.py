"""A parsed article in, its mentions out: names from the gazetteer, names by their shape, names the recogniser sees, and noun phrases.

Order matters, for mentions never overlap: what is longer and surer is taken first. "US base" is one mention (a base, owned by the US),
"al-Omar oil field" one, "Iran" alone in "Iran-backed militia groups", and "US coalition official" is the person only.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.names import NameMatch, name_index, prior
from kg.extraction.parsed import ACTORS, ARMED, BASES, FACILITIES, ParsedArticle, Phrase
from kg.model import GazetteerEntry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SIDE = re.compile(r"\b(?:pro|anti|ex|non)[-–]$", re.IGNORECASE)
_SIDED = re.compile(r"[“\"‘]?\b(?:pro|anti)[-–][A-Z]\w+[”\"’]? $")
DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-eastern",
        "north-western",
        "south-eastern",
        "south-western",
        "central",
    ]
)
_TYPE_ORDER = [
    "State",
    "Region",
    "City",
    "MilitaryForce",
    "ArmedGroup",
    "Government",
    "Organization",
    "MediaOutlet",
    "Company",
    "OilField",
    "GasField",
    "MilitaryBase",
    "Airbase",
    "BorderCrossing",
    "Facility",
    "Person",
]
_NER_TYPES = {"PERSON": "Person", "GPE": "City", "LOC": "Region", "FAC": "Facility", "ORG": "Organization"}
_ABSORBING = frozenset(
    {
        "Person",
        "PopulationGroup",
        "MediaOutlet",
        "MilitaryBase",
        "Airbase",
        "ArmedGroup",
        "MilitaryForce",
        "Company",
        "Organization",
        "Government",
        "Facility",
    }
)
_PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "near",
        "at",
        "outside",
        "inside",
        "around",
        "from",
        "to",
        "toward",
        "towards",
        "over",
        "into",
        "through",
        "across",
        "of",
        "between",
    ]
)
_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "punct", "advmod"})


@dataclass(slots=True)
class _Named:
    """A gazetteer match on the tokens of the parse."""

    first: int
    last: int
    match: NameMatch
    entries: tuple[GazetteerEntry, ...]


def find_mentions(parsed: ParsedArticle) -> None:
    """Fill `parsed.phrases` with all mentions, in order of text."""
    named = _find_named(parsed)
    starts = {n.first: n for n in named}
    ends = {n.last: n for n in named}
    covered = {i for n in named for i in range(n.first, n.last + 1)}
    _add_regions(parsed, named, ends)
    _add_shapes(parsed, starts, ends, covered)
    for name in named:
        _add_name(parsed, name)
    _add_recognised(parsed)
    _add_nominals(parsed)
    _add_speakers(parsed)
    parsed.phrases.sort(key=lambda p: (p.start, p.end))


# --- names of the gazetteer ------------------------------------------------------------------------------------------


def _find_named(parsed: ParsedArticle) -> list[_Named]:
    matches = parsed.names
    counts = Counter(e.country or e.id for m in matches if len(m.entries) == 1 for e in m.entries)
    named = []
    for match in matches:
        tokens = parsed.doc.char_span(match.start, match.end, alignment_mode="expand")
        if tokens is None or _is_part_of_longer_name(tokens, match) or _SIDE.search(parsed.text[max(0, match.start - 6) : match.start]):
            continue
        named.append(_Named(tokens.start, tokens.end - 1, match, _choose(prior(counts, match.entries), tokens)))
    return named


def _is_part_of_longer_name(tokens: Span, match: NameMatch) -> bool:
    """Say whether a one-word name is only the surname, first name or part of some other name ("Paris Hilton", "Ali Hasan")."""
    if (len(match.entries[0].type) and match.entries[0].type not in {"City", "Person"}) or len(tokens) > 1:
        return False
    doc, i = tokens.doc, tokens.start
    if doc[i].ent_type_ != "PERSON":
        return False
    before = i > 0 and doc[i - 1].ent_type_ == "PERSON" and doc[i].ent_iob_ == "I"
    after = i + 1 < len(doc) and doc[i + 1].ent_type_ == "PERSON" and doc[i + 1].ent_iob_ == "I" and doc[i + 1].text[:1].isupper()
    return before or after


def _choose(entries: tuple[GazetteerEntry, ...], tokens: Span) -> tuple[GazetteerEntry, ...]:
    """Order the candidates: the region before the city of its name unless the city is meant, the state before its capital."""
    if len(entries) < 2:
        return entries
    types = {e.type for e in entries}
    if types == {"City", "Region"} and _city_is_meant(tokens, entries):
        return tuple(e for e in entries if e.type == "City")
    best = min(entries, key=lambda e: _TYPE_ORDER.index(e.type) if e.type in _TYPE_ORDER else 99).type
    return tuple(e for e in entries if e.type == best)


def _city_is_meant(tokens: Span, entries: tuple[GazetteerEntry, ...]) -> bool:
    following = tokens.doc[tokens.end].lower_ if tokens.end < len(tokens.doc) else ""
    before = [t.lower_ for t in tokens.doc[max(0, tokens.start - 3) : tokens.start]]
    if following in {"city", "airport", "suburb", "suburbs"} or before[-2:] in (
        ["city", "of"],
        ["town", "of"],
        ["outskirts", "of"],
        ["suburbs", "of"],
        ["downtown", "of"],
    ):
        return True
    return any(e.type == "City" and (e.population or 0) >= 1_500_000 for e in entries)


def _add_name(parsed: ParsedArticle, name: _Named) -> None:
    first, last = name.first, name.last
    entries, kind = name.entries, "adjective" if name.match.is_demonym else "name"
    hinted = _hinted(parsed, first, entries)
    entries = hinted or entries
    if kind != "adjective" and (state := _government_of(parsed, name)):
        entries = (state,)
    _add(parsed, first, last, kind, entries[0].type, rule="gazetteer", entries=entries, start=name.match.start, end=name.match.end)


def _hinted(parsed: ParsedArticle, first: int, entries: tuple[GazetteerEntry, ...]) -> tuple[GazetteerEntry, ...]:
    """The candidates of the type that "village of", "province of" before the name asks for."""
    doc = parsed.doc
    if first < 2 or doc[first - 1].lower_ != "of":
        return ()
    wanted = parsed.lexicon.before.get(f"{doc[first - 2].lower_} of")
    return tuple(e for e in entries if e.type == wanted)


def _government_of(parsed: ParsedArticle, name: _Named) -> GazetteerEntry | None:
    """The state whose capital stands for it: "Damascus has accused", "made by Tehran and Moscow", "Washington’s forces"."""
    capital = next((e for e in name.entries if e.type == "City" and e.country), None)
    state = parsed.gazetteer.entries.get(capital.country or "") if capital else None
    if not capital or not state or state.capital != capital.id:
        return None
    token = parsed.doc[name.first : name.last + 1].root
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"}:
        return state
    if token.dep_ == "pobj" and token.head.lower_ in {"by", "with", "against"} and token.head.head.pos_ in {"VERB", "NOUN"}:
        return state
    if token.dep_ == "poss":
        return state if token.head.lemma_.lower() not in parsed.lexicon.after or token.head.lemma_ in {"force", "army"} else None
    return (
        state
        if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lemma_ in {"link", "tie", "loyal", "close", "message"}
        else None
    )


# --- regions by direction and border -----------------------------------------------------------------------------------


def _add_regions(parsed: ParsedArticle, named: list[_Named], ends: dict[int, _Named]) -> None:
    doc = parsed.doc
    for name in named:
        entry = name.entries[0]
        if entry.type not in {"State", "Region"} or name.match.is_demonym:
            continue
        first, last = name.first, name.last
        if _is_border(doc, last + 1) or (last + 3 < len(doc) and doc[last + 1].text in "-–/" and last + 2 in {n.first for n in named}):
            other = next((n for n in named if n.first == last + 2 and doc[last + 1].text in {"-", "–", "/"}), None)
            if other and _is_border(doc, other.last + 1) and other.entries[0].type == "State":
                label = "–".join(sorted((entry.label, other.entries[0].label))) + " border"
                _add(parsed, first, other.last + 1, "name", "Region", rule="border", name=label)
                continue
        if first and doc[first - 1].lower_ in DIRECTIONS and entry.type == "State":
            _add(parsed, first - 1, last, "name", "Region", rule="direction", name=f"{doc[first - 1].lower_} {entry.label}", owner=entry.id)
        elif first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in DIRECTIONS and entry.type == "State":
            _add(
                parsed,
                first - 2,
                last,
                "name",
                "Region",
                rule="direction",
                name=f"{_adjective(doc[first - 2].lower_)} {entry.label}",
                owner=entry.id,
            )
        elif (
            last + 2 < len(doc)
            and doc[last + 1].text in {"’s", "'s"}
            and doc[last + 2].lower_ in DIRECTIONS
            and not _is_modifier(doc[last + 2])
        ):
            _add(
                parsed,
                first,
                last + 2,
                "name",
                "Region",
                rule="direction",
                name=f"{_adjective(doc[last + 2].lower_)} {entry.label}",
                owner=entry.id,
            )


def _is_border(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].lower_ in {"border", "borders", "frontier"}


def _is_modifier(token: Token) -> bool:
    return token.dep_ in {"amod", "compound"} and token.head.i > token.i


def _adjective(direction: str) -> str:
    """Give "eastern" for "east"."""
    return direction if direction.endswith("ern") or direction == "central" else direction + "ern"


# --- names and noun phrases by their shape -------------------------------------------------------------------------------


def _add_shapes(parsed: ParsedArticle, starts: dict[int, _Named], ends: dict[int, _Named], covered: set[int]) -> None:
    """Take NAME + noun ("Qasrak Base", "US base", "Syrian army") and noun + NAME ("Camp Victory", "Shrine of Zaynab")."""
    doc = parsed.doc
    for i in range(len(doc)):
        if i in parsed.at:
            continue
        if (doc[i].text[:1].isupper() and doc[i].lower_ in parsed.lexicon.before) or f"{doc[i].lower_} of" in parsed.lexicon.before:
            _add_before_shape(parsed, i, starts, covered)
        if i in covered or doc[i].pos_ not in {"NOUN", "PROPN", "ADJ"} or _is_hyphenated(doc, i):
            continue
        first = _noun_start(parsed, i)
        if first is None or any(j in parsed.at for j in range(first, i + 1)):
            continue
        left = first - 1
        if left >= 0 and doc[left].text in {"’s", "'s"}:
            _add_possessive(parsed, ends.get(left - 1), first, i)
        elif left in ends:
            _add_after_name(parsed, ends[left], first, i)
        else:
            _add_unknown_shape(parsed, first, i, ends)


def _is_hyphenated(doc: Doc, i: int) -> bool:
    """Whether a word is the first half of a compound ("secretary-general", "war-torn")."""
    return i + 1 < len(doc) and doc[i + 1].text == "-" and not doc[i].whitespace_


def _noun_start(parsed: ParsedArticle, i: int) -> int | None:
    """The first token of the head noun that ends at ``i``, where that is a word of the lexicon ("oil field", "base"); not if a longer one goes on."""
    doc, known = parsed.doc, parsed.lexicon
    if i + 1 < len(doc):
        longer = f"{doc[i].lower_} {doc[i + 1].lower_}"
        if longer in known.heads or longer in known.after:
            return None
    for n in (3, 2, 1):
        text = doc[max(0, i - n + 1) : i + 1].text.lower()
        if i - n + 1 >= 0 and (text in known.heads or text in known.after or text in known.words("nominals", "refine", "group")):
            return i - n + 1
    return None


def _add_before_shape(parsed: ParsedArticle, i: int, starts: dict[int, _Named], covered: set[int]) -> None:
    """Take "Camp Victory", "Shrine of Sayyida Zaynab", with the preposition where the lexicon has it."""
    doc = parsed.doc
    word = doc[i].lower_
    if f"{word} of" in parsed.lexicon.before and i + 1 < len(doc) and doc[i + 1].lower_ == "of":
        kind, first = parsed.lexicon.before[f"{word} of"], i + 2
    elif word in parsed.lexicon.before:
        kind, first = parsed.lexicon.before[word], i + 1
    else:
        return
    last = _name_end(doc, first)
    if last is not None and first not in covered and kind in {"City", "Region"} and word in parsed.doc[i].text:
        _add(parsed, first, last, "name", kind, rule="shape-before")
    if last is not None and kind in FACILITIES and not (first in starts and starts[first].entries[0].type == "State"):
        _add(parsed, i, last, "name", kind, rule="shape-before")


def _name_end(doc: Doc, first: int) -> int | None:
    """The last token of the capitalised run that starts at ``first``."""
    i = first
    while i < len(doc) and (doc[i].text[:1].isupper() or doc[i].lower_ in {"al", "el"} or (doc[i].text == "-" and i > first)):
        i += 1
    return i - 1 if i > first else None


def _add_possessive(parsed: ParsedArticle, owner: _Named | None, first: int, last: int) -> None:
    """Take "Washington’s forces", "Iraq’s parliament": a force or body of a state named by its owner."""
    if owner is None:
        return
    state = _state_of(parsed, owner)
    noun = parsed.doc[first : last + 1].text.lower()
    if state and noun in parsed.lexicon.words("nominals", "force", "heads"):
        _add_force(parsed, owner.first, last, state)
    elif state and parsed.lexicon.after.get(noun) == "Government":
        _add_body(parsed, owner.first, last, state, noun)


def _add_after_name(parsed: ParsedArticle, left: _Named, first: int, last: int) -> None:
    doc, known = parsed.doc, parsed.lexicon
    noun = doc[first : last + 1].text.lower()
    state = _state_of(parsed, left)
    head_type = known.after.get(noun) or known.heads.get(noun)
    if head_type is None or doc[first - 1].text == "-":
        return
    if left.entries[0].type in ARMED and (head_type in ARMED or noun in known.words("nominals", "refine", "group")):
        _add(
            parsed,
            left.first,
            last,
            "name",
            left.entries[0].type,
            rule="gazetteer",
            entries=left.entries,
            start=left.match.start,
            end=left.match.end,
        )
    elif state and left.entries[0].type == "State":
        _add_of_state(parsed, left.first, first, last, state, noun)
    elif noun in known.after and known.after[noun] != left.entries[0].type and known.heads.get(noun) not in {"Person", "PopulationGroup"}:
        kind = known.after[noun]
        named = tuple(e for e in left.match.entries if e.type == kind or (kind in BASES and e.type in BASES))
        _add(
            parsed,
            left.first,
            last,
            "name",
            kind,
            rule="shape-name",
            entries=named,
            name=f"{left.entries[0].label} {noun}" if not named else None,
        )
    elif noun in known.after and known.after[noun] == left.entries[0].type:
        _add(parsed, left.first, last, "name", left.entries[0].type, rule="shape-name", entries=left.entries)
    elif known.heads.get(noun) in {"Person", "PopulationGroup", "MediaOutlet"}:
        if not _is_title(doc[last]) and not _describes_a_name(parsed, doc[last]):
            _add(parsed, left.first, last, "nominal", known.heads[noun], rule="nominal-of-name", owner=left.entries[0].id)


def _add_of_state(parsed: ParsedArticle, first: int, noun_first: int, last: int, state: GazetteerEntry, noun: str) -> None:
    known = parsed.lexicon
    if noun in {"government", "regime", "state", "authorities"}:
        _add(parsed, first, last, "name", "State", rule="government-of", entries=(state,))
    elif noun in known.words("nominals", "force", "heads"):
        _add_force(parsed, first, last, state)
    elif known.after.get(noun) == "Government":
        _add_body(parsed, first, last, state, noun)
    elif noun in {"desert", "coast", "countryside"}:
        _add(parsed, first, last, "name", "Region", rule="shape-state", name=f"{state.label} {noun}", owner=state.id)
    elif known.heads.get(noun) in _ABSORBING and not _is_title(parsed.doc[last]) and not _describes_a_name(parsed, parsed.doc[last]):
        _add(parsed, first, last, "nominal", known.heads[noun], rule="nominal-of-state", owner=state.id)


def _add_force(parsed: ParsedArticle, first: int, last: int, state: GazetteerEntry) -> None:
    """Take a state's forces: the gazetteer's armed forces of that state where it has just one entry for them."""
    entries = armed_forces(parsed, state)
    _add(
        parsed,
        first,
        last,
        "name",
        "MilitaryForce",
        rule="force-of-state",
        entries=entries,
        name=f"{state.label} armed forces",
        owner=state.id,
    )


def armed_forces(parsed: ParsedArticle, state: GazetteerEntry) -> tuple[GazetteerEntry, ...]:
    """The gazetteer's entry for the armed forces of a state, by its name."""
    wanted = [f"{word} {noun}" for word in (*state.demonyms, state.label) for noun in ("forces", "armed forces", "military", "army")]
    index = name_index(parsed.gazetteer)
    for name in wanted:
        for match in index.find(name[:1].upper() + name[1:]):
            if match.start == 0 and match.end == len(name) and match.entries[0].type == "MilitaryForce":
                return match.entries[:1]
    return ()


def _add_body(parsed: ParsedArticle, first: int, last: int, state: GazetteerEntry, noun: str) -> None:
    _add(parsed, first, last, "name", "Government", rule="body-of-state", name=f"{state.label} {noun}", owner=state.id)


def _state_of(parsed: ParsedArticle, named: _Named) -> GazetteerEntry | None:
    """The state that a name, an adjective or a capital stands for."""
    entry = named.entries[0]
    if entry.type == "State":
        return entry
    state = parsed.gazetteer.entries.get(entry.country or "") if entry.type == "City" else None
    return state if state and state.capital == entry.id else None


def _is_title(token: Token) -> bool:
    """Whether a noun is the title of a name that follows ("IRGC commander Qassem Soleimani")."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return (
        following is not None
        and following.pos_ == "PROPN"
        and following.text[:1].isupper()
        and token.dep_ in {"compound", "nmod", "amod", "appos", "nsubj"}
    )


def _add_unknown_shape(parsed: ParsedArticle, first: int, last: int, ends: dict[int, _Named]) -> None:
    """Take a capitalised name that the gazetteer does not have before a facility noun; or let a modifier stand between a state and the noun."""
    doc, known = parsed.doc, parsed.lexicon
    noun = doc[first : last + 1].text.lower()
    i = first - 1
    while (
        i >= 0
        and (doc[i].lower_ in known.words("nominals", "force", "between") or doc[i].lower_ in {"military", "proxy", "stealth"})
        and i not in ends
    ):
        i -= 1
    if i >= 0 and i in ends and i < first - 1 and ends[i].entries[0].type == "State" and (state := _state_of(parsed, ends[i])):
        _add_of_state(parsed, ends[i].first, first, last, state, noun)
        return
    kind = known.after.get(noun)
    start = _name_start(parsed, first)
    if kind and start is not None and start < first and not _is_plain_capital(doc, start, first):
        _add(parsed, start, last, "name", kind, rule="shape-unknown")


def _name_start(parsed: ParsedArticle, end: int) -> int | None:
    """The first token of the run of proper nouns that ends before ``end``."""
    doc = parsed.doc
    connectors = parsed.lexicon.words("facilities", "connectors", "words")
    i = end
    while i > 0 and i - 1 not in parsed.at:
        token = doc[i - 1]
        is_name = (token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and not token.is_sent_start) or (
            token.text[:1].isupper() and token.pos_ == "PROPN"
        )
        if not (
            is_name
            or token.text in {"-", "’", "'"}
            or (token.lower_ in connectors and i < end and token.lower_ not in {"and", "of", "at", "an", "as"})
        ):
            break
        i -= 1
    while i < end and (doc[i].text in {"-", "’", "'"} or (doc[i].lower_ in {"the", "a", "de", "of", "and"})):
        i += 1
    return i if i < end else None


def _is_plain_capital(doc: Doc, start: int, end: int) -> bool:
    """Whether the run is only a capital at the start of a sentence, or a word in a headline."""
    return end - start == 1 and doc[start].is_sent_start is True and doc[start].pos_ != "PROPN"


# --- names that only the recogniser sees -------------------------------------------------------------------------------


def _add_recognised(parsed: ParsedArticle) -> None:
    for ent in parsed.doc.ents:
        kind = _NER_TYPES.get(ent.label_)
        span = _trim(parsed, ent)
        if kind is None or span is None or any(t.i in parsed.at for t in span):
            continue
        if kind == "Organization":
            kind = _organization_type(parsed, span)
        if any(c.isdigit() for c in span.text) and kind != "Facility":
            continue
        if kind == "Person" and not _is_person(span):
            continue
        if kind in {"City", "Region", "Facility"} and not span.text[:1].isupper():
            continue
        entries = name_index(parsed.gazetteer).similar(span.text, frozenset({kind, *(FACILITIES if kind in FACILITIES else ())}))
        _add(
            parsed,
            span.start,
            span.end - 1,
            "name",
            kind,
            rule=f"ner-{ent.label_.lower()}",
            entries=entries if len(entries) == 1 else (),
            confidence=0.6,
        )


_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "sgt",
        "brig",
        "adm",
        "president",
        "minister",
        "prime",
        "general",
        "colonel",
        "major",
        "captain",
        "spokesman",
        "spokesperson",
        "commander",
        "sheikh",
        "imam",
        "ayatollah",
        "sen",
        "rep",
        "senator",
        "king",
        "prince",
        "chief",
        "secretary",
        "leader",
        "judge",
        "justice",
        "pope",
        "bishop",
    ]
)


def _trim(parsed: ParsedArticle, ent: Span) -> Span | None:
    """Cut articles, titles, quotes and possessives from a recognised name; extend a person over the name words that follow."""
    start, end, doc = ent.start, ent.end, ent.doc
    while start < end and (
        doc[start].lower_.strip(".") in _TITLES or doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct or doc[start].is_space
    ):
        start += 1
    while end > start and (doc[end - 1].text in {"’s", "'s", "’", "'"} or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if ent.label_ == "PERSON":
        while (
            end < len(doc) and end not in parsed.at and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper() and not doc[end].ent_type_
        ):
            end += 1
        while (
            end + 1 < len(doc)
            and doc[end].lower_ in {"al", "el", "bin", "-"}
            and doc[end + 1].i not in parsed.at
            and (doc[end + 1].text == "-" or doc[end + 1].text[:1].isupper())
        ):
            end += 2
        while (
            start > 0 and start - 1 not in parsed.at and doc[start - 1].lower_ in {"abu", "al", "el", "-", "ibn"} and doc[start - 1].i > 0
        ):
            start -= 1
    return doc[start:end] if start < end and "\n" not in doc[start:end].text else None


def _is_person(span: Span) -> bool:
    """Not a person: "al-Omar field", a lower-case word, a lone word beginning al-."""
    doc, following = span.doc, span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    if following in {"base", "field", "crossing", "airport", "province", "oilfield", "village", "city", "airbase", "district"}:
        return False
    return span[0].text[:1].isupper() or (
        span[0].lower_ in {"al", "el", "abu", "bin"} and len(span) > 3 and doc[span.end - 1].text[:1].isupper()
    )


def _organization_type(parsed: ParsedArticle, span: Span) -> str:
    last, text = span[-1].lower_, span.text.lower()
    for word in (span[-2:].text.lower(), last):
        if word in parsed.lexicon.after and parsed.lexicon.after[word] not in {"City", "Region"}:
            return parsed.lexicon.after[word]
    for word, kind in parsed.lexicon.after.items():
        if kind in {"Government", "MediaOutlet", "MilitaryForce", "Company"} and f" {word} " in f" {text} ":
            return kind
    return "Organization"


# --- noun phrases --------------------------------------------------------------------------------------------------------


def _add_nominals(parsed: ParsedArticle) -> None:
    doc = parsed.doc
    for token in doc:
        if token.i in parsed.at or not (token.pos_ in {"NOUN", "PROPN"} or token.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass"}):
            continue
        first = _noun_start(parsed, token.i)
        if (
            first is None
            or any(j in parsed.at for j in range(first, token.i + 1))
            or _is_hyphenated(doc, token.i)
            or _introduces_a_place(parsed, token)
        ):
            continue
        kind = _nominal_type(parsed, first, token)
        if (
            kind is None
            or _describes_a_name(parsed, token)
            or (
                token.dep_ in {"compound", "nmod"}
                and token.head.i > token.i
                and token.head.pos_ in {"NOUN", "PROPN"}
                and not _counts_as_modifier(parsed, token, kind)
            )
        ):
            continue
        start = _phrase_start(parsed, first)
        sided = _SIDED.search(parsed.text[max(0, doc[first].idx - 30) : doc[first].idx])
        begin = doc[first].idx - len(sided.group()) if sided and kind in ARMED else None
        definite = any(c.lower_ in {"the", "this", "that", "these", "those", "its", "their", "same", "both"} for c in token.children)
        _add(
            parsed,
            start,
            token.i,
            "nominal",
            kind,
            rule="nominal",
            is_definite=definite,
            is_plural=token.tag_ in {"NNS", "NNPS"},
            confidence=0.7,
            start=begin,
        )


_SPEAKING_THINGS = frozenset(
    "poll survey video footage document letter study report statement memo transcript article ad book file record".split()
)
_ANIMATE = re.compile(r"(?:er|or|ist|ian|ant|man|woman|men|women|eer|ess)s?$")


def _add_speakers(parsed: ParsedArticle) -> None:
    """Take the subjects of verbs of speech for mentions though no list has their noun: "the announcer said", "the campaign says"."""
    for token in parsed.doc:
        cue = parsed.lexicon.cue_verbs.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
        if cue is None or cue.frame not in {"clause", "tell"} or not _has_content(token):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.i in parsed.at or subject.pos_ not in {"NOUN", "PROPN"} or not subject.text[:1].isalpha():
            continue
        first = _phrase_start(parsed, subject.i)
        if any(i in parsed.at for i in range(first, subject.i + 1)):
            continue
        is_name = subject.pos_ == "PROPN" and subject.text[:1].isupper()
        kind = _speaker_type(subject, is_name)
        definite = any(c.lower_ in {"the", "this", "these"} for c in subject.children)
        _add(parsed, first, subject.i, "name" if is_name else "nominal", kind, rule="speaker", is_definite=definite, confidence=0.5)


def _has_content(token: Token) -> bool:
    if any(c.dep_ in {"ccomp", "parataxis"} for c in token.children) or token.dep_ == "parataxis":
        return True
    return token.i > 1 and any(t.text in {"”", '"'} for t in token.doc[max(token.sent.start, token.i - 8) : token.i])


def _speaker_type(subject: Token, is_name: bool) -> str:
    if subject.lemma_.lower() in _SPEAKING_THINGS:
        return "MediaOutlet"
    if subject.tag_ in {"NNS", "NNPS"}:
        return "PopulationGroup"
    if is_name:
        return "Person" if subject.ent_type_ in {"PERSON", ""} else "Organization"
    return "Person" if _ANIMATE.search(subject.lower_) else "Organization"


def _introduces_a_place(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a noun only says what the name behind it is: "the province of Deir Ezzor"."""
    doc, i = parsed.doc, token.i
    return (
        i + 2 < len(doc)
        and doc[i + 1].lower_ == "of"
        and i + 2 in parsed.at
        and parsed.at[i + 2].kind == "name"
        and parsed.at[i + 2].type in {"City", "Region"}
    )


def _counts_as_modifier(parsed: ParsedArticle, token: Token, kind: str) -> bool:
    """Whether a noun of the type may stand for its entity before another noun: "militant attack", "army convoy"; not in "coalition official"."""
    if kind in FACILITIES and token.i + 1 < len(parsed.doc) and token.nbor().lower_ in {"housing", "hosting"}:
        return True
    group = parsed.lexicon.words("nominals", "refine", "group")
    return (
        kind in ARMED
        and token.lower_ not in {"fighter", "bomber"}
        and token.head.lower_ not in group
        and token.head.lower_ not in parsed.lexicon.heads
        and parsed.lexicon.heads.get(token.head.lower_) not in {"Person", "PopulationGroup"}
    )


def _nominal_type(parsed: ParsedArticle, first: int, token: Token) -> str | None:
    known = parsed.lexicon
    text = parsed.doc[first : token.i + 1].text.lower()
    before = {c.lower_ for c in token.children if c.i < token.i} | {g.lower_ for c in token.children if c.i < token.i for g in c.children}
    armed = before & (known.words("nominals", "refine", "armed") | {"backed"})
    if text in known.words("nominals", "refine", "group"):
        if armed:
            return "ArmedGroup"
        if text in {"forces", "force", "coalition", "personnel", "brigade", "units"}:
            return "MilitaryForce"
        return "Organization" if text in {"organization", "organizations", "network", "movement"} and before else None
    return known.heads.get(text)


def _describes_a_name(parsed: ParsedArticle, token: Token) -> bool:
    """A title or an apposition of a name is no mention of its own."""
    head = token.head
    phrase = parsed.at.get(head.i)
    if any(c.dep_ in {"acl", "relcl"} for c in token.children):
        return False
    if phrase is not None and phrase.kind == "name" and token.dep_ in {"appos", "compound", "nmod", "amod"}:
        return phrase.type in ACTORS or token.dep_ == "appos"
    named = [
        c
        for c in token.children
        if c.dep_ == "appos" and ((c.i in parsed.at and parsed.at[c.i].kind == "name") or (c.pos_ == "PROPN" and c.text[:1].isupper()))
    ]
    return bool(named) or (_is_title(token) and token.i + 1 in parsed.at and parsed.at[token.i + 1].type == "Person")


def _phrase_start(parsed: ParsedArticle, first: int) -> int:
    """The first token of the noun's modifiers that belong to the mention: no article, number, owner, nor "X-backed"."""
    doc, skip = parsed.doc, parsed.lexicon.words("nominals", "skip", "before")
    i = first
    if doc[first].dep_ == "compound" and doc[first].head.i > first and doc[first].head.pos_ != "PROPN":
        return first
    while i > 0 and i - 1 not in parsed.at:
        token = doc[i - 1]
        if token.lower_ == "and" and i - 2 not in parsed.at and doc[i - 2].pos_ == "ADJ" and doc[i].pos_ == "ADJ":
            i -= 1
            continue
        if (
            token.dep_ not in _MODIFIERS
            or token.is_punct
            or token.lower_ in skip
            or token.pos_ in {"DET", "NUM", "ADV", "VERB"}
            or token.tag_ in {"VBN", "VBG"}
        ):
            break
        if (token.i > 0 and doc[i - 2].text == "-") or token.head.i < i - 1:
            break
        i -= 1
    return i


# --- one phrase ------------------------------------------------------------------------------------------------------------


def _add(
    parsed: ParsedArticle,
    first: int,
    last: int,
    kind: str,
    type: str,
    *,
    rule: str,
    entries: tuple[GazetteerEntry, ...] = (),
    name: str | None = None,
    owner: str | None = None,
    is_definite: bool = False,
    is_plural: bool = False,
    confidence: float = 0.9,
    start: int | None = None,
    end: int | None = None,
) -> None:
    doc = parsed.doc
    tokens = doc[first : last + 1]
    begin = tokens.start_char if start is None else start
    stop = tokens.end_char if end is None else end
    parsed.add(
        Phrase(
            start=begin, end=stop, text=parsed.text[begin:stop], kind=kind, type=type, head=tokens.root.i, tokens=tuple(range(first, last + 1)), rule=rule,
            links=tuple(e.id for e in entries), name=entries[0].label if len(entries) == 1 else name, owner=owner, is_plural=is_plural or (kind == "nominal" and doc[last].tag_ in {"NNS", "NNPS"}),
            is_definite=is_definite or any(c.lower_ in {"the", "this", "these", "its", "their"} for c in tokens.root.children), confidence=confidence,
        )
    )  # fmt: skip

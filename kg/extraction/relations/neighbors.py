"""Phrases side by side in, relations out: "X-backed Y", "base in al-Omar", "Syria’s al-Omar field", "US forces in Syria"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction import syntax
from kg.extraction.affiliation import nation
from kg.extraction.parsed import ARMED, BASES, FACILITIES, LOCATIONS, PLACES, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate

_AREA = r"(?:city|town|village|province|region)"
_PART = r"(?:province|governorate|village|town|district)"
_IN = re.compile(
    r"^,?\s*(?:(?:which )?(?:is |are |was )?(?:located|situated|based|stationed|deployed|present) )?"
    r"(?:in|at|inside|within|on the outskirts of|on the (?:[a-z-]+ )?(?:edge|outskirts|coast|bank|shores?) of"
    r"|in the (?:heart|city|town|village|province|governorate|district|suburbs) of)"
    r"(?: the| nearby| neighboring)?"
    rf"(?: [a-z-]+ {_AREA} of| (?:city|town|village|province|governorate) of)? ?"
    rf"(?:[a-z’' -]{{0,24}}{_PART} of )?$"
)
_APPOSED = re.compile(r"^, (?:in )?(?:the )?$")
_DESCRIBED = re.compile(
    r"^\)?, (?:the |a |an )?(?:[a-z-]+ ){0,3}"
    r"(?:capital|city|town|village|port|settlement|hamlet|suburb) (?:of|in|on) (?:the )?$"
)
_KIND_OF = re.compile(r"^ (?:[a-z-]+ )?(?:region|province|governorate|city|town|village|port|district|oblast|state) of (?:the )?$")
_OWNED = re.compile(
    r"^[’']s (?:[a-z-]+ )?(?:(?:province|governorate|region|district|city|town|village|capital|state|port) of |capital,? |city of )?$"
)
_OWNED_BY_DESCRIPTION = re.compile(r"^[’']s (?P<words>(?:[a-z-]+ ){1,5}[a-z]+),? $")  # "the country’s largest oil facility, al-Omar"
_HOLDING = r"(?:now |still |currently |already )?(?:controls?|occup(?:y|ies)|holds?)"
_CONTROLS = re.compile(rf"^ {_HOLDING} (?:the |most of |parts of |much of |both )*$")
_BIGGEST = re.compile(
    r"[’']s (?:largest|biggest|main|second[ -]largest|most \w+) [a-z ]*(?:field|base|airport|port|refinery|crossing|city|dam)"
)
_SUFFIX = re.compile(r"^\s?-(?P<word>[a-z]+)\b")
_APART = 60  # characters between phrases that belong together
_LEVELS = {"City": 0, "Region": 1, "State": 2}


def find_suffixes(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "X-backed Y", "X-controlled Y"."""
    text = parsed.text
    predicates = {word: p for p in ("backs", "controls") for word in parsed.lexicon.ordered(f"relations.{p}.suffixes")}
    for i, phrase in enumerate(parsed.phrases):
        match = _SUFFIX.match(text[phrase.end : phrase.end + 20])
        if match is None or match["word"] not in predicates:
            continue
        predicate = predicates[match["word"]]
        objects = parsed.lexicon.words(f"relations.{predicate}.object") - {"State"}
        for other in parsed.phrases[i + 1 : i + 4]:
            if other.start - phrase.end > _APART or parsed.sentence_of[phrase.head] != parsed.sentence_of[other.head]:
                break
            is_government = predicate == "backs" and other.rule == "government-of"
            if (other.type in objects or is_government) and other.kind != "adjective":
                yield relate(phrase, predicate, other, f"suffix-{match['word']}")
                break


def has_suffix(parsed: ParsedArticle, phrase: Phrase) -> bool:
    """Say whether a phrase is the first half of a compound: "US" in "US-backed"."""
    return bool(_SUFFIX.match(parsed.text[phrase.end : phrase.end + 20]))


def find_neighbors(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read what the words between two phrases say: "in", a comma, a possessive, "of"."""
    for a, b in zip(parsed.phrases, parsed.phrases[1:], strict=False):
        between = parsed.text[a.end : b.start]
        if len(between) > _APART or "\n" in between:
            continue
        if _IN.match(between):
            yield from _in_place(parsed, a, b)
        else:
            yield from _beside(parsed, a, b, between)


def _in_place(parsed: ParsedArticle, a: Phrase, b: Phrase) -> Iterator[RelationDraft]:
    for place in _coordinated(parsed, possessed(parsed, b)):
        if a.type == "MilitaryForce" and place.type in LOCATIONS:
            if not _is_at_home(parsed, a, place):
                yield relate(a, "stationedAt", place, "force-in-place")
        elif a.type in FACILITIES | PLACES:
            yield relate(a, "locatedIn", place, "place-in-place")


def _beside(parsed: ParsedArticle, a: Phrase, b: Phrase, between: str) -> Iterator[RelationDraft]:
    if _APPOSED.match(between) and _are_narrow_and_wide(a, b):
        yield relate(a, "locatedIn", b, "apposition")
    elif _OWNED.match(between) and a.type in PLACES | {"State"} and b.type in FACILITIES | PLACES and b.kind == "name":
        yield relate(b, "locatedIn", a, "possessive")
    elif (described := _OWNED_BY_DESCRIPTION.match(between)) and a.type in PLACES | {"State"} and b.type in FACILITIES and b.kind == "name":
        words = described["words"].split()
        if any(parsed.lexicon.heads.get(" ".join(words[i:])) in FACILITIES for i in range(1, len(words))):
            yield relate(b, "locatedIn", a, "possessive")
    elif _CONTROLS.match(between) and a.type in ARMED | {"State"} and b.type in FACILITIES | PLACES:
        yield from (relate(a, "controls", place, "side-by-side") for place in _coordinated(parsed, b))
    elif between == " is " and a.type in FACILITIES and _BIGGEST.match(parsed.text, b.end):
        yield relate(a, "locatedIn", b, "biggest-of")
    elif between in {" of ", " of the "} and a.type in PLACES and a.kind == b.kind == "name" and b.type in {"State", "Region"}:
        yield relate(a, "locatedIn", b, "region-of")
    elif _DESCRIBED.match(between) and a.kind == b.kind == "name" and a.type == "City" and b.type in {"Region", "State"}:
        yield relate(a, "locatedIn", b, "apposition")
    elif _KIND_OF.match(between) and a.kind == "adjective" and a.type == "State" and b.kind == "name" and b.type in PLACES:
        yield relate(b, "locatedIn", a, "possessive")


def _are_narrow_and_wide(a: Phrase, b: Phrase) -> bool:
    """Whether two names with a comma between are a place and where it lies, not items of a list ("Raqqa, Hasakah and Homs")."""
    if not (a.kind == b.kind == "name" and a.type in FACILITIES | PLACES and b.type in PLACES | {"State"}):
        return False
    return a.type in FACILITIES or _LEVELS[b.type] > _LEVELS[a.type]


def possessed(parsed: ParsedArticle, phrase: Phrase) -> Phrase:
    """Give what a place owns, where its owner is only named on the way: "at Syria’s Conoco field", "in the country’s province of Homs"."""
    following = parsed.following(phrase)
    if following is None or following.type not in FACILITIES | PLACES:
        return phrase
    between = parsed.text[phrase.end : following.start]
    if _OWNED.match(between) or (phrase.kind == "adjective" and _KIND_OF.match(between)):
        return following
    return phrase


def _coordinated(parsed: ParsedArticle, phrase: Phrase) -> list[Phrase]:
    return [p for t in syntax.conjuncts(parsed.tokens[phrase.head]) if (p := parsed.at.get(t.i)) is not None] or [phrase]


def _is_at_home(parsed: ParsedArticle, force: Phrase, place: Phrase) -> bool:
    """Whether a force is in its own country: where it happens to be, not where it is stationed."""
    entry = parsed.gazetteer.entries.get(place.link or "")
    country = (entry.id if entry.type == "State" else entry.country) if entry else place.owner
    return nation(parsed, force) is not None and nation(parsed, force) == country and place.type not in BASES

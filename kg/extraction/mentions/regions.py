"""Names of places in, what is named after them out: directions ("eastern Syria"), borders ("Iraq–Syria border"), roads between them."""

from __future__ import annotations

from kg.extraction.mentions.known import KnownName, KnownNames
from kg.extraction.mentions.phrases import add_name
from kg.extraction.parsed import ParsedArticle


def add_regions(parsed: ParsedArticle, known: KnownNames) -> None:
    """Add the regions and borders that the names of states and regions are part of."""
    for name in known.names:
        if name.entry.type in {"State", "Region", "City"} and not name.match.is_demonym:
            _add_road(parsed, known, name)
        if name.entry.type in {"State", "Region"} and not name.match.is_demonym and not _add_border(parsed, known, name):
            _add_directed(parsed, name)


def _add_road(parsed: ParsedArticle, known: KnownNames, name: KnownName) -> None:
    """Add "Kabul-Kandahar highway"."""
    doc, link = parsed.doc, name.last + 1
    other = known.starts.get(link + 1) if link < len(doc) and doc[link].text in {"-", "–", "/"} else None
    end = other.last + 1 if other is not None else len(doc)
    if end < len(doc) and doc[end].lower_ in parsed.lexicon.words("names.directions.roads"):
        add_name(parsed, name.first, end, "Facility", rule="road")


def _add_border(parsed: ParsedArticle, known: KnownNames, name: KnownName) -> bool:
    doc, link = parsed.tokens, name.last + 1
    other = known.starts.get(link + 1) if link < len(doc) and doc[link].text in {"-", "–", "/"} else None
    if other is None or other.entry.type != "State" or not _is_border(parsed, other.last + 1):
        return False
    label = "–".join(sorted((name.entry.label, other.entry.label))) + " border"
    add_name(parsed, name.first, other.last + 1, "Region", rule="border", name=label)
    return True


def _is_border(parsed: ParsedArticle, i: int) -> bool:
    return i < len(parsed.doc) and parsed.tokens[i].lower_ in parsed.lexicon.words("names.directions.borders")


def _add_directed(parsed: ParsedArticle, name: KnownName) -> None:
    """Add "northern Iraq", "the north of Iraq" and "Iraq’s north"."""
    doc, first, last, entry = parsed.tokens, name.first, name.last, name.entry
    directions = parsed.lexicon.words("names.directions.words")
    start, end, direction = first, last, ""
    if entry.type == "State" and first and doc[first - 1].lower_ in directions:
        start, direction = first - 1, doc[first - 1].lower_
    elif entry.type == "State" and first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in directions:
        start, direction = first - 2, _adjective(doc[first - 2].lower_)
    elif (
        last + 2 < len(doc)
        and doc[last + 1].text in {"’s", "'s"}
        and doc[last + 2].lower_ in directions
        and not _is_modifier(parsed, last + 2)
    ):
        end, direction = last + 2, _adjective(doc[last + 2].lower_)
    if direction:
        add_name(parsed, start, end, "Region", rule="direction", name=f"{direction} {entry.label}", owner=entry.id)


def _is_modifier(parsed: ParsedArticle, i: int) -> bool:
    token = parsed.tokens[i]
    return token.dep_ in {"amod", "compound"} and token.head.i > i


def _adjective(direction: str) -> str:
    """Give "eastern" for "east"."""
    return direction if direction.endswith("ern") or direction == "central" else direction + "ern"

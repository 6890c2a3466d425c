"""Place names with several bearers in, the bearer that the article means out: by its country, by the place named behind it, by its size.

"Santa Ana" is a town of El Salvador in an article on El Salvador, and of California in "Santa Ana, California". Where nothing tells the
bearers apart, all of them are kept, and the name stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

from kg.extraction.mentions.phrases import add_name
from kg.extraction.names import NameMatch
from kg.extraction.parsed import ParsedArticle
from kg.model import GazetteerEntry

_ELSEWHERE = frozenset({"MediaOutlet", "Company", "Organization", "Person"})  # are spoken of far from their country
_GAP = 3  # characters between a town and what it lies in: "Flores, Peten", "Ames (Iowa)"
_CONTAINED, _REGION, _COUNTRY = 8.0, 2.0, 4.0  # points for lying in the place named behind, in a region named, in the countries most named
_MARGIN = 0.5  # points by which the likeliest bearer is ahead of the next
_LARGE = 100_000  # a town of more people may be meant in an article that names nothing else of its country
_FEWEST, _MOSTLY = 3, 0.65  # names, and their share of all, from which on an article is on a country
_METROPOLIS = 1_000_000
_UNSURE, _MISTAKEN = frozenset({"", "GPE", "LOC", "FAC"}), frozenset({"ORG", "PERSON"})  # what the recognizer takes unknown towns for


@dataclass(slots=True)
class Scene:
    """Which countries and regions an article names, and where."""

    parsed: ParsedArticle
    countries: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # country -> name -> times
    regions: frozenset[str] = frozenset()
    starts: list[int] = field(default_factory=list)
    most: int = 1

    def weight(self, country: str | None, name: str) -> float:
        """How much of the article, 0 to 1, is on a country, as other names than this one tell."""
        named: Mapping[str, int] = self.countries.get(country or "", {})
        return sum(times for other, times in named.items() if other != name) / self.most

    def main_country(self) -> str | None:
        """Give the country that most of what the article names belongs to; None where none has so much."""
        counts = {country: sum(named.values()) for country, named in self.countries.items()}
        first = max(counts, key=lambda country: (counts[country], country), default="")
        return first if counts.get(first, 0) >= max(_FEWEST, _MOSTLY * sum(counts.values())) else None

    def behind(self, end: int) -> set[str]:
        """Give the ids of what the name right behind a name may be: "Iowa" in "Ames, Iowa", both Georgias in "Savannah, Georgia"."""
        i = bisect_left(self.starts, end)
        if i == len(self.starts) or self.starts[i] - end > _GAP or self.parsed.names[i].is_demonym:
            return set()
        match = self.parsed.names[i]
        more = self.parsed.gazetteer.named(self.parsed.text[match.start : match.end])
        return {entry.id for entry in (*match.entries, *more)}


def read_scene(parsed: ParsedArticle) -> Scene:
    """Count the countries that an article names: by states, their people and bodies, and places that only one of them has."""
    scene = Scene(parsed, starts=[match.start for match in parsed.names])
    regions = set()
    for match in parsed.names:
        if len({entry.country or entry.id for entry in match.entries}) > 1 or match.entries[0].type in _ELSEWHERE:
            continue
        first = match.entries[0]
        country = first.id if first.type == "State" else first.country
        if country is not None:
            scene.countries[country][parsed.text[match.start : match.end].lower()] += 1
        regions |= {entry.id for entry in match.entries if entry.type == "Region"}
    scene.regions = frozenset(regions)
    scene.most = max((sum(named.values()) for named in scene.countries.values()), default=1)
    return scene


def likeliest(scene: Scene, places: Sequence[GazetteerEntry], text: str, end: int) -> tuple[GazetteerEntry, ...]:
    """Give the one place that a name which ends at ``end`` means; several where nothing tells them apart; none if none is likely."""
    behind = scene.behind(end)
    name = text.lower()
    scored = sorted(((_score(scene, place, name, behind), place) for place in places), key=lambda pair: (-pair[0], pair[1].id))
    scored = [(score, place) for score, place in scored if _is_likely(scene, place, name, behind)]
    if not scored:
        return ()
    best = scored[0][0]
    near = [place for score, place in scored if best - score < _MARGIN]
    around = {place.located_in for place in near}
    return tuple(place for place in near if place.id in around) or tuple(near)  # a town and the province around it: the province


def _score(scene: Scene, place: GazetteerEntry, name: str, behind: set[str]) -> float:
    inside = bool(behind & {place.located_in, place.country})
    named = place.located_in in scene.regions
    size = log10((place.population or 0) + 100) if place.type == "City" else 6.0
    return _CONTAINED * inside + _REGION * named + _COUNTRY * scene.weight(place.country or place.id, name) + size / 2


def _is_likely(scene: Scene, place: GazetteerEntry, name: str, behind: set[str]) -> bool:
    """Whether the article speaks of the place's country, or it is so large that it needs no introduction."""
    if behind & {place.located_in, place.country} or place.located_in in scene.regions:
        return True
    return scene.weight(place.country or place.id, name) > 0 or place.type == "State" or (place.population or 0) >= _LARGE


def settle(parsed: ParsedArticle, scene: Scene, entries: tuple[GazetteerEntry, ...], match: NameMatch) -> tuple[GazetteerEntry, ...]:
    """Choose among the places of a gazetteer name; one in a country not named otherwise is weighed against smaller ones of its name."""
    if any(entry.type not in {"City", "Region"} for entry in entries):
        return _state_or_region(parsed, scene, entries, match)
    text = parsed.text[match.start : match.end]
    if len(entries) == 1 and (entries[0].type == "Region" or _is_at_home(scene, entries[0], text.lower())):
        return entries
    more = tuple(place for place in parsed.gazetteer.named(text) if place.type == entries[0].type and place not in entries)
    if not more and len(entries) == 1:
        return entries
    return likeliest(scene, (*entries, *more), text, match.end) or (*entries, *more)


def _is_at_home(scene: Scene, place: GazetteerEntry, name: str) -> bool:
    return scene.weight(place.country, name) > 0 or (place.population or 0) >= _METROPOLIS


def _state_or_region(
    parsed: ParsedArticle, scene: Scene, entries: tuple[GazetteerEntry, ...], match: NameMatch
) -> tuple[GazetteerEntry, ...]:
    """Take "Georgia" for the region of that name where the article is on the region's country only."""
    if len(entries) != 1 or entries[0].type != "State" or match.is_demonym:
        return entries
    text = parsed.text[match.start : match.end]
    found = [place for place in parsed.gazetteer.named(text) if place.type == "Region" and place.label.startswith(f"{entries[0].label} (")]
    is_home = scene.weight(entries[0].id, text.lower()) > 0
    likely = [place for place in found if scene.weight(place.country, text.lower()) > 0]
    return tuple(likely) if likely and not is_home else entries


# --- names that no file of the gazetteer has ---------------------------------------------------------------------------------


def resolve_unlisted(parsed: ParsedArticle, scene: Scene) -> None:
    """Link the towns and regions found by their words or by the recognizer with the one place of the table that the article means."""
    for phrase in parsed.phrases:
        if phrase.type in {"City", "Region"} and phrase.kind == "name" and not phrase.links and phrase.owner is None:
            found = likeliest(scene, parsed.gazetteer.named(phrase.text), phrase.text, phrase.end)
            if found:
                phrase.links = tuple(place.id for place in found)
            if len(found) == 1:
                phrase.type, phrase.name = found[0].type, found[0].label


def add_unlisted_places(parsed: ParsedArticle, scene: Scene) -> None:
    """Add the towns of the table that nothing else saw, in a country that the article names, where a place stands: "in Sukoharjo"."""
    doc, surely = parsed.doc, parsed.lexicon.words("names.places.before")
    perhaps = surely | parsed.lexicon.words("names.places.before_some")
    for i in range(1, len(doc)):
        if doc[i - 1].lower_ not in perhaps or doc[i].pos_ != "PROPN" or i in parsed.at:
            continue
        if doc[i].ent_type_ in _UNSURE or (doc[i].ent_type_ in _MISTAKEN and doc[i - 1].lower_ in surely):
            last = _name_end(parsed, i)
            text = doc[i : last + 1].text
            found = likeliest(scene, parsed.gazetteer.named(text), text, doc[i : last + 1].end_char)
            if found and any(scene.weight(place.country, text.lower()) > 0 for place in found):
                add_name(parsed, i, last, found[0].type, rule="table", entries=found)


def _name_end(parsed: ParsedArticle, first: int) -> int:
    """The last of the capitalized words that start at a token."""
    doc, last = parsed.tokens, first
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN" and doc[last + 1].text[:1].isupper() and last + 1 not in parsed.at:
        last += 1
    return last

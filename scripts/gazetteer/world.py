"""GeoNames' places and all first-level divisions in, the table of those that no Turtle file has out: a line each, sorted by key.

A line is ``key TAB kind country TAB region TAB latitude TAB longitude TAB population TAB label``; the label is left out where the key with
capitals is it. A line ``key TAB =id`` is one more name of an entry of the Turtle files, which is too common a word to be looked for in running text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cities
import regions
import states
from entry import Entry
from sources import Sources
from spelling import english, is_plain

from kg.placetable import place_key

HEADER = """\
# Towns and first-level divisions of the world that the Turtle files leave out, looked up when a text calls something a place.
# Names, points and populations: GeoNames, CC BY 4.0, https://www.geonames.org/. Divisions: iso3166-2-db 2.3.11, MIT licence. Made by
# scripts/gazetteer/build.py; do not edit. Columns: key, kind (C city, R region) and country, region, latitude, longitude, population, label.
"""

SMALLEST = {
    **dict.fromkeys(["FR", "IT", "DE", "ES", "PL", "RO", "SE", "PT", "GR", "JP", "BR", "HR", "DK", "LT", "LV", "EE", "BG"], 3_000),
    **dict.fromkeys(["AT", "CZ", "NL", "BE", "CH", "HU", "FI", "SK", "SI"], 4_000),
    **{
        "US": 2_000,
        "MX": 2_000,
        "TR": 2_000,
        "CI": 2_000,
        "RU": 2_000,
        "NO": 2_000,
        "CN": 10_000,
        "ID": 1_500,
        "GB": 1_000,
        "CA": 800,
        "UA": 700,
    },
}
"""Fewest inhabitants, by country code; elsewhere all that GeoNames has."""

_SPELT = 5_000  # inhabitants of a town from which on its other spellings are taken


@dataclass(frozen=True)
class Line:
    """One name of one place."""

    key: str
    kind: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    label: str

    def __str__(self) -> str:
        label = "" if self.label == self.key.replace("-", " ").title() else self.label
        point = f"{self.latitude:.2f}\t{self.longitude:.2f}"
        return f"{self.key}\t{self.kind}{self.country}\t{self.region}\t{point}\t{_rounded(self.population)}\t{label}".rstrip("\t")


def build(sources: Sources, entries: Iterable[Entry], divisions: Mapping[tuple[str, str], Entry]) -> str:
    """Give the text of the table; ``entries``: all that the Turtle files have, ``divisions``: those of them by country and GeoNames code."""
    taken = list(entries)
    slugs = states.slugs()
    names = {(entry.country, place_key(name)) for entry in taken for name in (entry.label, *entry.aliases)}
    more = {place: line for place, line in _divisions(sources, divisions) if (slugs[line.country], line.key) not in names}
    lines = [*more.values(), *_towns(sources, taken, divisions, more)]
    lines = list(_distinct(lines, {entry.id for entry in taken}, slugs))
    rows = {str(line) for line in lines} | set(_common_names(divisions)) | set(_short_names(sources, taken, names))
    return HEADER + "\n".join(sorted(rows, key=lambda row: (row.split("\t")[0], row))) + "\n"


def _divisions(sources: Sources, divisions: Mapping[tuple[str, str], Entry]) -> Iterator[tuple[tuple[str, str], Line]]:
    """The divisions that regions.ttl leaves out, each at the middle of its places."""
    towns = defaultdict(list)
    for city in sources.cities:
        towns[city["countrycode"], city["admin1code"]].append(city)
    for country, found in sorted(sources.regions.items()):
        for region in found if country in states.slugs() else ():
            place = (country, region.get("admin") or "")
            if place in divisions or not towns[place]:
                continue
            label = " ".join((region["names"].get("en") or region["name"]).replace("’", "'").split())
            latitude, longitude, precision = regions.spread(towns[place])
            yield place, Line(place_key(label), "R", country, "", latitude, longitude, precision, label)


def _towns(
    sources: Sources, taken: Iterable[Entry], divisions: Mapping[tuple[str, str], Entry], more: Mapping[tuple[str, str], Line]
) -> Iterator[Line]:
    have = {entry.geonames for entry in taken if entry.type == "City"}
    for city in sources.cities:
        country = city["countrycode"]
        if country not in states.slugs() or str(city["geonameid"]) in have or city["population"] < SMALLEST.get(country, 0):
            continue
        label = english(city["name"]) if country in cities.ROMANIZED else city["name"].replace("’", "'")
        division, other = divisions.get((country, city["admin1code"])), more.get((country, city["admin1code"]))
        region = division.id if division else f"{other.key}-{states.slugs()[country]}" if other else ""
        for name in distinct_keys([label, *_spellings(city, label)]):
            yield Line(name, "C", country, region, city["latitude"], city["longitude"], city["population"], label)


def _spellings(city: Mapping[str, Any], label: str) -> list[str]:
    """Short forms, and up to three other spellings of a larger town that news might use."""
    short = short_forms(city, label)
    if city["population"] < _SPELT or city["countrycode"] not in cities.ROMANIZED:
        return short
    names = [english(name) for name in city["alternatenames"] if name and ord(name[0]) < 0x500]
    return [*short, *cities.likest([name for name in names if is_plain(name)], label)]


def short_forms(city: Mapping[str, Any], label: str) -> list[str]:
    """The first words of a longer name that are a name of their own: "Acapulco" of "Acapulco de Juárez"."""
    known, words = {place_key(name) for name in city["alternatenames"]}, place_key(label).split("-")
    return [form for n in range(1, len(words)) if (form := "-".join(words[:n])) in known and len(form) > 3]


def _short_names(sources: Sources, taken: Iterable[Entry], names: set[tuple[str | None, str]]) -> Iterator[str]:
    """Short forms of the names of cities that the Turtle files have."""
    by_id = {entry.geonames: entry for entry in taken if entry.type == "City" and entry.geonames}
    for city in sources.cities:
        entry = by_id.get(str(city["geonameid"]))
        for form in short_forms(city, entry.label) if entry else ():
            if entry and (entry.country, form) not in names:
                yield f"{form}\t={entry.id}"


def distinct_keys(names: Iterable[str]) -> list[str]:
    """The keys of names, each once, in order."""
    return [key for key in dict.fromkeys(map(place_key, names)) if key]


def _distinct(lines: Iterable[Line], used: set[str], slugs: Mapping[str, str]) -> Iterator[Line]:
    """Leave out what would have the id of something else: of two towns of one name in one region, the smaller."""
    for line in sorted(lines, key=lambda line: (line.kind != "R", -line.population, line.key, line.latitude)):
        id = f"{place_key(line.label)}-{line.region or slugs[line.country]}"
        mark = id if line.key == place_key(line.label) else f"{line.key}={id}"
        if mark not in used and (mark == id or id in used):
            used.add(mark)
            yield line


def _common_names(divisions: Mapping[tuple[str, str], Entry]) -> Iterator[str]:
    """The bare names of divisions that are no alias of theirs, for they are words of other meaning as well."""
    for entry in divisions.values():
        have = {place_key(name) for name in (entry.label, *entry.aliases)}
        for bare in distinct_keys(regions.bare_names(entry.label)):
            if bare not in have and bare.replace("-", " ") not in regions.GENERIC and len(bare) > 2:
                yield f"{bare}\t={entry.id}"


def _rounded(number: int) -> int:
    """Two digits are enough to tell a large town from a small one."""
    return round(number, 2 - len(str(number))) if number >= 100 else number

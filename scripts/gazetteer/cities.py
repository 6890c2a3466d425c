"""GeoNames' places and the researched table of towns in, entries of cities out.

Taken are capitals, cities of 100,000 inhabitants (180,000 or 400,000 in states of many cities), smaller ones where there is conflict, and every town of the table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import states
from entry import Entry
from places import distance
from sources import GEONAMES, RESEARCHED, Sources, split, table
from spelling import consonants, distinct, english, fold, is_plain, key, similarity, slugify

HEADER = """Cities, towns, villages and camps.
Names, points and populations: GeoNames, CC BY 4.0, https://www.geonames.org/. Entries marked kg:curation-researched, and the spellings of newsworthy
towns: researched (scripts/gazetteer/towns.csv). Made by scripts/gazetteer/build.py; do not edit."""

SMALLEST = {
    **dict.fromkeys(
        ["SY", "IQ", "YE", "LY", "PS", "LB", "IL", "UA", "SD", "SS", "SO", "AF", "ML", "BF", "NE", "TD", "XK", "AM", "GE"], 15_000
    ),
    **dict.fromkeys(["AZ", "ET", "CD", "MZ", "JO", "KW", "CF", "ER", "CM", "MM", "HT", "EH", "DJ"], 30_000),
    **dict.fromkeys(["IR", "PK", "NG", "CO", "VE", "TR", "EG", "SA", "GT", "HN", "SV", "PE", "BY", "MD", "RS", "KE", "UG"], 60_000),
    **dict.fromkeys(["CN", "IN", "BR", "JP", "ID"], 400_000),
    **dict.fromkeys(["MX", "US", "KR", "PH", "GB", "DE", "FR", "ES", "IT", "ZA", "AU", "CA", "AR", "MY", "TW", "NL", "PL"], 180_000),
}
"""Fewest inhabitants, by country code; 100,000 elsewhere."""

ROMANIZED = frozenset(
    "SY IQ YE LY PS LB IL SD SS AF IR PK EG SA JO KW AE QA BH OM UA RU BY AM GE IN BD NP MM TH KH LA CN JP KR KP ET ER TN DZ MA EH MR GR BG KZ KG TJ MK RS".split()
)
"""Countries whose GeoNames labels are transliterations: written in plain letters here."""

City = dict[str, Any]


def build(sources: Sources, divisions: Mapping[tuple[str, str], Entry], used: Iterable[str]) -> list[Entry]:
    """Make the entries; ``divisions`` by country and GeoNames code, ``used``: slugs of other files."""
    towns = {id(city): row for row, city in _towns(sources) if city}
    capitals = _capitals(sources)
    chosen = [city for city in sources.cities if id(city) in towns or id(city) in capitals or _is_wanted(city)]
    barred = _barred(sources)
    chosen = [city for city in chosen if id(city) in towns or _is_clear(city, sources, is_capital=id(city) in capitals)]
    chosen = _without_shadows(chosen, towns)
    entries = [_entry(city, towns.get(id(city)), divisions) for city in chosen]
    entries += [_researched(row) for row, city in _towns(sources) if city is None]
    _set_slugs(entries, set(used))
    _set_aliases(entries, chosen, towns, barred)
    return entries


def by_name(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """Give the largest city of each name, by country slug and plain lower-case name."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in sorted(entries, key=lambda entry: -(entry.population or 0)):
        for name in (entry.label, *entry.aliases):
            found.setdefault((entry.country or "", fold(name).lower()), entry)
    return found


@cache
def _towns(sources: Sources) -> list[tuple[dict[str, str], City | None]]:
    """Pair each row of the table with its place in GeoNames: the largest that goes by the looked-up name; None where the table gives the point."""
    by_name: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in sources.cities:
        for name in {key(name) for name in (city["name"], *city["alternatenames"])} - {""}:  # "": not in Latin letters
            by_name[city["countrycode"], name].append(city)
    return [(row, _match(row, by_name)) for row in table("towns.csv") if row["lookup"] != "-"]


def _match(row: dict[str, str], by_name: dict[tuple[str, str], list[City]]) -> City | None:
    """Find a town by the name to look up, else by any of its names; where the table has a point, only within 25 km of it."""
    for name in [row["lookup"], row["label"], *split(row["aliases"])]:
        found = by_name.get((row["country"], key(name)), [])
        if row["latitude"]:
            point = (float(row["longitude"]), float(row["latitude"]))
            found = [city for city in found if distance(point, (city["longitude"], city["latitude"])) < 25]
        if found:
            return max(found, key=lambda city: (key(city["name"]) == key(name), city["population"], -city["geonameid"]))
    if not row["latitude"]:
        raise SystemExit(f"towns.csv: {row['label']}: no such place in {row['country']}; give a point or another name")
    return None


def _capitals(sources: Sources) -> frozenset[int]:
    """Give the identities of the capitals: of each country the largest place that goes by its capital's name."""
    named: dict[str, list[City]] = defaultdict(list)
    wanted = {code: key(states.CAPITALS.get(code) or country["capital"]) for code, country in sources.countries.items()}
    for city in sources.cities:
        names = {key(name) for name in (city["name"], *city["alternatenames"])} if city["population"] > 500 else set()
        if city["countrycode"] in states.slugs() and wanted[city["countrycode"]] in names - {""}:
            named[city["countrycode"]].append(city)
    return frozenset(id(max(same, key=lambda city: (city["population"], -city["geonameid"]))) for same in named.values())


def _is_wanted(city: City) -> bool:
    return city["countrycode"] in states.slugs() and city["population"] >= SMALLEST.get(city["countrycode"], 100_000)


def _barred(sources: Sources) -> frozenset[str]:
    """Words that are no name of a town in English text: common words, given names, frequent surnames, states and their people."""
    return sources.words | sources.first_names | sources.surnames | {key(name) for name in states.names()}


_NOT_BARRED = frozenset("astrakhan muscat mecca medina samara shanghai tangier".split())
"""Words after a city rather than the other way round."""

_PARTS = re.compile(r"(skyi|skiy|skyy|s'kyi)$|\b(District|Raion|Rayon|Subdistrict|Colonia|Barrio)\b|^(Kennedy|Suba|Bosa|Engativ|Podil)")
"""Names of parts of cities."""


def _is_clear(city: City, sources: Sources, *, is_capital: bool) -> bool:
    """Say whether a city's label can be told from other words of a news text, and is no part of another city."""
    name = key(city["name"])
    if len(name) < 4 or _PARTS.search(city["name"]) or name in {key(other) for other in states.names()}:
        return False
    if name in sources.words:
        return name in _NOT_BARRED
    is_person = name in sources.first_names or name in sources.surnames
    return not is_person or city["population"] >= 500_000 or (is_capital and name not in sources.first_names)


def _without_shadows(chosen: list[City], towns: dict[int, dict[str, str]]) -> list[City]:
    """Leave out a city whose name an at least ten times larger city has too."""
    largest: dict[str, int] = defaultdict(int)
    for city in chosen:
        largest[key(city["name"])] = max(largest[key(city["name"])], city["population"])
    kept = [city for city in chosen if id(city) in towns or city["population"] * 10 > largest[key(city["name"])]]
    seen: dict[tuple[str, str], City] = {}
    for city in sorted(kept, key=lambda city: (id(city) not in towns, -city["population"], city["geonameid"])):
        seen.setdefault((city["countrycode"], key(_label(city, towns.get(id(city))))), city)  # of two in a country, news means the larger
    return sorted(seen.values(), key=lambda city: city["geonameid"])


def _label(city: City, row: dict[str, str] | None) -> str:
    if row:
        return row["label"]
    return english(city["name"]) if city["countrycode"] in ROMANIZED else city["name"].replace("’", "'")


def _entry(city: City, row: dict[str, str] | None, divisions: Mapping[tuple[str, str], Entry]) -> Entry:
    source, license = GEONAMES
    return Entry(
        id=slugify(_label(city, row)),
        type="City",
        label=_label(city, row),
        country=states.slugs()[city["countrycode"]],
        located_in=_division(city, divisions),
        latitude=round(city["latitude"], 3),
        longitude=round(city["longitude"], 3),
        precision=_precision(city["population"]),
        population=city["population"] or None,
        geonames=str(city["geonameid"]),
        source=source,
        license=license,
    )


def _division(city: City, divisions: Mapping[tuple[str, str], Entry]) -> str | None:
    """Give the slug of a city's region, unless the city lies so far from it that one of the two must be wrong."""
    region = divisions.get((city["countrycode"], city["admin1code"]))
    if region is None or region.latitude is None or region.longitude is None:
        return None
    far = distance((city["longitude"], city["latitude"]), (region.longitude, region.latitude))
    return region.id if far <= 1.6 * (region.precision or 0) / 1000 + 40 else None


def _precision(population: int) -> int:
    """Give metres by population: a town is a point, a metropolis a disc."""
    return next(
        metres
        for fewest, metres in ((1_000_000, 10_000), (300_000, 7_000), (100_000, 5_000), (30_000, 3_000), (0, 2_000))
        if population >= fewest
    )


def _researched(row: dict[str, str]) -> Entry:
    source, license = RESEARCHED
    return Entry(
        id=slugify(row["label"]),
        type="City",
        label=row["label"],
        country=states.slugs()[row["country"]],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        precision=int(row["precision"]),
        source=source,
        license=license,
        curation="researched",
    )


def _set_slugs(entries: list[Entry], used: set[str]) -> None:
    """Give each entry a slug of its own: bare for the only or by far largest one, else with country, region or GeoNames id."""
    groups = defaultdict(list)
    for entry in entries:
        groups[entry.id].append(entry)
    for slug, same in sorted(groups.items()):
        ranked = sorted(same, key=lambda entry: -(entry.population or 0))
        first = ranked[0]
        is_first_clear = len(ranked) == 1 or (first.population or 0) >= 5 * (ranked[1].population or 1)
        for entry in ranked:
            forms = [slug] if entry is first and is_first_clear else []
            forms += [f"{slug}-{more}" for more in (entry.country, entry.located_in, entry.geonames) if more]
            entry.id = next(form for form in forms if form not in used)
            used.add(entry.id)


def _set_aliases(entries: list[Entry], chosen: list[City], towns: dict[int, dict[str, str]], barred: frozenset[str]) -> None:
    """Give each entry its aliases: those of the table as they stand, then of GeoNames' the plausible ones that no other city has."""
    by_id = {str(city["geonameid"]): city for city in chosen}
    rows = {row["label"]: row for row in table("towns.csv")}
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for name in (entry.label, *split(rows.get(entry.label, {"aliases": ""})["aliases"])):
            owners[key(name)].add(entry.id)
    for entry in entries:
        row = rows.get(entry.label)
        is_from_table = row is not None and (entry.geonames is None or towns.get(id(by_id[entry.geonames])) is row)
        entry.aliases = split(row["aliases"]) if row and is_from_table else []
        if entry.geonames and not is_from_table and (entry.population or 0) < 500_000:  # larger ones have an English name
            others = _plausible(by_id[entry.geonames], entry, barred)
            entry.aliases += [name for name in others if not owners[key(name)] - {entry.id}]
        if fold(entry.label) != entry.label and fold(entry.label) not in entry.aliases:
            entry.aliases.append(fold(entry.label))
        for name in entry.aliases:
            owners[key(name)].add(entry.id)
    _drop_shared(entries, rows)


def _plausible(city: City, entry: Entry, barred: frozenset[str]) -> list[str]:
    """List up to three spellings of GeoNames that English news might use, the likest first: other romanizations with the same consonants."""
    if city["countrycode"] not in ROMANIZED:
        return []
    names = [english(name) for name in (city["name"], *city["alternatenames"]) if name and ord(name[0]) < 0x500]
    names = [name for name in distinct(names, [entry.label, *entry.aliases]) if is_plain(name) and key(name) not in barred]
    return likest(names, entry.label)


def likest(names: Iterable[str], label: str) -> list[str]:
    """Give the up to three names that are other romanizations of a label: with its consonants and its kind of ending."""
    alike = [name for name in names if consonants(name) == consonants(label) and (name[-1] in "aeiou") == (label[-1] in "aeiou")]
    return sorted(alike, key=lambda name: (-round(similarity(name, label), 3), name))[:3]


def _drop_shared(entries: list[Entry], rows: dict[str, dict[str, str]]) -> None:
    """Drop generated aliases that two cities of one country share."""
    owners = defaultdict(set)
    for entry in entries:
        for name in (entry.label, *entry.aliases):
            owners[entry.country, key(name)].add(entry.id)
    for entry in entries:
        entry.aliases = [name for name in entry.aliases if len(owners[entry.country, key(name)]) == 1 or key(name) == key(entry.label)]

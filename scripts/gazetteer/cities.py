"""GeoNames' places and the researched table of towns in, entries of cities out.

Taken are capitals, cities of 100,000 inhabitants (200,000 in the most populous states), smaller ones where there is conflict, and every town of the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import states
from entry import Entry
from places import distance
from sources import GEONAMES, RESEARCHED, Sources, split, table
from spelling import distinct, english, fold, is_plain, key, similarity, slugify

HEADER = """Cities, towns, villages and camps.
Names, points and populations: GeoNames, CC BY 4.0, https://www.geonames.org/. Entries marked kg:curation-researched, and the spellings of newsworthy
towns: researched (scripts/gazetteer/towns.csv). Made by scripts/gazetteer/build.py; do not edit."""

SMALLEST = {
    **dict.fromkeys(["SY", "IQ", "YE", "LY", "PS", "LB", "IL", "UA", "SD", "SS", "SO", "AF", "ML", "BF", "NE", "TD", "XK", "AM", "GE"], 15_000),
    **dict.fromkeys(["AZ", "ET", "CD", "MZ", "JO", "KW", "CF", "ER", "CM", "MM", "HT", "EH", "DJ"], 30_000),
    **dict.fromkeys(["IR", "PK", "NG", "CO", "VE", "TR", "EG", "SA", "GT", "HN", "SV", "PE", "BY", "MD", "RS", "KE", "UG"], 60_000),
    **dict.fromkeys(["CN", "IN", "BR", "JP", "ID"], 250_000),
    **dict.fromkeys(["MX", "US", "KR", "PH"], 120_000),
}
"""Fewest inhabitants, by country code; 100,000 elsewhere."""

_ROMANIZED = frozenset(
    "SY IQ YE LY PS LB IL SD SS AF IR PK EG SA JO KW AE QA BH OM UA RU BY AM GE IN BD NP MM TH KH LA CN JP KR KP ET ER TN DZ MA EH MR GR BG KZ KG TJ MK RS".split()
)
"""Countries whose GeoNames labels are transliterations: written in plain letters here."""

City = dict[str, Any]


def build(sources: Sources, region_slugs: dict[tuple[str, str], str], used: Iterable[str]) -> list[Entry]:
    """Make the entries; ``region_slugs`` by country and GeoNames code, ``used``: slugs of other files."""
    towns = {id(city): row for row, city in _towns(sources) if city}
    chosen = [city for city in sources.cities if id(city) in towns or _is_wanted(city, sources)]
    barred = _barred(sources)
    chosen = [city for city in chosen if id(city) in towns or _is_clear(city, barred)]
    chosen = _without_shadows(chosen, towns)
    entries = [_entry(city, towns.get(id(city)), region_slugs) for city in chosen]
    entries += [_researched(row) for row, city in _towns(sources) if city is None]
    _set_slugs(entries, set(used))
    _set_aliases(entries, chosen, towns, barred)
    return entries


def slugs_by_name(entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """Give the slug of the largest city of each name, by country slug and plain lower-case name."""
    found: dict[tuple[str, str], str] = {}
    for entry in sorted(entries, key=lambda entry: -(entry.population or 0)):
        for name in (entry.label, *entry.aliases):
            found.setdefault((entry.country or "", fold(name).lower()), entry.id)
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
            return max(found, key=lambda city: (city["population"], key(city["name"]) == key(name), -city["geonameid"]))
    if not row["latitude"]:
        raise SystemExit(f"towns.csv: {row['label']}: no such place in {row['country']}; give a point or another name")
    return None


def _is_wanted(city: City, sources: Sources) -> bool:
    capital = states.CAPITALS.get(city["countrycode"]) or sources.countries.get(city["countrycode"], {}).get("capital", "")
    is_capital = bool(capital) and key(capital) in {key(city["name"]), *map(key, city["alternatenames"])} and city["geonameid"] in sources.larger_cities
    enough = city["population"] >= SMALLEST.get(city["countrycode"], 100_000)
    return (is_capital or enough) and city["countrycode"] in states.slugs()


def _barred(sources: Sources) -> frozenset[str]:
    """Words that are no name of a small town in English text: common words, given names, frequent surnames, states and their people."""
    return sources.words | sources.first_names | sources.surnames | {key(name) for name in states.names()}


def _is_clear(city: City, barred: frozenset[str]) -> bool:
    """Say whether a city's label can be told from other words of a news text."""
    name = key(city["name"])
    return len(name) > 2 and (city["population"] >= 500_000 or (name not in barred and len(name) > 3))


def _without_shadows(chosen: list[City], towns: dict[int, dict[str, str]]) -> list[City]:
    """Leave out a city whose name an at least ten times larger city has too."""
    largest: dict[str, int] = defaultdict(int)
    for city in chosen:
        largest[key(city["name"])] = max(largest[key(city["name"])], city["population"])
    kept = [city for city in chosen if id(city) in towns or city["population"] * 10 > largest[key(city["name"])]]
    seen: dict[tuple[str, str, str], City] = {}
    for city in sorted(kept, key=lambda city: (id(city) not in towns, -city["population"], city["geonameid"])):
        seen.setdefault((city["countrycode"], city["admin1code"], key(_label(city, towns.get(id(city))))), city)  # parts of one city
    return sorted(seen.values(), key=lambda city: city["geonameid"])


def _label(city: City, row: dict[str, str] | None) -> str:
    if row:
        return row["label"]
    return english(city["name"]) if city["countrycode"] in _ROMANIZED else city["name"].replace("’", "'")


def _entry(city: City, row: dict[str, str] | None, region_slugs: dict[tuple[str, str], str]) -> Entry:
    source, license = GEONAMES
    return Entry(
        id=slugify(_label(city, row)),
        type="City",
        label=_label(city, row),
        country=states.slugs()[city["countrycode"]],
        located_in=region_slugs.get((city["countrycode"], city["admin1code"])),
        latitude=round(city["latitude"], 3),
        longitude=round(city["longitude"], 3),
        precision=_precision(city["population"]),
        population=city["population"] or None,
        geonames=str(city["geonameid"]),
        source=source,
        license=license,
    )


def _precision(population: int) -> int:
    """Give metres by population: a town is a point, a metropolis a disc."""
    return next(metres for fewest, metres in ((1_000_000, 10_000), (300_000, 7_000), (100_000, 5_000), (30_000, 3_000), (0, 2_000)) if population >= fewest)


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
        if entry.geonames:
            others = _plausible(by_id[entry.geonames], entry, barred)
            entry.aliases += [name for name in others if not owners[key(name)] - {entry.id}][: max(0, 6 - len(entry.aliases))]
        if fold(entry.label) != entry.label and fold(entry.label) not in entry.aliases:
            entry.aliases.append(fold(entry.label))
        for name in entry.aliases:
            owners[key(name)].add(entry.id)
    _drop_shared(entries, rows)


def _plausible(city: City, entry: Entry, barred: frozenset[str]) -> list[str]:
    """List the spellings of GeoNames that English news might use, the likest first."""
    names = [english(name) for name in (city["name"], *city["alternatenames"]) if name and ord(name[0]) < 0x500]
    names = [name for name in distinct(names, [entry.label, *entry.aliases]) if is_plain(name) and key(name) not in barred]
    scored = [(round(similarity(name, entry.label), 3), name) for name in names]
    return [name for score, name in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score >= 0.72]


def _drop_shared(entries: list[Entry], rows: dict[str, dict[str, str]]) -> None:
    """Drop generated aliases that two cities of one country share."""
    owners = defaultdict(set)
    for entry in entries:
        for name in (entry.label, *entry.aliases):
            owners[entry.country, key(name)].add(entry.id)
    for entry in entries:
        entry.aliases = [name for name in entry.aliases if len(owners[entry.country, key(name)]) == 1 or key(name) == key(entry.label)]

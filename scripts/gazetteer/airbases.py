"""The airports of airportsdata and the researched table in, entries of airbases and of civil airports out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cache

import states
from entry import Entry
from places import distance
from sources import AIRPORTS, split, table
from spelling import distinct, fold, key, similarity, slugify

from kg.gazetteer import entity_classes, parse
from kg.model import GazetteerEntry
from kg.resources import data_path, ontology_text

HEADER = """Airbases the world over, and civil airports of capitals and of countries in conflict (kg:Facility). The ICAO code is the skos:notation.
Names and points: airportsdata 20260905, MIT licence. Spellings of well-known bases: researched (scripts/gazetteer/airbases.csv).
What facilities.ttl has is left out. Made by scripts/gazetteer/build.py; do not edit."""

_MILITARY = re.compile(
    r"\b(Air ?Base|Air Force Base|AFB|AB|Naval Air Station|NAS|Air Force Station|Army Air ?Field|MCAS|Military Airport|Naval Base)\b|^RAF\b"
)
_HOT = frozenset("SY IQ YE UA SD LY LB SO ML SS IL PS NE BF AF".split())
_WARM = frozenset("IR PK JO EG SA TR QA AE KW BH OM MM TD CM NG ET ER CD MZ CF GE AM AZ BY MD CO VE HT DJ KE UG RU".split())
_PRECISION = 1500  # metres: the point is a runway's middle, a base is some kilometres long

Airport = dict[str, str | float]


def build(cities: Mapping[tuple[str, str], Entry], capitals: Collection[str], used: set[str]) -> list[Entry]:
    """Make the entries; ``cities`` by country slug and plain lower-case name, ``capitals``: their slugs, ``used``: slugs of other files."""
    import airportsdata

    rows = {row["icao"]: row for row in table("airbases.csv")}
    airports = [airport for icao, airport in sorted(airportsdata.load("ICAO").items()) if airport["country"] in states.slugs()]
    chosen = [airport for airport in airports if airport["icao"] in rows or _is_wanted(airport, cities, capitals)]
    entries = [_entry(airport, rows.get(str(airport["icao"])), cities) for airport in chosen]
    entries = [entry for entry in entries if not _is_known(entry)]
    _add_city_aliases(entries)
    _make_distinct(entries, used)
    return entries


def _is_wanted(airport: Airport, cities: Mapping[tuple[str, str], Entry], capitals: Collection[str]) -> bool:
    country, name = str(airport["country"]), str(airport["name"])
    if _MILITARY.search(name):
        return not (country == "US" and "Army" in name)
    city = _city(airport, cities)
    if "Airport" not in name or city is None:
        return False
    return "International" in name if country in _WARM else country in _HOT or ("International" in name and city in capitals)


def _entry(airport: Airport, row: dict[str, str] | None, cities: Mapping[tuple[str, str], Entry]) -> Entry:
    source, license = AIRPORTS
    label = row["label"] if row else _clean(str(airport["name"]))
    is_military = row["type"] == "Airbase" if row else bool(_MILITARY.search(str(airport["name"])))
    country = states.slugs()[str(airport["country"])]
    return Entry(
        id=slugify(label),
        type="Airbase" if is_military else "Facility",
        label=label,
        aliases=split(row["aliases"]) if row else _aliases(label),
        country=country,
        located_in=_city(airport, cities),
        codes={"notation": str(airport["icao"])} if re.fullmatch(r"[A-Z]{4}", str(airport["icao"])) else {},
        latitude=round(float(airport["lat"]), 3),
        longitude=round(float(airport["lon"]), 3),
        precision=_PRECISION,
        source=source + ("; names: researched" if row else ""),
        license=license,
    )


def _city(airport: Airport, cities: Mapping[tuple[str, str], Entry]) -> str | None:
    """Give the slug of an airport's city, if it lies near it."""
    city = cities.get((states.slugs()[str(airport["country"])], fold(str(airport["city"])).lower()))
    if city is None or city.latitude is None or city.longitude is None:
        return None
    far = distance((city.longitude, city.latitude), (float(airport["lon"]), float(airport["lat"])))
    return city.id if far <= 60 else None


def _clean(name: str) -> str:
    """Give the first of several names, with its abbreviations written out."""
    name = re.sub(r"\bAFB\b", "Air Force Base", re.sub(r"\bAB\b(?! Airport)", "Air Base", name)).replace("’", "'")
    name = re.sub(r"\bNAS\b", "Naval Air Station", name)
    return re.sub(r"\s*\([^)]*\)", "", name.split(" / ")[-1]).strip()


def _aliases(label: str) -> list[str]:
    """Give the ways news writes a base or an airport: "Air Base" as one word, without "International", in plain letters."""
    stem = re.sub(r" (Air Base|Airbase|Air Force Base|International Airport|Airport)$", "", label)
    is_base = re.search(r" Air ?(Force )?[Bb]ase$", label)
    names = [f"{stem} Air Base", f"{stem} airbase", f"{stem} base"] if is_base else [f"{stem} airport"]
    if label.startswith(("Al ", "El ")):
        names += [f"al-{label[3:]}", f"al-{stem[3:]} airbase" if is_base else f"al-{stem[3:]} airport"]
    names = [name for name in [*names, *map(fold, [label, *names])] if name.lower() != label.lower()]
    return [name for name in distinct(names, [label]) if name]


def _is_known(entry: Entry) -> bool:
    """Say whether facilities.ttl has this base or airport: near it, of the same kind, or of much the same name."""
    for known in _facilities():
        if known.id == entry.id:
            return True
        if distance((known.longitude or 0, known.latitude or 0), (entry.longitude or 0, entry.latitude or 0)) > 12:
            continue
        is_airport = any("air" in name.lower() for name in known.names)
        likest = max(similarity(ours, theirs) for ours in (entry.label, *entry.aliases) for theirs in known.names)
        if known.type == entry.type == "Airbase" or (known.type == entry.type and is_airport and likest > 0.8) or likest > 0.95:
            return True
    return False


@cache
def _facilities() -> tuple[GazetteerEntry, ...]:
    path = data_path("gazetteer", "facilities.ttl")
    return tuple(parse([path], [], entity_classes(ontology_text())).entries.values())


def _add_city_aliases(entries: list[Entry]) -> None:
    """Add "Baghdad airport" where a city has one airport here."""
    civil = [entry for entry in entries if entry.type == "Facility" and entry.located_in]
    count = Counter(entry.located_in for entry in civil)
    for entry in civil:
        city = " ".join(part.capitalize() for part in str(entry.located_in).removesuffix(f"-{entry.country}").split("-"))
        if count[entry.located_in] == 1 and f"{city} airport".lower() not in {name.lower() for name in (entry.label, *entry.aliases)}:
            entry.aliases.append(f"{city} airport")


def _make_distinct(entries: list[Entry], used: set[str]) -> None:
    """Give each entry a slug of its own, and leave no name to two entries of one country."""
    count = Counter(entry.id for entry in entries)
    for entry in entries:
        if count[entry.id] > 1 or entry.id in used:
            entry.id = f"{entry.id}-{entry.country}"
        if entry.id in used:
            entry.id = f"{entry.id}-{entry.codes.get('notation', 'x').lower()}"
        used.add(entry.id)
    owners = defaultdict(set)
    for entry in entries:
        for name in (entry.label, *entry.aliases):
            owners[entry.country, key(name)].add(entry.id)
    for entry in entries:
        entry.aliases = [name for name in entry.aliases if len(owners[entry.country, key(name)]) == 1]

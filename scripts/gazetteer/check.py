"""Check all gazetteer files: ``python scripts/gazetteer/check.py [FILE...]`` prints what is wrong, a line each, and exits 1 if anything is.

Reported are slugs in two files, names that two entries of one kind share within a country, references to no entry or one of the wrong kind, points outside
the country or far from the town or region named, missing source or licence, words that are not neutral, and prefixes bound to other namespaces.
With files named, only what concerns their entries is printed.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from places import Box, distance, is_inside_box
from spelling import key

from kg.errors import ResourceError
from kg.gazetteer import Gazetteer
from kg.model import GazetteerEntry
from kg.resources import gazetteer_paths, load_gazetteer
from kg.turtle import ID

PREFIXES = {
    "kg": "https://w3id.org/conflict-kg/ontology#",
    "id": "https://w3id.org/conflict-kg/id/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

GROUPS = {
    "State": "state", "Region": "region", "City": "city", "Airbase": "facility", "MilitaryBase": "facility", "OilField": "field", "GasField": "gas field",
    "BorderCrossing": "crossing", "Facility": "facility", "MediaOutlet": "outlet", "Government": "government", "MilitaryForce": "force",
    "ArmedGroup": "force", "Person": "person", "Organization": "organization", "Company": "company", "PopulationGroup": "people",
}  # fmt: skip
"""Types among which a name must tell one entry from another."""

ALLOWED_TYPES = {
    "country": {"State"},
    "capital": {"City"},
    "located_in": {"Region", "City", "State", "Facility", "MilitaryBase", "Airbase", "OilField", "GasField"},
}

NOT_NEUTRAL = re.compile(
    r"\b((?<!counter-)(?<!counter )terror\w*|regime|so-called|occupation|occupied|occupying|puppet|junta|rebel-held|thugs?|martyrs?|infidel\w*|liberated|invaders?)\b",
    re.I,
)
"""Words of a side: in no label, unless it is the name that a body gave itself."""

OWN_NAMES = frozenset({"al-aqsa-martyrs-brigades", "south-asia-terrorism-portal"})

_TOWN_KM, _REGION_KM = 60, 1.6  # a facility lies within 60 km of its town, and within 1.6 times the region's radius


def problems(gazetteer: Gazetteer, paths: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    """Give what is wrong, as pairs of an entry's id and a sentence."""
    yield from _slugs_twice(paths)
    yield from _prefixes(paths)
    yield from _names_twice(gazetteer)
    for entry in gazetteer.entries.values():
        for problem in (*_references(entry, gazetteer), *_place(entry, gazetteer), *_words(entry), *_origin(entry, gazetteer)):
            yield entry.id, problem


def _slugs_twice(paths: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for slug in slugs_of(path):
            found[slug].append(path.name)
    for slug, names in sorted(found.items()):
        if len(names) > 1:
            yield slug, f"stands in {' and '.join(names)}"


def slugs_of(path: Path) -> list[str]:
    """List the entries of a file, in order."""
    return re.findall(rf"^(?:id:|<{re.escape(ID)})([a-z0-9-]+)>?\s", path.read_text(encoding="utf-8"), re.M)


def _prefixes(paths: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for prefix, namespace in re.findall(r"^@?prefix\s+(\w*):\s*<([^>]*)>", path.read_text(encoding="utf-8"), re.M | re.I):
            if PREFIXES.get(prefix) != namespace:
                yield path.name, f"prefix {prefix}: is <{namespace}>, not <{PREFIXES.get(prefix, '(no prefix of these files)')}>"


def _names_twice(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    owners: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
    for entry in gazetteer.entries.values():
        for name in (*entry.names, *entry.abbreviations):
            owners[GROUPS[entry.type], entry.country, key(name)].add(entry.id)
    for (group, country, name), ids in sorted(owners.items(), key=str):
        if name and len(ids) > 1:
            yield min(ids), f"{group} name {name!r} is shared by {', '.join(sorted(ids))} in {country or 'no country'}"


def _references(entry: GazetteerEntry, gazetteer: Gazetteer) -> Iterator[str]:
    for other in gazetteer.references(entry.id):
        if other not in gazetteer.entries:
            yield f"refers to id:{other}, which is no entry"
        elif other == entry.id:
            yield "refers to itself"
    for name, types in ALLOWED_TYPES.items():
        other = getattr(entry, name)
        if other in gazetteer.entries and gazetteer.entries[other].type not in types:
            yield f"{name} is id:{other}, a kg:{gazetteer.entries[other].type}; allowed: {', '.join(sorted(types))}"


def _place(entry: GazetteerEntry, gazetteer: Gazetteer) -> Iterator[str]:
    if entry.latitude is None or entry.longitude is None:
        if entry.type in ("City", "Region", "State", "Airbase"):
            yield "a place without a point"
        return
    if entry.precision is None:
        yield "a point without kg:precision"
    point = (entry.longitude, entry.latitude)
    for state in (entry.country, entry.id if entry.type == "State" else None):
        around = _boxes().get(state or "")
        if around and entry.type != "Region" and not any(is_inside_box(point, each, _margin(entry)) for each in around):
            yield f"the point {entry.latitude} {entry.longitude} lies outside {state}"
    within = gazetteer.entries.get(entry.located_in or "")
    if within and within.latitude is not None and within.longitude is not None:
        far = distance(point, (within.longitude, within.latitude))
        allowed = max(40, _REGION_KM * (within.precision or 0) / 1000 + 40) if within.type == "Region" else _TOWN_KM
        if within.type in ("Region", "City") and far > allowed:
            yield f"lies {far:.0f} km from id:{within.id} ({within.latitude} {within.longitude}); allowed: {allowed:.0f} km"


def _margin(entry: GazetteerEntry) -> float:
    """Give how many degrees a point may lie off its country's box: fields and terminals lie at sea."""
    return 2.5 if entry.type in ("OilField", "GasField") or re.search(r"terminal|port|platform|island", entry.label, re.I) else 0.15


def _words(entry: GazetteerEntry) -> Iterator[str]:
    found = NOT_NEUTRAL.search(entry.label)
    if found and entry.id not in OWN_NAMES:
        yield f"the label {entry.label!r} has {found.group()!r}, which is not neutral"
    for name in entry.names:
        if len(key(name)) < 3 and name == name.lower():
            yield f"the name {name!r} is too short"


def _origin(entry: GazetteerEntry, gazetteer: Gazetteer) -> Iterator[str]:
    for name in ("source", "license"):
        if not gazetteer.fact(entry.id, name):
            yield f"has no dct:{name}"


@cache
def _boxes() -> dict[str, list[Box]]:
    """Boxes around the parts of each country, by slug (made by build.py from Natural Earth's outlines)."""
    found: dict[str, list[Box]] = defaultdict(list)
    with Path(__file__).with_name("country_boxes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["country"]].append((float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])))
    return found


def main(names: list[str]) -> int:
    """Print what is wrong; give the exit code."""
    paths = gazetteer_paths()
    try:
        gazetteer = load_gazetteer()
    except ResourceError as error:
        print(error)
        return 1
    wanted = {slug for path in paths if path.name in {Path(name).name for name in names} for slug in slugs_of(path)}
    found = [(id, problem) for id, problem in problems(gazetteer, paths) if not names or id in wanted]
    for id, problem in found:
        print(f"{id}: {problem}")
    print(f"{len(gazetteer.entries)} entries in {len(paths)} files, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

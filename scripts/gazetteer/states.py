"""The researched table of states, GeoNames' countries and Natural Earth's outlines in, entries of states and boxes around them out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

import places
from entry import Entry
from sources import FACTBOOK, GEONAMES, Sources, split, table
from spelling import fold, slugify

HEADER = """States: members and observers of the United Nations, and territories with a country code that act as states (see each comment).
Codes, capitals and areas: GeoNames, CC BY 4.0, https://www.geonames.org/. Points: round ones in the middle, most of them as in the CIA World Factbook, public domain.
Names, abbreviations, demonyms, Wikidata identifiers and comments: researched. Made by scripts/gazetteer/build.py; do not edit."""

CAPITALS = {
    "IL": "Jerusalem",
    "PS": "Ramallah",
    "US": "Washington",
    "SZ": "Mbabane",
    "LK": "Colombo",
    "BI": "Gitega",
    "EH": "",
    "DJ": "Djibouti City",
    "LU": "Luxembourg City",
    "MV": "",
}
"""Where the seat of government is another city than GeoNames' capital, or is written otherwise."""


@cache
def slugs() -> dict[str, str]:
    """Give the slug of each state by its two-letter code."""
    return {row["code"]: slugify(row["label"]) for row in table("states.csv")}


@cache
def labels() -> dict[str, str]:
    """Give the label of each state by its two-letter code."""
    return {row["code"]: row["label"] for row in table("states.csv")}


@cache
def names() -> set[str]:
    """Give all names, abbreviations and demonyms of states, in lower case: no city or region has one of them as an alias."""
    rows = table("states.csv")
    values = (value for row in rows for column in ("label", "aliases", "abbreviations", "demonyms") for value in split(row[column]))
    return {form.lower() for value in values for form in (*_demonyms(value), fold(value))}


def build(sources: Sources, city_slugs: Mapping[tuple[str, str], str]) -> list[Entry]:
    """Make the entries; ``city_slugs`` gives the slug of a city by country code and name."""
    return [_entry(row, sources, city_slugs) for row in table("states.csv")]


def boxes(sources: Sources) -> dict[str, list[places.Box]]:
    """Give the boxes around the parts of each country, by code. What is disputed lies in the boxes of all who claim it."""
    found = {code: [places.box(ring) for ring in rings] for code, rings in sources.shapes.items() if code}
    for code, others in _CLAIMS.items():
        found[code] = [*found.get(code, []), *others]
    return {code: places.merge_boxes(found[code]) for code in sorted(found)}


_CLAIMS: dict[str, list[places.Box]] = {
    "UA": [(32.4, 44.3, 36.7, 46.3)],  # Crimea, which Natural Earth draws with Russia, who holds it
    "SY": [(35.6, 32.6, 36.0, 33.4)],  # Golan Heights
    "PS": [(34.2, 31.2, 35.6, 32.6)],
    "GE": [(40.0, 42.0, 44.8, 43.6)],
    "MD": [(28.4, 46.3, 30.2, 48.2)],
    "SO": [(42.6, 8.0, 51.5, 12.0)],
    "EH": [(-17.2, 20.7, -8.6, 27.7)],
    "IN": [(72.5, 32.2, 80.4, 37.1)],
    "PK": [(72.5, 32.2, 80.4, 37.1)],
    "GB": [
        (32.5, 34.4, 34.2, 35.1),
        (71.2, -7.6, 72.6, -5.2),
        (-61.4, -52.5, -57.6, -51.0),
        (-5.4, 36.0, -5.3, 36.2),
    ],  # bases and territories
    "MH": [(160.0, 4.0, 173.0, 15.0)],
}


def _entry(row: dict[str, str], sources: Sources, city_slugs: Mapping[tuple[str, str], str]) -> Entry:
    code = row["code"]
    country = sources.countries[code]
    capital = CAPITALS.get(code, country["capital"])
    return Entry(
        id=slugify(row["label"]),
        type="State",
        label=row["label"],
        aliases=split(row["aliases"]),
        abbreviations=split(row["abbreviations"]),
        demonyms=[form for value in split(row["demonyms"]) for form in _demonyms(value)],
        capital=city_slugs.get((code, fold(capital).lower())),
        codes={"countryCode": code, "countryCode3": country["iso3"]} if code != "XK" else {"countryCode": code},
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        precision=_precision(country["areakm2"]),
        population=country["population"] or None,
        wikidata=row["wikidata"],
        geonames=str(country["geonameid"]),
        comment=row["comment"],
        source=f"{GEONAMES[0]}; point: {FACTBOOK}; names: researched",
        license=GEONAMES[1],
    )


def _demonyms(value: str) -> list[str]:
    """Give a demonym, with its plural where the table marks it with a plus."""
    form = value.removesuffix("+")
    return [form, form + "s"] if value.endswith("+") else [form]


def _precision(area: float) -> int:
    """Give the radius in metres of a disc of that area, with one honest digit or two."""
    radius = 1000 * math.sqrt(area / math.pi)
    return max(1000, int(round(radius, -4 if radius > 100_000 else -3)))

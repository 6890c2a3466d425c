"""Gazetteer entries in, Turtle out: one block per entry, sorted by slug, always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PREFIXES = """\
@prefix kg: <https://w3id.org/conflict-kg/ontology#> .
@prefix id: <https://w3id.org/conflict-kg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix dct: <http://purl.org/dc/terms/> .
"""


@dataclass
class Entry:
    """What is written of one thing; the fields are the properties of the same name."""

    id: str
    type: str
    label: str
    source: str
    license: str
    curation: str = "generated"
    aliases: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    country: str | None = None
    located_in: str | None = None
    capital: str | None = None
    codes: dict[str, str] = field(default_factory=dict)  # "countryCode", "countryCode3", "regionCode", or "notation" (ICAO)
    latitude: float | None = None
    longitude: float | None = None
    precision: int | None = None
    population: int | None = None
    wikidata: str | None = None
    geonames: str | None = None
    comment: str | None = None


def turtle(entry: Entry) -> str:
    """Write one entry.

    >>> print(turtle(Entry("homs", "City", "Homs", "GeoNames", "CC-BY-4.0", latitude=34.7268, longitude=36.71, precision=4000)))
    id:homs a kg:City ;
        rdfs:label "Homs"@en ;
        wgs:lat 34.7268 ; wgs:long 36.71 ; kg:precision 4000 ;
        dct:source "GeoNames" ; dct:license "CC-BY-4.0" ; kg:curation kg:curation-generated .
    """
    lines = [
        _names("rdfs:label", [entry.label], "@en"),
        _names("skos:altLabel", _other_names(entry), "@en"),
        _names("kg:abbreviation", sorted(set(entry.abbreviations))),
        _names("kg:demonym", sorted(set(entry.demonyms)), "@en"),
        _line(*((f"kg:{name}", f"id:{slug}") for name, slug in _references(entry) if slug)),
        _line(*((_code(name), _quote(code)) for name, code in sorted(entry.codes.items()))),
        _line(*_place(entry)),
        _line(*_numbers(entry)),
        _line(("rdfs:comment", entry.comment and _quote(entry.comment) + "@en")),
        _line(
            ("dct:source", _quote(entry.source)), ("dct:license", _quote(entry.license)), ("kg:curation", f"kg:curation-{entry.curation}")
        ),
    ]
    return f"id:{entry.id} a kg:{entry.type} ;\n" + " ;\n".join("    " + line for line in lines if line) + " ."


def _other_names(entry: Entry) -> list[str]:
    """Sort the aliases, one of those that differ in case only, without the label."""
    first = {name.lower(): name for name in sorted(entry.aliases, reverse=True)}
    return sorted(name for lower, name in first.items() if lower != entry.label.lower())


def write(path: Path, header: str, entries: Iterable[Entry]) -> int:
    """Write a gazetteer file, sorted by slug, and give the number of entries."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    comment = "".join(f"# {line}\n" for line in header.splitlines())
    path.write_text(comment + PREFIXES + "".join(f"\n{turtle(entry)}\n" for entry in ordered), encoding="utf-8")
    return len(ordered)


def _references(entry: Entry) -> tuple[tuple[str, str | None], ...]:
    return ("country", entry.country), ("locatedIn", entry.located_in), ("capital", entry.capital)


def _place(entry: Entry) -> tuple[tuple[str, object], ...]:
    if entry.latitude is None or entry.longitude is None:
        return ()
    return ("wgs:lat", _decimal(entry.latitude)), ("wgs:long", _decimal(entry.longitude)), ("kg:precision", entry.precision)


def _numbers(entry: Entry) -> tuple[tuple[str, object], ...]:
    geonames, wikidata = (_quote(value) if value else None for value in (entry.geonames, entry.wikidata))
    return ("kg:population", entry.population), ("kg:geonames", geonames), ("kg:wikidata", wikidata)


def _code(name: str) -> str:
    return "skos:notation" if name == "notation" else f"kg:{name}"


def _line(*pairs: tuple[str, object]) -> str:
    return " ; ".join(f"{name} {value}" for name, value in pairs if value)


def _names(name: str, values: list[str], language: str = "") -> str:
    return f"{name} " + ", ".join(_quote(value) + language for value in values) if values else ""


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _decimal(degrees: float) -> str:
    """Write an xsd:decimal without trailing zeros (five places are one metre; an integer keeps one zero)."""
    text = f"{degrees:.5f}".rstrip("0")
    return text + "0" if text.endswith(".") else text

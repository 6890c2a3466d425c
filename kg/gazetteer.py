"""Gazetteer files in Turtle go in, a `Gazetteer` of `GazetteerEntry` values comes out; mistakes are named with file and line.

An entry is one subject ``id:<slug>`` with one class of the ontology, one ``rdfs:label`` and the properties listed in `PROPERTIES`.
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ResourceError, suggest
from kg.model import GazetteerEntry
from kg.placetable import Entries, PlaceTable, place_key, table_facts, table_turtle
from kg.turtle import DCT, GEO, ID, KG, RDF, RDFS, SKOS, WGS, find_line, naming, parse_turtle, shorten

if TYPE_CHECKING:
    from pyoxigraph import Triple

PROPERTIES: dict[str, str] = {
    RDF + "type": "type",
    RDFS + "label": "label",
    SKOS + "altLabel": "names",
    KG + "abbreviation": "abbreviations",
    KG + "demonym": "demonyms",
    KG + "country": "country",
    KG + "locatedIn": "located_in",
    KG + "capital": "capital",
    KG + "parent": "member_of",
    KG + "memberOf": "member_of",
    KG + "backer": "backed_by",
    WGS + "lat": "latitude",
    WGS + "long": "longitude",
    KG + "precision": "precision",
    KG + "population": "population",
    KG + "wikidata": "wikidata",
    KG + "geonames": "geonames",
    KG + "owner": "owner",
    KG + "countryCode": "code",
    KG + "countryCode3": "code3",
    KG + "regionCode": "region_code",
    DCT + "source": "source",
    DCT + "license": "license",
    KG + "curation": "curation",
    RDFS + "comment": "",  # for readers of the file
    RDFS + "seeAlso": "",
    SKOS + "notation": "",
    GEO + "asWKT": "",  # the same point again, for GeoSPARQL
}
"""Each property an entry may have, and what the loader makes of it; "" for what is only kept as triples."""

REFERENCES = ("country", "located_in", "capital", "member_of", "backed_by", "owner")
_REFERENCES = frozenset({*REFERENCES, "type"})
MANY = frozenset({"names", "abbreviations", "demonyms", "member_of", "backed_by", "owner", "source", "license"})
_NUMBERS: dict[str, tuple[type[float] | type[int], float, float]] = {
    "latitude": (float, -90, 90),
    "longitude": (float, -180, 180),
    "precision": (int, 1, 10_000_000),
    "population": (int, 0, 10**10),
}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_FIELDS = frozenset(GazetteerEntry.__dataclass_fields__)

Facts = dict[str, list[str]]


@dataclass(frozen=True)
class Gazetteer:
    """All entries by id, and what else stands about each in the files."""

    entries: dict[str, GazetteerEntry]
    paths: tuple[Path, ...] = ()
    facts: dict[str, Facts] = field(default_factory=dict, repr=False)
    table: PlaceTable | None = field(default=None, repr=False)  # of the places that are too many for the files

    @cached_property
    def by_type(self) -> dict[str, tuple[GazetteerEntry, ...]]:
        """The entries of each leaf class, in order of id."""
        groups: dict[str, list[GazetteerEntry]] = defaultdict(list)
        for entry in self.entries.values():
            groups[entry.type].append(entry)
        return {type_: tuple(groups[type_]) for type_ in sorted(groups)}

    @cached_property
    def _by_code(self) -> dict[str, GazetteerEntry]:
        states = self.by_type.get("State", ())
        return {code: state for state in states for kind in ("code", "code3") for code in self.fact(state.id, kind)}

    def country(self, code: str) -> GazetteerEntry | None:
        """Give the state of an ISO 3166-1 code, of two or three letters; None if there is none.

        >>> from kg.resources import load_gazetteer
        >>> load_gazetteer().country("SYR").id
        'syria'
        """
        return self._by_code.get(code.upper())

    def fact(self, id: str, name: str) -> tuple[str, ...]:
        """Give all values under one of the names in `PROPERTIES`, also where it is no field of the entry: "owner", "region_code"."""
        facts = self.facts[id] if id in self.facts else table_facts(self.entries[id])
        return tuple(facts.get(name, ()))

    def named(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Give what the table of places has under a name: places that the files leave out, or under a name that they leave out.

        >>> from kg.resources import load_gazetteer
        >>> [entry.id for entry in load_gazetteer().named("Palauig")]
        ['palauig-central-luzon-region']
        """
        found = self.table.named(place_key(name)) if self.table else ()
        return tuple(entry if isinstance(entry, GazetteerEntry) else self.entries[entry] for entry in found)

    def references(self, id: str) -> tuple[str, ...]:
        """Give the ids of the entries that an entry refers to: its country, place, capital, parents, backers, owners."""
        return tuple(dict.fromkeys(other for name in REFERENCES for other in self.fact(id, name)))

    def triples(self, ids: Collection[str]) -> list[Triple]:
        """Give what the files say of these entries, as they say it, in order of file and entry (the files are parsed again)."""
        from pyoxigraph import NamedNode, RdfFormat
        from pyoxigraph import parse as parse_rdf

        wanted = {NamedNode(ID + id) for id in ids}
        listed = [triple for path in self.paths for triple in parse_turtle(path) if triple.subject in wanted]
        more = sorted(id for id in ids if id not in self.facts and id in self.entries)
        return listed + [triple for id in more for triple in parse_rdf(table_turtle(self.entries[id]), format=RdfFormat.TURTLE)]


def parse(shipped: Sequence[Path], extra: Sequence[Path], classes: Collection[str], table: Path | None = None) -> Gazetteer:
    """Parse gazetteer files; the ``extra`` ones add entries, add names to entries of the shipped ones, and replace their single values.

    Parameters
    ----------
    classes
        Local names of the classes that an entry may have.
    table
        The table of the places that are too many for the files.
    """
    with _uncollected():
        facts = _merged((*shipped, *extra), classes)
        places = PlaceTable(table, {code: id for id, of in facts.items() for code in of.get("code", ())}) if table else None
        entries = Entries({id: _entry(id, facts[id]) for id in sorted(facts)}, places)
        gazetteer = Gazetteer(entries, (*shipped, *extra), facts, places)
    for path in extra:
        _check_references(path, gazetteer, classes)
    return gazetteer


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking all entries again and again while they are made: a sixth of the time, and none is garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _merged(paths: Sequence[Path], classes: Collection[str]) -> dict[str, Facts]:
    """Give what all files together say of each entry."""
    facts: dict[str, Facts] = {}
    for path in paths:
        for id, new in _parse_file(path, classes).items():
            facts[id] = _merge(facts[id], new) if id in facts else new
            if not ("type" in facts[id] and "label" in facts[id]):
                raise _mistake(path, id, "a new entry without class or label", "one class (a kg:City) and one rdfs:label")
    return facts


def entity_classes(ontology: str) -> frozenset[str]:
    """Give the local names of the classes of things: kg:Entity and what is below it.

    >>> sorted(entity_classes("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    ...     "@prefix kg: <https://w3id.org/conflict-kg/ontology#> . "
    ...     "kg:Actor rdfs:subClassOf kg:Entity . kg:State rdfs:subClassOf kg:Actor . kg:Attack rdfs:subClassOf kg:Event ."))
    ['Actor', 'Entity', 'State']
    """
    from pyoxigraph import RdfFormat
    from pyoxigraph import parse as parse_rdf

    below: dict[str, list[str]] = defaultdict(list)
    for quad in parse_rdf(ontology, format=RdfFormat.TURTLE):
        if quad.predicate.value == RDFS + "subClassOf" and not _is_blank(quad.object):
            below[quad.object.value].append(quad.subject.value)
    found, todo = set(), [KG + "Entity"]
    while todo:
        iri = todo.pop()
        if iri not in found:
            found.add(iri)
            todo.extend(below[iri])
    return frozenset(iri.removeprefix(KG) for iri in found)


def _is_blank(term: Any) -> bool:
    from pyoxigraph import BlankNode

    return isinstance(term, BlankNode)


def _parse_file(path: Path, classes: Collection[str]) -> dict[str, Facts]:
    """Parse one file into what it says of each entry, with every mistake named (quick: half of all loading is this loop)."""
    file: dict[str, Facts] = {}
    with naming(path, "gazetteer"):
        for triple in parse_turtle(path):
            subject = triple.subject.value  # type: ignore[union-attr]  # see naming
            name = PROPERTIES.get(triple.predicate.value)
            if name is None:
                short = shorten(triple.predicate.value)
                raise _mistake(path, subject, f"unknown property {short}", suggest(short, sorted(map(shorten, PROPERTIES))), short)
            if name:
                file.setdefault(subject, {}).setdefault(name, []).append(triple.object.value)  # type: ignore[union-attr]  # the same
    return {_checked_slug(iri, path): _checked(iri, facts, path, classes) for iri, facts in file.items()}


def _checked_slug(iri: str, path: Path) -> str:
    slug = iri.removeprefix(ID)
    if iri == slug or not _SLUG.fullmatch(slug):
        allowed = f"<{ID}...> with lower-case letters, digits and single hyphens"
        name = f"the entry's name <{iri}>" if ":" in iri else "an entry in brackets, without a name: it"
        raise _mistake(path, iri, f"{name} is not id:<slug>", allowed)
    return slug


def _checked(iri: str, facts: Facts, path: Path, classes: Collection[str]) -> Facts:
    """See that an entry's class is known, references are entries' names, numbers are in range and single values are single."""
    for type_ in facts.get("type", ()):
        if type_.removeprefix(KG) not in classes:
            short = shorten(type_)
            raise _mistake(path, iri, f"unknown class {short}", suggest(short, sorted("kg:" + name for name in classes)), short)
    for name, values in facts.items():
        if len(values) > 1 and name not in MANY:
            raise _mistake(path, iri, f"{len(values)} values of {name} ({', '.join(values)})", "one")
        if name in _REFERENCES:
            facts[name] = [_checked_reference(value, name, iri, path) for value in values]
        elif name in _NUMBERS:
            _check_number(values[0], name, iri, path)
    if "label" in facts and not facts["label"][0].strip():
        raise _mistake(path, iri, "an empty label", 'rdfs:label "Name"@en', "label")
    if ("latitude" in facts) != ("longitude" in facts):
        raise _mistake(path, iri, "half a coordinate", "wgs:lat and wgs:long together")
    return facts


def _checked_reference(value: str, name: str, iri: str, path: Path) -> str:
    namespace = KG if name == "type" else ID
    if not value.startswith(namespace):
        allowed = "a class, as kg:City" if name == "type" else "an entry, as id:<slug>"
        raise _mistake(path, iri, f"{name} refers to {value!r}", allowed, value)
    return value[len(namespace) :]


def _check_number(value: str, name: str, iri: str, path: Path) -> None:
    kind, low, high = _NUMBERS[name]
    try:
        is_allowed = low <= kind(value) <= high
    except ValueError:
        is_allowed = False
    if not is_allowed:
        raise _mistake(path, iri, f"{name} is {value!r}", f"a number ({kind.__name__}) from {low} to {high}", value)


def _check_references(path: Path, gazetteer: Gazetteer, classes: Collection[str]) -> None:
    """See that what an analyst's own file refers to exists (the shipped files are checked when they are built)."""
    for id in _parse_file(path, classes):
        for other in gazetteer.references(id):
            if other not in gazetteer.entries:
                near = suggest(other, sorted(gazetteer.entries))
                raise _mistake(path, id, f"refers to id:{other}, which is no entry", near, f"id:{other}")


def _merge(known: Facts, new: Facts) -> Facts:
    """Add what an extra file says of a known entry."""
    merged = dict(known)
    for name, values in new.items():
        merged[name] = list(dict.fromkeys((*known.get(name, ()), *values))) if name in MANY else values
    if "label" in new and "label" in known and new["label"] != known["label"]:
        merged["names"] = list(dict.fromkeys((*merged.get("names", ()), *known["label"])))
    return merged


def _entry(id: str, facts: Facts) -> GazetteerEntry:
    fields: dict[str, Any] = {}
    for name in facts.keys() & _FIELDS:
        if name in MANY:
            fields[name] = tuple(facts[name])
        else:
            kind = _NUMBERS.get(name)
            fields[name] = kind[0](facts[name][0]) if kind else facts[name][0]
    fields["names"] = tuple(dict.fromkeys((fields["label"], *fields.get("names", ()))))
    return GazetteerEntry(id, **fields)


def _mistake(path: Path, subject: str, what: str, allowed: str, word: str | None = None) -> ResourceError:
    iri = subject if ":" in subject else ID + subject
    return ResourceError(f"{path}, line {find_line(path, iri, word)}: {shorten(iri)}: {what}. Allowed: {allowed}.")

"""Gazetteer files in Turtle go in, a `Gazetteer` of `GazetteerEntry` values comes out; mistakes are named with file and line.

An entry is one subject ``id:<slug>`` with one class of the ontology, one ``rdfs:label`` and the properties listed in `PROPERTIES`.
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ResourceError
from kg.model import GazetteerEntry

if TYPE_CHECKING:
    from pyoxigraph import Triple

KG = "https://w3id.org/conflict-kg/ontology#"
ID = "https://w3id.org/conflict-kg/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WGS = "http://www.w3.org/2003/01/geo/wgs84_pos#"
DCT = "http://purl.org/dc/terms/"

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
    "http://www.opengis.net/ont/geosparql#asWKT": "",  # the same point again, for GeoSPARQL
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
        return tuple(self.facts[id].get(name, ()))

    def references(self, id: str) -> tuple[str, ...]:
        """Give the ids of the entries that an entry refers to: its country, place, capital, parents, backers, owners."""
        return tuple(dict.fromkeys(other for name in REFERENCES for other in self.fact(id, name)))

    def triples(self, ids: Collection[str]) -> list[Triple]:
        """Give what the files say of these entries, as they say it, in order of file and entry (the files are parsed again)."""
        from pyoxigraph import NamedNode

        wanted = {NamedNode(ID + id) for id in ids}
        return [triple for path in self.paths for triple in _parse_turtle(path) if triple.subject in wanted]


def parse(shipped: Sequence[Path], extra: Sequence[Path], classes: Collection[str]) -> Gazetteer:
    """Parse gazetteer files; the ``extra`` ones add entries, add names to entries of the shipped ones, and replace their single values.

    Parameters
    ----------
    classes
        Local names of the classes that an entry may have.
    """
    with _uncollected():
        facts = _merged((*shipped, *extra), classes)
        gazetteer = Gazetteer({id: _entry(id, facts[id]) for id in sorted(facts)}, (*shipped, *extra), facts)
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


def _parse_turtle(path: Path) -> Iterable[Triple]:
    from pyoxigraph import RdfFormat
    from pyoxigraph import parse as parse_rdf

    return parse_rdf(path=str(path), format=RdfFormat.TURTLE)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Turn what the parser raises into an error that names the file and line."""
    try:
        yield
    except SyntaxError as error:
        raise ResourceError(f"{path}, line {error.lineno}: not valid Turtle: {error.msg}. The shipped files show the form.") from error
    except OSError as error:
        raise ResourceError(f"Cannot read the gazetteer file {path}: {error.strerror}. Give the path of a Turtle file (.ttl).") from error
    except AttributeError as error:  # a quoted triple has no value
        raise ResourceError(f"{path}: a triple about a triple. Allowed: entries id:<slug> with properties.") from error


def _parse_file(path: Path, classes: Collection[str]) -> dict[str, Facts]:
    """Parse one file into what it says of each entry, with every mistake named (quick: half of all loading is this loop)."""
    file: dict[str, Facts] = {}
    with _naming(path):
        for triple in _parse_turtle(path):
            subject = triple.subject.value  # type: ignore[union-attr]  # see _naming
            name = PROPERTIES.get(triple.predicate.value)
            if name is None:
                short = _short(triple.predicate.value)
                raise _mistake(path, subject, f"unknown property {short}", _nearest(short, sorted(map(_short, PROPERTIES))), short)
            if name:
                file.setdefault(subject, {}).setdefault(name, []).append(triple.object.value)  # type: ignore[union-attr]  # the same
    return {_checked_slug(iri, path): _checked(iri, facts, path, classes) for iri, facts in file.items()}


def _checked_slug(iri: str, path: Path) -> str:
    slug = iri.removeprefix(ID)
    if iri == slug or not _SLUG.fullmatch(slug):
        allowed = f"<{ID}...> with lower-case letters, digits and single hyphens"
        raise _mistake(path, iri, f"the entry's name <{iri}> is not id:<slug>", allowed)
    return slug


def _checked(iri: str, facts: Facts, path: Path, classes: Collection[str]) -> Facts:
    """See that an entry's class is known, references are entries' names, numbers are in range and single values are single."""
    for type_ in facts.get("type", ()):
        if type_.removeprefix(KG) not in classes:
            short = _short(type_)
            raise _mistake(path, iri, f"unknown class {short}", _nearest(short, sorted("kg:" + name for name in classes)), short)
    for name, values in facts.items():
        if len(values) > 1 and name not in MANY:
            raise _mistake(path, iri, f"{len(values)} values of {name} ({', '.join(values)})", "one")
        if name in _REFERENCES:
            facts[name] = [_checked_reference(value, name, iri, path) for value in values]
        elif name in _NUMBERS:
            _check_number(values[0], name, iri, path)
    if ("latitude" in facts) != ("longitude" in facts):
        raise _mistake(path, iri, "half a coordinate", "wgs:lat and wgs:long together")
    return facts


def _checked_reference(value: str, name: str, iri: str, path: Path) -> str:
    namespace = KG if name == "type" else ID
    if not value.startswith(namespace):
        raise _mistake(path, iri, f"{name} refers to {value!r}", "an entry, as id:<slug>", value)
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
                near = _nearest(other, sorted(gazetteer.entries))
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


_PREFIXES = {KG: "kg:", ID: "id:", RDFS: "rdfs:", SKOS: "skos:", WGS: "wgs:", DCT: "dct:", "http://www.opengis.net/ont/geosparql#": "geo:"}


def _short(iri: str) -> str:
    """Write an IRI with the prefix of the gazetteer files, or in full where none fits (a wrongly bound prefix shows)."""
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return f"<{iri}>"


def _nearest(name: str, allowed: Sequence[str], most: int = 30) -> str:
    near = get_close_matches(name, allowed, n=1)
    guess = f"did you mean {near[0]}? " if near else ""
    return guess + (", ".join(allowed) if len(allowed) <= most else f"one of {len(allowed)} entries")


def _mistake(path: Path, subject: str, what: str, allowed: str, word: str | None = None) -> ResourceError:
    return ResourceError(f"{path}, line {_line(path, subject, word)}: id:{subject.removeprefix(ID)}: {what}. Allowed: {allowed}.")


def _line(path: Path, subject: str, word: str | None) -> int:
    """Find the line of a word in an entry, else of the entry itself (the parser gives lines for wrong syntax only)."""
    slug = subject.removeprefix(ID)
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next((n for n, line in enumerate(lines) if re.match(rf"\s*(id:|<{re.escape(ID)}){re.escape(slug)}[>\s]", line)), 0)
    after = (n for n, line in enumerate(lines[start : start + 60], start) if word and word in line)
    return next(after, start) + 1

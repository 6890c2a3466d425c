"""Ontology files of one's own go in; the classes of events, ours and theirs, and what each lies under come out.

A class of one's own is ``kg:<Name>`` with one ``rdfs:subClassOf`` below `kg:Event`, and a label. Rules of extraction know our classes
only: an event of a class of one's own is found, compared and merged as one of the nearest class of ours above it (its *kind*).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ResourceError, suggest
from kg.turtle import DCT, KG, OWL, RDF, RDFS, SKOS, find_line, naming, parse_turtle, shorten

if TYPE_CHECKING:
    from pyoxigraph import Triple

EVENT = "Event"
_TYPE, _ABOVE, _LABEL = RDF + "type", RDFS + "subClassOf", RDFS + "label"
_CLASS, _HEADER = (OWL + "Class", RDFS + "Class"), OWL + "Ontology"
_NOTES = {RDFS: ("comment", "seeAlso", "isDefinedBy"), DCT: ("source", "license", "creator")}
_MAPPINGS = ("altLabel", "example", "definition", "note", "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
ALLOWED = (
    _TYPE, _ABOVE, _LABEL,
    *(namespace + name for namespace, names in _NOTES.items() for name in names),
    *(SKOS + name for name in _MAPPINGS),
)  # fmt: skip
"""The properties that a class may have."""

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


@dataclass(frozen=True)
class Ontology:
    """Every class by its local name with the classes stated above it; ``own`` are those of one's own files."""

    above: Mapping[str, tuple[str, ...]]
    own: frozenset[str] = frozenset()
    paths: tuple[Path, ...] = field(default=(), repr=False)

    def lineage(self, name: str) -> tuple[str, ...]:
        """Give a class and all classes above it, nearest first.

        >>> Ontology({"Raid": ("Attack",), "Attack": ("Event",)}).lineage("Raid")
        ('Raid', 'Attack', 'Event')
        """
        found: dict[str, None] = {}
        level: tuple[str, ...] = (name,)
        while level:
            level = tuple(each for each in level if each not in found)
            found.update(dict.fromkeys(level))
            level = tuple(above for each in level for above in self.above.get(each, ()))
        return tuple(found)

    def kind(self, name: str) -> str:
        """Give the nearest class of ours: the class itself, or the one that it lies under.

        >>> Ontology({"Raid": ("Attack",), "Attack": ("Event",)}, frozenset({"Raid"})).kind("Raid")
        'Attack'
        """
        return next((each for each in self.lineage(name) if each not in self.own), name)

    def events(self) -> tuple[str, ...]:
        """Give the classes of events, sorted."""
        return tuple(sorted(name for name in self.above if EVENT in self.lineage(name)))

    def triples(self) -> list[Triple]:
        """Give what the files of one's own say, as they say it."""
        return [triple for path in self.paths for triple in parse_turtle(path)]


def read_ontology(shipped: str, paths: Sequence[Path] = ()) -> Ontology:
    """Read the shipped ontology's text and files of one's own.

    Raises
    ------
    ResourceError
        If a file has a mistake; the message names file, line, what is wrong and what is allowed.
    """
    ours = _shipped_tree(shipped)
    own: dict[str, tuple[str, Path]] = {}
    for path in paths:
        for name, above in _read_file(path, frozenset(ours)).items():
            if name in own:
                raise _mistake(path, name, f"is declared in {own[name][1]} already", "each class in one file")
            own[name] = (above, path)
    found = Ontology({**ours, **{name: (above,) for name, (above, _) in own.items()}}, frozenset(own), tuple(paths))
    for name, (above, path) in own.items():
        _check_place(found, name, above, path)
    return found


@lru_cache(maxsize=1)
def _shipped_tree(text: str) -> dict[str, tuple[str, ...]]:
    """The classes of the shipped ontology, each with the classes of ours that are stated above it."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    above: dict[str, list[str]] = {}
    for quad in parse(text, format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode) or not quad.subject.value.startswith(KG):
            continue
        name = quad.subject.value.removeprefix(KG)
        if quad.predicate.value == _TYPE and quad.object.value in _CLASS:
            above.setdefault(name, [])
        if quad.predicate.value == _ABOVE and quad.object.value.startswith(KG):
            above.setdefault(name, []).append(quad.object.value.removeprefix(KG))
    return {name: tuple(names) for name, names in above.items()}


def _read_file(path: Path, shipped: frozenset[str]) -> dict[str, str]:
    """The classes of one file, each with the one class above it."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with naming(path, "ontology"):
        for triple in parse_turtle(path):
            said[triple.subject.value][triple.predicate.value].append(triple.object.value)  # type: ignore[union-attr]  # see naming
    classes = {iri: facts for iri, facts in said.items() if _HEADER not in facts[_TYPE]}
    return {_checked_name(iri, path, shipped): _checked(iri, facts, path) for iri, facts in classes.items()}


def _checked_name(iri: str, path: Path, shipped: frozenset[str]) -> str:
    name = iri.removeprefix(KG)
    if name == iri or not _NAME.fullmatch(name):
        raise _mistake(path, iri, "is not the name of a class", f"kg:<Name> (<{KG}...>) with a capital, then letters and digits")
    if name in shipped:
        raise _mistake(path, iri, "is a class of the shipped ontology", "a name that it does not have; put the new class below ours")
    return name


def _checked(iri: str, facts: Mapping[str, Sequence[str]], path: Path) -> str:
    """See that a class is one, has a label and known properties, and give the class above it."""
    for predicate in facts:
        if predicate not in ALLOWED:
            short = shorten(predicate)
            raise _mistake(path, iri, f"unknown property {short}", suggest(short, sorted(map(shorten, ALLOWED))), short)
    if not set(facts.get(_TYPE, ())) & set(_CLASS):
        raise _mistake(path, iri, "is not said to be a class", "a owl:Class")
    if not any(label.strip() for label in facts.get(_LABEL, ())):
        raise _mistake(path, iri, "has no label", 'rdfs:label "..."@en')
    above = [value.removeprefix(KG) for value in facts.get(_ABOVE, ()) if value.startswith(KG)]
    if len(above) != 1:
        named = f" ({', '.join('kg:' + name for name in above)})" if above else ""
        raise _mistake(path, iri, f"lies below {len(above)} classes of kg:{named}", "one: rdfs:subClassOf kg:Attack", "subClassOf")
    return above[0]


def _check_place(found: Ontology, name: str, above: str, path: Path) -> None:
    """See that a class lies below `kg:Event`, not below itself."""
    if EVENT in found.lineage(name):
        return
    if name in (level := found.lineage(above)):
        raise _mistake(path, name, f"lies below itself: {' < '.join((name, *level))}", "a chain that ends at kg:Event", "subClassOf")
    allowed = suggest(above, found.events())
    what = "which is no class of events" if above in found.above else "which is no class"
    raise _mistake(path, name, f"lies below kg:{above}, {what}", f"a class below kg:Event: {allowed}", f"kg:{above}")


def _mistake(path: Path, name: str, what: str, allowed: str, word: str | None = None) -> ResourceError:
    iri = name if ":" in name else KG + name
    return ResourceError(f"{path}, line {find_line(path, iri, word)}: {shorten(iri)}: {what}. Allowed: {allowed}.")

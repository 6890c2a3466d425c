"""Names go in, IRIs come out: the terms of the ontology as a closed namespace, and the IRIs of everything that the graph describes.

>>> KG.RocketAttack
<NamedNode value=https://w3id.org/conflict-kg/ontology#RocketAttack>
>>> KG.RoketAttack
Traceback (most recent call last):
AttributeError: The ontology has no term 'RoketAttack'. Did you mean 'RocketAttack'? Its terms are in ontology.ttl.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.resources import ontology_text

BASE = "https://w3id.org/conflict-kg/"

PREFIXES: dict[str, str] = {
    "kg": BASE + "ontology#",
    "id": BASE + "id/",
    "event": BASE + "event/",
    "article": BASE + "article/",
    "graph": BASE + "graph/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "grasp": "http://groundedannotationframework.org/grasp#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
"""The prefixes that every query may use and every file is written with."""


def expand(name: str) -> NamedNode:
    """Give the IRI of a prefixed name.

    >>> expand("nif:anchorOf").value
    'http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


RDF_TYPE = expand("rdf:type")
RDFS_LABEL = expand("rdfs:label")


# --- the ontology's terms --------------------------------------------------------------------------------------------


class Terms:
    """The ontology's terms by local name, as attributes or keys: ``KG.Attack``, ``KG["status-denied"]``; no other name is known."""

    def __getitem__(self, name: str) -> NamedNode:
        term = _terms().get(name)
        if term is None:
            raise KeyError(_unknown_term(name))
        return term

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):  # what Python itself asks for
            raise AttributeError(name)
        term = _terms().get(name)
        if term is None:
            raise AttributeError(_unknown_term(name))
        return term

    def __contains__(self, name: object) -> bool:
        return name in _terms()

    def __iter__(self) -> Iterator[str]:
        return iter(_terms())

    def __len__(self) -> int:
        return len(_terms())


KG = Terms()


def local_name(iri: NamedNode | str) -> str:
    """Give a term's name without the ontology's namespace; any other IRI stays whole.

    >>> local_name(KG.Attack)
    'Attack'
    """
    value = iri if isinstance(iri, str) else iri.value
    return value.removeprefix(PREFIXES["kg"])


@lru_cache(maxsize=1)
def _ontology() -> tuple[tuple[NamedNode, NamedNode, NamedNode | Literal], ...]:
    quads = parse(ontology_text(), format=RdfFormat.TURTLE)
    return tuple(
        (q.subject, q.predicate, q.object) for q in quads if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal)
    )


@lru_cache(maxsize=1)
def _terms() -> dict[str, NamedNode]:
    defined = expand("rdfs:isDefinedBy")
    return {local_name(s): s for s, p, _ in _ontology() if p == defined}


def _unknown_term(name: str) -> str:
    near = get_close_matches(name, _terms(), n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    return f"The ontology has no term {name!r}.{guess} Its terms are in ontology.ttl."


@lru_cache(maxsize=1)
def _superclasses() -> dict[str, tuple[str, ...]]:
    """The superclasses of the ontology's own that are stated of each class."""
    direct: dict[str, list[str]] = {}
    for subject, predicate, value in _ontology():
        if predicate == expand("rdfs:subClassOf") and value.value.startswith(PREFIXES["kg"]):
            direct.setdefault(local_name(subject), []).append(local_name(value.value))
    return {name: tuple(supers) for name, supers in direct.items()}


def ancestors(type: str) -> tuple[str, ...]:
    """Give the superclasses of a class within the ontology, nearest first.

    >>> ancestors("RocketAttack")
    ('Attack', 'KineticEvent', 'Event')
    >>> ancestors("State")
    ('Actor', 'Place', 'Entity')
    """
    KG[type]  # raises for a class that there is not
    found: dict[str, None] = {}
    level = _superclasses().get(type, ())
    while level:
        found.update(dict.fromkeys(level))
        level = tuple(above for name in level for above in _superclasses().get(name, ()))
    return tuple(found)


def lineage(type: str) -> tuple[NamedNode, ...]:
    """Give a class and all its superclasses, as IRIs: what a thing of that class is typed with."""
    return (KG[type], *(KG[name] for name in ancestors(type)))


def class_iri(name: str) -> NamedNode:
    """Give the IRI of a class, be it ours or one of a user's own ontology."""
    return NamedNode(PREFIXES["kg"] + name)


def descendants(type: str) -> tuple[str, ...]:
    """Give the classes below a class, sorted.

    >>> descendants("MilitaryBase")
    ('Airbase',)
    """
    KG[type]
    return tuple(sorted(name for name in _superclasses() if type in ancestors(name)))


def subproperties(name: str) -> tuple[NamedNode, ...]:
    """Give the properties stated below a property, sorted by name: those below "evidence" point to the words a fact rests on."""
    below = (s for s, p, o in _ontology() if p == expand("rdfs:subPropertyOf") and o == KG[name])
    return tuple(sorted(below, key=lambda term: term.value))


def concepts(scheme: str) -> tuple[str, ...]:
    """Give the names in a concept scheme, sorted, as the rest of the project writes them.

    >>> concepts("statuses")
    ('alleged', 'asserted', 'denied', 'disputed', 'planned')
    """
    members = {member for member, owner in scheme_members() if owner == KG[scheme]}
    return tuple(sorted(o.value for s, p, o in _ontology() if s in members and p == expand("skos:notation")))


@lru_cache(maxsize=1)
def scheme_members() -> tuple[tuple[NamedNode, NamedNode], ...]:
    """Give (concept, scheme) for every concept of the ontology."""
    return tuple((s, NamedNode(o.value)) for s, p, o in _ontology() if p == expand("skos:inScheme"))


def role_property(role: str) -> NamedNode:
    """Give the property that states a role directly on an event.

    >>> role_property("agents") == KG.agent
    True
    """
    return _role_properties()[KG[f"role-{role}"]]


@lru_cache(maxsize=1)
def _role_properties() -> dict[NamedNode, NamedNode]:
    return {s: NamedNode(o.value) for s, p, o in _ontology() if p == KG.roleProperty}


@lru_cache(maxsize=1)
def subclass_pairs() -> tuple[tuple[str, str], ...]:
    """Give (class, superclass) for every such statement within the ontology, as local names."""
    return tuple(sorted((name, above) for name, supers in _superclasses().items() for above in supers))


# --- IRIs of what the graph describes --------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _segment(id: str) -> str:
    """Write an id so that it can stand in an IRI: everything but plain letters, digits and ``-._~`` is percent-encoded."""
    return quote(id, safe="-._~")


def graph_iri(name: str) -> NamedNode:
    """Give the name of a graph of the world layer, such as "entities"."""
    return NamedNode(PREFIXES["graph"] + name)


def entity_iri(slug: str) -> NamedNode:
    """Give the IRI of a canonical entity or gazetteer entry."""
    return NamedNode(PREFIXES["id"] + _segment(slug))


def event_iri(slug: str) -> NamedNode:
    """Give the IRI of a canonical event."""
    return NamedNode(PREFIXES["event"] + _segment(slug))


def article_iri(article: str) -> NamedNode:
    """Give the IRI of an article, which is also the name of its graph."""
    return NamedNode(PREFIXES["article"] + _segment(article))


def part_iri(article: str, id: str) -> NamedNode:
    """Give the IRI of what an article tells under an id: an event mention or a claim.

    >>> part_iri("53d3731646a930de", "e1").value
    'https://w3id.org/conflict-kg/article/53d3731646a930de#e1'
    """
    return NamedNode(f"{article_iri(article).value}#{_segment(id)}")


def mention_iri(article: str, start: int, end: int) -> NamedNode:
    """Give the IRI of a span of an article's file (RFC 5147)."""
    return NamedNode(f"{article_iri(article).value}#char={start},{end}")


def sentence_iri(article: str, number: int) -> NamedNode:
    """Give the IRI of an article's sentence, counted from 0."""
    return part_iri(article, f"sentence-{number}")


def article_entity_iri(article: str, entity: str) -> NamedNode:
    """Give the IRI of an entity as one article speaks of it."""
    return part_iri(article, f"entity-{entity}")


def argument_iri(article: str, event: str, number: int) -> NamedNode:
    """Give the IRI of an event mention's argument, counted from 0."""
    return part_iri(article, f"{event}-arg-{number}")


def quantity_iri(article: str, event: str, number: int) -> NamedNode:
    """Give the IRI of an event mention's quantity, counted from 0."""
    return part_iri(article, f"{event}-quantity-{number}")


def link_iri(article: str, claim: str, position: int) -> NamedNode:
    """Give the IRI of a step of a claim's source chain; 0 is the speaker."""
    return part_iri(article, f"{claim}-link-{position}")


def relation_iri(article: str, number: int) -> NamedNode:
    """Give the IRI of an article's relation statement, counted from 0."""
    return part_iri(article, f"relation-{number}")


def digest_iri(sha256: str) -> NamedNode:
    """Give the IRI that names a text or file by its SHA-256, given in hexadecimal (RFC 6920).

    >>> digest_iri("00" * 32).value
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    return NamedNode("ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("="))


def content_iri(kind: str, *parts: str) -> NamedNode:
    """Give the IRI of something that is named by what it says: the same parts, the same IRI."""
    digest = hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()
    return NamedNode(f"{BASE}{kind}/{digest[:16]}")

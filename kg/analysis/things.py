"""The graph in, its things out: canonical actors, facilities, places and events, and the articles, each with label, class and kind.

They are what the networks, tables and pages are made of; mentions, sentences and claims are not among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.graph.namespaces import ancestors, local_name

if TYPE_CHECKING:
    from kg.graph.results import Value
    from kg.graph.store import Graph

KINDS = ("actor", "facility", "place", "event", "article")

_KIND_OF_CLASS = {"Event": "event", "Facility": "facility", "Actor": "actor", "Place": "place", "Article": "article"}  # the first that fits

_ENTITIES = """
SELECT DISTINCT ?thing ?type ?label {
  { GRAPH graph:entities { ?thing kg:leafType ?type ; rdfs:label ?label } }
  UNION { ?article kg:outlet ?thing . GRAPH graph:gazetteer { ?thing kg:leafType ?type ; rdfs:label ?label } }
}
"""
_EVENTS = """
SELECT ?event ?type ?status (SAMPLE(?name) AS ?label) (SAMPLE(?edtf) AS ?date) (SAMPLE(?from) AS ?earliest) (SAMPLE(?to) AS ?latest) {
  GRAPH graph:events {
    ?event kg:hasMention ?mention ; kg:leafType ?type ; kg:status ?status ; rdfs:label ?name .
    OPTIONAL { ?event kg:edtf ?edtf }
    OPTIONAL { ?event kg:earliest ?from }
    OPTIONAL { ?event kg:latest ?to }
  }
} GROUP BY ?event ?type ?status
"""
_ARTICLES = """
SELECT DISTINCT ?article ?file ?title ?outlet ?date ?url {
  ?article a kg:Article ; kg:file ?file .
  OPTIONAL { ?article dct:title ?title }
  OPTIONAL { ?article kg:outletName ?outlet }
  OPTIONAL { ?article kg:edtf ?date }
  OPTIONAL { ?article schema:url ?url }
}
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the world: ``iri`` names it, ``type`` is its leaf class, ``kind`` one of `KINDS`; what is not known is empty."""

    iri: str
    label: str
    type: str
    kind: str
    status: str = ""  # events
    date: str = ""  # EDTF; events and articles
    earliest: str = ""  # events: ISO dates
    latest: str = ""
    outlet: str = ""  # articles
    file: str = ""
    url: str = ""


def find_things(graph: Graph) -> dict[str, Thing]:
    """Give all things of a graph by their IRI, in order of IRI."""
    found = [*find_entities(graph), *find_events(graph), *find_articles(graph)]
    return {thing.iri: thing for thing in sorted(found, key=lambda thing: thing.iri)}


def find_entities(graph: Graph) -> list[Thing]:
    """Give the canonical actors, facilities and places, in order of IRI."""
    labels: dict[tuple[str, str], str] = {}
    for iri, type, label in graph.query(_ENTITIES).rows:
        key = (text(iri), local_name(text(type)))
        labels[key] = min(labels.get(key, text(label)), text(label))  # several labels: always the same one
    return [Thing(iri, label, type, kind_of(type)) for (iri, type), label in sorted(labels.items())]


def find_events(graph: Graph) -> list[Thing]:
    """Give the canonical events, in order of IRI."""
    return [
        Thing(
            text(iri), text(label), local_name(text(type)), "event",
            status=concept(status), date=text(date), earliest=text(earliest), latest=text(latest),
        )
        for iri, type, status, label, date, earliest, latest in sorted(graph.query(_EVENTS).rows, key=str)
    ]  # fmt: skip


def find_articles(graph: Graph) -> list[Thing]:
    """Give the articles, in order of IRI; one without title goes by outlet and date, else by its file's name."""
    found = []
    for row in sorted(graph.query(_ARTICLES).rows, key=str):
        iri, file, title, outlet, date, url = (text(value) for value in row)
        label = title or ", ".join(part for part in (outlet or file, date) if part)
        found.append(Thing(iri, label, "Article", "article", date=date, outlet=outlet, file=file, url=url))
    return found


@cache
def kind_of(type: str) -> str:
    """Give the kind of a class of the ontology.

    >>> [kind_of(type) for type in ("State", "Airbase", "City", "RocketAttack")]
    ['actor', 'facility', 'place', 'event']
    """
    above = {type, *ancestors(type)}
    return next(kind for name, kind in _KIND_OF_CLASS.items() if name in above)


def concept(value: Value) -> str:
    """Give what a concept of the ontology is called in the project.

    >>> concept("https://w3id.org/conflict-kg/ontology#status-denied")
    'denied'
    """
    return local_name(text(value)).partition("-")[2]


def text(value: Value) -> str:
    """Give a value of an answer as text; nothing is the empty text.

    >>> text(None), text(2)
    ('', '2')
    """
    return "" if value is None else str(value)

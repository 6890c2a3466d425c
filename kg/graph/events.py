"""What a user calls an event in, its IRI out: an id, or words of its label."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.results import shorten

if TYPE_CHECKING:
    from kg.graph.store.graph import Graph

_SHOWN = 8
_EVENTS = "SELECT DISTINCT ?event ?label { ?event kg:hasMention ?telling ; rdfs:label ?label } ORDER BY ?event"


def find_event(graph: Graph, name: str | NamedNode) -> NamedNode:
    """Find the one event of that id, or of whose id or label these are words.

    Raises
    ------
    QueryError
        If there is none, or there are several; it names those that come near.
    """
    wanted = name.value if isinstance(name, NamedNode) else name.strip()
    labels = {str(iri): str(label) for iri, label in graph.query(_EVENTS).rows}
    id = PREFIXES["event"] + wanted.removeprefix("event:") if wanted.startswith("event:") else wanted
    if id in labels:
        return NamedNode(id)
    words = wanted.casefold().split()
    found = [iri for iri, label in labels.items() if all(word in f"{label} {iri}".casefold() for word in words)]
    if len(found) == 1:
        return NamedNode(found[0])
    raise QueryError(_problem(wanted, found, labels))


def _problem(wanted: str, found: list[str], labels: dict[str, str]) -> str:
    ids = {shorten(iri, PREFIXES): iri for iri in found or labels}
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        return f"{len(found)} events are called {wanted!r}: {', '.join(list(ids)[:_SHOWN])}{more}. Give the id of one, or more words."
    near = get_close_matches(wanted, [*ids, *labels.values()], n=3, cutoff=0.4)
    guess = f" Did you mean {' or '.join(repr(each) for each in near)}?" if near else ""
    return f"No event is called {wanted!r}.{guess} kg query events lists all."

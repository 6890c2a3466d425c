"""The graph in, RDF files out: TriG, N-Quads and JSON-LD with the named graphs; Turtle, N-Triples and RDF/XML with each triple once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.serialization import serialize

if TYPE_CHECKING:
    from kg.graph.store import Graph


def write(graph: Graph, ending: str) -> bytes:
    """Give the whole dataset in an RDF format."""
    return serialize(graph, ending)

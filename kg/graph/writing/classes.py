"""An ontology with classes of a user's own goes in; what their files say of them comes out, so that the graph explains itself."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.literals import canonical
from kg.graph.writing.scope import Row
from kg.ontology import Ontology


def ontology_rows(ontology: Ontology) -> Iterator[Row]:
    """Give the statements of files of one's own, without blank nodes."""
    for triple in ontology.triples():
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield subject, triple.predicate, canonical(value) if isinstance(value, Literal) else value

"""A gazetteer and the ids that articles speak of go in; those entries, and all that they refer to, come out as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.graph.literals import canonical
from kg.graph.namespaces import RDF_TYPE, local_name
from kg.graph.writing.scope import Row, types

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer


def gazetteer_rows(gazetteer: Gazetteer, ids: Iterable[str]) -> Iterator[Row]:
    """Give what the gazetteer's files say of these entries and of what those refer to: countries, places, parents, backers."""
    for triple in gazetteer.triples(closure(gazetteer, ids)):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue  # entries are named; the loader refuses anything else
        if triple.predicate == RDF_TYPE:
            yield from types(subject, local_name(value.value))
        else:
            yield subject, triple.predicate, canonical(value) if isinstance(value, Literal) else value


def closure(gazetteer: Gazetteer, ids: Iterable[str]) -> set[str]:
    """Give these ids, those of all they refer to, and so on."""
    found: set[str] = set()
    todo = sorted(id for id in ids if id in gazetteer.entries)
    while todo:
        id = todo.pop()
        if id not in found and id in gazetteer.entries:
            found.add(id)
            todo.extend(gazetteer.references(id))
    return found

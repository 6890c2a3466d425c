"""A date in EDTF goes in; its literal, its EDTF text and its bounds come out as triples."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.graph.literals import date_literal, day, words
from kg.graph.namespaces import KG
from kg.graph.writing.scope import Row
from kg.text.edtf import parse_edtf


def date_rows(node: NamedNode, edtf: str | None) -> Iterator[Row]:
    """State a date; nothing where there is none, and no bound where the date has none.

    >>> for _, predicate, value in date_rows(KG.event, "2021-03~"):
    ...     print(predicate.value.partition("#")[2], value.value)
    edtf 2021-03~
    date 2021-03
    earliest 2021-03-01
    latest 2021-03-31
    """
    if edtf is None:
        return
    date = parse_edtf(edtf)
    yield node, KG.edtf, words(edtf)
    literal = date_literal(date)
    if literal is not None:
        yield node, KG.date, literal
    if date.earliest is not None:
        yield node, KG.earliest, day(date.earliest.isoformat())
    if date.latest is not None:
        yield node, KG.latest, day(date.latest.isoformat())

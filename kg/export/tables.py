"""The graph in, a CSV table of its events out: a row per event with who, where, when, how many, in which words, who says and denies so.

Lists stand in one cell, separated by " | ". Spreadsheets take a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break
for a formula, and news is what others wrote: such a cell gets an apostrophe before it (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from kg.analysis.evidence import Evidence, Saying, find_evidence
from kg.analysis.networks import Edge, find_edges
from kg.analysis.things import Thing, find_things

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.store import Graph

COLUMNS = (
    "event", "label", "type", "status", "date", "earliest", "latest", "agents", "targets", "locations", "origins", "destinations", "via",
    "instruments", "figures", "quotes", "affirmed_by", "denied_by", "articles",
)  # fmt: skip

_ROLES = ("agent", "target", "location", "origin", "destination", "via")
_SEPARATOR = " | "


def write(graph: Graph, ending: str = "csv") -> bytes:
    """Give the events as CSV in UTF-8 with a byte order mark (without it, Excel misreads names), lines ending as RFC 4180 says."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([neutralize(cell) for cell in row] for row in event_rows(graph))
    return out.getvalue().encode("utf-8-sig")


def neutralize(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula.

    >>> neutralize("=1+1"), neutralize("2021-07-04")
    ("'=1+1", '2021-07-04')
    """
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def event_rows(graph: Graph) -> list[list[str]]:
    """Give one row per event under `COLUMNS`, in order of date, those without one last."""
    things, evidence, edges = find_things(graph), find_evidence(graph), find_edges(graph)
    of_event: dict[str, list[Edge]] = {}
    for edge in edges:
        of_event.setdefault(edge.start if edge.relation in _ROLES else edge.end, []).append(edge)
    events = [thing for thing in things.values() if thing.kind == "event"]
    events.sort(key=lambda event: (event.earliest or event.latest or "9999", event.iri))
    return [_row(event, of_event.get(event.iri, []), things, evidence) for event in events]


def _row(event: Thing, edges: list[Edge], things: dict[str, Thing], evidence: Evidence) -> list[str]:
    fillers = [_joined(things[e.end].label for e in edges if e.relation == role and e.end in things) for role in _ROLES]
    figures = evidence.figures.get(event.iri, [])
    instruments = _joined(figure.quote.words for figure in figures if figure.name == "instrument")
    counts = _joined(f"{figure.name}: {figure.value}" for figure in figures if figure.name not in ("instrument", "date"))
    sentences = _joined(quote.sentence or quote.words for quote in evidence.things.get(event.iri, []))
    sayings = evidence.sayings.get(event.iri, [])
    articles = _joined(things[e.start].label for e in edges if e.relation == "reports" and e.start in things)
    times = [event.date, event.earliest, event.latest]
    said = [_said(sayings, "affirms"), _said(sayings, "denies")]
    return [event.iri, event.label, event.type, event.status, *times, *fillers, instruments, counts, sentences, *said, articles]


def _said(sayings: list[Saying], stance: str) -> str:
    return _joined(f"{saying.chain}: “{saying.content.words}”" for saying in sayings if saying.stance == stance)


def _joined(texts: Iterable[str]) -> str:
    """Each text once, on one line."""
    return _SEPARATOR.join(dict.fromkeys(" ".join(text.split()) for text in texts))

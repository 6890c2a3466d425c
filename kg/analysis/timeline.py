"""The graph in, its events over time out, as a pandas table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.things import find_things
from kg.graph.namespaces import local_name

if TYPE_CHECKING:
    import pandas as pd

    from kg.graph.store import Graph

_COLUMNS = ["event", "label", "type", "status", "date", "earliest", "latest", "agents", "targets", "locations", "articles"]


def find_timeline(graph: Graph) -> pd.DataFrame:
    """Give one row per event in order of time, those without a date last.

    ``date`` is EDTF; ``earliest`` and ``latest`` are timestamps, or NaT where the date has no such bound. ``agents``, ``targets``,
    ``locations`` and ``articles`` are lists of labels.
    """
    import pandas as pd

    things = find_things(graph)
    fillers = _fillers(graph)
    rows = [
        [thing.iri, thing.label, thing.type, thing.status, thing.date or None, thing.earliest or None, thing.latest or None]
        + [sorted(things[iri].label for iri in fillers.get((thing.iri, name), ()) if iri in things) for name in _FILLED]
        for thing in things.values()
        if thing.kind == "event"
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    for bound in ("earliest", "latest"):
        table[bound] = pd.to_datetime(table[bound], errors="coerce")
    return table.sort_values(["earliest", "latest", "event"], na_position="last", ignore_index=True)


_FILLED = ("agent", "target", "location", "article")
_FILLERS = """
SELECT DISTINCT ?event ?property ?filler {
  ?event kg:hasMention ?mention .
  { VALUES ?property { kg:agent kg:target kg:location } ?event ?property ?filler }
  UNION { ?mention kg:article ?filler BIND(kg:article AS ?property) }
}
"""


def _fillers(graph: Graph) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for event, property, filler in graph.query(_FILLERS).rows:
        found.setdefault((str(event), local_name(str(property))), []).append(str(filler))
    return found

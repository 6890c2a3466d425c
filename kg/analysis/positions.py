"""The graph in, who takes which position on which event out: one row per claim, or a matrix of sources and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.things import concept, find_things, text
from kg.graph.namespaces import local_name

if TYPE_CHECKING:
    import pandas as pd

    from kg.graph.store import Graph

_COLUMNS = ["event", "event_label", "source", "source_label", "stance", "act", "words", "chain", "article", "article_label"]
_CLAIMS = """
SELECT DISTINCT ?event ?source ?relation ?act ?words ?chain ?article ?claim {
  VALUES ?relation { kg:affirms kg:denies }
  ?event kg:hasMention ?mention .
  ?claim ?relation ?mention ; kg:source ?source ; kg:act ?act ; kg:article ?article .
  OPTIONAL { ?claim kg:content ?content . ?content nif:anchorOf ?words }
  OPTIONAL { ?claim kg:sourceChain ?chain }
}
"""


def find_positions(graph: Graph) -> pd.DataFrame:
    """Give one row per event, source and claim: ``stance`` is "affirms" or "denies"; ``words`` are what is said; ``chain`` through whom."""
    import pandas as pd

    things = find_things(graph)
    rows = []
    for row in sorted(graph.query(_CLAIMS).rows, key=str):
        event, source, relation, act, words, chain, article, _ = (text(value) for value in row)
        labels = [things[iri].label if iri in things else iri for iri in (event, source, article)]
        rows.append([event, labels[0], source, labels[1], local_name(relation), concept(act), words, chain, article, labels[2]])
    return pd.DataFrame(rows, columns=_COLUMNS)


def position_matrix(graph: Graph) -> pd.DataFrame:
    """Give sources as rows, events as columns: "affirms", "denies", "both", or empty where a source says nothing of an event."""
    positions = find_positions(graph)
    stances = positions.groupby(["source_label", "event_label"])["stance"]
    return stances.agg(lambda found: "both" if found.nunique() > 1 else found.iloc[0]).unstack(fill_value="")

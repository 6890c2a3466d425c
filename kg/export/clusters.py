"""The graph in, what fusion put together out, as JSON: which mentions are of one entity or one event, and what contradicts what.

A thing is named by its file and by where it stands there: ``[file stem, start]``, the start of an entity's first mention or of an event's
main trigger, in characters of the file. So two systems' clusters, or a system's and an annotator's, can be compared.

    {"entities": [[["001", 64], ["002", 12]], ...],
     "events": [[["001", 120], ["002", 301]], ...],
     "contradictions": [{"kind": "figure", "event": [["001", 120], ...], "left": ["001", 90], "right": ["002", 310], "reason": "..."}, ...]}

A cluster of one is a thing that one article alone tells of. A side of a contradiction is the cue of a claim or the trigger of a telling.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kg.analysis.things import concept, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.results import Result
    from kg.graph.store import Graph

Place = tuple[str, int]
"""A file's stem, and where something starts in it."""

_ENTITIES = """
SELECT ?entity ?file (MIN(?begin) AS ?start) {
  ?entity kg:hasArticleEntity ?told .
  ?mention kg:standsFor ?told ; nif:beginIndex ?begin ; nif:referenceContext ?article .
  ?article kg:file ?file .
} GROUP BY ?entity ?told ?file"""
_EVENTS = """
SELECT ?event ?file ?start {
  ?event kg:hasMention ?told .
  ?told kg:trigger ?trigger .
  ?trigger nif:beginIndex ?start ; nif:referenceContext/kg:file ?file .
}"""
_SIDES = """
SELECT ?side ?file ?start {
  { ?conflict kg:left ?side } UNION { ?conflict kg:right ?side }
  ?conflict a kg:Contradiction .
  { ?side kg:cue ?words } UNION { ?side kg:trigger ?words }
  ?words nif:beginIndex ?start ; nif:referenceContext/kg:file ?file .
}"""
_CONTRADICTIONS = """
SELECT ?kind ?event ?left ?right ?reason {
  ?conflict a kg:Contradiction ; kg:contradictionKind ?kind ; kg:event ?event ; kg:left ?left ; kg:right ?right ; kg:reason ?reason .
}"""


def write(graph: Graph, ending: str = "json") -> bytes:
    """Give the clusters as JSON in UTF-8, sorted: the same graph gives the same bytes."""
    return (json.dumps(find_clusters(graph), ensure_ascii=False, indent=1) + "\n").encode()


def find_clusters(graph: Graph) -> dict[str, list[Any]]:
    """Give the clusters of entities and of events, and the contradictions, as `write` writes them."""
    events = _clusters(graph.query(_EVENTS))
    return {
        "entities": sorted(_clusters(graph.query(_ENTITIES)).values()),
        "events": sorted(events.values()),
        "contradictions": sorted(_contradictions(graph, events), key=json.dumps),
    }


def _clusters(rows: Result) -> dict[str, list[Place]]:
    found: dict[str, set[Place]] = defaultdict(set)
    for thing, place in _places(rows):
        found[thing].add(place)
    return {thing: sorted(places) for thing, places in found.items()}


def _places(rows: Result) -> Iterable[tuple[str, Place]]:
    for row in rows.rows:
        thing, file, start = (text(value) for value in row)
        yield thing, (PurePath(file).stem, int(start))


def _contradictions(graph: Graph, events: dict[str, list[Place]]) -> list[dict[str, Any]]:
    at = dict(_places(graph.query(_SIDES)))
    found = []
    for row in graph.query(_CONTRADICTIONS).rows:
        kind, event, left, right, reason = row
        sides = {"left": at[text(left)], "right": at[text(right)]}
        found.append({"kind": concept(kind), "event": events[text(event)], **sides, "reason": text(reason)})
    return found

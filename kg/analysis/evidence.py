"""The graph in, the words that everything rests on out: quotes in their sentences, of every thing, edge and claim.

`Graph.evidence` gives the words of one fact; this reads those of all at once, for pages and tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kg.analysis.things import concept, text
from kg.graph.namespaces import local_name, role_property

if TYPE_CHECKING:
    from kg.graph.results import Value
    from kg.graph.store import Graph

EdgeKey = tuple[str, str, str]
"""The IRI an edge starts at, its relation, the IRI it ends at: what `kg.analysis.networks` calls it."""

_SPANS = """
SELECT DISTINCT ?span ?words ?begin ?article ?sentence {
  ?span a kg:Mention ; nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:referenceContext ?article .
  OPTIONAL { ?span kg:inSentence ?sentence }
}
"""
_SENTENCES = "SELECT DISTINCT ?sentence ?begin ?words { ?sentence a kg:Sentence ; nif:beginIndex ?begin ; nif:anchorOf ?words }"
_DENOTED = "SELECT DISTINCT ?thing ?span { ?thing gaf:denotedBy ?span }"
_TELLINGS = """
SELECT DISTINCT ?article ?event ?span { ?event kg:hasMention ?mention . ?mention kg:article ?article ; kg:trigger|kg:moreTrigger ?span }
"""
_ARGUMENTS = """
SELECT DISTINCT ?event ?role ?filler ?span {
  ?event kg:hasMention ?mention . ?mention kg:argument ?argument . ?argument kg:role ?role ; kg:filler ?filler ; kg:evidence ?span
}
"""
_STATEMENTS = """
SELECT DISTINCT ?subject ?predicate ?object ?span {
  ?statement a kg:RelationStatement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:evidence ?span
}
"""
_FIGURES = """
SELECT DISTINCT ?event ?name ?qualifier ?value ?span {
  ?event kg:hasMention ?mention .
  { ?mention kg:quantity ?figure . ?figure kg:quantityRole ?name ; kg:qualifier ?qualifier ; kg:value ?value ; kg:evidence ?span }
  UNION { ?mention kg:instrument ?span BIND("instrument" AS ?name) }
  UNION { ?mention kg:dateEvidence ?span ; kg:edtf ?value BIND("date" AS ?name) }
}
"""
_CLAIMS = """
SELECT DISTINCT ?claim ?relation ?event ?source ?act ?chain ?cue ?content {
  ?claim a kg:Claim ; kg:source ?source ; kg:act ?act ; kg:cue ?cue .
  OPTIONAL { ?claim kg:sourceChain ?chain }
  OPTIONAL { ?claim kg:content ?content }
  OPTIONAL { VALUES ?relation { kg:affirms kg:denies } ?claim ?relation ?mention . ?event kg:hasMention ?mention }
}
"""


class Quote(NamedTuple):
    """Words of an article, the sentence they begin in (empty if it is not stored), and where in the sentence they begin."""

    article: str
    begin: int  # in the file
    words: str
    sentence: str = ""
    offset: int = 0  # in the sentence


class Saying(NamedTuple):
    """A claim: who says it (the chain of sources), by which act, with which cue, and in which words."""

    iri: str
    chain: str
    act: str
    stance: str  # "affirms", "denies", or empty for a claim about no event
    cue: Quote
    content: Quote


class Figure(NamedTuple):
    """A figure, means or date of an event, as a value and in its words."""

    name: str  # "killed", "instrument", "date", ...
    value: str
    quote: Quote


_Key = TypeVar("_Key", str, EdgeKey)
_Value = TypeVar("_Value", Quote, Saying)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All quotes, by the IRI of a thing or by the ends of an edge, each list in the order of articles and characters."""

    things: dict[str, list[Quote]] = field(default_factory=dict)  # mentions of entities, tellings of events
    edges: dict[EdgeKey, list[Quote]] = field(default_factory=dict)
    sayings: dict[str, list[Saying]] = field(default_factory=dict)  # by event, and by source
    figures: dict[str, list[Figure]] = field(default_factory=dict)  # by event
    edge_sayings: dict[EdgeKey, list[Saying]] = field(default_factory=dict)


def find_evidence(graph: Graph) -> Evidence:
    """Give the evidence of everything in a graph."""
    quotes = _quotes(graph)
    things: dict[str, set[Quote]] = defaultdict(set)
    edges: dict[EdgeKey, set[Quote]] = defaultdict(set)
    for thing, span in _rows(graph, _DENOTED):
        things[thing].add(quotes[span])
    for article, event, span in _rows(graph, _TELLINGS):
        things[event].add(quotes[span])
        edges[article, "reports", event].add(quotes[span])
    for event, role, filler, span in _rows(graph, _ARGUMENTS):
        edges[event, local_name(role_property(concept(role))), filler].add(quotes[span])
    for subject, predicate, value, span in _rows(graph, _STATEMENTS):
        edges[subject, local_name(predicate), value].add(quotes[span])
    by_thing, by_edge = _sayings(graph, quotes)
    return Evidence(_sorted(things), _sorted(edges), by_thing, _figures(graph, quotes), by_edge)


def _quotes(graph: Graph) -> dict[str, Quote]:
    """Every mention as a quote, by its IRI."""
    sentences = {iri: (int(begin), words) for iri, begin, words in _rows(graph, _SENTENCES)}
    found = {}
    for span, words, begin, article, sentence in _rows(graph, _SPANS):
        start, text_of = sentences.get(sentence, (int(begin), ""))
        found[span] = Quote(article, int(begin), words, text_of, int(begin) - start)
    return found


def _figures(graph: Graph, quotes: dict[str, Quote]) -> dict[str, list[Figure]]:
    found: dict[str, set[Figure]] = defaultdict(set)
    for event, name, qualifier, value, span in _rows(graph, _FIGURES):
        words = [concept(qualifier).replace("-", " ")] if qualifier and not qualifier.endswith("-exact") else []
        found[event].add(Figure(concept(name) or name, " ".join([*words, value]), quotes[span]))
    return {event: sorted(figures) for event, figures in sorted(found.items())}


def _sayings(graph: Graph, quotes: dict[str, Quote]) -> tuple[dict[str, list[Saying]], dict[EdgeKey, list[Saying]]]:
    by_thing: dict[str, set[Saying]] = defaultdict(set)
    by_edge: dict[EdgeKey, set[Saying]] = defaultdict(set)
    for claim, relation, event, source, act, chain, cue, content in _rows(graph, _CLAIMS):
        stance = local_name(relation)
        saying = Saying(claim, chain, concept(act), stance, quotes[cue], quotes[content or cue])
        by_thing[source].add(saying)
        if event:
            by_thing[event].add(saying)
            by_edge[source, stance, event].add(saying)
    return _sorted(by_thing), _sorted(by_edge)


def _rows(graph: Graph, query: str) -> Iterator[tuple[str, ...]]:
    rows: tuple[tuple[Value, ...], ...] = graph.query(query).rows
    return (tuple(text(value) for value in row) for row in rows)


def _sorted(found: Mapping[_Key, set[_Value]]) -> dict[_Key, list[_Value]]:
    return {key: sorted(values) for key, values in found.items()}

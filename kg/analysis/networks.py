"""The graph in, NetworkX graphs out: one of several named projections, aggregated in SPARQL into weighted edges.

Nodes are whole IRIs, so that they can be used in the next query. Node attributes: ``label``, ``type`` (leaf class), ``kind`` (actor,
facility, place, event, article; also claim), and ``status`` and ``date`` where there are. Edge attributes: ``relation``, ``weight`` (how
many events, claims or statements), ``evidence`` (how many tellings it rests on), ``articles`` and ``statuses`` (joined with spaces), and
``status``, the status over all. ``rdf:type`` is no edge: a node carries its class.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.analysis.things import concept, find_things, text
from kg.errors import QueryError
from kg.graph.namespaces import KG, concepts, local_name, role_property

if TYPE_CHECKING:
    import networkx as nx

    from kg.analysis.things import Thing
    from kg.graph.results import Value
    from kg.graph.store import Graph

_AGGREGATES = """
(COUNT(DISTINCT ?counted) AS ?weight) (COUNT(DISTINCT ?told) AS ?evidence)
(GROUP_CONCAT(DISTINCT STR(?article); separator=" ") AS ?articles) (GROUP_CONCAT(DISTINCT STR(?status); separator=" ") AS ?statuses)
"""

# Each query gives: from, relation, to, weight, evidence, articles, statuses. ALLOWED stands for the statuses asked for.
_ROLES = f"""
SELECT ?event ?role ?filler {_AGGREGATES} {{
  ?counted kg:hasMention ?mention . BIND(?counted AS ?event)
  ?mention kg:status ?status ; kg:article ?article ; kg:argument ?told .
  ?told kg:role ?role ; kg:filler ?filler . ALLOWED
}} GROUP BY ?event ?role ?filler
"""
_CLAIMS = f"""
SELECT ?source ?relation ?event {_AGGREGATES} {{
  VALUES (?relation ?status) {{ (kg:affirms kg:status-asserted) (kg:denies kg:status-denied) }}
  ?event kg:hasMention ?mention .
  ?counted ?relation ?mention ; kg:source ?source ; kg:article ?article . BIND(?counted AS ?told) ALLOWED
}} GROUP BY ?source ?relation ?event
"""
_REPORTS = f"""
SELECT ?article_ ("reports" AS ?relation) ?event {_AGGREGATES} {{
  ?event kg:hasMention ?counted . ?counted kg:status ?status ; kg:article ?article .
  BIND(?article AS ?article_) BIND(?counted AS ?told) ALLOWED
}} GROUP BY ?article_ ?event
"""
_RELATIONS = f"""
SELECT ?subject ?predicate ?object {_AGGREGATES} {{
  ?counted a kg:RelationStatement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:article ?article .
  BIND(kg:status-asserted AS ?status) BIND(?counted AS ?told) ALLOWED
}} GROUP BY ?subject ?predicate ?object
"""
_RETALIATIONS = f"""
SELECT ?event ("retaliationFor" AS ?relation) ?other {_AGGREGATES} {{
  ?event kg:hasMention ?told . ?told kg:retaliationFor ?answered ; kg:status ?status ; kg:article ?article .
  ?other kg:hasMention ?answered . BIND(?event AS ?counted) ALLOWED
}} GROUP BY ?event ?other
"""
_PUBLISHERS = """
SELECT ?outlet ("publishes" AS ?relation) ?article (1 AS ?weight) (1 AS ?evidence) (STR(?article) AS ?articles)
  (STR(kg:status-asserted) AS ?statuses)
{ ?article kg:outlet ?outlet }
"""
_PAIR = f"""
SELECT ?a ("RELATION" AS ?relation) ?b {_AGGREGATES} {{
  {{ SELECT DISTINCT ?counted ?a ?b {{ ?counted kg:hasMention ?any . PATTERN }} }}
  ?counted kg:status ?status ; kg:hasMention ?told . ?told kg:article ?article . ALLOWED
}} GROUP BY ?a ?b
"""
_SHARED_EVENT = "?counted kg:agent|kg:target ?a , ?b . ?a a kg:Actor . ?b a kg:Actor . FILTER(STR(?a) < STR(?b))"
_ATTACKED = "?counted a kg:Attack ; kg:agent ?a ; kg:target ?b ."
_AT_FACILITY = """
  ?counted kg:agent|kg:target ?a ; kg:target|kg:location|kg:origin|kg:destination|kg:via ?b . ?a a kg:Actor . ?b a kg:Facility .
"""
_SAYINGS = """
SELECT DISTINCT ?claim ?source ?act ?relation ?event ?article (COALESCE(?said, ?cue) AS ?label) ?status {
  VALUES (?relation ?status) { (kg:affirms kg:status-asserted) (kg:denies kg:status-denied) } ALLOWED
  ?event kg:hasMention ?mention .
  ?claim ?relation ?mention ; kg:source ?source ; kg:act ?act ; kg:article ?article ; kg:cue ?span .
  ?span nif:anchorOf ?cue .
  OPTIONAL { ?claim kg:content ?content . ?content nif:anchorOf ?said }
}
"""


class Edge(NamedTuple):
    """An edge before it is in a network."""

    start: str
    relation: str
    end: str
    weight: int
    evidence: int
    articles: tuple[str, ...]
    statuses: tuple[str, ...]

    def attributes(self) -> dict[str, str | int]:
        """Give the attributes of the edge in a network: plain texts and numbers, which every format can write."""
        return {
            "relation": self.relation,
            "weight": self.weight,
            "evidence": self.evidence,
            "articles": " ".join(self.articles),
            "statuses": " ".join(self.statuses),
            "status": combine_statuses(self.statuses),
        }


def to_networkx(graph: Graph, projection: str = "all", *, statuses: Collection[str] | None = None) -> nx.Graph[str]:
    """Give a network of the graph.

    Parameters
    ----------
    graph
        An open graph.
    projection
        ``all``: actors, facilities, places, events and articles, with every role, claim, report and relation (a directed multigraph);
        ``actor-actor``: actors that take part in the same events (undirected);
        ``attacker-target``: who is said to have attacked whom or what (directed);
        ``actor-facility``: actors and the facilities of the events they take part in (undirected);
        ``source-claim-event``: who says what, and which events that affirms or denies (directed).
    statuses
        Count only what has one of these statuses, such as ``("asserted", "disputed")``; without it, everything.

    Raises
    ------
    QueryError
        If there is no such projection or status.
    """
    if projection not in PROJECTIONS:
        raise QueryError(_unknown("projection", projection, PROJECTIONS))
    return PROJECTIONS[projection](graph, _allowed(statuses))


def combine_statuses(statuses: Iterable[str]) -> str:
    """Give the status over all: what some assert and others deny is disputed; else the strongest.

    >>> combine_statuses(["asserted", "denied"]), combine_statuses(["planned", "alleged"]), combine_statuses(["denied"])
    ('disputed', 'alleged', 'denied')
    """
    found = set(statuses)
    if "disputed" in found or ("denied" in found and len(found) > 1):
        return "disputed"
    return next((status for status in ("asserted", "alleged", "planned", "denied") if status in found), "asserted")


def find_edges(graph: Graph, *, statuses: Collection[str] | None = None) -> list[Edge]:
    """Give every edge between the things of a graph, sorted: roles, claims, reports, relations, retaliations and publishers."""
    return _edges_of_all(graph, _allowed(statuses))


def _edges_of_all(graph: Graph, allowed: str) -> list[Edge]:
    queries = (_ROLES, _CLAIMS, _REPORTS, _RELATIONS, _RETALIATIONS, _PUBLISHERS)
    return sorted(edge for query in queries for edge in _edges(graph, query, allowed))


def _all(graph: Graph, allowed: str) -> nx.Graph[str]:
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    things = find_things(graph)
    for thing in things.values():
        network.add_node(thing.iri, **_node(thing))
    for edge in _edges_of_all(graph, allowed):
        if edge.start in things and edge.end in things:
            network.add_edge(edge.start, edge.end, key=edge.relation, **edge.attributes())
    return network


def _pairs(pattern: str, relation: str, is_directed: bool) -> Callable[[Graph, str], nx.Graph[str]]:
    """Make the projection that joins two things where the pattern holds."""
    query = _PAIR.replace("PATTERN", pattern).replace("RELATION", relation)

    def project(graph: Graph, allowed: str) -> nx.Graph[str]:
        import networkx as nx

        network: nx.Graph[str] = nx.DiGraph() if is_directed else nx.Graph()
        things = find_things(graph)
        for edge in sorted(_edges(graph, query, allowed)):
            for iri in (edge.start, edge.end):
                network.add_node(iri, **_node(things[iri]))
            network.add_edge(edge.start, edge.end, **edge.attributes())
        return network

    return project


def _sayings(graph: Graph, allowed: str) -> nx.Graph[str]:
    import networkx as nx

    network: nx.DiGraph[str] = nx.DiGraph()
    things = find_things(graph)
    for row in sorted(graph.query(_SAYINGS.replace("ALLOWED", allowed)).rows, key=str):
        claim, source, act, relation, event, article, label, status = (text(value) for value in row)
        for iri in (source, event):
            network.add_node(iri, **_node(things[iri]))
        network.add_node(claim, label=label, type="Claim", kind="claim")
        network.add_edge(source, claim, **Edge(source, concept(act), claim, 1, 1, (article,), ("asserted",)).attributes())
        network.add_edge(claim, event, **Edge(claim, local_name(relation), event, 1, 1, (article,), (concept(status),)).attributes())
    return network


PROJECTIONS: dict[str, Callable[[Graph, str], nx.Graph[str]]] = {
    "all": _all,
    "actor-actor": _pairs(_SHARED_EVENT, "shares-event", is_directed=False),
    "attacker-target": _pairs(_ATTACKED, "attacks", is_directed=True),
    "actor-facility": _pairs(_AT_FACILITY, "event-at", is_directed=False),
    "source-claim-event": _sayings,
}


def _edges(graph: Graph, query: str, allowed: str) -> Iterator[Edge]:
    for start, relation, end, weight, evidence, articles, statuses in graph.query(query.replace("ALLOWED", allowed)).rows:
        if start is None:  # an aggregate over nothing may be one empty row
            continue
        found = tuple(sorted(concept(status) for status in text(statuses).split()))
        yield Edge(
            text(start), _relation(relation), text(end), _number(weight), _number(evidence), tuple(sorted(text(articles).split())), found
        )


def _relation(value: Value) -> str:
    """The name of an edge: of a role, the property that states it."""
    name = local_name(text(value))
    return local_name(role_property(name.removeprefix("role-"))) if name.startswith("role-") else name


def _number(value: Value) -> int:
    return int(text(value))


def _node(thing: Thing) -> dict[str, Any]:
    known = {"label": thing.label, "type": thing.type, "kind": thing.kind, "status": thing.status, "date": thing.date}
    return {name: value for name, value in known.items() if value}


def _allowed(statuses: Collection[str] | None) -> str:
    if statuses is None:
        return ""
    for status in statuses:
        if status not in concepts("statuses"):
            raise QueryError(_unknown("status", status, concepts("statuses")))
    return f"VALUES ?status {{ {' '.join(str(KG[f'status-{status}']) for status in sorted(statuses))} }}"


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    return f"No {what} named {name!r}.{guess} Allowed: {', '.join(known)}."

"""Networks in, measures out: degree, betweenness, brokerage and communities, as node attributes and as a table.

igraph computes what is slow in NetworkX (betweenness, communities); the results are the same, and they come back as NetworkX attributes.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import igraph as ig
    import networkx as nx
    import pandas as pd

MEASURES = ("degree", "strength", "betweenness", "brokerage", "community")

_SEED = 42


def measure(network: nx.Graph[str]) -> nx.Graph[str]:
    """Write all `MEASURES` into a copy of a network, as attributes of its nodes."""
    import networkx as nx

    measured = network.copy()
    values: dict[str, Any] = {
        "degree": {node: int(degree) for node, degree in network.degree()},
        "strength": {node: int(degree) for node, degree in network.degree(weight="weight")},
        "betweenness": betweenness(network),
        "brokerage": brokerage(network),
        "community": communities(network),
    }
    for name, by_node in values.items():
        nx.set_node_attributes(measured, by_node, name)
    return measured


def centrality_table(network: nx.Graph[str]) -> pd.DataFrame:
    """Give one row per node: IRI, label, type, kind and all `MEASURES`; the most central first."""
    import pandas as pd

    columns = ["iri", "label", "type", "kind", *MEASURES]
    rows = [{"iri": node, **attributes} for node, attributes in measure(network).nodes(data=True)]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["betweenness", "degree", "iri"], ascending=[False, False, True], ignore_index=True)


def betweenness(network: nx.Graph[str]) -> dict[str, float]:
    """Give each node's share of the shortest paths between all others, from 0 to 1 (Freeman 1977); direction and weight do not count."""
    graph = _to_igraph(network)
    pairs = (graph.vcount() - 1) * (graph.vcount() - 2) / 2
    scores = graph.betweenness(directed=False) if pairs else [0.0] * graph.vcount()
    return {node: round(score / (pairs or 1), 12) for node, score in zip(network, scores, strict=True)}


def brokerage(network: nx.Graph[str]) -> dict[str, float]:
    """Give each node's share of pairs of neighbours that are not joined to each other: 1 for who stands between strangers only.

    It is 1 minus the local clustering coefficient, and 0 for a node with fewer than two neighbours.
    """
    graph = _to_igraph(network)
    clustering = graph.transitivity_local_undirected(mode="nan")
    return {node: 0.0 if value != value else round(1.0 - value, 12) for node, value in zip(network, clustering, strict=True)}


def communities(network: nx.Graph[str]) -> dict[str, int]:
    """Give each node's community, the largest being 0 (Leiden, Traag et al. 2019, on modularity); same network, same communities."""
    import igraph as ig

    graph = _to_igraph(network)
    if not graph.vcount():
        return {}
    ig.set_random_number_generator(random.Random(_SEED))
    found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=10)
    ig.set_random_number_generator(random)
    nodes = list(network)
    groups = sorted((sorted(nodes[i] for i in members) for members in found), key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(groups) for node in group}


def _to_igraph(network: nx.Graph[str]) -> ig.Graph:
    """The undirected simple graph of a network, its vertices in the order of the nodes, parallel edges' weights added up."""
    import igraph as ig

    index = {node: i for i, node in enumerate(network)}
    weights: dict[tuple[int, int], int] = {}
    for start, end, weight in network.edges(data="weight", default=1):
        pair = (min(index[start], index[end]), max(index[start], index[end]))
        if start != end:
            weights[pair] = weights.get(pair, 0) + int(weight)
    edges = sorted(weights)
    return ig.Graph(n=len(index), edges=edges, edge_attrs={"weight": [weights[edge] for edge in edges]})

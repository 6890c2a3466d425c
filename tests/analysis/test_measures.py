from __future__ import annotations

import networkx as nx
import pytest
import sample

from kg.analysis.centrality import betweenness, brokerage, centrality_table, communities, measure
from kg.analysis.evidence import find_evidence
from kg.analysis.positions import find_positions, position_matrix
from kg.analysis.timeline import find_timeline
from kg.graph.store import Graph, open_store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = open_store()
    graph.load(sample.quads(tmp_path_factory.mktemp("gazetteer")))
    return graph


def two_cliques() -> nx.Graph[str]:
    """Two groups of four that b alone joins."""
    network: nx.Graph[str] = nx.Graph()
    for group in ("abcd", "wxyz"):
        network.add_edges_from((one, other) for one in group for other in group if one < other)
    network.add_edge("b", "x")
    return network


def test_betweenness_is_that_of_networkx() -> None:
    for network in (two_cliques(), nx.relabel_nodes(nx.karate_club_graph(), str)):
        assert betweenness(network) == pytest.approx(nx.betweenness_centrality(network))


def test_brokerage_is_one_for_who_stands_between_strangers() -> None:
    assert brokerage(nx.star_graph(3)) == {0: 1.0, 1: 0.0, 2: 0.0, 3: 0.0}
    assert brokerage(nx.complete_graph(4)) == dict.fromkeys(range(4), 0.0)


def test_communities_are_found_and_stay() -> None:
    network = two_cliques()
    assert communities(network) == {**dict.fromkeys("abcd", 0), **dict.fromkeys("wxyz", 1)}
    assert communities(network) == communities(network)
    assert communities(nx.Graph()) == {}


def test_measures_leave_the_network_alone_and_come_back_as_attributes() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edge("a", "b", weight=2)
    network.add_edge("a", "b", weight=3)
    assert measure(network).nodes["a"] == {"degree": 2, "strength": 5, "betweenness": 0.0, "brokerage": 0.0, "community": 0}
    assert network.nodes["a"] == {}


def test_the_most_central_stands_first(graph: Graph) -> None:
    table = centrality_table(graph.to_networkx())
    assert table.label[0] == "Rocket attack, Camp Falcon, 2022-05-02"
    assert list(table.columns) == ["iri", "label", "type", "kind", "degree", "strength", "betweenness", "brokerage", "community"]


def test_timeline_is_in_order_of_time(graph: Graph) -> None:
    table = find_timeline(graph)
    assert list(table.label) == ["Shelling, Camp Falcon, 2022-05", "Rocket attack, Camp Falcon, 2022-05-02"]
    assert str(table.earliest[1].date()) == "2022-05-02"
    assert (table.agents[1], table.targets[1], table.locations[1]) == (["Red Militia"], ["Camp Falcon"], ["HAJIN"])
    assert len(find_timeline(open_store())) == 0


def test_positions_say_who_affirms_and_who_denies(graph: Graph) -> None:
    table = find_positions(graph)
    assert {(row.source_label, row.stance, row.act, row.event_label) for row in table.itertuples()} == {
        ("a spokesman", "affirms", "assert", "Rocket attack, Camp Falcon, 2022-05-02"),
        ("Red Militia", "denies", "deny", "Rocket attack, Camp Falcon, 2022-05-02"),
        ("the coalition", "denies", "deny", "Rocket attack, Camp Falcon, 2022-05-02"),
        ("residents", "affirms", "assert", "Shelling, Camp Falcon, 2022-05"),
    }
    matrix = position_matrix(graph)
    assert matrix.loc["Red Militia", "Rocket attack, Camp Falcon, 2022-05-02"] == "denies"
    assert matrix.loc["Red Militia", "Shelling, Camp Falcon, 2022-05"] == ""
    assert position_matrix(open_store()).empty


def test_quotes_stand_in_their_sentences(graph: Graph) -> None:
    evidence = find_evidence(graph)
    quotes = [quote for found in (*evidence.things.values(), *evidence.edges.values()) for quote in found]
    assert quotes
    for quote in quotes:
        assert quote.sentence[quote.offset : quote.offset + len(quote.words)] == quote.words


def test_figures_carry_value_and_words(graph: Graph) -> None:
    [figures] = [figures for event, figures in find_evidence(graph).figures.items() if "rocket" in event]
    assert [(figure.name, figure.value, figure.quote.words) for figure in figures] == [
        ("date", "2022-05-02", "on Monday"),
        ("injured", "2", "Two guards"),
        ("instrument", "", "rockets"),
        ("munitions", "at least 3", "At least three rockets"),
    ]

from __future__ import annotations

import networkx as nx

from kg.export.layout import find_positions


def boxes(network: nx.Graph[int], width: float = 100, height: float = 40) -> dict[int, tuple[float, float]]:
    return dict.fromkeys(network, (width, height))


def overlaps(places: dict[int, tuple[int, int]], width: float, height: float) -> int:
    nodes = sorted(places)
    return sum(
        abs(places[a][0] - places[b][0]) < width - 3 and abs(places[a][1] - places[b][1]) < height - 3
        for a in nodes
        for b in nodes
        if a < b
    )


def test_no_box_lies_on_another() -> None:
    network = nx.connected_caveman_graph(12, 10)
    network.add_nodes_from(range(1000, 1030))  # without links
    assert overlaps(find_positions(network, boxes(network)), 100, 40) == 0


def test_the_same_network_has_the_same_positions_whatever_the_order() -> None:
    network = nx.karate_club_graph()
    other = nx.Graph(sorted(network.edges(), reverse=True))
    assert find_positions(network, boxes(network)) == find_positions(other, boxes(network))


def test_small_networks() -> None:
    for size in range(4):
        network = nx.path_graph(size)
        assert len(set(find_positions(network, boxes(network)).values())) == size

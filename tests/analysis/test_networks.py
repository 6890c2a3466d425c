from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import sample

from kg.analysis.networks import PROJECTIONS, combine_statuses, to_networkx
from kg.errors import QueryError
from kg.graph.store import Graph, open_store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = open_store()
    graph.load(sample.quads(tmp_path_factory.mktemp("gazetteer")))
    return graph


def edges(network: nx.Graph[str], *attributes: str) -> set[tuple[Any, ...]]:
    """The edges with the labels of their ends and some attributes."""
    label = {node: network.nodes[node]["label"] for node in network}
    return {(label[a], *(told[name] for name in attributes), label[b]) for a, b, told in network.edges(data=True)}


ROCKETS, SHELLING = "Rocket attack, Camp Falcon, 2022-05-02", "Shelling, Camp Falcon, 2022-05"


def test_all_links_every_role_claim_report_and_relation(graph: Graph) -> None:
    assert edges(to_networkx(graph), "relation", "status") == {
        (ROCKETS, "agent", "disputed", "Red Militia"),
        (ROCKETS, "target", "disputed", "Camp Falcon"),
        (ROCKETS, "location", "disputed", "HAJIN"),
        (SHELLING, "target", "asserted", "Camp Falcon"),
        (SHELLING, "retaliationFor", "asserted", ROCKETS),
        ("a spokesman", "affirms", "asserted", ROCKETS),
        ("Red Militia", "denies", "denied", ROCKETS),
        ("the coalition", "denies", "denied", ROCKETS),
        ("residents", "affirms", "asserted", SHELLING),
        ("Rockets hit camp near Hajin", "reports", "disputed", ROCKETS),
        ("second.txt, 2022-05~", "reports", "denied", ROCKETS),
        ("second.txt, 2022-05~", "reports", "asserted", SHELLING),
        ("Iran", "backs", "asserted", "Red Militia"),
        ("Furat Wire", "publishes", "asserted", "Rockets hit camp near Hajin"),
    }


def test_an_edge_says_how_much_it_rests_on(graph: Graph) -> None:
    network = to_networkx(graph)
    [told] = [told for *_, told in network.edges(data=True) if told["relation"] == "target" and told["status"] == "disputed"]
    assert (told["weight"], told["evidence"], told["statuses"]) == (1, 2, "denied disputed")
    assert len(told["articles"].split()) == 2


def test_nodes_know_label_class_and_kind(graph: Graph) -> None:
    nodes = {data["label"]: data for _, data in to_networkx(graph).nodes(data=True)}
    assert nodes["Camp Falcon"] == {"label": "Camp Falcon", "type": "MilitaryBase", "kind": "facility"}
    assert nodes["Iran"]["kind"] == "actor"
    assert nodes["HAJIN"]["kind"] == "place"
    assert nodes[ROCKETS] == {"label": ROCKETS, "type": "RocketAttack", "kind": "event", "status": "disputed", "date": "2022-05-02"}


@pytest.mark.parametrize(
    ("projection", "expected"),
    [
        ("attacker-target", {("Red Militia", "Camp Falcon")}),
        ("actor-facility", {("Camp Falcon", "Red Militia")}),
        ("actor-actor", set()),  # the event has one actor only
        (
            "source-claim-event",
            {
                ("a spokesman", "At least three rockets struck Camp Falcon in Hajin on Monday"),
                ("At least three rockets struck Camp Falcon in Hajin on Monday", ROCKETS),
                ("Red Militia", "it “attacked” the camp"),
                ("it “attacked” the camp", ROCKETS),
                ("the coalition", "No rockets were fired at Camp\u00a0Falcon"),
                ("No rockets were fired at Camp\u00a0Falcon", ROCKETS),
                ("residents", "The camp at Hajin was shelled"),
                ("The camp at Hajin was shelled", SHELLING),
            },
        ),
    ],
)
def test_projections(graph: Graph, projection: str, expected: set[tuple[str, str]]) -> None:
    network = to_networkx(graph, projection)
    found = edges(network)
    assert (
        {tuple(sorted(edge)) for edge in found} == {tuple(sorted(edge)) for edge in expected}
        if not network.is_directed()
        else found == expected
    )


def test_actors_share_an_event(tmp_path: Path) -> None:
    graph = open_store()
    graph.load(sample.quads(tmp_path))
    graph.load(open_attack_on_iran())
    assert edges(to_networkx(graph, "actor-actor"), "weight", "status") == {("Iran", 1, "disputed", "Red Militia")}


def open_attack_on_iran() -> list[Any]:
    """The rocket attack gets a second actor."""
    from pyoxigraph import Quad

    from kg.graph.namespaces import KG, entity_iri, event_iri, graph_iri

    return [Quad(event_iri("rocket-attack-camp-falcon-2022-05-02"), KG.target, entity_iri("iran"), graph_iri("events"))]


def test_only_what_has_a_status(graph: Graph) -> None:
    assert edges(to_networkx(graph, "attacker-target", statuses=("asserted",))) == set()
    assert edges(to_networkx(graph, "attacker-target", statuses=("asserted", "disputed"))) == {("Red Militia", "Camp Falcon")}


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_attributes_are_plain_texts_and_numbers(graph: Graph, projection: str) -> None:
    network = to_networkx(graph, projection)
    values = [value for _, data in network.nodes(data=True) for value in data.values()]
    values += [value for *_, data in network.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} <= {str, int}


def test_an_empty_graph_is_an_empty_network() -> None:
    for projection in PROJECTIONS:
        assert len(to_networkx(open_store(), projection)) == 0


def test_unknown_names_are_refused(graph: Graph) -> None:
    with pytest.raises(QueryError, match="Did you mean 'actor-actor'"):
        to_networkx(graph, "actor-actors")
    with pytest.raises(QueryError, match=r"No status named 'false'.*Allowed: alleged, asserted, denied"):
        to_networkx(graph, statuses=("false",))


@pytest.mark.parametrize(
    ("statuses", "over_all"),
    [
        (["asserted"], "asserted"),
        (["asserted", "alleged"], "asserted"),
        (["alleged", "planned"], "alleged"),
        (["denied"], "denied"),
        (["denied", "planned"], "disputed"),
        (["disputed", "asserted"], "disputed"),
    ],
)
def test_status_over_all(statuses: list[str], over_all: str) -> None:
    assert combine_statuses(statuses) == over_all

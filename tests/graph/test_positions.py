"""Every voice on an event, found by what a user calls it."""

from __future__ import annotations

import pytest
import sample

from kg.errors import QueryError
from kg.graph.events import find_event
from kg.graph.store import Graph, open_store

ROCKETS = "event:rocket-attack-camp-falcon-2022-05-02"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = open_store()
    graph.load(sample.quads(tmp_path_factory.mktemp("gazetteer")))
    return graph


@pytest.mark.parametrize("name", [ROCKETS, "rocket attack", "falcon 2022-05-02"])
def test_an_event_is_found_by_id_or_by_words(graph: Graph, name: str) -> None:
    assert find_event(graph, name).value.endswith(ROCKETS.removeprefix("event:"))


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("falcon", "2 events are called 'falcon': event:rocket-attack-camp-falcon-2022-05-02, event:shelling-camp-falcon-2022-05"),
        ("rocket atack, camp", "No event is called 'rocket atack, camp'. Did you mean"),
        ("zzz", "No event is called 'zzz'. kg query events lists all."),
    ],
)
def test_a_name_of_none_or_several_says_what_is_near(graph: Graph, name: str, problem: str) -> None:
    with pytest.raises(QueryError) as error:
        find_event(graph, name)
    assert str(error.value).startswith(problem)


def test_positions_are_who_affirms_and_who_denies_with_words(graph: Graph) -> None:
    found = graph.positions(ROCKETS)
    stances = dict(zip(found["sources"], found["stance"], strict=True))
    assert {"affirms", "denies", "reports"} == set(stances.values())
    assert all(found["words"].notna())


def test_without_an_event_all_are_given(graph: Graph) -> None:
    assert len(set(graph.positions()["event"])) == 2

from __future__ import annotations

import json
from typing import Any

import pytest
import sample

from kg.export import to_bytes
from kg.graph.store import open_store


@pytest.fixture(scope="module")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    graph = open_store()
    graph.load(sample.quads(tmp_path_factory.mktemp("gazetteer")))
    found: dict[str, Any] = json.loads(to_bytes(graph, "json"))
    return found


def at(text: str, words: str) -> int:
    return text.index(words)


def test_the_tellings_of_one_event_stand_together_by_file_and_start(clusters: dict[str, Any]) -> None:
    together = [cluster for cluster in clusters["events"] if len(cluster) > 1]
    assert together == [[["first", at(sample.FIRST, "struck")], ["second", at(sample.SECOND, "fired")]]]


def test_an_entity_stands_at_its_first_mention_in_each_file(clusters: dict[str, Any]) -> None:
    together = [cluster for cluster in clusters["entities"] if len(cluster) > 1]
    assert together == [[["first", at(sample.FIRST, "Camp Falcon")], ["second", at(sample.SECOND, "The camp")]]]


def test_a_contradiction_names_its_event_and_both_sides(clusters: dict[str, Any]) -> None:
    for conflict in clusters["contradictions"]:
        assert conflict["event"] in clusters["events"]
        assert {conflict["left"][0], conflict["right"][0]} <= {"first", "second"}
        assert conflict["kind"] == "occurrence"

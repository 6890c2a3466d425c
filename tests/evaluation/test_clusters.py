"""The annotated seeds as documents: fusion joins what is one thing over articles, and keeps apart what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation.annotation import read_folder
from kg.evaluation.clusters import Clusters, compare_pairs, find_wrongly_joined, groups_of, pairs_of, read_clusters
from kg.evaluation.gold import link_names
from kg.evaluation.tallies import Tally
from kg.fusion import fuse
from kg.model import World
from kg.resources import load_gazetteer

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="module")
def clusters() -> Clusters:
    return read_clusters(GOLD / "seeds-clusters.json")


@pytest.fixture(scope="module")
def world() -> World:
    gazetteer = load_gazetteer()
    return fuse(link_names(read_folder(GOLD / "seeds"), gazetteer), gazetteer)


def test_entities_of_different_articles(clusters: Clusters, world: World) -> None:
    tally = compare_pairs(pairs_of(clusters.entities), world.entity_of)
    print(f"entity pairs: {tally.figures()}")
    assert tally.precision >= 0.95
    assert tally.recall >= 0.95
    assert tally.f1 >= 0.96


def test_events_of_different_articles(clusters: Clusters, world: World) -> None:
    tally = compare_pairs(pairs_of(clusters.events), world.event_of, ignored=pairs_of(clusters.related))
    print(f"event pairs: {tally.figures()}")
    assert tally == Tally(right=2, system=2, gold=2)


def test_what_is_distinct_stays_apart(clusters: Clusters, world: World) -> None:
    assert find_wrongly_joined(clusters.distinct, world.event_of) == ()


A, B, C = ("a", "e1"), ("b", "e1"), ("c", "e1")


@pytest.mark.parametrize(
    ("thing_of", "expected"),
    [
        ({A: "x", B: "x", C: "y"}, Tally(1, 1, 1)),
        ({A: "x", B: "x", C: "x"}, Tally(1, 3, 1)),
        ({A: "x", B: "y", C: "z"}, Tally(0, 0, 1)),
        ({A: "x", B: "y", C: "y"}, Tally(0, 1, 1)),
    ],
)
def test_pairs_are_counted(thing_of: dict[tuple[str, str], str], expected: Tally) -> None:
    assert compare_pairs(pairs_of([[A, B]]), thing_of) == expected


def test_pairs_of_which_nothing_is_said_do_not_count() -> None:
    assert compare_pairs(pairs_of([[A, B]]), {A: "x", B: "x", C: "x"}, ignored=pairs_of([[A, C], [B, C]])) == Tally(1, 1, 1)


def test_what_is_joined_wrongly_is_named() -> None:
    assert groups_of({A: "x", B: "x", C: "y"}) == [[A, B], [C]]
    assert find_wrongly_joined([[A, C], [A, B]], {A: "x", B: "x", C: "y"}) == ((A, B),)
    assert find_wrongly_joined([[A, B]], {}) == ()

"""Figures of answers with known mistakes: those that an independent scorer, written in plain Python from the same definitions, gives.

`figures.json` holds its figures in full; they are compared to the last digit, ties between equally good alignments included.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation import score, to_document
from kg.evaluation.report import write_table

GOLD = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (Path(__file__).parent.parent / "gold" / "seeds").glob("*.json")
}
FIGURES = json.loads((Path(__file__).parent / "figures.json").read_text(encoding="utf-8"))
Value = dict[str, Any]


def nothing(gold: Value) -> Value:
    return {}


def half(gold: Value) -> Value:
    return {layer: gold[layer][::2] for layer in ("entities", "events", "claims", "relations")}


def coarse(gold: Value) -> Value:
    """Every attack is just an attack, every place a region, every date a year."""
    for entity in gold["entities"]:
        entity["type"] = "Region" if entity["type"] in ("State", "City") else entity["type"]
    for event in gold["events"]:
        event["type"] = "Attack" if "Attack" in event["type"] or event["type"] == "Airstrike" else event["type"]
        event["date"] = (event["date"] or "")[:4] or None
    return gold


def blurred(gold: Value) -> Value:
    """Every second span is shifted by some characters; every second entity has lost mentions."""
    for n, span in enumerate(_spans(gold)):
        if n % 2:
            span["start"] += n % 5
            span["end"] += n % 7
    for entity in gold["entities"][::2]:
        entity["mentions"] = entity["mentions"][1:]
    return gold


def tied(gold: Value) -> Value:
    """Events and claims are told twice, from the same words; what they refer to is told of the second."""
    for layer in ("events", "claims"):
        gold[layer] = [{**each, "id": f"{each['id']}{mark}"} for each in gold[layer] for mark in ("a", "b")]
    for claim in gold["claims"]:
        claim["about"] = [f"{id}b" for id in claim["about"]]
    for event in gold["events"][::2]:
        event["targets"], event["quantities"], event["status"] = event["location"], [], "asserted"
    return gold


def shuffled_roles(gold: Value) -> Value:
    """Targets are places, and places targets; speakers and sources changed places, and so did relations' ends."""
    for event in gold["events"]:
        event["targets"], event["location"] = event.get("location", []), event.get("targets", [])
    for claim in gold["claims"]:
        claim["speakers"], claim["via"] = claim["via"], claim["speakers"]
    for relation in gold["relations"][::3]:
        relation["s"], relation["o"] = relation["o"], relation["s"]
    return gold


def _spans(gold: Value) -> Iterable[Value]:
    for entity in gold["entities"]:
        yield from entity["mentions"]
    for event in gold["events"]:
        yield from (event["trigger"], *event.get("more_triggers", []))
    for claim in gold["claims"]:
        yield from (claim["cue"], claim["content"])


ANSWERS: tuple[Callable[[Value], Value], ...] = (nothing, half, coarse, blurred, tied, shuffled_roles)


@pytest.mark.parametrize("make", ANSWERS, ids=lambda make: make.__name__)
def test_figures_are_those_of_an_independent_scorer(make: Callable[[Value], Value]) -> None:
    gold = {name: to_document(value, name=name) for name, value in GOLD.items()}
    system = {name: to_document(make(copy.deepcopy(value)), name=name) for name, value in GOLD.items()}
    assert score(gold, system).figures() == FIGURES[make.__name__]


def test_the_annotation_itself_is_all_right() -> None:
    gold = {name: to_document(value, name=name) for name, value in GOLD.items()}
    scored = score(gold, gold)
    assert {tally.f1 for tally in scored.tallies.values()} == {mean.mean for mean in scored.means.values()} == {1.0}
    assert write_table(scored).splitlines()[-4] == "facts           1.000  1.000  1.000  787/787/787"

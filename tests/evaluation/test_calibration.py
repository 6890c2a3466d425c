"""Calibration: rules counted on annotated articles, smoothed, and tried on articles that were left out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.evaluation import to_document
from kg.evaluation.annotation import read_folder
from kg.evaluation.calibration import (
    LAYERS,
    STRENGTH,
    Judged,
    bin_predictions,
    expected_error,
    judge,
    judge_all,
    measure_shares,
    predict_left_out,
    write_shares,
)
from kg.evaluation.system import extract_named, texts_of
from kg.extraction.confidence import load_shares
from kg.text import read

GOLD = Path(__file__).parent.parent / "gold"


def entity(id: str, at: int) -> dict[str, object]:
    return {"id": id, "type": "City", "name": id, "mentions": [{"text": id, "start": at, "end": at + len(id), "rule": "ner-gpe"}]}


def answer(**changes: object) -> dict[str, object]:
    """An article in which a town is attacked, as a system tells it."""
    event = {
        "id": "e1", "type": "Attack", "status": "asserted", "trigger": {"text": "attack", "start": 20, "end": 26}, "date": "2024-01-02",
        "date_rule": "clause-date", "rule": "attack:attack:hit", "targets": ["Kafr"],
        "arguments": [{"role": "targets", "entity": "Kafr", "rule": "noun"}],
        "quantities": [{"role": "killed", "value": 3, "rule": "near"}],
    }  # fmt: skip
    claim = {"id": "c1", "speakers": ["Rum"], "cue": {"text": "said", "start": 40, "end": 44}, "act": "assert", "rule": "cue-clause"}
    relation = {"s": "Kafr", "p": "locatedIn", "o": "Rum", "rule": "place-in"}
    return {"entities": [entity("Kafr", 0), entity("Rum", 10)], "events": [event | changes], "claims": [claim], "relations": [relation]}


def verdicts(gold: dict[str, object], system: dict[str, object]) -> dict[tuple[str, tuple[str, ...]], bool]:
    found = judge(to_document(gold, name="a"), to_document(system, name="a"))
    return {(fact.layer, fact.path): fact.is_right for fact in found}


def test_the_annotation_is_right_in_every_layer() -> None:
    found = verdicts(answer(), answer())
    assert found == {
        ("mentions", ("ner", "gpe")): True,
        ("events", ("attack", "hit")): True,
        ("dates", ("clause", "date")): True,
        ("arguments", ("targets", "noun")): True,
        ("quantities", ("killed", "near")): True,
        ("claims", ("cue", "clause")): True,
        ("relations", ("locatedIn", "place")): True,
    }


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"type": "Bombing"}, {"events"}),
        ({"date": "2024-01-03"}, {"dates"}),
        ({"targets": ["Rum"], "arguments": [{"role": "targets", "entity": "Rum", "rule": "noun"}]}, {"arguments"}),
        ({"quantities": [{"role": "killed", "value": 4, "rule": "near"}]}, {"quantities"}),
    ],
)
def test_a_mistake_is_wrong_in_its_layer(changes: dict[str, object], wrong: set[str]) -> None:
    assert {layer for (layer, _), is_right in verdicts(answer(), answer(**changes)).items() if not is_right} == wrong


def test_an_event_that_is_not_annotated_takes_its_facts_with_it() -> None:
    found = verdicts(answer(), answer(trigger={"text": "raid", "start": 60, "end": 64}))
    wrong = {layer for (layer, _), is_right in found.items() if not is_right}
    assert wrong == {"events", "arguments", "quantities"} and ("dates", ("clause", "date")) not in found


def facts(right: int, wrong: int, path: tuple[str, ...] = ("cue", "clause"), article: str = "a") -> list[Judged]:
    return [Judged(article, "claims", path, n < right) for n in range(right + wrong)]


def test_counts_are_smoothed() -> None:
    shares = measure_shares([*facts(8, 2), *facts(0, 1, ("noun",))])
    table = shares.tables["claims"]
    everything = 9 / 13
    assert table["all"] == {"right": 8, "total": 11, "share": round(everything, 3)}
    assert table["noun"]["share"] == round(STRENGTH * everything / (1 + STRENGTH), 3)
    assert table["noun"]["share"] < table["all"]["share"] < table["cue"]["share"]
    assert shares.of("dates", ()) == 0.5


def test_the_file_is_read_as_it_was_written() -> None:
    shares = measure_shares([*facts(8, 2), *facts(0, 1, ("noun",))])
    assert tomllib.loads(write_shares(shares)) == {layer: dict(table) for layer, table in shares.tables.items()}


def test_an_article_is_predicted_from_the_others() -> None:
    predicted = predict_left_out([*facts(9, 0, article="a"), *facts(0, 9, article="b")])
    shares = {fact.article: share for fact, share in predicted}
    assert shares["a"] < 0.5 < shares["b"]


def test_bins_and_expected_error() -> None:
    fair = [(fact, 0.9) for fact in facts(9, 1)] + [(fact, 0.5) for fact in facts(5, 5)]
    assert expected_error(bin_predictions(fair)) == 0
    boastful = [(fact, 1.0) for fact in facts(5, 5)]
    assert expected_error(bin_predictions(boastful)) == 0.5
    assert [(each.low, each.count, each.right) for each in bin_predictions(fair)] == [(0.4, 10, 5), (0.8, 10, 9)]


@pytest.mark.slow
def test_the_shipped_shares_are_those_of_todays_rules(seeds: Path) -> None:
    found = []
    for gold, folder in ((GOLD / "seeds", seeds), (GOLD / "other", GOLD / "other" / "texts")):
        articles = read([folder]).articles
        annotated = read_folder(gold, texts_of(articles))
        found += judge_all(annotated, extract_named(articles, annotated))
    now, shipped = measure_shares(found), load_shares()
    off = {layer: (shipped.of(layer, ()), now.of(layer, ())) for layer in LAYERS if abs(shipped.of(layer, ()) - now.of(layer, ())) > 0.03}
    assert not off, "the rules have changed; count anew: make calibration"

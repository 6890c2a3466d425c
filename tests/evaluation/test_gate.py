"""The gate: what is read from the annotated articles must not get worse.

`tests/gold/scores.json` and `tests/gold/other-scores.json` hold the figures and facts of the last record. After a change for the better,
record anew and look at the difference::

    make scores
"""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from kg.evaluation.annotation import read_folder
from kg.evaluation.checking import require_sound
from kg.evaluation.record import Record, compare, make_record, read_record
from kg.evaluation.report import write_changes
from kg.evaluation.scoring import score
from kg.evaluation.system import extract_named, texts_of
from kg.text import read

GOLD = Path(__file__).parent.parent / "gold"
TOLERANCE = 0.0005
FLOORS = {"facts": 0.70, "events": 0.75, "claims": 0.80, "entities": 0.80}
HINT = "record anew: make scores"


def read_now(gold_folder: Path, folder: Path) -> Record:
    """The record of a folder of articles, read with the code as it is."""
    articles = read([folder]).articles
    gold = read_folder(gold_folder, texts_of(articles))
    require_sound(gold)
    return make_record(score(gold, extract_named(articles, gold)))


@pytest.fixture(scope="module")
def now(seeds: Path) -> Record:
    """The record of the seeds."""
    return read_now(GOLD / "seeds", seeds)


def objection(name: str, old: Record, new: Record) -> str:
    """What is to be said if a figure fell: which, and every fact gained and lost; nothing if none fell."""
    changes = compare(old, new)
    falls = changes.falls(TOLERANCE)
    if not falls:
        return ""
    return f"{', '.join(falls)} fell below tests/gold/{name}.\n{write_changes(changes)}\nIf it is meant, {HINT}"


def check(name: str, now: Record) -> None:
    recorded = read_record(GOLD / name)
    changes = compare(recorded, now)
    if changes.figures and any(new > old + TOLERANCE for old, new in changes.figures.values()):
        print(f"Better than recorded; {HINT}\n{write_changes(changes)}")
    told = objection(name, recorded, now)
    assert not told, told


def test_no_figure_of_the_seeds_falls(now: Record) -> None:
    check("scores.json", now)


def test_no_figure_of_other_conflicts_falls() -> None:
    check("other-scores.json", read_now(GOLD / "other", GOLD / "other" / "texts"))


def test_a_fall_is_told_with_what_was_gained_and_lost(now: Record) -> None:
    """Another record than today's: a fact more than today in one layer, one less in another, and better figures."""
    recorded = copy.deepcopy(dict(now))
    article = next(iter(now["right"]))
    recorded["right"][article]["entities"].append("City Atlantis [0:8]")
    gained = recorded["right"][article]["relations"].pop()
    recorded["figures"]["entities"]["F1"] += 0.01
    told = objection("scores.json", recorded, now)
    assert told.startswith("entities fell below tests/gold/scores.json.")
    assert f"lost: 1\n  entities    {article}: City Atlantis [0:8]" in told
    assert f"gained: 1\n  relations   {article}: {gained}" in told
    assert objection("scores.json", now, now) == ""


@pytest.mark.parametrize("figure", FLOORS)
def test_floors(now: Record, figure: str) -> None:
    assert now["figures"][figure]["F1"] >= FLOORS[figure]

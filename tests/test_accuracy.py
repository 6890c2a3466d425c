"""The page on accuracy: every figure in it is one of its records, and the records are of these articles."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from kg.evaluation.calibration import LAYERS
from kg.evaluation.record import read_record

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
accuracy = import_module("accuracy")

PAGE = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
NEAR = 0.03  # how far the page may lag behind the gate's record while rules change


def test_every_table_is_made_of_its_record() -> None:
    assert accuracy.render(PAGE) == PAGE, "made anew by: python scripts/accuracy.py --render"


def test_every_table_is_on_the_page() -> None:
    assert {name for _, name, _ in accuracy.SECTION.findall(PAGE)} == set(accuracy.TABLES)


def test_no_figure_stands_outside_the_tables() -> None:
    prose = accuracy.SECTION.sub("", PAGE)
    assert re.findall(r"\b\d+\.\d+\b", prose) == []


def test_the_page_says_what_the_figures_are() -> None:
    assert "Most of these are tuning figures" in PAGE and "no results on the sets' test parts" in " ".join(PAGE.split())


@pytest.mark.parametrize("name", accuracy.SETS)
def test_every_annotated_article_is_recorded(name: str) -> None:
    gold, _ = accuracy.SETS[name]
    recorded = accuracy.read_record("scores")[name]
    for mode in accuracy.MODES:
        assert set(recorded[mode]["articles"]) == {path.stem for path in gold.glob("*.json")}


def test_the_record_of_the_seeds_is_that_of_the_gate() -> None:
    page, gate = (
        accuracy.read_record("scores")["seeds"]["normal"]["figures"],
        read_record(ROOT / "tests" / "gold" / "scores.json")["figures"],
    )
    off = {layer: (page[layer]["F1"], gate[layer]["F1"]) for layer in accuracy.TALLIES if abs(page[layer]["F1"] - gate[layer]["F1"]) > NEAR}
    assert not off, "measure anew: make scores"


def test_the_record_of_confidences_has_every_layer() -> None:
    record = accuracy.read_record("calibration")
    assert list(record["layers"]) == list(LAYERS)
    assert sum(each["facts"] for each in record["layers"].values()) == record["facts"] == sum(b["facts"] for b in record["bins"])


def test_scores_on_public_sets_are_put_beside_what_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = accuracy.record_external({"muc4": {"date": {"F1": 61.25}}, "geovirus": {"acc@161": {"value": 50.0}}})
    found = {(row["set"], row["figure"]): row["ours"] for row in rows}
    assert (found["muc4", "date"], found["geovirus", "acc@161"], found["re3d", "entity"]) == (61.2, 50.0, None)
    assert all(isinstance(row["floor"], float) for row in rows)


def test_records_are_written_the_same_way_every_time() -> None:
    for path in accuracy.RECORDS.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n", path.name

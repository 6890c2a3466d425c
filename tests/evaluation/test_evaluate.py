"""`kg evaluate`: folders in, a table, details, changes and JSON out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import run

GOLD = Path(__file__).parent.parent / "gold" / "seeds"
NAME = "003_53d3731646a930de"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """An answer for one article, with a mistake."""
    value = json.loads((GOLD / f"{NAME}.json").read_text(encoding="utf-8"))
    value["events"][0]["type"] = "MortarAttack"
    folder = tmp_path / "system"
    folder.mkdir()
    (folder / f"{NAME}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / f"{NAME}.json").write_bytes((GOLD / f"{NAME}.json").read_bytes())
    return folder


def test_table(gold: Path, system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(gold), str(system)]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].split() == ["P", "R", "F1", "right/system/gold"]
    assert next(row for row in rows if row.startswith("claims")) == "claims          1.000  1.000  1.000  11/11/11"
    assert len(rows) == 18


def test_details_and_json(gold: Path, system: Path, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(gold), str(system), "--details", "--articles", str(seeds)]) == 0
    assert "spurious events      MortarAttack" in capsys.readouterr().out
    assert run(["evaluate", str(gold), str(system), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["figures"]["triggers"]["F1"] == 1.0
    assert list(record["spurious"][NAME]) == ["events"]


def test_compare_with_a_folder_and_a_record(gold: Path, system: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["evaluate", str(gold), str(system), "--json"])
    (tmp_path / "old.json").write_text(capsys.readouterr().out, encoding="utf-8")
    for old in (system, tmp_path / "old.json"):
        assert run(["evaluate", str(gold), str(gold), "--compare", str(old)]) == 0
        assert "gained: 1\n  events      003_53d3731646a930de: RocketAttack" in capsys.readouterr().out


def test_an_article_without_an_answer_is_told(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(GOLD), str(system)]) == 1
    assert capsys.readouterr().err.count("it counts as an empty answer") == 4


def test_what_is_wrong_is_told_in_a_line(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.json").write_text("{")
    for arguments, message in (
        ([str(gold)], "Give the folder of what was extracted, or the articles"),
        ([str(tmp_path / "empty"), str(gold)], "No .json files in"),
        ([str(gold), str(gold), "--compare", str(tmp_path / "broken.json")], "Cannot read"),
        ([str(gold), str(gold), "--compare", str(gold / f"{NAME}.json")], "is no record of scores"),
    ):
        assert run(["evaluate", *arguments]) == 2
        assert message in capsys.readouterr().err

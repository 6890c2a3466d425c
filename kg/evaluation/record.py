"""Scores in, a record of them out, as JSON, and of two records what was gained and lost in between.

A record holds the figures and, for each article and layer, the facts that are right and those that are spurious, as words with their place.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.facts import Fact
from kg.evaluation.scoring import FACTS, MEANS, Score

LISTED = (*FACTS, "dates", "status")
"""The layers whose facts are listed one by one."""

Record = Mapping[str, Any]
Lines = dict[str, dict[str, list[str]]]
"""Facts in words, by article and layer."""


@dataclass(frozen=True)
class Changes:
    """What one record has that an earlier one has not, and the other way round."""

    gained: Lines
    lost: Lines
    newly_spurious: Lines
    no_longer_spurious: Lines
    figures: dict[str, tuple[float, float]]  # F1, or the mean: before and after

    def falls(self, tolerance: float) -> dict[str, tuple[float, float]]:
        """Give the figures that fell by more than the tolerance."""
        return {name: (old, new) for name, (old, new) in self.figures.items() if new < old - tolerance}


def make_record(score: Score) -> dict[str, Any]:
    """Make the record of a score."""
    return {
        "figures": score.figures(),
        "right": {article.name: _lines(article.right) for article in score.articles},
        "spurious": {article.name: _lines(article.spurious) for article in score.articles},
    }


def write_record(record: Record) -> str:
    """Write a record as JSON; the same scores give the same text."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def read_record(path: Path) -> Record:
    """Read a record.

    Raises
    ------
    InputError
        If the file is none.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"Cannot read {path} as JSON: {error}.") from error
    if not isinstance(record, dict) or not {"figures", "right", "spurious"} <= set(record):
        raise InputError(f"{path} is no record of scores. Write one with: kg evaluate GOLD SYSTEM --json")
    return record


def compare(old: Record, new: Record) -> Changes:
    """Say what changed from one record to another."""
    return Changes(
        _minus(new["right"], old["right"]),
        _minus(old["right"], new["right"]),
        _minus(new["spurious"], old["spurious"]),
        _minus(old["spurious"], new["spurious"]),
        {name: (_figure(old, name), _figure(new, name)) for name in new["figures"] if name in old["figures"]},
    )


def _figure(record: Record, name: str) -> float:
    return float(record["figures"][name]["mean" if name in MEANS else "F1"])


def _lines(facts: Iterable[Fact]) -> dict[str, list[str]]:
    found = list(facts)
    return {layer: lines for layer in LISTED if (lines := [line(fact) for fact in found if fact.layer == layer])}


def line(fact: Fact) -> str:
    """Write a fact with the place it stands at.

    >>> from kg.model import Span
    >>> line(Fact("relations", (), "Iran backs Hezbollah", Span(5, 17, "Iran-backed ")))
    'Iran backs Hezbollah [5:17]'
    """
    return f"{fact.words} [{fact.span.start}:{fact.span.end}]" if fact.span else fact.words


def _minus(left: Lines, right: Lines) -> Lines:
    """The lines of the left that the right has not; a line that stands twice counts twice."""
    found: Lines = {}
    for article, layers in left.items():
        for layer, lines in layers.items():
            rest = Counter(lines) - Counter(right.get(article, {}).get(layer, ()))
            if rest:
                found.setdefault(article, {})[layer] = [each for each in dict.fromkeys(lines) for _ in range(rest[each])]
    return found

"""Facts of an annotation and of a system in, precision, recall and F1 out.

Every figure is micro-averaged: facts are counted over all articles, then divided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts are right, how many the system has, how many the annotation has."""

    right: float = 0
    system: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.system + other.system, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of the system's facts that are right; 1 where both sides have none."""
        return self.right / self.system if self.system else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of the annotation's facts that the system has; 1 where both sides have none."""
        return self.right / self.gold if self.gold else float(not self.system)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> round(Tally(right=2, system=4, gold=3).f1, 3)
        0.571
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def figures(self) -> dict[str, float]:
        """Give all of it under the usual names."""
        return {"P": self.precision, "R": self.recall, "F1": self.f1, "right": self.right, "system": self.system, "gold": self.gold}


def add_all(tallies: Iterable[Tally]) -> Tally:
    """Add up tallies of several articles or layers."""
    return sum(tallies, Tally())


@dataclass(frozen=True, slots=True)
class Mean:
    """A figure that is no share of facts: its value for each aligned thing."""

    values: tuple[float, ...] = ()

    def __add__(self, other: Mean) -> Mean:
        return Mean(self.values + other.values)

    @property
    def mean(self) -> float:
        """The mean of the values; 0 where there are none."""
        return sum(self.values) / len(self.values) if self.values else 0.0

    def figures(self) -> dict[str, float]:
        """Give the mean, and of how many."""
        return {"mean": self.mean, "n": len(self.values)}

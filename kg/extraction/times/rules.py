"""The form of a rule of the grammar: a pattern, and a reader that makes time expressions of what it matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.extraction.times.context import Context
from kg.extraction.times.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance in time from something told of: ``amount`` is None for "some days"; negative amounts lie before."""

    amount: int | None
    unit: str
    direction: str  # "after" or "before"


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression as read: offsets, TIMEX3 kind and value, EDTF, and what it does to the context."""

    start: int
    end: int
    kind: str
    value: str | None
    edtf: str | None = None
    focus: PartialDate | None = None
    is_dated: bool = False  # the year stands in the words
    shift: Shift | None = None
    antecedent: str | None = None  # EDTF of the date last told of, for a shift


Reader = Callable[[re.Match[str], Context], list[Reading]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its reader; a reader that gives nothing turns the match down."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


def date_reading(
    span: tuple[int, int], date: PartialDate, *, daypart: str = "", is_dated: bool = False, edtf: str | None = None
) -> Reading:
    """Make the reading of a known date; a part of the day makes it a TIME."""
    kind = "TIME" if daypart else "DATE"
    value = date.timex + (f"T{daypart}" if daypart else "")
    return Reading(*span, kind, value, edtf or date.edtf, date, is_dated)

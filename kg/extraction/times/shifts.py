"""Distances in time from another event: "six days after", and the date of the other event, give the date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extraction.times.dates import PartialDate, parse_edtf
from kg.model import TimeExpression

_VAGUE_DAYS = {"D": 3, "W": 21}  # "days after", "weeks later"


@dataclass(frozen=True, slots=True)
class TimeShift:
    """A time expression that counts from something else told of; what it counts by is None where the words say "some"."""

    expression: TimeExpression
    days: int | None
    months: int | None
    years: int | None
    direction: str  # "after" or "before"
    unit: str  # TIMEX3 letter: "H", "D", "W", "M", "Y"
    antecedent: str | None = None  # EDTF of the date last told of before it: what it counts from if the words name no event

    def reversed(self) -> TimeShift:
        """The same distance the other way: from the event so dated back to the one it counts from."""
        return replace(self, direction="before" if self.direction == "after" else "after")


def shift_date(edtf: str, shift: TimeShift) -> str | None:
    """Give the date that lies that far from ``edtf``; None if the date is too coarse for it. Vague distances give a month, with ``~``.

    >>> from kg.model import Span
    >>> six_days_after = TimeShift(TimeExpression(Span(0, 14, "six days after"), "DATE"), 6, None, None, "after", "D")
    >>> shift_date("2021-06-28", six_days_after), shift_date("2021-07-04", six_days_after.reversed())
    ('2021-07-04', '2021-06-28')
    """
    date = parse_edtf(edtf)
    if date is None:
        return None
    if shift.days is None and shift.months is None and shift.years is None:
        return _shift_vaguely(date, shift)
    moved = _shift_exactly(date, 1 if shift.direction == "after" else -1, shift)
    mark = "~" if shift.unit == "W" or edtf.endswith("~") else ""
    return moved.edtf + mark if moved else None


def _shift_exactly(date: PartialDate, sign: int, shift: TimeShift) -> PartialDate | None:
    if shift.days is not None:
        return date if shift.days == 0 else date.plus_days(sign * shift.days)
    if shift.months is not None:
        return date.plus_months(sign * shift.months)
    years = sign * (shift.years or 0)
    return date.plus_months(12 * years) or PartialDate(date.year + years)


def _shift_vaguely(date: PartialDate, shift: TimeShift) -> str | None:
    """Some days or weeks off: the month it then falls in, about."""
    days = _VAGUE_DAYS.get(shift.unit)
    moved = date.plus_days(days if shift.direction == "after" else -days) if days else None
    return f"{moved.to_month().edtf}~" if moved else None

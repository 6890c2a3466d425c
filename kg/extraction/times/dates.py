"""Dates that may lack their day or month: parts of an EDTF or TIMEX3 value in, shifted dates and their spellings out.

Years count astronomically, as in ISO 8601 and EDTF: 1 BC is the year 0.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_EDTF = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of it or a day of it.

    >>> PartialDate(2021, 7, 4).plus_days(-6).edtf
    '2021-06-28'
    >>> PartialDate(-479).timex
    'BC0480'
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        year = f"-{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"
        return year + self._tail()

    @property
    def timex(self) -> str:
        """The date as a TIMEX3 value."""
        year = f"BC{1 - self.year:04d}" if self.year <= 0 else f"{self.year:04d}"
        return year + self._tail()

    @property
    def first(self) -> date | None:
        """The first day it may be; None before year 1."""
        return date(self.year, self.month or 1, self.day or 1) if self.year >= 1 else None

    @property
    def last(self) -> date | None:
        """The last day it may be; None before year 1."""
        if self.year < 1:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def to_month(self) -> PartialDate:
        """Give the month it lies in, or the year if no more is known."""
        return PartialDate(self.year, self.month)

    def plus_days(self, days: int) -> PartialDate | None:
        """Move a full date by days; None if the day is not known."""
        if self.day is None or self.year < 1:
            return None
        return from_day(date(self.year, self.month or 1, self.day) + timedelta(days=days))

    def plus_months(self, months: int) -> PartialDate | None:
        """Move to a month that many months off; None if the month is not known."""
        if self.month is None:
            return None
        index = self.year * 12 + self.month - 1 + months
        return PartialDate(index // 12, index % 12 + 1)

    def _tail(self) -> str:
        return "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)


def from_day(day: date) -> PartialDate:
    """Make a full date of a calendar day."""
    return PartialDate(day.year, day.month, day.day)


def parse_edtf(text: str | None) -> PartialDate | None:
    """Read an EDTF date, without its qualifier; of an interval the start. None where there is none, or no such day.

    >>> parse_edtf("2021-03~")
    PartialDate(year=2021, month=3, day=None)
    """
    found = _EDTF.fullmatch((text or "").split("/")[0])
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    return make(year, month or None, day or None) if month <= 12 else PartialDate(year)


def make(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """Make a date, or None if the calendar has no such day.

    >>> make(2021, 2, 30) is None
    True
    """
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and month is not None and not 1 <= day <= monthrange(max(year, 1), month)[1]:
        return None
    return PartialDate(year, month, day)


def week_of(day: PartialDate, weeks: int = 0) -> tuple[PartialDate, PartialDate] | None:
    """Give Monday and Sunday of the week that many weeks after that of ``day``; None if the day is not known."""
    if day.first is None or day.day is None:
        return None
    monday = day.first + timedelta(days=7 * weeks - day.first.weekday())
    return from_day(monday), from_day(monday + timedelta(days=6))


def last_weekday(day: PartialDate, weekday: int) -> PartialDate | None:
    """Give the last such weekday (Monday is 1) up to ``day``, that day included; None if the day is not known."""
    if day.first is None or day.day is None:
        return None
    return day.plus_days(-((day.first.isoweekday() - weekday) % 7))

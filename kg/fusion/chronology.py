"""When an EDTF date may lie: a date or interval in, its first and last day out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kg.extraction.times.dates import PartialDate, parse_edtf

_ABOUT = {"day": 3, "month": 31, "year": 366}  # days by which "~" widens a date of that precision
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which something may have been; ``is_open`` where no end is told."""

    first: date
    last: date
    is_open: bool = False

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Window) -> bool:
        """Say whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


def read_window(edtf: str | None) -> Window | None:
    """Read an EDTF date or interval; None where it has no year or there is none.

    >>> window = read_window("2021-10~/2022-01")
    >>> (str(window.first), str(window.last))
    ('2021-08-31', '2022-01-31')
    >>> read_window("2011/..").is_open
    True
    """
    if not edtf:
        return None
    start, slash, end = edtf.partition("/")
    if not slash:
        return _window_of(edtf)
    first, last = _window_of(start), _window_of(end)
    if first and end in ("..", ""):
        return Window(first.first, date.max, is_open=True)
    if last and start in ("..", ""):
        return Window(date.min, last.last)
    return Window(first.first, last.last) if first and last and first.first <= last.last else None


def _window_of(edtf: str) -> Window | None:
    """The window of a single date; a qualified one is wider by a unit of its precision."""
    plain = edtf.rstrip("~?%")
    part = parse_edtf(edtf)
    if part is None or part.first is None or part.last is None:
        return None
    window = _season_window(plain, part) or Window(part.first, part.last)
    if plain == edtf:
        return window
    slack = timedelta(days=_ABOUT["day" if part.day else "month" if part.month or len(plain) == 7 else "year"])
    return Window(window.first - slack, window.last + slack)


def _season_window(plain: str, part: PartialDate) -> Window | None:
    season = int(plain[5:7]) if len(plain) == 7 and part.month is None else 0
    if season not in _SEASONS:
        return None
    first, last = _SEASONS[season]
    end = PartialDate(part.year + (last < first), last).last
    return Window(date(part.year, first, 1), end) if end else None

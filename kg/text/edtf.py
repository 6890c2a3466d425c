"""A date in EDTF goes in; its bounds, precision and qualifiers come out.

The Extended Date/Time Format (ISO 8601-2:2019) writes down what is known of a date and no more: ``2021-03~`` is about March 2021,
``2021-07-05?`` perhaps 5 July 2021, ``2023-10/..`` since October 2023. Levels 0 and 1 are read, without times of day, and of level 2
the date whose year is not known (``XXXX-07-04``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kg.errors import InputError

ALLOWED = "2021, 2021-07, 2021-07-04, each with ~ (about), ? (perhaps) or % (both) at its end, 2021-21 (spring) to 2021-24 (winter), \
201X, 2021-XX, XXXX-07-04, 2021-06/2021-07, 2021-10/.. and ../2021-10"

_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<qualifier>[~?%]?)", re.ASCII)
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # first month; northern hemisphere, winter runs into the next year
_UNKNOWN_DIGITS = {1: "decade", 2: "century", 4: "unknown"}


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A parsed date.

    ``earliest`` and ``latest`` are the bounds of what was written, not widened by ``~`` or ``?``; None where a side is open or the
    year is not known. ``precision`` is "day", "month", "season", "year", "decade", "century", "interval" or "unknown".
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    approximate: bool = False
    uncertain: bool = False


def parse_edtf(text: str) -> EdtfDate:
    """Parse a date in EDTF.

    Raises
    ------
    InputError
        If the text is no such date; the message says why and lists the allowed forms.

    Examples
    --------
    >>> parse_edtf("2021-07-05?")
    EdtfDate(text='2021-07-05?', earliest=datetime.date(2021, 7, 5), latest=datetime.date(2021, 7, 5), precision='day',
             approximate=False, uncertain=True)
    >>> parse_edtf("2023-10/..").earliest, parse_edtf("2023-10/..").latest
    (datetime.date(2023, 10, 1), None)
    """
    if "/" in text:
        return _parse_interval(text)
    return _parse_date(text, text)


def is_edtf(text: str) -> bool:
    """Say whether the text is a date in EDTF.

    >>> is_edtf("2021-03~"), is_edtf("March 2021")
    (True, False)
    """
    try:
        parse_edtf(text)
    except InputError:
        return False
    return True


def _parse_interval(text: str) -> EdtfDate:
    sides = text.split("/")
    if len(sides) != 2:
        raise _mistake(text, "an interval has two sides")
    start, end = (None if side in ("", "..") else _parse_date(side, text) for side in sides)
    known = [side for side in (start, end) if side is not None]
    if not known:
        raise _mistake(text, "an interval needs a date on one side")
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and latest < earliest:
        raise _mistake(text, "the interval ends before it starts")
    return EdtfDate(text, earliest, latest, "interval", any(side.approximate for side in known), any(side.uncertain for side in known))


def _parse_date(text: str, whole: str) -> EdtfDate:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _mistake(whole, f"{text!r} has another form" if text != whole else "")
    year, month, day, qualifier = match.group("year", "month", "day", "qualifier")
    precision, earliest, latest = _bounds(year, month or "XX", day or "XX", whole)
    return EdtfDate(whole if text == whole else text, earliest, latest, precision, qualifier in ("~", "%"), qualifier in ("?", "%"))


def _bounds(year: str, month: str, day: str, whole: str) -> tuple[str, date | None, date | None]:
    """Give precision, earliest and latest day of a date whose unknown parts are written with X."""
    if "X" in year:
        return _bounds_without_year(year, month, day, whole)
    if year == "0000":
        raise _mistake(whole, "there is no year 0000")
    number = int(year)
    if month == "XX":
        if day != "XX":
            raise _mistake(whole, "a day needs its month")
        return "year", date(number, 1, 1), date(number, 12, 31)
    if int(month) in _SEASONS and day == "XX":
        return "season", *_season(number, int(month))
    days = _days(number, month, whole)
    if day == "XX":
        return "month", date(number, int(month), 1), date(number, int(month), days)
    if not 1 <= int(day) <= days:
        raise _mistake(whole, f"{year}-{month} has {days} days")
    exact = date(number, int(month), int(day))
    return "day", exact, exact


def _bounds_without_year(year: str, month: str, day: str, whole: str) -> tuple[str, date | None, date | None]:
    unknown = year.count("X")
    if month == "XX":
        if day != "XX":
            raise _mistake(whole, "a day needs its month")
        return _decades(year, _UNKNOWN_DIGITS[unknown], whole)
    if unknown < 4:
        raise _mistake(whole, "a month needs its whole year, or none (XXXX)")
    if int(month) in _SEASONS and day == "XX":
        return "season", None, None
    days = _days(2000, month, whole)  # a leap year: XXXX-02-29 exists
    if day != "XX" and not 1 <= int(day) <= days:
        raise _mistake(whole, f"month {month} has at most {days} days")
    return ("month" if day == "XX" else "day"), None, None


def _decades(year: str, precision: str, whole: str) -> tuple[str, date | None, date | None]:
    if precision == "unknown":
        return precision, None, None
    if year.startswith("00"):
        raise _mistake(whole, "years before 100 are not read with X")
    return precision, date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)


def _season(year: int, season: int) -> tuple[date, date | None]:
    first = _SEASONS[season]
    if first < 12:
        return date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1])
    if year == 9999:  # the calendar ends here
        return date(year, 12, 1), None
    return date(year, 12, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])


def _days(year: int, month: str, whole: str) -> int:
    if not 1 <= int(month) <= 12:
        raise _mistake(whole, f"there is no month {month}")
    return monthrange(year, int(month))[1]


def _mistake(text: str, reason: str) -> InputError:
    why = f" ({reason})" if reason else ""
    return InputError(f"{text!r} is not a date in EDTF{why}. Allowed are {ALLOWED}.")

"""Time expressions of an English news text, with their values: a text and its article's date in, time expressions out.

>>> [(time.span.text, time.edtf) for time in find_times("Rockets fell on Monday, six days after a raid in June.", "2021-07-05")]
[('Monday', '2021-07-05'), ('six days after', None), ('June', '2021-06')]

The TIMEX3 value says what the words say, the EDTF value when an event so dated took place: "since 2011" is ``2011`` and ``2011/..``.
"Six days after" hangs on another event: `find_shifts` gives its distance, `shift_date` the date once the other event's is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.extraction.times import calendar_rules, duration_rules, relative_rules
from kg.extraction.times.context import Context, start_context
from kg.extraction.times.dates import PartialDate, parse_edtf
from kg.extraction.times.grammar import WORDS, any_of
from kg.extraction.times.regions import find_regions
from kg.extraction.times.rules import Reading, Rule
from kg.extraction.times.shifts import TimeShift, shift_date
from kg.model import Span, TimeExpression

__all__ = ["TimeShift", "find_shifts", "find_times", "shift_date"]

_RULES: tuple[Rule, ...] = (*calendar_rules.RULES, *relative_rules.RULES, *duration_rules.RULES)
_SINCE = re.compile(
    rf"\b{any_of(WORDS['words']['since_links'])}(?:\s+[\w’'-]+){{0,6}}?\s+(?:(?:in|of|on|the)\s+)?$|\bsince\s+$", re.IGNORECASE
)
_FROM = re.compile(r"\b(from|between)\s+(?:the\s+)?(?:years?\s+)?$", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:-|–|—|/|to|until|till|through|up to)\s*(?:the\s+)?", re.IGNORECASE)
_LINK_AFTER_BETWEEN = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)


def find_times(text: str, reference: str | None, offset: int = 0) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a text, in their order.

    Parameters
    ----------
    text : the text of a whole article: a date without a year may hang on one told of before.
    reference : the article's date in EDTF; it may be approximate, or only a month or a year. None: dates without a year keep none.
    offset : where the text starts in its file; the spans count from the file's start.
    """
    return tuple(_expression(text, reading, offset) for reading in _read(text, reference))


def find_shifts(text: str, reference: str | None = None, offset: int = 0) -> tuple[TimeShift, ...]:
    """Find the time expressions that count from another event: "six days after", "a week earlier", "the next day"."""
    return tuple(_time_shift(_expression(text, reading, offset), reading) for reading in _read(text, reference) if reading.shift)


def _expression(text: str, reading: Reading, offset: int) -> TimeExpression:
    span = Span(offset + reading.start, offset + reading.end, text[reading.start : reading.end])
    return TimeExpression(span, reading.kind, reading.value, reading.edtf)


def _time_shift(expression: TimeExpression, reading: Reading) -> TimeShift:
    """Say a shift in days, months or years."""
    assert reading.shift is not None
    amount, unit = reading.shift.amount, reading.shift.unit
    days = 0 if unit in ("H", "MIN") else amount * {"D": 1, "W": 7}[unit] if amount is not None and unit in ("D", "W") else None
    months = amount * {"M": 1, "Q": 3}[unit] if amount is not None and unit in ("M", "Q") else None
    years = amount * {"Y": 1, "DE": 10, "CE": 100}[unit] if amount is not None and unit in ("Y", "DE", "CE") else None
    return TimeShift(expression, days, months, years, reading.shift.direction, unit, reading.antecedent)


@lru_cache(maxsize=4)  # times, shifts and figures of an article are asked for one after another
def _read(text: str, reference: str | None) -> tuple[Reading, ...]:
    context = start_context(text, reference)
    readings = list(_scan(text, context))
    return tuple(_join_ranges(text, [_open_since(text, reading) for reading in readings]))


def _scan(text: str, context: Context) -> Iterator[Reading]:
    """Read from left to right; where several rules match, the longest match is tried first, then the rules in their order."""
    regions = list(find_regions(text))
    matches = [(match, rule) for rule in _RULES for region in regions for match in rule.pattern.finditer(text, *region)]
    matches.sort(key=lambda found: (found[0].start(), -found[0].end()))  # stable: rules keep their order
    end = 0
    for match, rule in matches:
        if match.start() < end:
            continue
        for reading in rule.read(match, context):
            yield reading
            end = max(end, reading.end)
            _move_focus(context, reading)


def _move_focus(context: Context, reading: Reading) -> None:
    """Let the context know of a date told of; a year alone keeps the month if it is the same year."""
    date = reading.focus
    if date is None or (context.is_history and _is_aside(context, reading, date)):
        return
    if not (date.month is None and context.focus and context.focus.year == date.year):
        context.focus = date
    context.focus_end, context.focus_is_dated, context.year = reading.end, reading.is_dated, date.year


def _is_aside(context: Context, reading: Reading, date: PartialDate) -> bool:
    """Say whether a history mentions a date beside its course: a bare year far off, or a leap of years from where it stands."""
    if context.focus is None:
        return False
    is_leap = reading.shift is not None and reading.shift.unit in ("Y", "DE", "CE")
    return is_leap or (date.month is None and abs(date.year - context.focus.year) > 1)


def _open_since(text: str, reading: Reading) -> Reading:
    """Make the EDTF of a date after "since" an open interval."""
    if reading.kind != "DATE" or not reading.edtf or "/" in reading.edtf:
        return reading
    clause = re.split(r"[.;:,!?\n]", text[max(0, reading.start - 70) : reading.start])[-1]
    return replace(reading, edtf=f"{reading.edtf}/..") if _SINCE.search(clause) else reading


def _join_ranges(text: str, readings: list[Reading]) -> list[Reading]:
    """Give the two ends of "from X to Y", "X-Y" and "between X and Y" the interval as EDTF."""
    joined = list(readings)
    for index in range(len(readings) - 1):
        first, second = joined[index], joined[index + 1]
        if _are_range(text, first, second):
            edtf = f"{(first.edtf or '').removesuffix('/..')}/{second.edtf}"
            joined[index], joined[index + 1] = replace(first, edtf=edtf), replace(second, edtf=edtf)
    return joined


def _are_range(text: str, first: Reading, second: Reading) -> bool:
    if not (first.edtf and second.edtf) or "/" in first.edtf.removesuffix("/..") or "/" in second.edtf:
        return False
    before = _FROM.search(text, max(0, first.start - 20), first.start)
    between = text[first.end : second.start]
    is_linked = _LINK.fullmatch(between) or (before and before[1].lower() == "between" and _LINK_AFTER_BETWEEN.fullmatch(between))
    return bool(is_linked or _are_next(text, first, second)) and first.edtf < second.edtf


def _are_next(text: str, first: Reading, second: Reading) -> bool:
    """Say whether two days that share a month's name follow each other: "on May 3 and 4"."""
    words = text[second.start : second.end]
    days = (parse_edtf(first.edtf), parse_edtf(second.edtf))
    is_shared = words.isdigit() or text[first.start : first.end].isdigit()
    if not is_shared or days[0] is None or not _LINK_AFTER_BETWEEN.fullmatch(text[first.end : second.start]):
        return False
    return days[0].plus_days(1) == days[1]

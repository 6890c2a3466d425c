"""Rules for dates that hang on another one: "last Friday", "two years ago", "six days after", "in recent months", "that month"."""

from __future__ import annotations

import re

from kg.extraction.times.context import Context
from kg.extraction.times.dates import PartialDate, last_weekday, week_of
from kg.extraction.times.grammar import (
    AMOUNT,
    DAYPART,
    DAYPART_OF,
    HEDGE,
    MODIFIER,
    MONTH,
    UNIT,
    WEEKDAY,
    WORDS,
    any_of,
    compile_rule,
    read_amount,
    read_daypart,
    read_modifier,
    read_month,
    read_unit,
    read_weekday,
    write_duration,
)
from kg.extraction.times.rules import Reading, Rule, Shift, date_reading

_NAMES_ANCHOR = re.compile(r"\b(?:after|before|following|prior to)$", re.IGNORECASE)  # "two days after ..." goes on with an event
_GOES_ON = re.compile(r"\s+(?:before|after|following|later|earlier)\b", re.IGNORECASE)  # "the year after" hangs on another
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_BACK = frozenset({"last", "past", "previous"})
_AHEAD = frozenset({"next", "coming", "following"})
_STEP = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def _read_weekday(match: re.Match[str], context: Context) -> list[Reading]:
    """A weekday: the last one, the article's day included; the next one where the words look ahead."""
    weekday, word = read_weekday(match["weekday"]), (match["det"] or "").lower()
    daypart = read_daypart(match["part"]) or read_daypart(match["part2"])
    here = context.now()
    if match["before"]:
        monday = (week_of(here, -1) or (None,))[0] if here else None
        date = monday.plus_days(weekday - 1) if monday else None
    else:
        date = _nearest_weekday(here, weekday, word, is_future=context.is_future(match.start())) if here else None
    if date is None:
        return [Reading(*match.span(), "TIME" if daypart else "DATE", f"XXXX-WXX-{weekday}" + (f"T{daypart}" if daypart else ""))]
    return [date_reading(match.span(), date, daypart=daypart)]


def _nearest_weekday(here: PartialDate, weekday: int, word: str, *, is_future: bool) -> PartialDate | None:
    before = last_weekday(here, weekday)
    if before is None or (before == here and word not in ("last", "past", "next")):
        return before
    if word in ("next", "this", "coming") or (is_future and word not in _BACK):
        return before.plus_days(7)
    return before.plus_days(-7) if before == here else before


def _read_near_day(match: re.Match[str], context: Context) -> list[Reading]:
    """A day told from the article's own: "today", "yesterday morning", "tomorrow"."""
    words = " ".join(match["word"].lower().split())
    daypart = read_daypart(match["part"]) or read_daypart(match["part2"])
    if context.is_history:
        return [Reading(*match.span(), "DATE", "PRESENT_REF" if words == "today" else "XXXX-XX-XX")]
    date = context.reference.plus_days(WORDS["days"][words]) if context.reference else None
    return [date_reading(match.span(), date, daypart=daypart)] if date else [Reading(*match.span(), "DATE", "XXXX-XX-XX")]


def _read_near_daypart(match: re.Match[str], context: Context) -> list[Reading]:
    """A part of a day told from the article's own: "tonight", "this morning", "last night"; or of the day last told of: "that night"."""
    word = (match["det"] or "").lower()
    daypart = read_daypart(match["daypart"]) if match["daypart"] else "NI"
    is_anchored = context.is_history or word in ("that", "the same")
    here = context.focus if is_anchored else context.reference
    days = {"last": -1, "previous": -1, "the next": 1, "the following": 1}.get(word, 0)
    date = here.plus_days(days) if here else None
    if date is None:
        return [Reading(*match.span(), "TIME", f"XXXX-XX-XXT{daypart}")]
    return [date_reading(match.span(), date, daypart=daypart)]


def _read_near_unit(match: re.Match[str], context: Context) -> list[Reading]:
    """A week, month, year or the like told from the article's date: "this week", "last month", "next year", "the end of the month"."""
    word, unit = " ".join(match["det"].lower().split()), read_unit(match["unit"])
    word = word.removeprefix("the ").removeprefix("that ")
    is_anchored = word in ("that", "same", "the", "following", "previous") or match["det"].lower() == "the next"
    if word in ("the", "following", "previous", "same", "that") and _GOES_ON.match(match.string, match.end()):
        return []
    if word == "the" and unit == "Y" and _SINCE.search(match.string, max(0, match.start() - 8), match.start()):
        is_anchored = False  # "since the start of the year" reaches up to now
    here = (context.focus or context.reference) if is_anchored or context.is_history else context.reference
    if word == "this" and unit == "Y" and not match["mod"] and here and here.month and _is_so_far(match):
        return [Reading(*match.span(), "DATE", f"{here.year:04d}", f"{here.year:04d}-01/{here.to_month().edtf}")]
    steps = -1 if word in _BACK else 1 if word in _AHEAD else 0
    if word == "the" and unit == "WE":
        steps = -1 if here and here.first and here.first.isoweekday() < 6 else 0  # the one just passed
    elif word == "the" and not match["mod"]:
        return []
    return [_unit_reading(match, here, unit, steps, is_later=bool(match["later"]))]


def _is_so_far(match: re.Match[str]) -> bool:
    """Say whether "so far" stands beside the words: "so far this year"."""
    text, (start, end) = match.string, match.span()
    return text[:start].lower().rstrip().endswith("so far") or text[end : end + 7].lower().lstrip().startswith("so far")


def _unit_reading(match: re.Match[str], here: PartialDate | None, unit: str, steps: int, *, is_later: bool) -> Reading:
    """The reading of the unit ``steps`` after the one that ``here`` lies in."""
    span = match.span()
    if here is None:
        return Reading(*span, "DATE", {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"))
    if unit in ("W", "WE"):
        return _week_reading(span, here, unit, steps)
    if unit == "D":
        day = here.plus_days(steps)
        return (
            date_reading(span, day) if day else Reading(*span, "DATE", f"{here.timex}-XX" if here.month and not here.day else "XXXX-XX-XX")
        )
    if unit in ("DE", "CE"):
        years = 10 if unit == "DE" else 100
        return Reading(*span, "DATE", PartialDate(here.year + steps * years).timex[: -len(str(years)) + 1])
    months = _MONTHS.get(unit)
    date = PartialDate(here.year + steps) if unit == "Y" else here.plus_months(steps * months) if months else None
    if date is None:
        return Reading(*span, "DATE", "XXXX-XX")
    suffix = ("-XX" if unit == "M" else "-XX-XX") if is_later else ""
    part = read_modifier(match["mod"])
    narrowed = PartialDate(date.year, {"start": 1, "end": 12}[part]) if unit == "Y" and part in ("start", "end") else date
    return Reading(*span, "DATE", date.timex + suffix, narrowed.edtf, date)


def _week_reading(span: tuple[int, int], here: PartialDate, unit: str, steps: int) -> Reading:
    week = week_of(here, steps)
    if week is None or week[0].first is None:
        return Reading(*span, "DATE", "XXXX-WXX" + ("-WE" if unit == "WE" else ""))
    monday, sunday = week
    year, number, _ = week[0].first.isocalendar()
    if unit == "WE":
        saturday = sunday.plus_days(-1) or sunday
        return Reading(*span, "DATE", f"{year:04d}-W{number:02d}-WE", f"{saturday.edtf}/{sunday.edtf}")
    return Reading(*span, "DATE", f"{year:04d}-W{number:02d}", f"{monday.edtf}/{sunday.edtf}")


def _read_near_month(match: re.Match[str], context: Context) -> list[Reading]:
    """A month told from the article's date: "last October", "next March"."""
    month, here = read_month(match["month"]), context.now()
    if here is None:
        return []
    passed = here.month is not None and here.month > month
    year = here.year if passed else here.year - 1
    if match["det"].lower() in ("next", "this", "coming"):
        year = here.year + 1 if passed and match["det"].lower() == "next" else here.year
    return [date_reading(match.span(), PartialDate(year, month))]


def _read_span(match: re.Match[str], context: Context) -> list[Reading]:
    """A stretch up to the article's date: "over the past year", "in recent months", "in the last 24 hours"."""
    word, unit = match["word"].lower(), read_unit(match["unit"])
    amount = read_amount(match["amount"]) if match["amount"] else None if match["unit"].lower().endswith("s") else 1
    value = write_duration("X" if amount is None else str(amount), unit)
    if word in ("next", "coming", "following", "subsequent"):
        return [Reading(*match.span(), "DURATION", value)]
    here = context.reference
    if here is None or context.is_history or (word == "recent" and unit in ("Y", "DE", "CE")):
        return [Reading(*match.span(), "DURATION", value)]
    return [Reading(*match.span(), "DURATION", value, _edtf_span(here, amount, unit))]


def _edtf_span(here: PartialDate, amount: int | None, unit: str) -> str | None:
    """The interval of that length that ends at ``here``; "some" is three, of days, weeks and months, and no known number of years.

    >>> _edtf_span(PartialDate(2022, 1, 4), None, "M"), _edtf_span(PartialDate(2022, 1, 4), 1, "Y")
    ('2021-10~/2022-01', '2021-01/2022-01')
    """
    is_vague = amount is None
    if is_vague and unit in ("Y", "DE", "CE"):
        return None
    count = amount or 3
    if unit in _STEP or unit == "H":
        days = count * _STEP[unit] if unit in _STEP else max(1, count // 24)
        start, end = here.plus_days(-days), here
    elif unit in _MONTHS and count * _MONTHS[unit] <= 36:
        start, end = here.plus_months(-count * _MONTHS[unit]), here.to_month()
    elif unit in _MONTHS:
        start, end = PartialDate(here.year - count * _MONTHS[unit] // 12), PartialDate(here.year)
    else:
        return None
    return f"{start.edtf}{'~' if is_vague else ''}/{end.edtf}" if start else None


def _read_ago(match: re.Match[str], context: Context) -> list[Reading]:
    """So long before the article's date: "two years ago", "three days ago"."""
    unit = read_unit(match["unit"])
    amount = read_amount(match["amount"]) if match["amount"] else None
    here = context.now()
    if here is None or amount is None or unit in ("H", "MIN"):
        return [Reading(*match.span(), "DATE", "PAST_REF" if amount is None else "XXXX-XX" if unit == "M" else "XXXX")]
    return [_ago_reading(match.span(), here, amount, unit)]


def _ago_reading(span: tuple[int, int], here: PartialDate, amount: int, unit: str) -> Reading:
    if unit in _STEP:
        day = here.plus_days(-amount * _STEP[unit])
        about = "~" if unit == "W" else ""
        return Reading(*span, "DATE", day.timex, day.edtf + about, day) if day else Reading(*span, "DATE", "XXXX-XX-XX")
    months = amount * _MONTHS.get(unit, 0)
    if months == 0 or (unit in ("M", "Q") and here.month is None):
        return Reading(*span, "DATE", "XXXX-XX")
    date = (here.plus_months(-months) if months <= 36 else None) or PartialDate(here.year - months // 12)
    value = PartialDate(date.year).timex if unit == "Y" else date.timex[:3] if unit == "DE" else date.timex
    return Reading(*span, "DATE", value, date.edtf, date)


def _read_shift(match: re.Match[str], context: Context) -> list[Reading]:
    """A distance from something told of: "six days after", "a week earlier", "hours later", "the next day"."""
    unit, amount = read_unit(match["unit"]), read_amount(match["amount"]) if match["amount"] else None
    is_before = match["way"].lower().split()[0] in ("earlier", "before", "prior", "previously")
    return [_shift_reading(match, context, Shift(amount, unit, "before" if is_before else "after"))]


def _read_next_day(match: re.Match[str], context: Context) -> list[Reading]:
    """The day beside the one told of: "the next day", "the following morning", "the day before"."""
    words = match[0].lower()
    is_before = "previous" in words or "before" in words or "prior" in words
    return [_shift_reading(match, context, Shift(1, "D", "before" if is_before else "after"), read_daypart(match["daypart"]))]


def _shift_reading(match: re.Match[str], context: Context, shift: Shift, daypart: str = "") -> Reading:
    """A shift has no date of its own in news: the event that it hangs on has; in a history it is the date last told of."""
    antecedent = context.focus.edtf if context.focus else None
    is_anaphoric = context.is_history or not _NAMES_ANCHOR.search(match[0])
    date = _shifted(context.focus, shift) if context.focus and is_anaphoric else None
    kind = "TIME" if daypart else "DATE"
    if date is None:
        vague = {"before": "PAST_REF", "after": "FUTURE_REF"}[shift.direction]
        unknown = {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(shift.unit, "XXXX-XX-XX")
        return Reading(*match.span(), kind, vague if shift.amount is None else unknown, None, None, False, shift, antecedent)
    value = date.timex + (f"T{daypart}" if daypart else "")
    return Reading(*match.span(), kind, value, date.edtf if context.is_history else None, date, False, shift, antecedent)


def _shifted(date: PartialDate, shift: Shift) -> PartialDate | None:
    if shift.amount is None:
        return None
    amount = shift.amount if shift.direction == "after" else -shift.amount
    if shift.unit in _STEP:
        return date.plus_days(amount * _STEP[shift.unit])
    if shift.unit == "M":
        return date.plus_months(amount)
    return PartialDate(date.year + amount * _MONTHS[shift.unit] // 12) if shift.unit in ("Y", "DE", "CE") else None


_DET = r"(?:the~same|that~same|the~previous|the~following|the~next|the~coming|this~past|this|that|these|last|next|past|the)"
_RECENT = r"(?P<word>past|last|previous|recent|next|coming|following|subsequent|succeeding)"

RULES = (
    Rule(
        "weekday",
        compile_rule(
            rf"\b(?:late~in~the~day~)?(?P<part>{DAYPART_OF})?(?:(?P<det>last|next|this|past|coming)~)?(?P<weekday>{WEEKDAY})(?!\w)(?P<part2>~{DAYPART}\b)?(?P<before>,?~(?:of~)?last~week\b)?"
        ),
        _read_weekday,
    ),
    Rule(
        "near day", compile_rule(rf"\b(?P<part>{DAYPART_OF})?(?P<word>{any_of(WORDS['days'])})\b(?P<part2>~{DAYPART}\b)?"), _read_near_day
    ),
    Rule(
        "near part of a day",
        compile_rule(
            rf"\b(?:tonight|(?:{DAYPART_OF}|(?:early|late)~)?(?P<det>this|last|that|the~same)~(?:very~)?(?:early~|late~)?(?P<daypart>{DAYPART}))\b"
        ),
        _read_near_daypart,
    ),
    Rule(
        "next day",
        compile_rule(
            rf"\b(?:early~|late~)?the~(?:(?:next|following|previous)~(?:day|(?P<daypart>{DAYPART}))|day~(?:before|after|following))\b"
        ),
        _read_next_day,
    ),
    Rule(
        "near unit",
        compile_rule(
            rf"\b(?:(?P<later>later~(?:in~)?)|(?:earlier~(?:in~)?))?(?P<mod>{MODIFIER})?(?P<det>{_DET})~(?:very~)?(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b"
        ),
        _read_near_unit,
    ),
    Rule("near month", compile_rule(rf"\b(?P<det>last|next|this|past|coming)~(?P<month>{MONTH})(?!\w)(?!~\d)"), _read_near_month),
    Rule("span", compile_rule(rf"\b(?:the~)?{_RECENT}~(?:(?P<amount>{AMOUNT})(?:-plus)?~)?(?P<unit>{UNIT}s?|centuries)\b"), _read_span),
    Rule("ago", compile_rule(rf"\b(?:{HEDGE}~)?(?:(?P<amount>{AMOUNT})~)?(?P<unit>{UNIT}s?)~ago\b"), _read_ago),
    Rule(
        "shift",
        compile_rule(
            rf"\b(?:(?:{HEDGE}~)?(?P<amount>{AMOUNT})~|(?:{HEDGE}~)?)(?P<unit>{UNIT}s?)~(?P<way>later|earlier|before|after|afterwards|prior(?:~to)?|previously|following)\b"
        ),
        _read_shift,
    ),
)

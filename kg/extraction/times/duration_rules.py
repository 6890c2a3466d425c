"""Rules for lengths of time, repeated times, clock times and words such as "now": "two weeks", "every month", "08:45 GMT", "recently"."""

from __future__ import annotations

import re

from kg.extraction.times.clocks import is_clock
from kg.extraction.times.context import Context
from kg.extraction.times.grammar import (
    AMOUNT,
    DAYPART,
    HEDGE,
    MONTH,
    UNIT,
    WEEKDAY,
    WORDS,
    any_of,
    compile_rule,
    read_amount,
    read_daypart,
    read_unit,
    read_weekday,
    write_duration,
)
from kg.extraction.times.rules import Reading, Rule, date_reading


def _read_duration(match: re.Match[str], context: Context) -> list[Reading]:
    """A length: "two weeks", "24-year", "a decade"; "some" is X."""
    unit, words = read_unit(match["unit"]), match["amount"]
    if unit == "Q" and re.match(r"\s+(?:of|in)\b", match.string[match.end() :]):
        return []  # "three quarters of the city"
    known = read_amount(words) if words else None
    amount = words if words and "." in words else "X" if known is None else str(known)
    return [Reading(*match.span(), "DURATION", write_duration(amount, unit))]


def _read_long(match: re.Match[str], context: Context) -> list[Reading]:
    return [Reading(*match.span(), "DURATION", write_duration("1", read_unit(match["unit"])))]


def _read_set(match: re.Match[str], context: Context) -> list[Reading]:
    """A repeated time: "daily", "every month", "every Friday", "per day"."""
    groups = match.groupdict()
    if groups.get("word"):
        value: str = WORDS["sets"][groups["word"].lower()]
    elif groups.get("weekday"):
        value = f"XXXX-WXX-{read_weekday(groups['weekday'])}"
    elif groups.get("daypart"):
        value = f"XXXX-XX-XXT{read_daypart(groups['daypart'])}"
    else:
        value = WORDS["set_units"][groups["unit"].lower()]
    return [Reading(*match.span(), "SET", value)]


def _read_fixed(match: re.Match[str], context: Context) -> list[Reading]:
    value = WORDS["fixed"][" ".join(match[0].lower().split())]
    return [Reading(*match.span(), "DATE", value)]


def _read_clock(match: re.Match[str], context: Context) -> list[Reading]:
    """A clock time, on the day last told of."""
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match.groupdict().get("half", "").replace(".", "").lower()
    if hour > 24 or minute > 59 or (half and hour > 12):
        return []
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    day = context.focus.timex if context.focus and context.focus.day else "XXXX-XX-XX"
    return [Reading(*match.span(), "TIME", f"{day}T{hour:02d}:{minute:02d}")]


def _read_hour(match: re.Match[str], context: Context) -> list[Reading]:
    """An hour of four digits: "at 1830", "0530 GMT"."""
    if not is_clock(match.string, *match.span("digits")):
        return []
    day = context.focus.timex if context.focus and context.focus.day else "XXXX-XX-XX"
    return [Reading(*match.span(), "TIME", f"{day}T{match['digits'][:2]}:{match['digits'][2:]}")]


def _read_daypart(match: re.Match[str], context: Context) -> list[Reading]:
    """A part of some day: "at dawn", "at night"; "overnight" with no day beside it is the night to the article's day."""
    here = None if match["daypart"] or context.is_history else context.reference
    if here and here.day and not _DAY_BESIDE.search(match.string, max(0, match.start() - 40), match.end() + 40):
        return [date_reading(match.span(), here, daypart="NI", edtf=f"{here.edtf}~")]
    return [Reading(*match.span(), "TIME", f"XXXX-XX-XXT{read_daypart(match['daypart']) or 'NI'}")]


_DAY_BESIDE = re.compile(
    rf"\b(?:{WEEKDAY}|{MONTH}|{any_of(WORDS['days'])}|(?:the|next|following|previous)\s+(?:night|day))(?!\w)", re.IGNORECASE
)
_ZONE = r"(?:~?(?:GMT|UTC|EST|EDT|CET|local~time))?"

RULES = (
    Rule("rate", compile_rule(r"(?:(?<=times )|(?<=twice )|(?<=once ))an?~(?P<unit>hour|day|week|month|year)\b"), _read_set),
    Rule(
        "duration",
        compile_rule(
            rf"\b(?:{HEDGE}~)?(?P<amount>{AMOUNT})(?:~(?:\w+ly~)?|-)(?:(?:full|long|more|whole|consecutive)~)?(?P<unit>{UNIT}s?|centuries)(?:[-~]?(?:old|long)\b)?(?!\w)".replace(
                "[-~]", "(?:-|~)"
            )
        ),
        _read_duration,
    ),
    Rule(
        "some duration",
        compile_rule(r"\b(?:for~)(?P<amount>(?:many~|several~)?)(?P<unit>years|months|weeks|days|hours|decades)\b"),
        _read_duration,
    ),
    Rule("long", compile_rule(r"\b(?P<unit>hour|day|week|month|year|decade|century)-long\b"), _read_long),
    Rule("set word", compile_rule(rf"\b(?P<word>{any_of(WORDS['sets'])})\b"), _read_set),
    Rule(
        "set",
        compile_rule(
            rf"\b(?:every|each|per)~(?:single~|other~)?(?:(?P<unit>hour|day|week|month|year)|(?P<weekday>{WEEKDAY})|(?P<daypart>{DAYPART}))\b"
        ),
        _read_set,
    ),
    Rule("fixed", compile_rule(rf"\b{any_of(w for w, v in WORDS['fixed'].items() if v)}\b"), _read_fixed),
    Rule("clock", compile_rule(rf"(?<![\d:.,$-])(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?~?(?P<half>[ap]\.?m\b\.?){_ZONE}"), _read_clock),
    Rule("clock of 24 hours", compile_rule(rf"(?<![\d:.,$-])(?P<hour>\d\d?):(?P<minute>\d\d)(?![\d:]){_ZONE}"), _read_clock),
    Rule("hour of four digits", compile_rule(rf"(?<![\d:.,$/-])(?P<digits>[0-2]\d{{3}})(?![\d%]|[.,:/-]\d){_ZONE}"), _read_hour),
    Rule("part of a day", compile_rule(rf"(?:(?<=\bat )(?P<daypart>{DAYPART})\b|\bovernight\b)"), _read_daypart),
)

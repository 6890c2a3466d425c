"""Rules for dates of the calendar: "July 4th", "18 December 2021", "early 2020", "the 1990s", "summer of 1943", "480 BC"."""

from __future__ import annotations

import re

from kg.extraction.times.clocks import is_clock
from kg.extraction.times.context import Context
from kg.extraction.times.dates import PartialDate, make
from kg.extraction.times.grammar import (
    DAY,
    DAYPART_OF,
    MODIFIER,
    MONTH,
    SEASON,
    WEEKDAY,
    WORDS,
    YEAR,
    any_of,
    compile_rule,
    read_day,
    read_daypart,
    read_modifier,
    read_month,
)
from kg.extraction.times.rules import Reading, Rule, date_reading

_AND_DAY = rf"(?:(?:\s?[-–—]\s?|~(?:and|to|or)~)(?P<day2>{DAY})(?![\d:]|\s?(?:%|percent|{MONTH})))?"
_YEAR_TAIL = rf"(?:(?:~of)?,?\s?(?P<year>{YEAR})(?!\d|,\d)|~'?(?P<short>\d\d)(?=\s?[(\[,.)-])|~of~(?P<that>that|the~same)~year)?"
_LENT = rf"(?:(?=\s?(?:-|–|to|and|through|until|or)~?(?:{DAY}~)?(?:{MODIFIER})?{MONTH}(?:~{DAY})?,?~(?P<lent>{YEAR})\b))?"
_HEAD = rf"(?:{WEEKDAY},?~(?:the~)?)?(?P<part>{DAYPART_OF})?(?:{MODIFIER})?"


_NAME_OF_A_DAY = re.compile(rf"\s+(?:[A-Z][\w’'-]*\s+){{0,2}}{any_of(WORDS['words']['named_after_days'])}\b")  # "the 19 April Movement"


def _year(match: re.Match[str], context: Context) -> int | None:
    """The year that the words say, if they do."""
    groups = match.groupdict()
    if groups.get("year") or groups.get("lent"):
        return int(groups.get("year") or groups["lent"])
    if groups.get("that"):
        return context.year
    short, here = groups.get("short"), context.reference
    return here.year if short and here and here.year % 100 == int(short) else None


def _read_day(match: re.Match[str], context: Context) -> list[Reading]:
    """A day of a month, or two: "July 4th", "6 and 7 February", "Oct. 25-26, 2016"."""
    if _NAME_OF_A_DAY.match(match.string, match.end()):
        return []
    month, year = read_month(match["month"]), _year(match, context)
    marks = [name for name in ("day", "day2") if match[name]]
    return [_one_day(match, context, mark, year, month) for mark in marks if make(year or 2000, month, read_day(match[mark]))]


def _one_day(match: re.Match[str], context: Context, mark: str, year: int | None, month: int) -> Reading:
    """The reading of one of the days; the span of the last one reaches to the month or year behind it."""
    day, daypart = read_day(match[mark]), read_daypart(match["part"])
    start = match.start() if mark == "day" else match.start(mark)
    end = match.end(mark) if match["day2"] and mark == "day" and match.start("month") > match.start("day2") else match.end()
    if match["day2"] and mark == "day" and match.start("month") < match.start("day"):
        end = match.end("day")
    date = make(year, month, day) if year is not None else context.date_in_year(match.start(), month, day)
    if date is None:
        value = f"XXXX-{month:02d}-{day:02d}"
        return Reading(start, end, "DATE", value, value)
    return date_reading((start, end), date, daypart=daypart, is_dated=year is not None)


def _read_month(match: re.Match[str], context: Context) -> list[Reading]:
    """A month, with or without its year: "August 2020", "mid-June", "the end of March"."""
    month, year = read_month(match["month"]), _year(match, context)
    if year is None and (not _may_stand_bare(match) or _NAME_OF_A_DAY.match(match.string, match.end())):
        return []
    date = make(year, month) if year is not None else context.date_in_year(match.start(), month)
    if date is None:
        return [Reading(*match.span(), "DATE", f"XXXX-{month:02d}", f"XXXX-{month:02d}")]
    return [date_reading(match.span(), date, is_dated=year is not None)]


_BEFORE_BARE = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|during|through|last|next|this|between|late|early|and|for|before|after)\s+$", re.IGNORECASE
)


def _may_stand_bare(match: re.Match[str]) -> bool:
    """Say whether a bare "May" or "March" is a month, and no verb or march."""
    if match["mod"] or match["month"].lower().rstrip(".") not in ("may", "march", "mar", "jan", "sun", "dec", "sep", "apr"):
        return True
    return bool(_BEFORE_BARE.search(match.string, max(0, match.start() - 12), match.start()))


def _read_iso(match: re.Match[str], context: Context) -> list[Reading]:
    date = make(int(match["year"]), int(match["month"]), int(match["day"]))
    return [date_reading(match.span(), date, is_dated=True)] if date else []


def _read_slashed(match: re.Match[str], context: Context) -> list[Reading]:
    """Day and month between slashes or full stops, where it is plain which is which."""
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    if one <= 12 and two <= 12 and one != two:
        return []
    date = make(year, two, one) if one > 12 else make(year, one, two)
    return [date_reading(match.span(), date, is_dated=True)] if date else []


_COUNTED = re.compile(
    r"\s+(?!(?:was|has|is|as|its|this|thus|does|his|us|always|across|less)\b)(?-i:[a-z]+s|people|men|women|children|wounded|dead|more|square|tons?)\b"
)
_DESIGNATION = re.compile(rf"\b{any_of(WORDS['words']['designations'])}\s+$", re.IGNORECASE)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|till|from|early|late|mid|year|by|of|during|before|after|and|to)\s+|[-–(/]\s?|mid-)$", re.IGNORECASE
)


def _read_year(match: re.Match[str], context: Context) -> list[Reading]:
    """A year, or a range of two: "2017", "2014-2017", "1960-61", "early 2020"."""
    text, year = match.string, int(match["year"])
    is_introduced = bool(match["mod"] or match["year2"] or _BEFORE_YEAR.search(text, max(0, match.start() - 12), match.start()))
    if (
        year > 2100
        or (not (match["mod"] or match["year2"]) and is_clock(text, *match.span("year")))
        or _DESIGNATION.search(text, max(0, match.start() - 16), match.start())
    ):
        return []
    if (_COUNTED.match(text, match.end()) and not is_introduced) or (year % 100 == 0 and not is_introduced):
        return []
    first_end = match.end("year")
    readings = [_one_year((match.start(), first_end), year, read_modifier(match["mod"]))]
    if match["year2"]:
        second = int(match["year2"])
        second = second if second > 99 else year - year % 100 + second
        readings.append(_one_year(match.span("year2"), second, ""))
    return readings


def _one_year(span: tuple[int, int], year: int, modifier: str) -> Reading:
    date = PartialDate(year)
    if modifier in ("H1", "H2"):
        return Reading(*span, "DATE", f"{year:04d}-{modifier}", date.edtf, date, True)
    narrowed = {"start": PartialDate(year, 1), "end": PartialDate(year, 12)}.get(modifier, date)
    return date_reading(span, date, is_dated=True, edtf=narrowed.edtf)


def _read_bc(match: re.Match[str], context: Context) -> list[Reading]:
    """A year, month, season or decade before Christ, or two years: "480 BC", "499-493 BC"."""
    date = PartialDate(1 - int(match["year"]), read_month(match["month"]) if match["month"] else None)
    start = match.start("year") if match["first"] else match.start()
    reading = date_reading((start, match.end()), date, is_dated=True)
    if match["first"]:
        return [date_reading((match.start(), match.end("first")), PartialDate(1 - int(match["first"])), is_dated=True), reading]
    if match["decade"]:
        return [Reading(*match.span(), "DATE", date.timex[:-1], None, date, True)]
    if match["season"]:
        return [Reading(*match.span(), "DATE", f"{date.timex}-{WORDS['seasons'][match['season'].lower()]['timex']}", date.edtf, date, True)]
    return [reading]


def _read_season(match: re.Match[str], context: Context) -> list[Reading]:
    """A season: "the summer of 1943", "last fall", "this spring"."""
    season = WORDS["seasons"][match["season"].lower()]
    word = (match["det"] or "").lower()
    if _is_no_season(match):
        return []
    start = match.start() + len(match["lead"] or "")
    year = _year(match, context) if match["year"] or match["that"] else _season_year(word, season["month"], match.start(), context)
    if year is None:
        return [Reading(start, match.end(), "DATE", f"XXXX-{season['timex']}", None)]
    date = PartialDate(year)
    focus = PartialDate(year, season["month"]) if context.is_history and season["edtf"] != 24 else date
    edtf = f"{date.edtf}-{season['edtf']}"
    return [Reading(start, match.end(), "DATE", f"{date.timex}-{season['timex']}", edtf, focus, bool(match["year"]))]


def _is_no_season(match: re.Match[str]) -> bool:
    """Say whether "spring" or "fall" is a verb or a downfall: it stands bare, or goes on with "of"."""
    if match["season"].lower() not in ("spring", "fall") or match["year"] or match["that"]:
        return False
    return not (match["det"] or match["mod"] or match["lead"]) or match.string[match.end() :].startswith(" of")


def _season_year(word: str, month: int, start: int, context: Context) -> int | None:
    """The year of "last fall", "this spring", "next summer" or a bare season."""
    here = context.now()
    if word not in ("last", "past", "this", "next") or here is None:
        return context.season_year(start, month)
    if word == "next":
        return here.year if here.month and here.month < month - 1 else here.year + 1
    if word == "this" or here.month is None:
        return here.year
    return here.year if here.month > month else here.year - 1


def _read_decade(match: re.Match[str], context: Context) -> list[Reading]:
    year = int(match["decade"])
    return [Reading(*match.span(), "DATE", f"{year // 10:03d}", f"{year // 10:03d}X", None)]


def _read_century(match: re.Match[str], context: Context) -> list[Reading]:
    number = int(match["number"])
    if match["bc"]:
        return [Reading(*match.span(), "DATE", f"BC{number - 1:02d}", None)]
    return [Reading(*match.span(), "DATE", f"{number - 1:02d}", f"{number - 1:02d}XX")]


def _read_holiday(match: re.Match[str], context: Context) -> list[Reading]:
    month, day = (int(part) for part in WORDS["holidays"][" ".join(match["name"].lower().split())].split("-"))
    date = make(int(match["year"]), month, day) if match["year"] else context.date_in_year(match.start(), month, day)
    return [date_reading(match.span(), date, is_dated=bool(match["year"]))] if date else []


RULES = (
    Rule("iso date", compile_rule(rf"\b(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"), _read_iso),
    Rule("slashed date", compile_rule(rf"(?<![\d/.])(\d\d?)([/.])(\d\d?)\2({YEAR})(?![\d/])"), _read_slashed),
    Rule(
        "month day",
        compile_rule(
            rf"\b{_HEAD}(?P<month>{MONTH})[^\S\n]?(?:the~)?(?P<day>{DAY})(?!\d|[:.,]\d|~(?:a\.?m|p\.?m)\b){_AND_DAY}{_YEAR_TAIL}{_LENT}"
        ),
        _read_day,
    ),
    Rule(
        "day month",
        compile_rule(
            rf"(?<![\d$.,:-])(?:\b|(?<=[a-z])(?=\d)){_HEAD}(?:the~)?(?P<day>{DAY})(?:(?:\s?[-–—]\s?|~(?:and|to|or)~)(?P<day2>{DAY}))?(?:~of)?[\s-](?P<month>{MONTH})(?!\w){_YEAR_TAIL}{_LENT}"
        ),
        _read_day,
    ),
    Rule("month", compile_rule(rf"\b(?P<mod>{MODIFIER})?(?P<month>{MONTH})(?![\w-]*[a-z]){_YEAR_TAIL}{_LENT}"), _read_month),
    Rule(
        "season",
        compile_rule(
            rf"\b(?P<lead>(?:in|by|during|since|until)~)?(?P<mod>{MODIFIER})?(?:(?P<det>the|this|that|last|past|next)~)?(?P<season>{SEASON})\b(?:(?:~of)?,?~(?P<year>{YEAR})\b|~of~(?P<that>that|the~same)~year)?"
        ),
        _read_season,
    ),
    Rule(
        "year",
        compile_rule(
            rf"(?<![\w$€£.,/+-])(?:(?P<mod>{MODIFIER})(?:the~year~)?)?(?P<year>{YEAR})(?:(?:\s?[-–—]\s?|/)(?P<year2>{YEAR}|\d\d))?(?![\d%]|[.,]\d|[-–][\d]|['’]?s\b|\s?(?:%|km|percent|BC))"
        ),
        _read_year,
    ),
    Rule(
        "before christ",
        compile_rule(
            rf"\b(?:(?:ca\.|circa|about)~)?(?P<mod>{MODIFIER})?(?:the~)?(?:(?P<month>{MONTH})~|(?P<season>{SEASON})~(?:of~)?)?(?:{MODIFIER})?(?:(?P<first>\d{{1,4}})(?:[-–—]|~(?:to|and|or)~))?(?P<year>\d{{1,4}})(?P<decade>s)?~(?:BCE?\b|B\.C\.(?:E\.)?)"
        ),
        _read_bc,
    ),
    Rule(
        "decade",
        compile_rule(rf"\b(?:{MODIFIER})?(?:the~)?(?:(?:early|mid|late)(?:~|-))?(?P<decade>(?:1[0-9]|20)\d0)['’]?s\b"),
        _read_decade,
    ),
    Rule("century", compile_rule(rf"\b(?:the~)?(?:{MODIFIER})?(?P<number>\d\d?)(?:st|nd|rd|th)~century\b(?P<bc>~BC)?"), _read_century),
    Rule("holiday", compile_rule(rf"\b(?P<name>{any_of(WORDS['holidays'])})\b(?:,?~(?P<year>{YEAR}))?"), _read_holiday),
)

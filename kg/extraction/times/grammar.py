"""Building blocks of the grammar of time expressions: the word tables in, fragments of regular expressions and their readers out.

The grammar is our own: `dateparser` knows neither granularity nor anchors, fills in what is not said, and is slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.extraction.numerals import NUMBER_WORDS, read_number
from kg.resources import lexicon

WORDS: Mapping[str, Any] = lexicon("times")


def any_of(words: Iterable[str]) -> str:
    """Make a group of alternatives, the longest first, in which a blank stands for any white space.

    >>> any_of(["day", "daybreak"])
    '(?:daybreak|day)'
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def compile_rule(pattern: str) -> re.Pattern[str]:
    """Compile a pattern written without blanks: ``~`` stands for white space that does not end a paragraph."""
    return re.compile(pattern.replace("~", _BLANK), re.IGNORECASE)


_BLANK = r"(?:[^\S\n]+|[^\S\n]*\n(?=(?-i:[a-z])))"
_CASED_MONTHS = any_of(WORDS["months_with_case"])
_CASED_DAYS = any_of(WORDS["weekday_abbreviations"])

MONTH = rf"(?:{any_of(WORDS['months'])}|(?-i:{_CASED_MONTHS})|{any_of(WORDS['month_abbreviations'])}(?:\.|(?![a-z])))"
WEEKDAY = rf"(?:{any_of(WORDS['weekdays'])}|(?-i:{_CASED_DAYS}\.))"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]|20)\d\d"
SEASON = any_of(WORDS["seasons"])
UNIT = any_of(WORDS["units"])
DAYPART = any_of(WORDS["dayparts"])
MODIFIER = rf"(?:{any_of(w for w in WORDS['modifiers'] if not w.endswith('-'))}~|mid[-\s]?)"
AMOUNT = rf"(?:(?:an?|half~an?|{any_of(WORDS['amounts'])}|\d+(?:[.,]\d+)?|{NUMBER_WORDS})(?:~(?:hundred|thousand|million))?)"
HEDGE = any_of(WORDS["words"]["hedge"])
DETERMINED = r"(?:the|this|that|these|those|last|next|past|previous|following|coming|same|each|every)"
DAYPART_OF = rf"(?:(?:the~)?(?:very~)?(?:(?:early|late|small|first)~)?(?:{DAYPART}(?:~hours)?|hours)~(?:of|on)~)"

_MODIFIERS: Mapping[str, str] = WORDS["modifiers"]
_MONTHS: Mapping[str, int] = {
    **WORDS["months"],
    **WORDS["month_abbreviations"],
    **{name.lower(): number for name, number in WORDS["months_with_case"].items()},
}
_WEEKDAYS: Mapping[str, int] = {**WORDS["weekdays"], **{name.lower(): number for name, number in WORDS["weekday_abbreviations"].items()}}
_AMOUNTS: Mapping[str, int] = WORDS["amounts"]


def read_month(word: str) -> int:
    """Give a month's number.

    >>> read_month("Jan.")
    1
    """
    return _MONTHS[word.rstrip(".").lower()]


def read_weekday(word: str) -> int:
    """Give a weekday's number; Monday is 1."""
    return _WEEKDAYS[word.rstrip(".").lower()]


def read_day(word: str) -> int:
    """Give the number of a day of the month.

    >>> read_day("4th")
    4
    """
    return int(re.sub(r"\D", "", word))


def read_amount(words: str) -> int | None:
    """Give how many; None for "several" and the like.

    >>> read_amount("a couple of"), read_amount("twenty-five"), read_amount("several")
    (2, 25, None)
    """
    words = " ".join(words.lower().split())
    if words in _AMOUNTS:
        return _AMOUNTS[words] or None
    return 1 if words in ("a", "an") else read_number(words)


def read_unit(word: str) -> str:
    """Give the TIMEX3 letter of a unit.

    >>> read_unit("Years")
    'Y'
    """
    word = word.lower()
    if word == "centuries":
        return "CE"
    units: Mapping[str, str] = WORDS["units"]
    return units[word if word in units else word.rstrip("s")]


def write_duration(amount: str, unit: str) -> str:
    """Spell a length of time in TIMEX3; "X" is some.

    >>> write_duration("2", "W"), write_duration("X", "H"), write_duration("45", "MIN")
    ('P2W', 'PTXH', 'PT45M')
    """
    return f"PT{amount}{unit[0]}" if unit in ("H", "MIN") else f"P{amount}{unit}"


def read_modifier(words: str | None) -> str:
    """Give which part of a month or year: "start", "end", "H1", "H2", another part, or "" for the whole."""
    return _MODIFIERS.get(" ".join((words or "").lower().split()).strip("- "), "part") if words else ""


def read_daypart(words: str | None) -> str:
    """Give the TIMEX3 code of a part of the day that the words name, or ""."""
    dayparts: Mapping[str, str] = WORDS["dayparts"]
    for word in re.findall(r"[a-z-]+", (words or "").lower()):
        if word in dayparts:
            return dayparts[word]
    return ""

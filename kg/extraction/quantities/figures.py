"""Figures of a text: a text in, every number of things out, with its bounds and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.extraction.numerals import NUMERAL, read_number
from kg.extraction.quantities.nouns import NounPhrase, find_noun
from kg.extraction.times import find_times
from kg.model import Span
from kg.resources import lexicon

_WORDS: Mapping[str, Any] = lexicon("quantities")
_QUALIFIERS: Mapping[str, str] = _WORDS["qualifiers"]
_PLURALS: Mapping[str, int] = _WORDS["plurals"]
_ABOUT = 5  # "about n" and "nearly n" leave a fifth of n


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of things as a text gives it: ``low <= n``, and ``n <= high`` unless ``high`` is None."""

    span: Span  # qualifier, number and noun: "at least two rockets"
    number: Span  # the number's words alone
    noun: Span | None  # what is counted: "oil tankers"
    head: str  # its last word in the singular: "tanker"; "" if there is none
    value: int
    qualifier: str  # "exact", "at-least", "at-most", "about", "more-than", "nearly"
    low: int
    high: int | None
    roles: tuple[str, ...] = ()  # what it tells of an event, best guess: ("killed",); "no casualties": ("killed", "injured")
    evidence: Span | None = None  # the words that say so


def _any_of(words: Mapping[str, Any]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


_CURRENCY = rf"(?:{_any_of(_WORDS['currencies'])})\s?"
_PATTERN = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<qualifier>{_any_of(_QUALIFIERS)})\s+)?(?P<between>between\s+)?(?P<currency>{_CURRENCY})?"
    rf"(?P<number>(?:(?:several|a\s+few|many)\s+)?(?:(?:{_any_of(_PLURALS)})\b|{NUMERAL}))"
    rf"(?:(?:\s?[-–]\s?|\s+(?:to|or|and)\s+)(?:{_CURRENCY})?(?P<upper>{NUMERAL}))?"
    r"(?P<tail>\+|-plus|\s+or\s+more|\s+or\s+so)?(?![\w%]|[.:/]\d|[-–]\w|,\d)",
    re.IGNORECASE,
)
_UNITS = re.compile(rf"[\s-]*(?:{_any_of(dict.fromkeys(_WORDS['avoid']['units']))})s?(?!\w)", re.IGNORECASE)
_DESIGNATION = re.compile(rf"\b(?:{_any_of(dict.fromkeys(_WORDS['avoid']['before']))})\.?\s+$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w’'-]+,\s$")  # "Omar Farah, 26, said"
_TAILS = {"+": "more-than", "-plus": "more-than", "or more": "at-least", "or so": "about"}


@lru_cache(maxsize=4)  # events and the list of things ask for them one after another
def find_figures(text: str, offset: int = 0, *, reference: str | None = None) -> tuple[Figure, ...]:
    """Give all figures of a text."""
    return tuple(read_figures(text, offset, reference=reference))


def read_figures(text: str, offset: int = 0, *, reference: str | None = None) -> Iterator[Figure]:
    """Read all figures but dates, times, shares, ages, measures and designations."""
    times = [(time.span.start, time.span.end) for time in find_times(text, reference)]
    position = 0
    while match := _PATTERN.search(text, position):
        figure = None if _is_other(text, match, times) else _read_figure(text, match, offset)
        if figure:
            yield figure
        position = figure.number.end - offset if figure else match.end("number")


def _is_other(text: str, match: re.Match[str], times: list[tuple[int, int]]) -> bool:
    start, end = match.span("number")
    is_time = any(start < stop and begin < end for begin, stop in times)
    is_pronoun = match["number"].lower() == "one" and not re.match(r"\s+(?!of\b|another\b|day\b)[A-Za-z]", text[end:])
    is_part = re.match(r"\s+of\s+(?:them|those|whom|which)\b", text[end:])
    is_age = re.match(r"\s?,", text[end:]) and _NAME_BEFORE.search(text, max(0, start - 30), start) and 1 < end - start < 4
    is_measure = _UNITS.match(text, end) or _DESIGNATION.search(text, max(0, start - 20), start)
    return bool(is_time or is_pronoun or is_part or is_age or is_measure)


def _read_figure(text: str, match: re.Match[str], offset: int) -> Figure | None:
    value, qualifier = _read_value(match)
    if value is None:
        return None
    upper = _read_upper(match, value)
    end = match.end("number") if match["upper"] and upper is None else match.end()
    qualifier = "at-least" if upper else qualifier
    low, high = (value, upper) if upper else bounds(value, qualifier)
    noun = _currency_noun(match) or find_noun(text, end, is_one=value == 1)
    span_end = noun.end if noun and noun.end > end else end
    return Figure(
        _span(text, match.start(), span_end, offset),
        _span(text, match.start("number"), end, offset),
        _span(text, noun.start, noun.end, offset) if noun and noun.end > noun.start else None,
        noun.head if noun else "",
        value,
        qualifier,
        low,
        high,
    )


def _read_value(match: re.Match[str]) -> tuple[int | None, str]:
    """The number, and how it is meant."""
    words = " ".join(match["number"].lower().split())
    qualifier = _QUALIFIERS.get(" ".join((match["qualifier"] or "").lower().split()), "exact")
    tail = " ".join((match["tail"] or "").split())
    vague = re.sub(r"^(several|a few|many) ", "", words)
    if words in _PLURALS or vague != words:
        several = _PLURALS.get(vague) or 2 * (read_number(vague) or 0)
        return several or None, "at-least"
    return read_number(words), _TAILS.get(tail, qualifier)


def _read_upper(match: re.Match[str], value: int) -> int | None:
    """The upper end of "two to four", "between 20 and 30", "one or two"; None if the second number is no such thing."""
    if not match["upper"]:
        return None
    link = match.string[match.end("number") : match.start("upper")].strip().lower()
    upper = read_number(match["upper"])
    is_range = link.startswith("and") == bool(match["between"]) and upper is not None and upper > value
    return upper if is_range else None


def bounds(value: int, qualifier: str) -> tuple[int, int | None]:
    """Give the least and the greatest number that a qualified one may be.

    >>> bounds(30, "at-least"), bounds(24, "more-than"), bounds(100, "nearly"), bounds(2, "exact")
    ((30, None), (25, None), (80, 100), (2, 2))
    """
    slack = value // _ABOUT
    return {
        "exact": (value, value),
        "at-least": (value, None),
        "more-than": (value + 1, None),
        "at-most": (0, value),
        "about": (value - slack, value + slack),
        "nearly": (value - slack, value),
    }[qualifier]


def _currency_noun(match: re.Match[str]) -> NounPhrase | None:
    return NounPhrase(match.end("number"), match.end("number"), "dollar") if match["currency"] else None


def _span(text: str, start: int, end: int, offset: int) -> Span:
    return Span(start + offset, end + offset, text[start:end])

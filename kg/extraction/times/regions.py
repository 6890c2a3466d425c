"""Where a text may speak of time: a text in, the few stretches worth reading by all rules out, so that reading is quick."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.times.grammar import WORDS, any_of

_TABLES = ("months", "months_with_case", "month_abbreviations", "weekdays", "weekday_abbreviations", "seasons", "dayparts", "days")
_CORES = {word.lower() for name in (*_TABLES, "fixed", "sets", "holidays") for word in WORDS[name]} | {
    unit.removesuffix("y") if unit == "century" else unit for unit in WORDS["units"]
}
_CORE = re.compile(rf"\d+|\b{any_of({*_CORES, 'tonight', 'overnight'})}", re.IGNORECASE)
_BEFORE, _AFTER = 80, 60  # characters of context that one expression may need around a word of time
_SPACE = re.compile(r"\s")


def find_regions(text: str) -> Iterator[tuple[int, int]]:
    """Find the stretches around digits and words of time; they do not overlap, and begin and end at white space.

    >>> text = "It was calm. " * 20 + "On Monday it was not. " + "It was calm. " * 20
    >>> [(start, end)] = find_regions(text)
    >>> "On Monday it was not" in text[start:end], end - start < 200
    (True, True)
    """
    start, end, read = -1, -1, 0
    for core in _CORE.finditer(text):
        if start >= 0 and core.start() - _BEFORE > end:
            read = _to_space(text, end)
            yield start, read
            start = -1
        if start < 0:
            start = max(_from_space(text, core.start() - _BEFORE), min(read, core.start()))
        end = core.end() + _AFTER
    if start >= 0:
        yield start, _to_space(text, end)


def _from_space(text: str, position: int) -> int:
    """The next white space after a position, unless a word of time is nearer: where a stretch may begin."""
    found = _SPACE.search(text, max(position, 0), max(position, 0) + _BEFORE // 2)
    return found.start() if found and position > 0 else max(position, 0)


def _to_space(text: str, position: int) -> int:
    """The next white space after a position, or the text's end: where a stretch may stop."""
    found = _SPACE.search(text, min(position, len(text)))
    return found.start() if found else len(text)

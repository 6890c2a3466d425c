"""What a time expression is read against: the article's date, or, in a history, the date last told of.

News hangs on its date of publication, a history on its own course (the two modes of HeidelTime, Strötgen and Gertz 2013).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extraction.times.dates import PartialDate, make, parse_edtf
from kg.extraction.times.grammar import WORDS, any_of

_EXPLICIT_YEAR = re.compile(r"(?<![\d.,$€£-])(?:1[5-9]|20)\d\d(?![\d%]|,\d)|\b\d{1,4}\s+BCE?\b")
_FUTURE = re.compile(rf"\b{any_of(WORDS['words']['future_cues'])}\b", re.IGNORECASE)
_CLAUSE_BREAK = re.compile(r"[.;:!?\n]")
_OPENING = re.compile(
    r"\s*(?:and|but|then|so|on|in|by|at|from|for|later|early|late|,|\s)*$", re.IGNORECASE
)  # before a date that begins its sentence
_SAID = any_of(WORDS["words"]["saying"])
_AHEAD = re.compile(
    rf"\S+(?:\s(?!{_SAID}\b)[^\s.;:!?]+){{0,5}}?\s{any_of(WORDS['words']['future_auxiliaries'])}\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
_ENOUGH_YEARS = 8  # a text with as many years in it, most of them years away from the article's, is a history
_RETURN = re.compile(r"\b(?:has|have|now|today)\b", re.IGNORECASE)  # the text is back in the present
# a weekday behind "for" that is to come: "called for Thursday."
_APPOINTED = re.compile(r"\w+(?:\s(?:morning|afternoon|evening|night))?(?:[.,;]|\s(?:has|have|had|was|were|is|are|in|at|by)\b)")
_NEAR = 250  # characters within which a yearless date of news follows a dated one
_SOON = 14  # days ahead of the article's date that a yearless date may lie


@dataclass(slots=True)
class Context:
    """The state of reading one text: where time stands at the place read."""

    text: str
    reference: PartialDate | None
    is_history: bool = False
    focus: PartialDate | None = None  # the date last told of
    focus_end: int = 0
    focus_is_dated: bool = False  # its year stood in the text
    year: int | None = field(default=None)  # of the focus, also where that is a mere year

    def now(self) -> PartialDate | None:
        """The date that "this month" or "last year" counts from."""
        return self.focus if self.is_history and self.focus else self.reference

    def is_future(self, start: int) -> bool:
        """Say whether the clause before ``start`` speaks of things to come."""
        clause = _CLAUSE_BREAK.split(self.text[max(0, start - 60) : start])[-1]
        if _OPENING.fullmatch(clause):
            return bool(_AHEAD.match(self.text, start))
        if clause.endswith(" for ") and _APPOINTED.match(self.text, start):
            return True
        return bool(_FUTURE.search(clause))

    def date_in_year(self, start: int, month: int, day: int | None = None) -> PartialDate | None:
        """Give a date without a year the year that the context says; None if it says none."""
        year = self._year_of(start, month, day)
        return None if year is None else make(year, month, day)

    def season_year(self, start: int, month: int) -> int | None:
        """Give the year of a season that lies around ``month``."""
        return self._year_of(start, month, None)

    def _year_of(self, start: int, month: int, day: int | None) -> int | None:
        if self.is_history:
            return self._narrated_year(month)
        if self.focus and (self._follows_dated(start, month) or self._ends_range(start, month, day)):
            return self.focus.year
        return self._published_year(start, month, day)

    def _narrated_year(self, month: int) -> int | None:
        """The focus's year; the next one where a history turns from its end to a beginning."""
        if self.year is None:
            return self.reference.year if self.reference else None
        if self.focus and self.focus.month and self.focus.month - month >= 8:
            return self.year + 1
        return self.year

    def _follows_dated(self, start: int, month: int) -> bool:
        """Say whether news just named the month and year of something earlier, and goes on from there."""
        if not (self.focus and self.focus_is_dated and self.focus.month and self.focus.month <= month):
            return False
        between = self.text[self.focus_end : start]
        return len(between) <= _NEAR and "\n" not in between and not _RETURN.search(between) and self._is_past(self.focus.year, month)

    def _ends_range(self, start: int, month: int, day: int | None) -> bool:
        """Say whether a date is the end of a range whose beginning was just read: "from 3 May to 5 June"."""
        here = self.focus
        if here is None or here.month is None or not _RANGE.fullmatch(self.text, self.focus_end, start):
            return False
        return (here.month, here.day or 1) <= (month, day or 31)

    def _is_past(self, year: int, month: int) -> bool:
        return self.reference is None or (year, month) <= (self.reference.year, self.reference.month or 12)

    def _published_year(self, start: int, month: int, day: int | None) -> int | None:
        """The year of the last such date up to the article's, or of the next one where the words look ahead."""
        here = self.reference
        if here is None:
            return None
        if here.month is None or (here.month, here.day) == (month, day):
            return here.year
        if self.is_future(start):
            return here.year if (month, day or 31) >= (here.month, here.day or 1) else here.year + 1
        return here.year if _days_ahead(here, month, day) <= _SOON else here.year - 1


def _days_ahead(here: PartialDate, month: int, day: int | None) -> int:
    """How far a date of the year of ``here`` lies after it; 0 or less if before."""
    there = make(here.year, month, day)
    if there is None or there.first is None or here.last is None or here.last >= there.first:
        return 0
    return (there.first - here.last).days if day and here.day else 366


def start_context(text: str, reference: str | None) -> Context:
    """Open the context of a text whose article has the EDTF date ``reference``."""
    here = parse_edtf(reference)
    years = [found[0] for found in _EXPLICIT_YEAR.finditer(text)]
    near = {str(here.year - back) for back in range(3)} if here else set()
    distant = [year for year in years if year not in near]
    return Context(text, here, is_history=len(years) >= _ENOUGH_YEARS and len(distant) >= 0.7 * len(years))

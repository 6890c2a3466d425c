"""A text in, its quotations out: what stands between quotation marks, also marks that are straight, wrong way round or never closed.

A quotation that runs over paragraphs opens anew in each and closes in the last; it is one quotation here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[“”\"]|''")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters ``start`` to ``end`` with the marks, ``first`` to ``last`` (not included) what stands between them."""

    start: int
    first: int
    last: int
    end: int
    is_closed: bool = True


class Quotations:
    """The quotations of a text in order; they do not overlap.

    >>> text = 'They “won” and said: "We are ready." 6" guns'
    >>> [text[q.first : q.last] for q in Quotations(text).all]
    ['won', 'We are ready.']
    """

    def __init__(self, text: str) -> None:
        self.all = list(_joined(text, _by_line(text)))
        self._starts = [q.start for q in self.all]

    def around(self, at: int) -> Quotation | None:
        """Give the quotation that holds a character."""
        i = bisect_right(self._starts, at) - 1
        return self.all[i] if i >= 0 and at < self.all[i].end else None

    def before(self, at: int) -> Quotation | None:
        """Give the last quotation that ends before a character or at it."""
        i = bisect_right(self._starts, at) - 1
        while i >= 0 and self.all[i].end > at:
            i -= 1
        return self.all[i] if i >= 0 else None

    def after(self, at: int) -> Quotation | None:
        """Give the first quotation that starts at a character or behind it."""
        i = bisect_right(self._starts, at - 1)
        return self.all[i] if i < len(self.all) else None


def _by_line(text: str) -> Iterator[Quotation]:
    """The quotations of each line; one that its line does not close ends with the line."""
    offset = 0
    for line in text.split("\n"):
        opened: re.Match[str] | None = None
        for mark in _MARK.finditer(line):
            if _opens(line, mark, is_open=opened is not None):
                opened = mark
            elif opened is not None:
                yield Quotation(offset + opened.start(), offset + opened.end(), offset + mark.start(), offset + mark.end())
                opened = None
        if opened is not None:
            end = offset + len(line.rstrip())
            yield Quotation(offset + opened.start(), offset + opened.end(), end, end, is_closed=False)
        offset += len(line) + 1


def _opens(line: str, mark: re.Match[str], *, is_open: bool) -> bool:
    """Whether a mark opens a quotation: by its form, else by the blank before and the word behind it."""
    before, behind = line[mark.start() - 1 : mark.start()], line[mark.end() : mark.end() + 1]
    if mark.group() == "“":
        return True
    looks_open = (not before or before.isspace() or before in "([—–-:") and bool(behind) and not behind.isspace() and behind not in ",.;:)"
    return looks_open and (not is_open or mark.group() != "”")


def _joined(text: str, quotations: Iterator[Quotation]) -> Iterator[Quotation]:
    """Join what is opened anew in the next paragraph; leave out what is never closed unless a curly mark opened it."""
    held: Quotation | None = None
    for quotation in quotations:
        if held is not None and not text[held.end : quotation.start].strip():
            held = Quotation(held.start, held.first, quotation.last, quotation.end, quotation.is_closed)
        else:
            if held is not None and text[held.start] == "“":
                yield held
            held = quotation
        if held.is_closed:
            yield held
            held = None
    if held is not None and text[held.start] == "“":
        yield held

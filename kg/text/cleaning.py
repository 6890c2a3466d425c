"""An article goes in; a text for parsing comes out, with the way back to the article's own characters.

The clean text is the article's part of its file with page furniture left out, odd blanks made plain and missing line ends put in. Every one
of its characters has an offset in the file, so whatever is found in it is quoted from the untouched text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article
from kg.text.breaks import find_breaks
from kg.text.layout import find_wraps

_BLANKS = dict.fromkeys((0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_LINE_ENDS = dict.fromkeys((0x0D, 0x85, 0x2028, 0x2029), "\n")
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F), " ")
_PLAIN = {**_BLANKS, **_LINE_ENDS, **_CONTROLS}  # one character for one

# Characters that nobody sees: soft hyphen, zero-width blanks and joiners, direction marks, byte-order mark; and \r of \r\n.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|\r(?=\n)")


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text to parse; ``offsets[i]`` is where its character ``i`` stands in the file, ``offsets[len(text)]`` where the article ends.

    A line end that was put in has the offset of the character after it.
    """

    text: str
    offsets: Sequence[int]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the file of the characters ``start`` to ``end`` of the clean text.

        Line ends that were put in do not count; left-out characters between the two do.
        """
        while start < end and self._is_put_in(start):
            start += 1
        while start < end and self._is_put_in(end - 1):
            end -= 1
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """Give where the characters ``start`` to ``end`` of the file stand in the clean text (an empty stretch if they were left out)."""
        first = bisect_left(self.offsets, start, 0, len(self.text))
        last = bisect_left(self.offsets, end, first, len(self.text))
        while first < last and self._is_put_in(first):
            first += 1
        while first < last and self._is_put_in(last - 1):
            last -= 1
        return first, last

    def _is_put_in(self, i: int) -> bool:
        return self.offsets[i] == self.offsets[i + 1]


def clean(article: Article) -> CleanText:
    r"""Make the text to parse of an article.

    >>> text = "It injured\u00a0dozens.Militants fired."
    >>> clean(Article("0" * 16, "a.txt", text, 0, len(text), "")).text
    'It injured dozens.\nMilitants fired.'
    """
    first = article.start
    plain = article.text[first : article.end].translate(_PLAIN)
    pieces: list[str] = []
    offsets = array("Q")
    is_line_due = False
    at = first
    for start, end, replacement in (*_edits(article), (article.end, article.end, "")):
        if at < start:
            if is_line_due and pieces and not pieces[-1].endswith("\n") and plain[at - first] != "\n":
                pieces.append("\n")
                offsets.append(at)
            is_line_due = False
            pieces.append(plain[at - first : start - first])
            offsets.extend(range(at, start))
        if replacement == "\n":
            is_line_due = True
        elif replacement:
            pieces.append(replacement)
            offsets.append(start)
        at = max(at, end)
    offsets.append(article.end)
    return CleanText("".join(pieces), offsets)


def _edits(article: Article) -> Iterator[tuple[int, int, str]]:
    """What is changed, in order and without overlap: (start, end, replacement); a line end that is put in has no length."""
    text, start, end = article.text, article.start, article.end
    edits = [(span.start, span.end, "") for span in article.furniture]
    edits += [(first, last, " ") for first, last in find_wraps(text, start, end)]
    edits += [(match.start(), match.end(), "") for match in _UNSEEN.finditer(text, start, end)]
    edits += [(at, at, "\n") for at in find_breaks(text, start, end)]
    if (
        article.title_span and start < article.title_span.end < end
    ):  # a headline that goes on as a byline: "HEADLINE News Desk, reports ..."
        edits.append((article.title_span.end, article.title_span.end, "\n"))
    at = start
    for first, last, replacement in sorted(edits):
        if first >= at:
            yield first, last, replacement
            at = last

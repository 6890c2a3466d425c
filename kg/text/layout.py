"""A text goes in; its lines and blocks, and which line ends are only wraps, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]*]*$")
_WIDEST = 100  # characters; a line that is longer was not wrapped by hand or by a mailer


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its offsets without the blanks around it, and its words."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does.

        >>> Line(0, 14, "He said “No.” ".strip()).is_sentence, Line(0, 16, "Related Articles").is_sentence
        (True, False)
        """
        return bool(_SENTENCE_END.search(self.text))


def find_lines(text: str, start: int, end: int) -> tuple[Line, ...]:
    """Give the lines between two offsets that are not blank, stripped."""
    return tuple(_lines(text, start, end))


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    for match in _LINE.finditer(text, start, end):
        words = match.group()
        stripped = words.strip()
        if stripped:
            first = match.start() + len(words) - len(words.lstrip())
            yield Line(first, first + len(stripped), stripped)


def find_blocks(text: str, start: int, end: int) -> tuple[tuple[Line, ...], ...]:
    """Give the lines by block: a blank line stands between two blocks."""
    blocks: list[list[Line]] = []
    for line in _lines(text, start, end):
        if blocks and text.count("\n", blocks[-1][-1].end, line.start) < 2:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(tuple(block) for block in blocks)


def is_wrapped(block: tuple[Line, ...]) -> bool:
    r"""Say whether the block is one paragraph whose lines were broken at a width.

    Either every line goes on with a small letter in the next, or there are three lines or more and none had room for the first word of
    the next.

    >>> poem = find_lines("Two rockets hit the base\nnear Homs on Saturday.", 0, 99)
    >>> is_wrapped(poem)
    True
    """
    pairs = list(pairwise(block))
    width = max(len(line.text) for line in block)
    if not pairs or width > _WIDEST:
        return False
    if all(not first.is_sentence and second.text[0].islower() for first, second in pairs):
        return True
    return len(block) > 2 and width >= 40 and all(len(a.text) + 1 + len(b.text.split()[0]) > width for a, b in pairs)


def find_wraps(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give the stretches between two lines of one wrapped paragraph: line ends that stand for a blank."""
    return tuple(
        (first.end, second.start) for block in find_blocks(text, start, end) if is_wrapped(block) for first, second in pairwise(block)
    )

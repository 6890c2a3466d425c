"""A text goes in; the places where two sentences, or a headline and a sentence, stand together without a blank come out.

Web pages lose line ends when they are saved as text: ``injuring dozens of troops.Militants fired at least 30 rockets`` and, worse, a
headline of another article in between: ``... in Iraq.World50-Year US Hegemony ... – Analyst5 January, 08:45 GMTMost of the ...``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_CLOSING = "”’\"')\\]"
_UPPER = "A-ZÀ-ÖØ-Þ"

# A sentence's end, with no blank after it. Two small letters before the stop keep "U.S.Army" and "i.e.The" whole.
_GLUED = re.compile(
    rf"(?:(?<=[a-zß-ÿ]{{2}})|(?<=\d\d)|(?<=[%{_CLOSING}]))[.!?…][{_CLOSING}]{{0,3}}(?=[“‘\"(\[]?[{_UPPER}])",
)
_FOOTNOTE = re.compile(r"(?<=[.!?”])(?=\*+ ?[A-Z])")  # "al-Sudani assured.* A terrorist group outlawed in ..."
_STAMP = re.compile(rf"\d{{1,2}} {MONTH}(?: \d{{4}})?, \d{{1,2}}:\d{{2}}(?: ?(?:GMT|UTC|MSK|BST|CES?T|EE?[SD]?T|AST|PST|PDT))?")
_SECTION = re.compile(r"(?:[A-Z][a-z]+ )?[A-Z][a-z]{3,}(?=[A-Z0-9“‘])")
_LONGEST_INSERT = 200  # characters of a headline
_ABBREVIATION = re.compile(
    r"\b(?:Adm|Apr|Aug|Brig|Capt|Cmdr|Co|Col|Dec|Dr|Feb|Ft|Gen|Gov|Inc|Jan|Jul|Jun|Lt|Ltd|Maj|Mar|Mr|Mrs|Ms|Mt|No|Nov|Oct|Prof|Rep|Sen|Sept?"
    r"|Sgt|St|vs|www)\Z"
)


@dataclass(frozen=True, slots=True)
class Insert:
    """A headline of another article in the text: from ``start`` its section label, from ``headline`` its words, from ``stamp`` its time."""

    start: int
    headline: int
    stamp: int
    end: int


def find_inserts(text: str, start: int, end: int) -> tuple[Insert, ...]:
    """Find headlines with their time that are glued into a line.

    >>> text = "It hit Iraq.World50-Year US Hegemony Challenged – Analyst5 January, 08:45 GMTMost attacks"
    >>> [found] = find_inserts(text, 0, len(text))
    >>> text[found.headline:found.stamp], text[found.stamp:found.end]
    ('50-Year US Hegemony Challenged – Analyst', '5 January, 08:45 GMT')
    """
    stamps = _STAMP.finditer(text, start, end)
    return tuple(insert for stamp in stamps if (insert := _insert_before(text, start, end, stamp)))


def _insert_before(text: str, start: int, end: int, stamp: re.Match[str]) -> Insert | None:
    before, after = text[start : stamp.start()][-1:], text[stamp.end() : end][:1]
    if before.isspace() or not before or not (after.isupper() or not after or after.isspace()):
        return None
    earliest = max(start, text.rfind("\n", start, stamp.start()) + 1, stamp.start() - _LONGEST_INSERT)
    borders = [match.end() for match in _GLUED.finditer(text, earliest, stamp.start()) if not _is_abbreviation(match)]
    if not borders and earliest == stamp.start() - _LONGEST_INSERT:
        return None  # too long for a headline
    first = borders[-1] if borders else earliest
    section = _SECTION.match(text, first, stamp.start())
    return Insert(first, section.end() if section else first, stamp.start(), stamp.end())


def find_breaks(text: str, start: int, end: int) -> tuple[int, ...]:
    """Find the offsets at which a line end is missing.

    >>> text = "It injured dozens of troops.Militants fired 30 rockets at Gen.Smith's base."
    >>> [text[at:at + 9] for at in find_breaks(text, 0, len(text))]
    ['Militants']
    """
    found = {match.end() for match in _GLUED.finditer(text, start, end) if not _is_abbreviation(match)}
    found |= {match.start() for match in _FOOTNOTE.finditer(text, start, end)}
    for insert in find_inserts(text, start, end):
        found |= {insert.start, insert.headline, insert.stamp, insert.end}
    return tuple(sorted(at for at in found if start < at < end))


def _is_abbreviation(match: re.Match[str]) -> bool:
    """Say whether the stop belongs to an abbreviation before a name: "Gen.Soleimani"."""
    return bool(_ABBREVIATION.search(match.string[max(0, match.start() - 6) : match.start()]))

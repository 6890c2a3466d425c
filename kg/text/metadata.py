"""An article's text goes in; the title, outlet and date that its first lines state come out. Nothing is inferred.

Read are lines of their own before the text ("August 12, 2023", "From Syria 360", "The Cradle News Desk") and the datelines of agencies
("BAGHDAD, Jan 5 (Reuters) - ..."). A date without a year keeps its month and day: ``XXXX-01-05``.
"""

from __future__ import annotations

import re

from kg.text.edtf import is_edtf
from kg.text.facts import Facts
from kg.text.layout import Line, find_blocks, is_wrapped

_HEAD = 8  # lines that may stand before the text
_LONGEST_TITLE = 120  # characters; a longer line is a standfirst
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<{0}month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\.?"
)
_DATE = "(?P<date>{}|{}|{}|{})".format(
    _MONTH.format("a") + r"\s+(?P<aday>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<ayear>\d{4}))?(?!\d)",
    r"(?P<bday>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH.format("b") + r"(?:,?\s+(?P<byear>\d{4}))?(?!\d)",
    r"(?P<cyear>\d{4})[-/](?P<cmonth>\d{2})[-/](?P<cday>\d{2})(?!\d)",
    _MONTH.format("d") + r",?\s+(?P<dyear>\d{4})(?!\d)",
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[,\s|–—-]+(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s\(?[A-Z]{2,4}\)?)?)?"
_DATE_LINE = re.compile(
    rf"(?:(?P<changed>(?:last )?(?:updated|modified))|published|posted|issued|date)?(?: on| at)?\s?:?\s*{_WEEKDAY}{_DATE}{_TIME}\.?",
    re.IGNORECASE,
)
_BYLINE_DATE = re.compile(rf".{{2,60}}?\s+[|•·–—-]\s+{_WEEKDAY}{_DATE}{_TIME}", re.IGNORECASE)

_NAME = r"(?:The )?[A-Z][\w.&’'-]*(?: (?:of |the |for |and )*[A-Z0-9][\w.&’'-]*){0,4}"
_DESK = re.compile(
    rf"(?:By )?(?!News|Web|Staff|World|Our )(?P<outlet>{_NAME}?) (?:News |Web |Staff |World )?(?:Desk|Staff|Newsroom)(?: Writers?)?"
)
_FROM = re.compile(rf"(?:From|Source ?:|Via ?:?|Originally published (?:by|in|on|at) ?:?) ?(?P<outlet>{_NAME})")
_BY = re.compile(r"(?:By|BY|Written by|Author ?:) [A-Z].*")

# "BAGHDAD, Jan 5 (Reuters) - ", "WASHINGTON (AP) — ": the place in capitals keeps "He said (AP) -" out.
_PLACE = r"[A-Z][A-Z’'.-]+(?:[ /][A-Z][A-Z’'.-]+)*(?:, [A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)?)?"
_AGENCY_LINE = re.compile(rf"(?P<place>{_PLACE})?,?\s*{_DATE}?\s*\((?P<outlet>[A-Z][\w .’'-]{{1,30}}?)\)\s*[-–—]+\s")
_DATED_LINE = re.compile(rf"{_PLACE},\s+{_DATE}\s+[-–—]+\s")
_SANA_LINE = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, (?P<outlet>[A-Z]{2,8})\s?[-–—]\s?(?=\S)")  # "Damascus, SANA- The army ..."


def find_facts(text: str, start: int, end: int) -> Facts:
    """Find what the first lines of an article state about its publication.

    >>> find_facts("BAGHDAD, Jan 5 (Reuters) - Two rockets hit a base on Monday.", 0, 60)
    Facts(title=None, outlet='Reuters', date='XXXX-01-05', url=None, title_span=None, date_span=(9, 14))
    """
    head, body = _split_head(text, start, end)
    dateline = _read_dateline(body) if body else Facts()
    lines = _read_date_line(head)
    outlet = _read_outlet(head)
    title = _find_title(head) if body else None
    titled = Facts(title=title.text, title_span=(title.start, title.end)) if title else Facts()
    return titled.or_else(dateline).or_else(lines).or_else(Facts(outlet=outlet))


def _split_head(text: str, start: int, end: int) -> tuple[tuple[Line, ...], Line | None]:
    """The lines before the text, and the first line of the text itself (None if there is none)."""
    head: list[Line] = []
    for block in find_blocks(text, start, end):
        for line in block:
            if len(head) == _HEAD or is_wrapped(block) or _is_body(line):
                return tuple(head), line
            head.append(line)
    return tuple(head), None


def _is_body(line: Line) -> bool:
    if len(line.text) > _LONGEST_TITLE:
        return True
    if _DATE_LINE.fullmatch(line.text) or _BYLINE_DATE.fullmatch(line.text):
        return False
    return line.text.endswith((".", ".”", '."', ",", ";", ".’")) or bool(_match_dateline(line))


def _find_title(head: tuple[Line, ...]) -> Line | None:
    """The first line of three words or more that says nothing about the article itself; shorter ones are labels of sections."""
    about = (_DATE_LINE, _BYLINE_DATE, _DESK, _FROM, _BY)
    for line in head:
        if line.words > 2 and not line.text.endswith(":") and not line.text[0].islower() and not any(p.fullmatch(line.text) for p in about):
            return line
    return None


def _read_date_line(head: tuple[Line, ...]) -> Facts:
    """The date line; one that says when the article was changed serves only if there is no other."""
    found = [(line, match) for line in head if (match := _DATE_LINE.fullmatch(line.text) or _BYLINE_DATE.fullmatch(line.text))]
    found.sort(key=lambda pair: bool(pair[1].groupdict().get("changed")))
    return _date_facts(*found[0]) if found else Facts()


def _read_outlet(head: tuple[Line, ...]) -> str | None:
    """Who wrote it ("The Cradle News Desk") goes before who passes it on ("From Syria 360")."""
    for pattern in (_DESK, _FROM):
        for line in head:
            if match := pattern.fullmatch(line.text):
                return match["outlet"]
    return None


def _match_dateline(line: Line) -> re.Match[str] | None:
    start = line.text[:_LONGEST_TITLE]
    return _AGENCY_LINE.match(start) or _DATED_LINE.match(start) or _SANA_LINE.match(start)


def _read_dateline(line: Line) -> Facts:
    match = _match_dateline(line)
    if match is None:
        return Facts()
    groups = match.groupdict()
    outlet = Facts(outlet=groups.get("outlet"))
    return outlet.or_else(_date_facts(line, match)) if groups.get("date") else outlet


def _date_facts(line: Line, match: re.Match[str]) -> Facts:
    date = _to_edtf(match)
    start, end = match.span("date")
    return Facts(date=date, date_span=(line.start + start, line.start + end)) if date else Facts()


def _to_edtf(match: re.Match[str]) -> str | None:
    """Put the parts of a date together; None for a day that is not in the calendar."""
    parts = {key: match[form + key] for form in "abcd" for key in ("year", "month", "day") if match.groupdict().get(form + key)}
    month = parts["month"]
    number = month if month.isdigit() else f"{_MONTHS.index(month[:3].lower()) + 1:02}"
    day = f"-{int(parts['day']):02}" if "day" in parts else ""
    edtf = f"{parts.get('year', 'XXXX')}-{number}{day}"
    return edtf if is_edtf(edtf) else None

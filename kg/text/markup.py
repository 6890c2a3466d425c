"""A web page or a Markdown file goes in; its text, what it states about itself, and the marks that are no words come out."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.text.edtf import parse_edtf
from kg.text.facts import Facts
from kg.text.furniture import join_spans

_DATES = {"extensive_search": False, "original_date": True}  # only what the page states: never the year of its copyright line

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(?P<key>title|outlet|source|publisher|date|url)[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<value>.+?)(?P=quote)[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d\d:.*")
_KEYS = {"source": "outlet", "publisher": "outlet"}

_HEADING = re.compile(r"\s*# +(?P<title>\S.*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)

# What Markdown puts around words; where there is a group, only the group is the mark.
_MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^[ \t]{0,3}#{1,6}[ \t]+",  # heading
        r"^[ \t]{0,3}(?:>[ \t]?)+",  # quotation
        r"^[ \t]*[-*+][ \t]+(?=\S)",  # list
        r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$",  # rule
        r"^[ \t]{0,3}```.*$",  # fence
        r"!\[[^\[\]\n]{0,500}\]\([^)\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)",  # picture
        r"(?<!!)(\[)[^\[\]\n]{1,500}\]\([^)\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\)",  # link: its bracket
        r"(?<!!)\[[^\[\]\n]{1,500}(\]\([^)\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,500}\")?\))",  # link: its address
        r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])",  # emphasis
        r"(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)",
    )
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file's text, what it states about itself, where its article starts, the marks in it, and what is wrong with what it states."""

    text: str
    facts: Facts = field(default_factory=Facts)
    start: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    problems: tuple[str, ...] = ()


def start_of(text: str) -> int:
    """Where a text starts: after its byte-order mark, if it has one."""
    return 1 if text.startswith("\ufeff") else 0


def read_html(html: str) -> Page | None:
    """Take the article out of a web page: one line a paragraph, the headline first (None if there is no text).

    The text that comes out is what offsets count in. Date, title and outlet are taken only where the page states them.
    """
    from trafilatura import bare_extraction, html2txt

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs pages without text as errors; we report them ourselves
    html = html.removeprefix("\ufeff")
    if "<html" not in html.lower():  # a fragment; trafilatura takes whole pages only
        html = f"<html><body>{html}</body></html>"
    found = bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES))
    known = found if found is None or isinstance(found, dict) else found.as_dict()
    if not known or not known["text"]:
        text = html2txt(html).strip()
        return Page(text) if text else None
    title = (known["title"] or "").strip() or None
    text = known["text"] if not title or title in known["text"] else f"{title}\n{known['text']}"
    span = (text.index(title), text.index(title) + len(title)) if title else None
    date, problems = _read_date(known["date"])
    return Page(text, Facts(title, known["sitename"] or None, date, known["url"] or None, span), problems=problems)


def read_markdown(text: str) -> Page:
    r"""Find a Markdown file's front matter, its heading and its marks; its text stays as it is.

    >>> page = read_markdown("---\ndate: 2023-08-12\n---\n# Rockets hit base\nTwo **rockets** hit.\n")
    >>> page.facts.title, page.facts.date, [page.text[s:e] for s, e in page.marks]
    ('Rockets hit base', '2023-08-12', ['# ', '**', '**'])
    """
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else start_of(text)
    marks = [match.span(match.lastindex or 0) for pattern in _MARKS for match in pattern.finditer(text, start)]
    heading = _HEADING.match(text, start)
    headed = Facts(title=heading["title"], title_span=heading.span("title")) if heading else Facts()
    facts, problems = _front_facts(front["lines"]) if front else (Facts(), ())
    return Page(text, facts.or_else(headed), start, join_spans(marks), problems)


def _front_facts(lines: str) -> tuple[Facts, tuple[str, ...]]:
    known = {_KEYS.get(key, key): match["value"] for match in _FIELD.finditer(lines) if (key := match["key"].lower())}
    date, problems = _read_date(known.get("date"))
    return Facts(known.get("title"), known.get("outlet"), date, known.get("url")), problems


def _read_date(value: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The day of a date and time, or the date as it is; else what is wrong with it."""
    if not value:
        return None, ()
    date = _TIME_OF_DAY.sub("", value)
    try:
        return parse_edtf(date).text, ()
    except InputError as error:
        return None, (f"{error} The article is read without this date.",)

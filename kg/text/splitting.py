"""A file's text goes in; its articles' stretches, each with what is known of it, come out: most files hold one article, some several."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.text.facts import Facts
from kg.text.layout import Line, find_lines
from kg.text.manifest import Row

_HEADLINE_WORDS = 4  # a shorter line before a byline is a caption or a credit
_LONGEST_LINE = 260

# A publisher's headline that runs on as its byline: "US ... smuggles ... into Iraq News Desk, reports thecradle.co"
_HEADLINE_AND_BYLINE = re.compile(
    r"(?P<title>[A-Z0-9“‘\"].*?[^\s.!?,;:–—-]) "
    r"(?P<byline>(?:(?:News|Staff|Web|World|Foreign|International) )?(?:Desk|Newsroom|Staff|Agencies)"
    r"|[Bb]y [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}),? (?:reports?|reporting|writes|for|via|from) (?P<outlet>(?:[a-z0-9-]+\.)+[a-z]{2,})"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One article's stretch of a file, and what is known of it before its text is read."""

    start: int
    end: int
    facts: Facts


def split_file(text: str, start: int, rows: tuple[Row, ...]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Split a file's text, from ``start`` on, into its articles: as the list of articles says, else at headlines with bylines.

    Returns the articles, in order, and what is wrong with the rows.
    """
    if rows:
        return _split_by_rows(text, start, rows)
    lines = find_lines(text, start, len(text))
    starts = [(start if line is lines[0] else line.start, facts) for line in lines if (facts := _facts_of_headline(line))]
    if not starts or starts[0][0] > start:
        starts.insert(0, (start, Facts()))
    return _parts(text, starts), ()


def _split_by_rows(text: str, start: int, rows: tuple[Row, ...]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    first = replace(rows[0].facts, title_span=_find_title(text, rows[0].facts.title, start))
    starts, problems = [(start, first)], []
    for row in rows[1:]:
        after = starts[-1][1].title_span[1] if starts[-1][1].title_span else starts[-1][0] + 1
        span = _find_title(text, row.facts.title, after)
        if span is None:
            problems.append(_lost(row))
        else:
            starts.append((span[0], replace(row.facts, title_span=span)))
    return _parts(text, starts), tuple(problems)


def _lost(row: Row) -> str:
    if row.facts.title is None:
        return f"line {row.line}: a further article of {row.file!r} needs its title, to find where it starts; the row is left out."
    return (
        f"line {row.line}: the title {row.facts.title!r} does not stand in {row.file!r} after the article before it; the row is left out. "
        "Copy the title from the file, letter by letter."
    )


def _find_title(text: str, title: str | None, after: int) -> tuple[int, int] | None:
    """Where the title stands: at the start of a line if it does so anywhere, else where it comes first."""
    if title is None:
        return None
    line = re.compile(r"(?:^|(?<=[\n\r]))[^\S\n\r]*(" + re.escape(title) + ")").search(text, after)
    if line:
        return line.span(1)
    at = text.find(title, after)
    return (at, at + len(title)) if at >= 0 else None


def _facts_of_headline(line: Line) -> Facts | None:
    if len(line.text) > _LONGEST_LINE:
        return None
    match = _HEADLINE_AND_BYLINE.fullmatch(line.text)
    if match is None or len(match["title"].split()) < _HEADLINE_WORDS or re.search(r"[.!?] ", match["title"]):
        return None
    return Facts(match["title"], match["outlet"], title_span=(line.start, line.start + match.end("title")))


def _parts(text: str, starts: list[tuple[int, Facts]]) -> tuple[Part, ...]:
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(Part(start, end, facts) for (start, facts), end in zip(starts, ends, strict=True))

"""What the head of an article says in, its outlet and its author out: the outlet of the list of articles, "(Reuters) -", "By Jane Doe"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.mentions.phrases import add_name
from kg.extraction.parsed import ParsedArticle

_HEAD = 600  # characters in which datelines and bylines stand
_DATELINE = re.compile(r"(?m)^[^\n.]{3,60}\((?P<outlet>[A-Z][\w&.’' -]{1,30})\)\s*(?:-{1,2}|–|—)\s")
_BYLINE = re.compile(r"(?m)^By (?P<author>[A-Z][\w.’'-]+(?: (?:[a-z]{2,3} )?[A-Z][\w.’'-]+){1,3})(?:,|\n|$| in | and )")


def add_outlets(parsed: ParsedArticle) -> None:
    """Add the article's own outlet where it is named, unless the gazetteer has it, and who wrote it."""
    for name in dict.fromkeys(_outlets(parsed)):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", parsed.text):
            _add(parsed, *match.span(), "MediaOutlet", "outlet")
    for match in _BYLINE.finditer(parsed.text, 0, _HEAD):
        _add(parsed, *match.span("author"), "Person", "byline")


def _outlets(parsed: ParsedArticle) -> Iterator[str]:
    known = {parsed.text[name.start : name.end] for name in parsed.names}
    found = [parsed.article.outlet, *(match["outlet"].strip() for match in _DATELINE.finditer(parsed.text, 0, _HEAD))]
    yield from (name for name in found if name and name[:1].isupper() and name not in known)


def _add(parsed: ParsedArticle, start: int, end: int, type: str, rule: str) -> None:
    span = parsed.doc.char_span(start, end)
    if span is not None and parsed.is_free(span.start, span.end - 1):
        add_name(parsed, span.start, span.end - 1, type, rule=rule)

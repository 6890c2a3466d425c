"""Lines of the text in, claims out: bylines, and credits under what was posted ("— Aurora Intel (@AuroraIntel) January 4, 2022")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.extraction.attribution.draft import ClaimDraft, Stretch
from kg.extraction.parsed import ACTORS, ParsedArticle, Phrase

_CREDIT = re.compile(
    r"(?:^|(?<=\s))[—–―]\s+(?P<name>[A-Z@][^\n()—–―]{1,60}?)(?:\s*\(@?(?P<handle>\w+)\))?(?:,?\s+(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4}))?\s*$"
)
_BYLINE = re.compile(r"(?:^|, |Desk,? )(?P<verb>reports|writes|reported)\s+[\w.]+\s*$")
_LONGEST_CREDIT = 250  # characters of the line, less than
_LONGEST_BYLINE = 80
_OWN_LINE = 12  # a credit that starts further right stands behind what it credits


def find_credits(parsed: ParsedArticle) -> Iterator[ClaimDraft]:
    """Give the claims of credit lines and bylines: whoever they name says the line before, or the rest of the line."""
    offset, previous = 0, (0, 0)
    for line in parsed.text.split("\n"):
        here = (offset, offset + len(line))
        yield from _byline(parsed, line, here, previous)
        yield from _credit(parsed, line, here, previous)
        if line.strip():
            previous = here
        offset = here[1] + 1


def _byline(parsed: ParsedArticle, line: str, here: Stretch, previous: Stretch) -> Iterator[ClaimDraft]:
    match = _BYLINE.search(line) if len(line) < _LONGEST_BYLINE and previous[1] > previous[0] else None
    if match is None:
        return
    start = here[0] + match.start("verb")
    speaker, content = (_first(parsed, start, here[1], {"MediaOutlet"}), _strip(parsed.text, *previous))
    if speaker is not None and content is not None:
        yield ClaimDraft((start, here[0] + match.end("verb")), speaker.head, "assert", [speaker], content, rule="byline")


def _credit(parsed: ParsedArticle, line: str, here: Stretch, previous: Stretch) -> Iterator[ClaimDraft]:
    match = _CREDIT.search(line, max(0, len(line) - _LONGEST_CREDIT))
    if match is None:
        return
    is_behind = match.start() > _OWN_LINE
    start = here[0] + match.start()
    quote = parsed.quotations.before(start)
    if quote is not None and parsed.text[quote.end : start].strip():
        quote = None
    if quote is None and len(line) >= _LONGEST_CREDIT:
        return
    speaker = _first(parsed, start, here[1], ACTORS)
    said = (quote.first, quote.last) if quote is not None else (here[0], start) if is_behind else previous
    content = _strip(parsed.text, *said)
    if speaker is not None and content is not None and (is_behind or match["handle"] or match["date"]):
        end = here[0] + (match.start("date") if match["date"] else match.end())
        yield ClaimDraft(_strip(parsed.text, start, end) or (start, end), speaker.head, "assert", [speaker], content, rule="credit-line")


def _first(parsed: ParsedArticle, start: int, end: int, types: Collection[str]) -> Phrase | None:
    """The first phrase of these types between two characters."""
    return next((p for p in parsed.between(start, end) if p.end <= end and p.type in types), None)


def _strip(text: str, start: int, end: int) -> Stretch | None:
    """Leave out blanks around a stretch and full stops at its end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "."):
        end -= 1
    return (start, end) if start < end else None

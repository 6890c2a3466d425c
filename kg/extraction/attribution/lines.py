"""Lines that begin with a name and a colon in, claims out: headlines ("Erdogan: Turkey will answer"), transcripts ("SMITH: Yes.")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.attribution.draft import ClaimDraft, Stretch
from kg.extraction.parsed import ACTORS, ParsedArticle, Phrase

_NAMED = re.compile(r"(?P<name>[A-Z][^:\n“”\"]{1,50}):\s+(?P<said>\S.{8,})")
_LONGEST = 5  # words before the colon


def find_named_lines(parsed: ParsedArticle) -> Iterator[ClaimDraft]:
    """Give the claims of such lines; in the text only a person speaks so, in a headline also a body, a state or a poll."""
    title = _title(parsed)
    surnames: frozenset[str] | None = None
    offset = 0
    for line in parsed.text.split("\n"):
        match = _NAMED.match(line)
        if match and len(match["name"].split()) <= _LONGEST:
            is_title = title[0] <= offset < title[1]
            speaker = _speaker(parsed, offset, offset + match.end("name"), is_title=is_title)
            if surnames is None:
                surnames = frozenset(p.text.split()[-1].upper() for p in parsed.phrases if p.type == "Person" and p.kind == "name")
            if speaker is None and match["name"].isupper() and match["name"] in surnames:
                speaker = next(p for p in parsed.phrases if p.type == "Person" and p.text.split()[-1].upper() == match["name"])
            things = parsed.lexicon.words("names.speakers.things")
            is_thing = is_title and match["name"].split()[-1].lower().rstrip("s") in things
            if speaker is not None or is_thing:
                yield _draft(parsed, match, offset, speaker)
        offset += len(line) + 1


def _title(parsed: ParsedArticle) -> Stretch:
    """Where the headline stands: the article's title, else its first line."""
    span = parsed.article.title_span
    if span is not None:
        return parsed.clean.to_clean(span.start, span.end)
    start = len(parsed.text) - len(parsed.text.lstrip())
    return start, max(parsed.text.find("\n", start), start + 1)


def _speaker(parsed: ParsedArticle, start: int, colon: int, *, is_title: bool) -> Phrase | None:
    """The actor whose phrase ends at the colon."""
    types = ACTORS if is_title else {"Person"}
    found = parsed.between(start, colon)
    return next((p for p in reversed(found) if p.end == colon and p.type in types and (is_title or p.kind == "name")), None)


def _draft(parsed: ParsedArticle, match: re.Match[str], offset: int, speaker: Phrase | None) -> ClaimDraft:
    start, end = (offset + at for at in match.span("said"))
    while end > start and parsed.text[end - 1] in " .":
        end -= 1
    quote = parsed.quotations.around(start)
    if quote is not None and quote.start == start and quote.end >= end:
        start, end = quote.first, quote.last
    colon = offset + match.end("name")
    speakers = [speaker] if speaker is not None else []
    token = speaker.head if speaker is not None else _token(parsed, offset)
    is_claim = speaker is not None
    return ClaimDraft((offset, colon + 1), token, "assert", speakers, (start, end), [], "named-line", (offset, colon), is_claim)


def _token(parsed: ParsedArticle, at: int) -> int:
    """The token that starts at a character."""
    found = parsed.doc.char_span(at, at + 1, alignment_mode="expand")
    return found.start if found is not None else 0

"""A cue in, the quotation beside it out: right before it or its subject, right behind it, or running on over sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.attribution.draft import Stretch
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 1500  # characters of a quotation
_SHORTEST = 20
_APART = 60  # characters from a quotation to its cue
_OPENING = re.compile(r"[:,]?\s*[“”\"]")
_SENTENCE_END = re.compile(r"[.!?;]\s")


def quote_before(parsed: ParsedArticle, token: Token) -> Stretch | None:
    """Give the quotation that ends right before a cue or its subject: "“...,” Reuters reports"."""
    text, at = parsed.text, token.idx
    close = max(text.rfind(mark, token.sent.start_char, at) for mark in '”"')
    if close < 0 or at - close > _APART:
        return None
    between = text[close + 1 : at]
    if "\n" in between or _SENTENCE_END.search(between):
        return None
    opening = text.rfind("“" if text[close] == "”" else '"', max(0, close - _LONGEST), close)
    if opening < 0 or close - opening < _SHORTEST or not _leads_to(parsed, token, close, between):
        return None
    return opening + 1, close - 1 if text[close - 1] in ",." else close


def _leads_to(parsed: ParsedArticle, token: Token, close: int, between: str) -> bool:
    """Whether only the cue's subject stands between the quotation and the cue, behind a comma."""
    if between.strip() and parsed.text[close - 1] not in ",.!?" and "," not in between[:2]:
        return False
    i = token.i - 1
    while i >= 0 and parsed.doc[i].idx > close:
        if parsed.doc[i].pos_ == "VERB":
            return False
        i -= 1
    return True


def quote_after(parsed: ParsedArticle, token: Token) -> Stretch | None:
    """Give the quotation that a cue introduces: "read: “...”"."""
    text = parsed.text
    found = _OPENING.match(text, token.idx + len(token))
    if not found:
        return None
    start = found.end()
    close = min((i for mark in '”"' if (i := text.find(mark, start, start + _LONGEST)) > 0), default=-1)
    return (start, close) if close > 0 else None


def close_quote(text: str, start: int, end: int) -> Stretch:
    """Run on to the closing quotation mark where the content opens one and does not close it (over sentences, not paragraphs)."""
    said = text[start:end]
    if said.count("“") > said.count("”"):
        close = text.find("”", end, end + _LONGEST + 1)
        if close >= 0 and "\n\n" not in text[end:close]:
            return start, close + 1
    return start, end

"""A cue in, the quotation beside it out: right before it or its subject, right behind it, or running on over sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.attribution.draft import Stretch
from kg.extraction.parsed import ParsedArticle
from kg.extraction.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORTEST = 20  # characters of a quotation before its cue, where no comma shows that it leads there
_APART = 60  # characters from a quotation to its cue, unless all of them are the cue's subject
_APART_BEHIND = 120  # from a cue to the quotation it opens
_OWN_CUE = 6  # tokens behind a quotation in which its own cue stands
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{2}|[)\d”\"])[.!?;]\s")
_LEADING = frozenset(".!?:;,—–-\n“”\"'")


def quote_before(parsed: ParsedArticle, token: Token) -> Stretch | None:
    """Give the quotation that ends right before a cue or its subject, with its rest behind the cue: "“...,” Reuters reports. “...”"."""
    quote = parsed.quotations.before(token.idx)
    if quote is None or not quote.is_closed or not _leads_to(parsed, token, quote) or not _is_whole(parsed.text, quote):
        return None
    behind = _continued(parsed, token)
    last = behind.last if behind is not None else quote.last
    return quote.first, last - 1 if parsed.text[last - 1] in ",." else last


def _leads_to(parsed: ParsedArticle, token: Token, quote: Quotation) -> bool:
    """Whether only the cue's subject stands between the quotation and the cue, behind a comma."""
    text = parsed.text
    between, last = text[quote.end : token.idx], text[quote.first : quote.last].rstrip("'’ ")[-1:]
    if "\n" in between or (quote.last - quote.first < _SHORTEST and last not in ",?!"):
        return False
    if between.strip() and last not in ",.!?" and "," not in between[:2]:
        return False
    subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < token.i), None)
    if subject is not None and not text[quote.end : subject.left_edge.idx].strip(", —–-") and subject.left_edge.idx >= quote.end:
        return True
    if len(between) > _APART or _SENTENCE_END.search(between):
        return False
    i = token.i - 1
    while i >= 0 and parsed.tokens[i].idx > quote.last:
        if parsed.tokens[i].pos_ == "VERB":
            return False
        i -= 1
    return True


def _is_whole(text: str, quote: Quotation) -> bool:
    """Whether a quotation starts a sentence or a paragraph; else it is but the end of what is said: "the shooter was “evil,” he said"."""
    before = text[: quote.start].rstrip(" ")[-1:]
    return not before or before in _LEADING


def _continued(parsed: ParsedArticle, token: Token) -> Quotation | None:
    """The quotation behind the cue's clause that is said with the one before it: "“...,” he said. “...”"."""
    quote = parsed.quotations.after(token.idx)
    if quote is None or not quote.is_closed:
        return None
    between = parsed.text[token.idx + len(token) : quote.start]
    inner = between.rstrip(" ")
    if "\n" in between or not inner.endswith((".", ",", ":")) or _SENTENCE_END.search(inner) or _has_own_cue(parsed, quote):
        return None
    i = token.i + 1
    while i < len(parsed.doc) and parsed.tokens[i].idx < quote.start:
        if parsed.tokens[i].pos_ == "VERB" and parsed.tokens[i].lemma_.lower() in parsed.lexicon.cue_verbs:
            return None
        i += 1
    return quote


def _has_own_cue(parsed: ParsedArticle, quote: Quotation) -> bool:
    """Whether a quotation leads to a cue behind it."""
    if parsed.text[quote.last - 1] == ",":
        return True
    behind = parsed.doc.char_span(quote.end, min(len(parsed.text), quote.end + _APART), alignment_mode="contract")
    for token in list(behind)[:_OWN_CUE] if behind is not None else ():
        if token.is_space or token.text in {".", ";", "“", '"'}:
            return False
        if token.pos_ == "VERB" and token.lemma_.lower() in parsed.lexicon.cue_verbs:
            return True
    return False


def quote_after(parsed: ParsedArticle, token: Token) -> Stretch | None:
    """Give the quotation that a cue introduces: "read: “...”", "told reporters on Friday: “...”"."""
    text, end = parsed.text, token.idx + len(token)
    quote = parsed.quotations.after(end)
    if quote is None or quote.start - end > _APART_BEHIND:
        return None
    between = text[end : quote.start].rstrip()
    if between and not between.endswith((":", ",")):
        return None
    if len(between) > 1:
        words = parsed.doc.char_span(end, quote.start, alignment_mode="contract")
        if words is None or any(t.pos_ == "VERB" or t.text in {".", "?", "!"} for t in words) or "\n" in between:
            return None
    elif "\n" in text[end : quote.start] and between != ":":
        return None
    return close_quote(parsed, quote.start, quote.end)


def close_quote(parsed: ParsedArticle, start: int, end: int) -> Stretch:
    """Run on to the end of a quotation that what is said opens and does not close; without the marks where it is all one quotation."""
    quote = parsed.quotations.around(end - 1)
    if quote is not None and start <= quote.start and quote.end > end:
        end = quote.end
    whole = parsed.quotations.around(start)
    if whole is not None and start in {whole.start, whole.first} and end in {whole.last, whole.end} and whole.is_closed:
        start, end = whole.first, whole.last
    return start, end - 1 if parsed.text[end - 1] == "." and start < end - 1 else end

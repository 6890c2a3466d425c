"""What the recognizer takes for a name in, whether it names nobody out: "Alert troops", "wrote on Telegram", "Defense Minister"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Span

_NOUN_TAGS = frozenset({"NN", "NNS", "JJ"})


def is_misread(parsed: ParsedArticle, span: Span, kind: str) -> bool:
    """Whether a stretch is no name of its own, whatever the recognizer takes it for."""
    if span.text.lower() in parsed.lexicon.words("names.guesses.authors"):
        return True  # "By Our Correspondent"
    return _is_platform(parsed, span) or _is_portfolio(parsed, span) or (kind == "Person" and _is_plain_word(span))


def _is_platform(parsed: ParsedArticle, span: Span) -> bool:
    """Whether it is only where something was written: "on Telegram", "a WhatsApp message"."""
    if span.text.lower() not in parsed.lexicon.words("names.guesses.platforms"):
        return False
    root, before = span.root, parsed.tokens[span.start - 1].lower_ if span.start else ""
    is_modifier = root.dep_ in {"compound", "nmod", "amod"} and root.head.i >= span.end
    return is_modifier or before in parsed.lexicon.words("names.guesses.posted")


def _is_portfolio(parsed: ParsedArticle, span: Span) -> bool:
    """Whether it is only what a minister is charged with: "Defense Minister"."""
    words = parsed.lexicon.words
    is_field = len(span) == 1 and span.text.lower() in words("names.guesses.portfolios")
    return is_field and span.end < len(span.doc) and span.doc[span.end].lower_ in words("names.guesses.ministers")


def _is_plain_word(span: Span) -> bool:
    """Whether one word at the start of a sentence is a common noun or describes the noun behind it: "Photographs of", "Alert troops"."""
    token = span[0]
    if len(span) > 1 or not token.is_sent_start:
        return False
    following = token.nbor() if token.i + 1 < len(span.doc) else token
    describes = (
        token.dep_ in {"amod", "compound", "nmod"} and following.pos_ == "NOUN" and following.tag_ == "NNS" and token.head.i == following.i
    )
    return token.tag_ in _NOUN_TAGS or (describes and following.text.islower())

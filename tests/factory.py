"""Builders of the nouns for tests: words go in, values with the right offsets come out.

>>> story = article("Two rockets hit the base.", date="2021-07-05")
>>> span(story, "rockets")
Span(start=4, end=11, text='rockets')
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from kg.model import Argument, Article, ArticleEntity, Claim, Document, EventMention, Mention, Quantity, Relation, Sentence, Span


def article(text: str, *, file: str = "article.txt", **facts: Any) -> Article:
    """An article that is a whole file; ``facts`` are fields of `Article`, such as ``date="2021-07-05"``."""
    digest = sha256(text.encode()).hexdigest()
    return Article(**{"id": digest[:16], "file": file, "text": text, "start": 0, "end": len(text), "sha256": digest, **facts})


def span(source: Article, words: str, nth: int = 0) -> Span:
    """The span of the words, at their ``nth`` occurrence (from 0)."""
    at = -1
    for _ in range(nth + 1):
        at = source.text.index(words, at + 1)
    return source.span(at, at + len(words))


def mention(source: Article, words: str, nth: int = 0, *, kind: str = "name", rule: str = "test") -> Mention:
    """A mention with these words."""
    return Mention(span(source, words, nth), kind, rule)


def entity(source: Article, id: str, type: str, *words: str, **fields: Any) -> ArticleEntity:
    """An entity with a mention for each of the words; its name is the first."""
    mentions = tuple(mention(source, each) for each in words)
    return ArticleEntity(**{"id": id, "type": type, "name": words[0] if words else id, "mentions": mentions, **fields})


def argument(source: Article, role: str, filler: ArticleEntity, *, confidence: float = 1.0) -> Argument:
    """An entity's first mention in a role."""
    return Argument(role, filler.id, filler.mentions[0].span, "test", confidence)


def event(source: Article, id: str, type: str, trigger: str, **roles: ArticleEntity | Iterable[ArticleEntity]) -> EventMention:
    """An asserted event: its trigger, and entities by role (``targets=base``, ``agents=(us, sdf)``)."""
    fillers = [(role, each) for role, given in roles.items() for each in ((given,) if isinstance(given, ArticleEntity) else given)]
    return EventMention(id, type, "asserted", (span(source, trigger),), tuple(argument(source, role, each) for role, each in fillers))


def quantity(source: Article, role: str, value: int, words: str, *, qualifier: str = "exact") -> Quantity:
    """A figure; its bounds follow from the qualifier."""
    low = value + 1 if qualifier == "more-than" else 0 if qualifier in ("at-most", "nearly") else value
    high = None if qualifier in ("at-least", "more-than") else value
    return Quantity(role, value, qualifier, low, high, span(source, words))


def claim(source: Article, id: str, speaker: ArticleEntity, cue: str, *, content: str | None = None, **fields: Any) -> Claim:
    """A speech act of one speaker; ``fields`` are fields of `Claim`, such as ``act="deny"`` or ``about=("e1",)``."""
    said = span(source, content) if content else None
    return Claim(**{"id": id, "speakers": (speaker.id,), "cue": span(source, cue), "act": "assert", "content": said, **fields})


def relation(source: Article, subject: ArticleEntity, predicate: str, object: ArticleEntity, words: str) -> Relation:
    """A stated relation."""
    return Relation(subject.id, predicate, object.id, span(source, words), "test")


def document(source: Article, **parts: Any) -> Document:
    """A document; without ``sentences`` it has one, the whole text."""
    return Document(source, **{"sentences": (Sentence(source.span(source.start, source.end)),), **parts})

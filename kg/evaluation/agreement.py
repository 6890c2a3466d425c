"""Aligned events and claims in, how well their dates, statuses and contents agree out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.evaluation.facts import Alignment, Fact, event_words
from kg.model import Document, Span


def date_agreement(gold: str, system: str | None) -> float:
    """1 for the same date, 0.5 for one that contains the other or lies in it; marks of uncertainty are left aside.

    >>> date_agreement("2021-07-04?", "2021-07-04"), date_agreement("2021-07-04", "2021-07"), date_agreement("2021", None)
    (1.0, 0.5, 0.0)
    """
    one, two = (re.sub(r"[~?%]", "", date or "") for date in (gold, system))
    if not two:
        return 0.0
    if one == two:
        return 1.0
    return 0.5 if one.startswith(two) or two.startswith(one) else 0.0


def token_f1(left: Span, right: Span) -> float:
    """The F1 of the words that two spans share.

    >>> token_f1(Span(0, 12, "rockets fell"), Span(0, 16, "two rockets fell"))
    0.8
    """
    one, two = (Counter(re.findall(r"\w+", span.text.lower())) for span in (left, right))
    common = (one & two).total()
    return 2 * common / (one.total() + two.total()) if common else 0.0


Agreement = tuple[Fact, float]
"""What should agree, in words, and how well it does: from 0 to 1."""


def date_agreements(gold: Document, system: Document, alignment: Alignment) -> Iterable[Agreement]:
    """Compare the dates of aligned events, where the annotation has one."""
    for g, s in alignment.events.items():
        wanted, found = gold.events[g], system.events[s]
        if wanted.date:
            words = f"{event_words(wanted)} date {wanted.date}"
            yield Fact("dates", (wanted.id,), words, wanted.trigger), date_agreement(wanted.date, found.date)


def status_agreements(gold: Document, system: Document, alignment: Alignment) -> Iterable[Agreement]:
    """Compare the statuses of aligned events."""
    for g, s in alignment.events.items():
        wanted, found = gold.events[g], system.events[s]
        yield (
            Fact("status", (wanted.id,), f"{event_words(wanted)} status {wanted.status}", wanted.trigger),
            float(wanted.status == found.status),
        )


def content_agreements(gold: Document, system: Document, alignment: Alignment) -> Iterable[Agreement]:
    """Compare the contents of aligned claims, word by word."""
    for g, s in alignment.claims.items():
        wanted, found = gold.claims[g], system.claims[s]
        value = token_f1(wanted.content, found.content) if wanted.content and found.content else 0.0
        yield Fact("content", (wanted.id,), f"“{wanted.cue.text}” content", wanted.content), value

"""A telling in, the series that it is the last of out: "the raid was the sixth on the port since May" tells of one raid and of six."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.occurrences import series
from kg.extraction.parsed import PLACES, ParsedArticle
from kg.extraction.roles import Draft
from kg.extraction.stories import ATTACKS, Telling
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_series(parsed: ParsedArticle, telling: Telling, times: Sequence[TimeExpression]) -> list[Telling]:
    """Give the telling, and, where its clause makes it the last of a series, one of that, with the time and place told of it."""
    ordinal = None if telling.is_aggregate else series(telling.token)
    if ordinal is None:
        return [telling]
    draft = Draft(telling.draft.candidate, type=telling.draft.candidate.type)
    for name in ("agents", "targets", "location"):
        for phrase in telling.draft.roles.get(name, ()):
            draft.add(name, phrase)
    _place(parsed, draft, ordinal)
    end = ordinal.sent[-1].idx
    time = next((t for t in times if ordinal.idx < t.span.start < end and t.edtf), None)
    whole = replace(telling, draft=draft, is_aggregate=True, time=time, date=time.edtf if time else None)
    if time is not None and telling.time is not None and telling.time.span == time.span:
        telling.time = telling.date = None
    return [telling, whole]


def _place(parsed: ParsedArticle, draft: Draft, ordinal: Token) -> None:
    """Put what stands behind the ordinal into its role: "the sixth on the port", "the second in the town"."""
    for prep, obj in (*syntax.prepositions(ordinal), *syntax.prepositions(ordinal.head)):
        for phrase in phrases_at(parsed, obj):
            if prep in {"on", "against"} and draft.type in ATTACKS:
                draft.add("targets", phrase)
            elif prep in {"in", "near", "at"} and phrase.type in PLACES | {"State"}:
                draft.add("location", phrase)

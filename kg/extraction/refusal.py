"""A document of any extractor in, what of it stands in the article out: no span, no fact.

A fact with a quote that the article does not have at its characters is refused, and with it what refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import ArticleEntity, Claim, Document, EventMention, Span


def refuse_unproven(document: Document) -> tuple[Document, tuple[str, ...]]:
    """Give the document without what is not proven, and a line for each thing refused."""
    return (keeper := _Keeper(document)).keep(), tuple(keeper.refused)


class _Keeper:
    """Takes a document apart, and remembers what it refused."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.refused: list[str] = []

    def stands(self, span: Span | None, what: str) -> bool:
        """Say whether a span's words stand at its characters; no span is no objection."""
        article = self.document.article
        if span is None:
            return True
        is_there = article.start <= span.start < span.end <= article.end and article.text[span.start : span.end] == span.text
        if not is_there:
            self.refused.append(f"{what}: “{span.text}” does not stand at {span.start}:{span.end}; it is refused.")
        return is_there

    def keep(self) -> Document:
        old = self.document
        entities = tuple(self._entities())
        ids = {entity.id for entity in entities}
        events = tuple(self._events(ids))
        told = {event.id for event in events}
        return replace(
            old,
            sentences=tuple(sentence for sentence in old.sentences if self.stands(sentence.span, "a sentence")),
            entities=entities,
            times=tuple(time for time in old.times if self.stands(time.span, "a time")),
            events=tuple(replace(e, retaliation_for=tuple(id for id in e.retaliation_for if id in told)) for e in events),
            claims=tuple(self._claims(ids, told)),
            relations=tuple(r for r in old.relations if self.stands(r.span, "a relation") and {r.subject, r.object} <= ids),
        )

    def _entities(self) -> Iterator[ArticleEntity]:
        for entity in self.document.entities:
            mentions = tuple(mention for mention in entity.mentions if self.stands(mention.span, f"entity {entity.id}"))
            if mentions:
                yield replace(entity, mentions=mentions)

    def _events(self, ids: set[str]) -> Iterator[EventMention]:
        for event in self.document.events:
            where = f"event {event.id}"
            triggers = tuple(span for span in event.triggers if self.stands(span, where))
            is_dated = self.stands(event.date_span, where)
            if triggers:
                yield replace(
                    event,
                    triggers=triggers,
                    arguments=tuple(a for a in event.arguments if self.stands(a.span, where) and a.entity in ids),
                    instruments=tuple(span for span in event.instruments if self.stands(span, where)),
                    quantities=tuple(quantity for quantity in event.quantities if self.stands(quantity.span, where)),
                    date=event.date if is_dated else None,
                    date_span=event.date_span if is_dated else None,
                )

    def _claims(self, ids: set[str], told: set[str]) -> Iterator[Claim]:
        for claim in self.document.claims:
            where = f"claim {claim.id}"
            speakers = tuple(id for id in claim.speakers if id in ids)
            if self.stands(claim.cue, where) and speakers:
                yield replace(
                    claim,
                    speakers=speakers,
                    via=tuple(id for id in claim.via if id in ids),
                    about=tuple(id for id in claim.about if id in told),
                    content=claim.content if self.stands(claim.content, where) else None,
                    speaker_span=claim.speaker_span if self.stands(claim.speaker_span, where) else None,
                )

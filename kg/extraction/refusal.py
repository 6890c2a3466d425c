"""A document of any extractor in, what of it stands in the article out: no span, no fact.

A fact with a quote that the article does not have at its characters is refused, and with it what refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import ArticleEntity, Claim, Document, EventMention, Relation, Span


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
            claims=tuple(self._claims(old.claims, ids, told, needs_speaker=True)),
            relations=tuple(self._relations(ids)),
            things=tuple(thing for thing in old.things if self.stands(thing.span, "a thing")),
            places=tuple(place for place in old.places if self.stands(place.span, "a place")),
            attributions=tuple(self._claims(old.attributions, ids, told, needs_speaker=False)),
        )

    def _entities(self) -> Iterator[ArticleEntity]:
        for entity in self.document.entities:
            mentions = tuple(mention for mention in entity.mentions if self.stands(mention.span, f"entity {entity.id}"))
            if mentions:
                where = f"a pronoun of entity {entity.id}"
                yield replace(entity, mentions=mentions, pronouns=tuple(span for span in entity.pronouns if self.stands(span, where)))

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
                    attribution=tuple((id, certainty) for id, certainty in event.attribution if id in ids),
                    objects=tuple(span for span in event.objects if self.stands(span, where)),
                    instruments=tuple(span for span in event.instruments if self.stands(span, where)),
                    quantities=tuple(quantity for quantity in event.quantities if self.stands(quantity.span, where)),
                    date=event.date if is_dated else None,
                    date_span=event.date_span if is_dated else None,
                )

    def _relations(self, ids: set[str]) -> Iterator[Relation]:
        for relation in self.document.relations:
            if self.stands(relation.span, "a relation") and {relation.subject, relation.object} <= ids:
                yield replace(relation, more_spans=tuple(span for span in relation.more_spans if self.stands(span, "a relation")))

    def _claims(self, claims: Iterable[Claim], ids: set[str], told: set[str], *, needs_speaker: bool) -> Iterator[Claim]:
        for claim in claims:
            where = f"claim {claim.id}"
            speakers = tuple(id for id in claim.speakers if id in ids)
            if self.stands(claim.cue, where) and (speakers or not needs_speaker):
                yield replace(
                    claim,
                    speakers=speakers,
                    via=tuple(id for id in claim.via if id in ids),
                    about=tuple(id for id in claim.about if id in told),
                    content=claim.content if self.stands(claim.content, where) else None,
                    speaker_span=claim.speaker_span if self.stands(claim.speaker_span, where) else None,
                )

"""An annotated article in, its mistakes out: types, roles and ids that are not known, quotes that do not stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.errors import InputError
from kg.model import Document, Span

PREDICATES = frozenset({"controls", "backs", "memberOf", "locatedIn", "leads", "spokespersonOf", "stationedAt"})


def require_sound(documents: Mapping[str, Document], own_events: Collection[str] = ()) -> None:
    """Refuse annotations with a mistake; events may also be of classes of one's own.

    Raises
    ------
    InputError
        It names the first mistakes and their articles.
    """
    problems = [f"{name}: {problem}" for name, document in documents.items() for problem in find_mistakes(document, own_events)]
    if problems:
        rest = f" And {len(problems) - 5} more." if len(problems) > 5 else ""
        raise InputError(f"{' '.join(problems[:5])}{rest} The form is described in docs/annotation.md.")


def find_mistakes(document: Document, own_events: Collection[str] = ()) -> Iterator[str]:
    """Find the mistakes of one annotated article."""
    for kind, things in (("entity", document.entities), ("event", document.events), ("claim", document.claims)):
        for id, count in Counter(each.id for each in things).items():
            if count > 1:
                yield f"{count} of {kind} {id!r}."
    yield from _unknown_words(document, own_events)
    yield from _unknown_ids(document)
    yield from _wrong_quotes(document)


def _unknown_words(document: Document, own_events: Collection[str]) -> Iterator[str]:
    from kg.graph.namespaces import concepts, descendants

    entities, events = descendants("Entity"), (*descendants("Event"), *own_events)
    for entity in document.entities:
        yield from _unless(entity.type in entities, f"entity {entity.id}", "type", entity.type, entities)
    for event in document.events:
        yield from _unless(event.type in events, f"event {event.id}", "type", event.type, events)
        yield from _unless(event.status in concepts("statuses"), f"event {event.id}", "status", event.status, concepts("statuses"))
        for each in event.quantities:
            yield from _unless(each.role in concepts("quantities"), f"event {event.id}", "quantity", each.role, concepts("quantities"))
    for claim in document.claims:
        yield from _unless(claim.act in concepts("acts"), f"claim {claim.id}", "act", claim.act, concepts("acts"))
    for relation in document.relations:
        where = f"relation {relation.subject} {relation.object}"
        yield from _unless(relation.predicate in PREDICATES, where, "predicate", relation.predicate, PREDICATES)


def _unless(is_known: bool, where: str, what: str, value: str, allowed: Collection[str]) -> Iterator[str]:
    if not is_known:
        yield f"{where} has the {what} {value!r}; allowed: {', '.join(sorted(allowed))}."


def _unknown_ids(document: Document) -> Iterator[str]:
    entities, events = {each.id for each in document.entities}, {each.id for each in document.events}
    for where, ids, known in _references(document):
        for id in ids:
            if id not in (entities if known == "entity" else events):
                yield f"{where} refers to the {known} {id!r}, which there is not."


def _references(document: Document) -> Iterator[tuple[str, Iterable[str], str]]:
    for event in document.events:
        yield f"event {event.id}", [each.entity for each in event.arguments], "entity"
        yield f"event {event.id}", event.retaliation_for, "event"
    for claim in document.claims:
        yield f"claim {claim.id}", (*claim.speakers, *claim.via), "entity"
        yield f"claim {claim.id}", claim.about, "event"
    for relation in document.relations:
        yield f"relation {relation.predicate}", (relation.subject, relation.object), "entity"


def _wrong_quotes(document: Document) -> Iterator[str]:
    text = document.article.text
    for span in _spans(document) if text else ():
        if text[span.start : span.end] != span.text:
            yield f"“{span.text}” does not stand at {span.start}:{span.end}."


def _spans(document: Document) -> Iterator[Span]:
    for entity in document.entities:
        yield from (mention.span for mention in entity.mentions)
    for event in document.events:
        yield from (*event.triggers, *event.instruments, *(each.span for each in event.quantities))
        yield from (event.date_span,) if event.date_span else ()
    for claim in (*document.claims, *document.attributions):
        yield from (span for span in (claim.cue, claim.content, claim.speaker_span) if span)
    yield from (relation.span for relation in document.relations)

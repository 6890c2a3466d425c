"""A world goes in; its entities, events, judgements and contradictions come out as triples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from kg.graph.literals import boolean, decimal, english, integer, words
from kg.graph.namespaces import (
    KG,
    RDF_TYPE,
    RDFS_LABEL,
    article_entity_iri,
    article_iri,
    content_iri,
    entity_iri,
    event_iri,
    part_iri,
    quantity_iri,
    role_property,
)
from kg.graph.namespaces import mention_iri as span_iri
from kg.graph.writing.dates import date_rows
from kg.graph.writing.scope import Row, types
from kg.model import ArticleEntity, Contradiction, Entity, Event, EventMention, Interest, Judgement, Match, Origin, World
from kg.ontology import Ontology

Key = tuple[str, str]
"""An id of an article, and an id of something in it."""


def entity_rows(entity: Entity, members: Mapping[Key, ArticleEntity]) -> Iterator[Row]:
    """Describe a canonical entity."""
    node = entity_iri(entity.id)
    yield from types(node, entity.type)
    yield node, RDFS_LABEL, english(entity.label)
    yield node, KG.isLinked, boolean(entity.link is not None)
    yield node, KG.isNamed, boolean(any(members[key].is_named for key in entity.members))
    for key in entity.members:
        yield node, KG.hasArticleEntity, article_entity_iri(*key)
    for candidate in entity.candidates:
        yield node, KG.candidate, entity_iri(candidate)


def event_rows(event: Event, members: Mapping[Key, EventMention], world: World, ontology: Ontology | None = None) -> Iterator[Row]:
    """Describe a canonical event: what stands on it stands on one of its mentions."""
    node = event_iri(event.id)
    yield from types(node, event.type, ontology)
    yield node, RDFS_LABEL, english(event.label)
    yield node, KG.status, KG[f"status-{event.status}"]
    yield from date_rows(node, event.date)
    if event.is_aggregate:
        yield node, KG.isAggregate, boolean(True)
    for key in event.members:
        yield node, KG.hasMention, part_iri(*key)
        yield from _told(node, key[0], members[key], world)
    yield node, KG.corroboration, integer(len(event.origins))
    for origin in event.origins:
        yield from _origin_rows(node, origin)


def _origin_rows(event: NamedNode, origin: Origin) -> Iterator[Row]:
    """Describe whose word it is that an event happened, and through which articles it is heard."""
    node = content_iri("origin", event.value, *origin.voices)
    yield event, KG.affirmedBy, node
    yield node, RDF_TYPE, KG.Origin
    for voice in origin.voices:
        kind, colon, name = voice.partition(":")
        yield (node, KG.voiceName, words(name if kind == "name" else voice)) if colon else (node, KG.voice, entity_iri(voice))
    for article in origin.articles:
        yield node, KG.heardIn, article_iri(article)


def interest_rows(interest: Interest) -> Iterator[Row]:
    """Mark a claim as that of an interested party, and say why."""
    claim = part_iri(*interest.claim)
    yield claim, KG.interestedParty, entity_iri(interest.participant)
    yield claim, KG.interestReason, words(interest.reason)


def _told(node: NamedNode, article: str, mention: EventMention, world: World) -> Iterator[Row]:
    """State on a canonical event what one of its mentions tells."""
    for argument in mention.arguments:
        yield node, role_property(argument.role), entity_iri(world.entity_of[article, argument.entity])
    for span in mention.instruments:
        yield node, KG.instrument, span_iri(article, span.start, span.end)
    for number in range(len(mention.quantities)):
        yield node, KG.quantity, quantity_iri(article, mention.id, number)
    for other in mention.retaliation_for:
        answered = world.event_of.get((article, other))
        if answered is not None:
            yield node, KG.retaliationFor, event_iri(answered)


def judgement_rows(judgement: Judgement) -> Iterator[Row]:
    """Describe a decision on two things being the same, with its reasons and what each adds to the score."""
    node = content_iri("judgement", judgement.kind, *judgement.left, *judgement.right, judgement.by)
    yield node, RDF_TYPE, KG.Judgement
    yield node, KG.left, _judged(judgement.kind, judgement.left)
    yield node, KG.right, _judged(judgement.kind, judgement.right)
    yield node, KG.decision, KG[f"decision-{judgement.decision}"]
    yield node, KG.score, decimal(judgement.score)
    yield node, KG.decidedBy, words(judgement.by)
    for match in judgement.matches:
        yield node, KG.reason, words(_reason(match))


def _judged(kind: str, key: Key) -> NamedNode:
    article, id = key
    if article == "gazetteer":
        return entity_iri(id)
    return article_entity_iri(article, id) if kind == "entity" else part_iri(article, id)


def _reason(match: Match) -> str:
    return f"{match.reason} ({match.value * match.weight:+.2f})"


def contradiction_rows(contradiction: Contradiction) -> Iterator[Row]:
    """Describe two claims or figures that cannot both be right."""
    sides = (*contradiction.left, *contradiction.right)
    node = content_iri("contradiction", contradiction.kind, contradiction.event, *sides, contradiction.reason)
    yield node, RDF_TYPE, KG.Contradiction
    yield node, KG.contradictionKind, KG[f"contradiction-{contradiction.kind}"]
    yield node, KG.event, event_iri(contradiction.event)
    yield node, KG.left, part_iri(*contradiction.left)
    yield node, KG.right, part_iri(*contradiction.right)
    yield node, KG.reason, words(contradiction.reason)

"""An annotated article and what a system says of it in, the facts of both out, in terms that can be compared.

A system's fact is put in the terms of the annotation: its entities, events and claims are called by what they are aligned with. What is
aligned with nothing keeps a name that no annotated thing has, so that its facts are wrong. A fact is right if both sides have it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluation.alignment import align, claim_weight, entity_weight, event_weight, mention_weight
from kg.evaluation.groups import group_of
from kg.model import Claim, Document, EventMention, Mention, Span

PLACE_ROLES = frozenset({"targets", "location", "origin", "destination", "via"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is right or wrong as a whole; facts of one layer and key are one, whatever their words."""

    layer: str
    key: tuple[Hashable, ...]
    words: str = field(compare=False)
    span: Span | None = field(compare=False, default=None)


@dataclass(frozen=True)
class Alignment:
    """Which things of two documents are one: positions in the annotation to positions in the system's document."""

    mentions: dict[int, int]
    entities: dict[int, int]
    events: dict[int, int]
    claims: dict[int, int]


@dataclass(frozen=True)
class Names:
    """What the things of a document are called when facts are compared: entities by id, events and claims by position."""

    side: str
    mentions: Mapping[int, int]
    entities: Mapping[str, str]
    events: Mapping[int, str]
    claims: Mapping[int, str]
    event_ids: Mapping[str, str]

    def entity(self, id: str) -> Hashable:
        """The name of an entity that a fact refers to."""
        return self.entities.get(id, (self.side, id))

    def event(self, position: int) -> Hashable:
        """The name of an event."""
        return self.events.get(position, (self.side, position))

    def claim(self, position: int) -> Hashable:
        """The name of a claim."""
        return self.claims.get(position, (self.side, position))

    def event_of(self, id: str) -> Hashable:
        """The name of an event that a claim refers to."""
        return self.event_ids.get(id, (self.side, id))


def align_documents(gold: Document, system: Document) -> Alignment:
    """Align mentions, entities, events and claims, each one to one."""
    entities = align(gold.entities, system.entities, entity_weight)
    entity_of = {system.entities[s].id: gold.entities[g].id for g, s in entities.items()}
    return Alignment(
        align(typed_mentions(gold), typed_mentions(system), mention_weight),
        entities,
        align(gold.events, system.events, lambda g, s: event_weight(g, s, entity_of)),
        align(gold.claims, system.claims, claim_weight),
    )


def typed_mentions(document: Document) -> list[tuple[Mention, str]]:
    """Give every mention with its entity's type."""
    return [(mention, entity.type) for entity in document.entities for mention in entity.mentions]


def gold_facts(gold: Document) -> dict[str, frozenset[Fact]]:
    """Give the facts of the annotation by layer."""
    return _facts(
        gold,
        Names(
            "gold",
            {n: n for n, _ in enumerate(typed_mentions(gold))},
            {entity.id: entity.id for entity in gold.entities},
            {n: event.id for n, event in enumerate(gold.events)},
            {n: claim.id for n, claim in enumerate(gold.claims)},
            {event.id: event.id for event in gold.events},
        ),
    )


def system_facts(gold: Document, system: Document, alignment: Alignment) -> dict[str, frozenset[Fact]]:
    """Give the facts of the system by layer, in the terms of the annotation."""
    return _facts(system, system_names(gold, system, alignment))


def system_names(gold: Document, system: Document, alignment: Alignment) -> Names:
    """Give what the system's things are called in the annotation."""
    return Names(
        "system",
        {s: g for g, s in alignment.mentions.items()},
        {system.entities[s].id: gold.entities[g].id for g, s in alignment.entities.items()},
        {s: gold.events[g].id for g, s in alignment.events.items()},
        {s: gold.claims[g].id for g, s in alignment.claims.items()},
        {system.events[s].id: gold.events[g].id for g, s in alignment.events.items()},
    )


def _facts(document: Document, names: Names) -> dict[str, frozenset[Fact]]:
    found = [fact for find in _LAYERS for fact in find(document, names)]
    return {layer: frozenset(fact for fact in found if fact.layer == layer) for layer in LAYERS}


LAYERS = (
    "mentions", "entities", "triggers", "events", "events-group", "arguments", "arguments-any",
    "quantities", "claims", "claim-facts", "about", "relations",
)  # fmt: skip
"""The layers whose facts are right or wrong, in the order of the table."""


def _mentions(document: Document, names: Names) -> list[Fact]:
    return [
        Fact("mentions", (names.mentions.get(n, (names.side, n)),), type, mention.span)
        for n, (mention, type) in enumerate(typed_mentions(document))
    ]


def _entities(document: Document, names: Names) -> list[Fact]:
    return [
        Fact("entities", (names.entities.get(each.id, (names.side, n)), each.type), f"{each.type} {each.name}", _first(each.mentions))
        for n, each in enumerate(document.entities)
    ]


def _first(mentions: Sequence[Mention]) -> Span | None:
    return mentions[0].span if mentions else None


def _events(document: Document, names: Names) -> list[Fact]:
    found = []
    for n, event in enumerate(document.events):
        name, group = names.event(n), group_of(event.kind or event.type) or (names.side, n)
        for layer, key in (("triggers", (name,)), ("events", (name, event.type)), ("events-group", (name, group))):
            found.append(Fact(layer, key, event_words(event), event.trigger))
    return found


def event_words(event: EventMention) -> str:
    """Say which event is meant: its type and trigger."""
    return f"{event.type} “{event.trigger.text}”"


def _arguments(document: Document, names: Names) -> list[Fact]:
    labels = {entity.id: entity.name for entity in document.entities}
    found = []
    for n, event in enumerate(document.events):
        for each in event.arguments:
            words = f"{event_words(event)} {each.role} {labels.get(each.entity, each.entity)}"
            role = "place" if each.role in PLACE_ROLES else each.role
            name, filler = names.event(n), names.entity(each.entity)
            found.append(Fact("arguments", (name, each.role, filler), words, event.trigger))
            found.append(Fact("arguments-any", (name, role, filler), words, event.trigger))
    return found


def _quantities(document: Document, names: Names) -> list[Fact]:
    return [
        Fact("quantities", (names.event(n), each.role, each.value), f"{event_words(event)} {each.role} {each.value}", each.span)
        for n, event in enumerate(document.events)
        for each in event.quantities
    ]


def _claims(document: Document, names: Names) -> list[Fact]:
    labels = {entity.id: entity.name for entity in document.entities}
    found = []
    for n, claim in enumerate(document.claims):
        name, words = names.claim(n), _claim(claim)
        found.append(Fact("claims", (name,), words, claim.cue))
        found.append(Fact("claim-facts", (name, "act", claim.act), f"{words} act {claim.act}", claim.cue))
        for id in claim.speakers:
            found.append(Fact("claim-facts", (name, "speaker", names.entity(id)), f"{words} speaker {labels.get(id, id)}", claim.cue))
    return found


def _claim(claim: Claim) -> str:
    return f"“{claim.cue.text}”"


def _about(document: Document, names: Names) -> list[Fact]:
    labels = {event.id: event_words(event) for event in document.events}
    return [
        Fact("about", (names.claim(n), names.event_of(id)), f"{_claim(claim)} about {labels.get(id, id)}", claim.cue)
        for n, claim in enumerate(document.claims)
        for id in claim.about
    ]


def _relations(document: Document, names: Names) -> list[Fact]:
    labels = {entity.id: entity.name for entity in document.entities}
    return [
        Fact(
            "relations",
            (names.entity(each.subject), each.predicate, names.entity(each.object)),
            f"{labels.get(each.subject, each.subject)} {each.predicate} {labels.get(each.object, each.object)}",
            each.span,
        )
        for each in document.relations
    ]


_LAYERS: tuple[Callable[[Document, Names], list[Fact]], ...] = (
    _mentions, _entities, _events, _arguments, _quantities, _claims, _about, _relations,
)  # fmt: skip

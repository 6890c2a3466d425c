"""A told event made ready for comparison: its entities by their canonical ids, its window of days, its group of types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.fusion.chronology import Window, read_window
from kg.gazetteer import Gazetteer
from kg.model import Document, Entity, EventMention

Key = tuple[str, str]
"""An article's id, and an id of something in it."""

PLACE_ROLES = ("targets", "location", "origin", "destination", "via")
_GROUPS = {
    "attack": "Attack RocketAttack MissileAttack DroneAttack MortarAttack Shelling Airstrike Bombing Ambush ArmedClash "
    "Assassination Abduction Explosion Interception Arrest",
    "movement": "ConvoyMovement Deployment Withdrawal Reconnaissance MilitaryExercise Seizure",
    "resource": "ResourceSmuggling EconomicAgreement Sanction",
    "politics": "Protest Negotiation PoliticalDecision",
}
_GROUP_OF = {type: group for group, types in _GROUPS.items() for type in types.split()}
_FACILITIES = frozenset({"Facility", "MilitaryBase", "Airbase", "OilField", "GasField", "BorderCrossing"})


@dataclass(frozen=True)
class Telling:
    """One article's telling of an event, with canonical entities."""

    key: Key
    event: EventMention
    roles: Mapping[str, frozenset[str]]

    @property
    def group(self) -> str:
        """The group of types it may be compared within; a type of its own where it belongs to none."""
        return _GROUP_OF.get(self.event.kind or self.event.type, self.event.type)

    @cached_property
    def window(self) -> Window | None:
        """The days on which it may have been."""
        return read_window(self.event.date)

    @cached_property
    def places(self) -> frozenset[str]:
        """What it was done to, and where."""
        return frozenset().union(*(self.filling(role) for role in PLACE_ROLES))

    def filling(self, role: str) -> frozenset[str]:
        """The entities in a role."""
        return self.roles.get(role, frozenset())


@dataclass(frozen=True)
class Setting:
    """What a comparison may look up: the canonical entities, and what the gazetteer says of them."""

    entities: Mapping[str, Entity]
    gazetteer: Gazetteer
    named: frozenset[str] = field(default=frozenset())  # ids of entities that have a name

    def label(self, id: str) -> str:
        """An entity's label."""
        return self.entities[id].label

    def labels(self, ids: frozenset[str]) -> str:
        """The labels of several, for a reason."""
        return ", ".join(sorted(self.label(id) for id in ids))

    def is_facility(self, id: str) -> bool:
        """Say whether it is a named base, field, crossing or the like."""
        return self.entities[id].type in _FACILITIES and id in self.named

    def is_telling(self, id: str) -> bool:
        """Say whether it is one of few: a named facility, a person or a city, no force, region or state."""
        return self.is_facility(id) or (self.entities[id].type in ("Person", "City") and id in self.named)

    def parents(self, id: str) -> frozenset[str]:
        """The places a place lies in, as far as the gazetteer knows."""
        found: set[str] = set()
        waiting = [id]
        while waiting:
            entry = self.gazetteer.entries.get(waiting.pop())
            above = [up for up in (entry.located_in, entry.country) if up and up not in found] if entry else []
            found.update(above)
            waiting.extend(above)
        return frozenset(found - {id})

    def allies(self, id: str) -> frozenset[str]:
        """The bodies an actor is part of, and those that back it."""
        entry = self.gazetteer.entries.get(id)
        return frozenset((*entry.member_of, *entry.backed_by, *((entry.country,) if entry.country else ()))) if entry else frozenset()


def read_tellings(documents: Sequence[Document], entity_of: Mapping[Key, str]) -> list[Telling]:
    """Make the tellings of all documents, sorted by article and event."""
    tellings = [
        Telling((document.article.id, event.id), event, _roles(document, event, entity_of))
        for document in documents
        for event in document.events
    ]
    return sorted(tellings, key=lambda telling: telling.key)


def _roles(document: Document, event: EventMention, entity_of: Mapping[Key, str]) -> dict[str, frozenset[str]]:
    roles = dict.fromkeys(argument.role for argument in event.arguments)
    return {role: frozenset(entity_of[document.article.id, filler] for filler in event.fillers(role)) for role in roles}

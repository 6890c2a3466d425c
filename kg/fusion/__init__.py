"""Fusion: documents in, the world out: which entities and events of different articles are one, and what contradicts what.

Every decision is a recorded `Judgement` with its reasons; the order of the documents changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.fusion.canonical import claims_about, make_events
from kg.fusion.contradictions import find_contradictions
from kg.fusion.interests import find_interests, read_ties
from kg.fusion.linking import Linking, link_entities
from kg.fusion.origins import Voices, find_origins
from kg.fusion.outlets import name_outlets
from kg.fusion.reprints import find_reprints
from kg.fusion.resolver import resolve
from kg.fusion.telling import Key, Setting, Telling, read_tellings
from kg.gazetteer import Gazetteer
from kg.model import Claim, Document, Event, Interest, World

__all__ = ["fuse"]


def fuse(documents: Iterable[Document], gazetteer: Gazetteer) -> World:
    """Fuse what the documents say into one world.

    Parameters
    ----------
    documents : what the articles say; one document an article.
    gazetteer : the reference data that extraction linked to.
    """
    ordered = sorted(documents, key=lambda document: document.article.id)
    linking = link_entities(ordered, gazetteer)
    setting = Setting({entity.id: entity for entity in linking.entities}, gazetteer, linking.named)
    tellings = read_tellings(ordered, linking.entity_of)
    clusters, judgements = resolve(tellings, setting)
    by_key = {telling.key: telling for telling in tellings}
    claims = claims_about(ordered)
    voices = Voices(linking.entity_of, linking.named, find_reprints(ordered), name_outlets((d.article for d in ordered), gazetteer))
    events = [
        replace(event, origins=find_origins([by_key[key] for key in event.members], claims, voices))
        for event in make_events(clusters, tellings, ordered, setting)
    ]
    return World(
        entities=linking.entities,
        events=tuple(events),
        judgements=(*linking.judgements, *judgements),
        contradictions=find_contradictions(events, tellings, ordered, linking.entity_of, setting),
        interests=_find_interests(events, by_key, claims, ordered, linking, setting),
        entity_of=linking.entity_of,
        event_of={key: event.id for event in events for key in event.members},
    )


def _find_interests(
    events: Sequence[Event],
    tellings: Mapping[Key, Telling],
    claims: Mapping[Key, list[tuple[str, Claim]]],
    documents: Sequence[Document],
    linking: Linking,
    setting: Setting,
) -> tuple[Interest, ...]:
    ties = read_ties(documents, linking.entity_of, setting)
    found = {
        interest
        for event in events
        for interest in find_interests([tellings[key] for key in event.members], claims, linking.entity_of, setting, ties)
    }
    return tuple(sorted(found, key=lambda each: (each.claim, each.participant, each.reason)))

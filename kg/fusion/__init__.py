"""Fusion: documents in, the world out: which entities and events of different articles are one, and what contradicts what.

Every decision is a recorded `Judgement` with its reasons; the order of the documents changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.fusion.canonical import make_events
from kg.fusion.contradictions import find_contradictions
from kg.fusion.linking import link_entities
from kg.fusion.resolver import resolve
from kg.fusion.telling import Setting, read_tellings
from kg.gazetteer import Gazetteer
from kg.model import Document, World

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
    events = make_events(clusters, tellings, ordered, setting)
    return World(
        entities=linking.entities,
        events=tuple(events),
        judgements=(*linking.judgements, *judgements),
        contradictions=find_contradictions(events, tellings, ordered, linking.entity_of, setting),
        entity_of=linking.entity_of,
        event_of={key: event.id for event in events for key in event.members},
    )

"""Documents in, the JSON of one file out: entities, events, claims and relations with their offsets into that file.

The format is the one documented in `docs/data-model.md`; a file that holds several articles gives one JSON in which things
of the same gazetteer entry, or of the same name and type, are one entity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.extraction.names import fold
from kg.extraction.roles import ROLES
from kg.gazetteer import Gazetteer
from kg.model import Argument, ArticleEntity, Claim, Document, EventMention, Mention, PlaceName, Quantity, Relation, Span, TimeExpression


def to_json(documents: Sequence[Document], gazetteer: Gazetteer) -> dict[str, Any]:
    """Give what the articles of one file say, as plain lists and dictionaries.

    Parameters
    ----------
    documents
        The documents of one file, in order of text; at least one.
    """
    first = documents[0].article
    ids = _Ids(documents)
    return {
        "article": {"file": first.file, "title": first.title, "outlet": first.outlet, "date": first.date, "sha256": first.sha256},
        "entities": [_entity(entity, gazetteer) for entity in ids.entities()],
        "events": [_event(event, n, ids) for n, document in enumerate(documents) for event in document.events],
        "claims": [_claim(claim, n, ids) for n, document in enumerate(documents) for claim in document.claims],
        "relations": [_relation(r, n, ids) for n, document in enumerate(documents) for r in document.relations],
        "times": [_time(time) for document in documents for time in document.times],
        "things": [{**(_span(thing.span) or {}), "type": thing.type} for document in documents for thing in document.things],
        "places": [_place(place, gazetteer) for document in documents for place in document.places],
        "attributions": [_attribution(a, n, ids) for n, document in enumerate(documents) for a in document.attributions],
    }


class _Ids:
    """One id for each thing over the documents of a file."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._chosen: dict[tuple[int, str], str] = {}
        self._merged: dict[str, ArticleEntity] = {}
        self._several = len(documents) > 1
        keys: dict[tuple[str, ...], str] = {}
        for n, document in enumerate(documents):
            for entity in document.entities:
                key = self._key(n, entity)
                id = keys.setdefault(key, self._free(entity.id))
                self._chosen[n, entity.id] = id
                known = self._merged.get(id, replace(entity, id=id, mentions=(), pronouns=()))
                self._merged[id] = replace(known, mentions=known.mentions + entity.mentions, pronouns=known.pronouns + entity.pronouns)

    def _free(self, wanted: str) -> str:
        id, n = wanted, 2
        while id in self._merged:
            id, n = f"{wanted}-{n}", n + 1
        return id

    @staticmethod
    def _key(n: int, entity: ArticleEntity) -> tuple[str, ...]:
        if entity.link:
            return ("link", entity.link)
        return ("name", entity.type, entity.name.lower()) if entity.is_named else ("local", str(n), entity.id)

    def __call__(self, n: int, id: str) -> str:
        return self._chosen[n, id]

    def event(self, n: int, id: str) -> str:
        """The id of an event: prefixed by the article's number where a file has several."""
        return f"a{n + 1}-{id}" if self._several else id

    def entities(self) -> list[ArticleEntity]:
        return list(self._merged.values())


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"text": span.text, "start": span.start, "end": span.end}


def _entity(entity: ArticleEntity, gazetteer: Gazetteer) -> dict[str, Any]:
    entry = gazetteer.entries.get(entity.link or "")
    value: dict[str, Any] = {"id": entity.id, "type": entity.type, "name": entity.name}
    if entry is not None:
        value["gazetteer"] = entry.id
        value |= {k: v for k, v in (("wikidata", entry.wikidata), ("lat", entry.latitude), ("lon", entry.longitude)) if v is not None}
    if entity.candidates:
        value["candidates"] = list(entity.candidates)
    value["mentions"] = [_mention(mention) for mention in entity.mentions]
    if entity.pronouns:
        use = {"as": "actor"} if entity.type == "State" else {}
        value["pronouns"] = [{**(_span(span) or {}), **use} for span in entity.pronouns]
    return value


def _mention(mention: Mention) -> dict[str, Any]:
    use = {"as": mention.use} if mention.use else {}
    return {**(_span(mention.span) or {}), "kind": mention.kind, **use, "rule": mention.rule, "confidence": mention.confidence}


def _argument(argument: Argument, entity: str) -> dict[str, Any]:
    words = {"text": _span(argument.span), "rule": argument.rule, "confidence": argument.confidence}
    return {"role": argument.role, "entity": entity, **words}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    figure = {"role": quantity.role, "value": quantity.value, "qualifier": quantity.qualifier, "low": quantity.low, "high": quantity.high}
    return {**figure, "text": _span(quantity.span), "rule": quantity.rule, "confidence": quantity.confidence}


def _event(event: EventMention, n: int, ids: _Ids) -> dict[str, Any]:
    value: dict[str, Any] = {"id": ids.event(n, event.id), "type": event.type, "status": event.status, "trigger": _span(event.trigger)}
    if event.triggers[1:]:
        value["more_triggers"] = [_span(s) for s in event.triggers[1:]]
    value["date"] = event.date
    if event.date_span:
        value["date_text"] = _span(event.date_span)
    if event.date:
        value |= {"date_rule": event.date_rule, "date_confidence": event.date_confidence}
    if event.is_aggregate:
        value["aggregate"] = True
    if event.acled:
        value["acled"] = event.acled
    for role in ROLES:
        fillers = [ids(n, f) for f in event.fillers(role)]
        if fillers or role in ROLES[:3]:
            value[role] = list(dict.fromkeys(fillers))
    if event.arguments:
        value["arguments"] = [_argument(argument, ids(n, argument.entity)) for argument in event.arguments]
    if event.instruments:
        value["instrument"] = [_span(s) for s in event.instruments]
    if event.attribution:
        value["attribution"] = {ids(n, doer): certainty for doer, certainty in event.attribution}
    if event.objects:
        value["objects"] = [_span(s) for s in event.objects]
    if event.quantities:
        value["quantities"] = [_quantity(quantity) for quantity in event.quantities]
    if event.retaliation_for:
        value["retaliation_for"] = [ids.event(n, e) for e in event.retaliation_for]
    return value | {"rule": event.rule, "confidence": event.confidence}


def _claim(claim: Claim, n: int, ids: _Ids) -> dict[str, Any]:
    return {
        "id": ids.event(n, claim.id),
        "speakers": [ids(n, s) for s in claim.speakers],
        "via": [ids(n, s) for s in claim.via],
        "cue": _span(claim.cue),
        "act": claim.act,
        "about": [ids.event(n, e) for e in claim.about],
        "content": _span(claim.content),
        "speaker_text": _span(claim.speaker_span),
        "rule": claim.rule,
        "confidence": claim.confidence,
    }


def _attribution(attribution: Claim, n: int, ids: _Ids) -> dict[str, Any]:
    """An attribution in the form of a claim; without what it has not."""
    value = _claim(attribution, n, ids)
    del value["about"]
    return {key: each for key, each in value.items() if (each is not None and each != []) or key == "speakers"}


def _relation(relation: Relation, n: int, ids: _Ids) -> dict[str, Any]:
    return {
        "s": ids(n, relation.subject),
        "p": relation.predicate,
        "o": ids(n, relation.object),
        "text": _span(relation.span),
        **({"more_texts": [_span(span) for span in relation.more_spans]} if relation.more_spans else {}),
        "rule": relation.rule,
        "confidence": relation.confidence,
    }


def _time(time: TimeExpression) -> dict[str, Any]:
    return {**(_span(time.span) or {}), "type": time.kind, "value": time.value}


def _place(place: PlaceName, gazetteer: Gazetteer) -> dict[str, Any]:
    """A place name, with its point and how exact that is, in metres, where the gazetteer has them."""
    entry = gazetteer.entries.get(place.link or "")
    if entry is None or entry.latitude is None:
        return _span(place.span) or {}
    return {**(_span(place.span) or {}), "lat": entry.latitude, "lon": entry.longitude, "precision": entry.precision, "gazetteer": entry.id}


def slug(name: str) -> str:
    """Make a readable id of a name.

    >>> slug("Kata'ib Hezbollah"), slug("Ministry of Foreign Affairs (Syria)")
    ('kataib-hezbollah', 'ministry-of-foreign-affairs-syria')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "thing"

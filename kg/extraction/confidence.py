"""A document in, the same document with the confidence of each fact out: the share of the facts of its rule that were right.

The shares are measured on annotated articles (`kg.evaluation.calibration`) and kept in `kg/data/confidence.toml`, by layer, and within
it by rule, from the general to the special: ``cue``, ``cue/clause``. A rule that was never seen has the share of what is above it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kg.model import Argument, Claim, Document, EventMention, Mention, Quantity, Relation
from kg.resources import data_path

ALL = "all"
UNKNOWN = 0.5  # of a layer that was not measured

Path = tuple[str, ...]
"""A rule with what it is a case of: ("targets", "place")."""


@dataclass(frozen=True, eq=False)
class Shares:
    """The share of right facts by layer and rule."""

    tables: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def of(self, layer: str, path: Path) -> float:
        """Give the share of the most special rule that is known.

        >>> shares = Shares({"claims": {"all": {"share": 0.8}, "cue": {"share": 0.9}}})
        >>> shares.of("claims", ("cue", "tell")), shares.of("claims", ("noun",)), shares.of("dates", ())
        (0.9, 0.8, 0.5)
        """
        table = self.tables.get(layer, {})
        for key in (*("/".join(path[:n]) for n in range(len(path), 0, -1)), ALL):
            if key in table:
                return float(table[key]["share"])
        return UNKNOWN


@lru_cache(maxsize=1)
def load_shares() -> Shares:
    """Load the shipped shares."""
    return Shares(tomllib.loads(data_path("confidence.toml").read_text(encoding="utf-8")))


def weigh(document: Document, shares: Shares) -> Document:
    """Give every fact the confidence of its rule."""
    return replace(
        document,
        entities=tuple(replace(each, mentions=tuple(_mention(m, shares) for m in each.mentions)) for each in document.entities),
        events=tuple(_event(event, shares) for event in document.events),
        claims=tuple(_claim(claim, shares) for claim in document.claims),
        relations=tuple(replace(each, confidence=shares.of("relations", relation_path(each))) for each in document.relations),
        attributions=tuple(_claim(claim, shares) for claim in document.attributions),
    )


def _mention(mention: Mention, shares: Shares) -> Mention:
    return replace(mention, confidence=shares.of("mentions", mention_path(mention)))


def _claim(claim: Claim, shares: Shares) -> Claim:
    return replace(claim, confidence=shares.of("claims", claim_path(claim)))


def _event(event: EventMention, shares: Shares) -> EventMention:
    return replace(
        event,
        arguments=tuple(replace(each, confidence=shares.of("arguments", argument_path(each))) for each in event.arguments),
        quantities=tuple(replace(each, confidence=shares.of("quantities", quantity_path(each))) for each in event.quantities),
        confidence=shares.of("events", event_path(event)),
        date_confidence=shares.of("dates", date_path(event)) if event.date else 1.0,
    )


# --- the rule of a fact, from the general to the special ------------------------------------------------------------------------


def mention_path(mention: Mention) -> Path:
    """Give the rule of a mention: what it goes by, and which kind of it.

    >>> from kg.model import Span
    >>> mention_path(Mention(Span(0, 4, "Iraq"), "name", "ner-gpe"))
    ('ner', 'gpe')
    """
    return _parts(mention.rule)


def event_path(event: EventMention) -> Path:
    """Give the rule of an event: its word's frame, and how the word is carried ("attack:strike:hit" is of the frame attack)."""
    frame, _, light = event.rule.partition(":")
    return (frame, light.partition(":")[2] or "alone")


def date_path(event: EventMention) -> Path:
    """Give the rule of an event's date: whose clause it stands in, and which kind of time it is."""
    return _parts(event.date_rule)


def argument_path(argument: Argument) -> Path:
    """Give the rule of an argument: its role, and the step that filled it."""
    return (argument.role, argument.rule)


def quantity_path(quantity: Quantity) -> Path:
    """Give the rule of a figure: its role, and how near the event's word it stands."""
    return (quantity.role, quantity.rule)


def claim_path(claim: Claim) -> Path:
    """Give the rule of a claim: what it goes by, and the pattern of its clause."""
    return _parts(claim.rule)


def relation_path(relation: Relation) -> Path:
    """Give the rule of a relation: its predicate, and what states it."""
    return (relation.predicate, relation.rule.partition("-")[0])


def _parts(rule: str) -> Path:
    return tuple(rule.split("-", 1))

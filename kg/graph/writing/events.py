"""An event mention goes in; its triggers, roles, figures and date come out as triples, each with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.graph.literals import boolean, decimal, integer, words
from kg.graph.namespaces import KG, RDF_TYPE, argument_iri, quantity_iri, role_property
from kg.graph.writing.dates import date_rows
from kg.graph.writing.scope import Row, Scope, found_by, types
from kg.model import Argument, EventMention, Quantity


def event_rows(scope: Scope, event: EventMention) -> Iterator[Row]:
    """Describe an event as the article tells it."""
    node = scope.part(event.id)
    yield node, RDF_TYPE, KG.EventMention
    yield from types(node, event.type, scope.ontology)
    yield node, KG.article, scope.article
    yield node, KG.status, KG[f"status-{event.status}"]
    yield node, KG.trigger, scope.mention(event.trigger)
    for span in event.triggers[1:]:
        yield node, KG.moreTrigger, scope.mention(span)
    for span in event.instruments:
        yield node, KG.instrument, scope.mention(span)
    for span in event.objects:
        yield node, KG.thingHit, scope.mention(span)
    if event.acled:
        yield node, KG.acledSubEvent, KG[f"acled-{_slug(event.acled)}"]
    certainties = dict(event.attribution)
    for number, argument in enumerate(event.arguments):
        yield from argument_rows(scope, event, number, argument)
        if argument.role == "agents" and argument.entity in certainties:
            about = argument_iri(scope.document.article.id, event.id, number)
            yield about, KG.certainty, KG[f"certainty-{certainties[argument.entity]}"]
    for number, quantity in enumerate(event.quantities):
        yield from quantity_rows(scope, event, number, quantity)
    yield from date_rows(node, event.date)
    if event.date_span is not None:
        yield node, KG.dateEvidence, scope.mention(event.date_span)
    if event.date is not None and event.date_rule:
        yield node, KG.dateRule, words(event.date_rule)
        yield node, KG.dateConfidence, decimal(event.date_confidence)
    if event.is_aggregate:
        yield node, KG.isAggregate, boolean(True)
    for other in event.retaliation_for:
        yield node, KG.retaliationFor, scope.part(other)
    yield from found_by(node, event.rule, event.confidence)


def argument_rows(scope: Scope, event: EventMention, number: int, argument: Argument) -> Iterator[Row]:
    """State a participant twice: directly on the event, and as a node with its evidence."""
    node, owner = argument_iri(scope.document.article.id, event.id, number), scope.part(event.id)
    filler = scope.entity(argument.entity)
    yield owner, role_property(argument.role), filler
    yield owner, KG.argument, node
    yield node, RDF_TYPE, KG.Argument
    yield node, KG.role, KG[f"role-{argument.role}"]
    yield node, KG.filler, filler
    yield node, KG.evidence, scope.mention(argument.span)
    yield from found_by(node, argument.rule, argument.confidence)


def _slug(name: str) -> str:
    """The local name of an ACLED type.

    >>> _slug("Shelling/artillery/missile attack")
    'shelling-artillery-missile-attack'
    """
    return re.sub(r"[^a-z]+", "-", name.lower())


def quantity_rows(scope: Scope, event: EventMention, number: int, quantity: Quantity) -> Iterator[Row]:
    """State a figure as a range, with the words it is read from."""
    node = quantity_iri(scope.document.article.id, event.id, number)
    yield scope.part(event.id), KG.quantity, node
    yield node, RDF_TYPE, KG.Quantity
    yield node, KG.quantityRole, KG[f"quantity-{quantity.role}"]
    yield node, KG.value, integer(quantity.value)
    yield node, KG.low, integer(quantity.low)
    if quantity.high is not None:
        yield node, KG.high, integer(quantity.high)
    yield node, KG.qualifier, KG[f"qualifier-{quantity.qualifier}"]
    yield node, KG.evidence, scope.mention(quantity.span)
    yield from found_by(node, quantity.rule, quantity.confidence)

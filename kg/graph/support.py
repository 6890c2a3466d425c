"""An indexed graph goes in; the facts that nothing supports come out, each with what it lacks.

Every node of the text layer needs words; every statement that has no words of its own (a role, a relation, what stands on an event) needs
the node that has them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.namespaces import KG, concepts, role_property
from kg.graph.passages import Passages, Term, text_of
from kg.graph.writing.articles import DENOTED_BY
from kg.graph.writing.claims import OBJECT, PREDICATE, SUBJECT
from kg.graph.writing.scope import BEGIN, END, QUOTE

Unsupported = tuple[Term, str]
"""A fact's node, and what it lacks."""

_NEEDS = {"EventMention": "trigger", "Argument": "evidence", "Quantity": "evidence", "Claim": "cue", "RelationStatement": "evidence"}


def unsupported_facts(facts: Passages) -> Iterator[Unsupported]:
    """Find every fact without evidence."""
    yield from _without_words(facts)
    yield from _undescribed(facts)
    yield from _bare_roles(facts)
    yield from _bare_relations(facts)
    yield from _unheard_entities(facts)
    yield from _untold_events(facts)
    yield from _unstated_stances(facts)


def _without_words(facts: Passages) -> Iterator[Unsupported]:
    for type, predicate in _NEEDS.items():
        for node in facts.of_class(KG[type]):
            if not facts.has(node, KG[predicate]):
                yield node, f"it has no evidence: its {predicate} is missing"


def _undescribed(facts: Passages) -> Iterator[Unsupported]:
    """Find facts that point to a mention without words and offsets."""
    for predicate in (*facts.evidence_properties, DENOTED_BY):
        for node, mention in facts.pairs(predicate):
            if any(not facts.has(mention, part) for part in (BEGIN, END, QUOTE)):
                yield node, f"it rests on a mention that the graph does not describe: <{text_of(mention)}>"
            elif facts.article(node) not in (None, facts.article(mention)):
                yield node, f"it rests on words of another article: <{text_of(mention)}>"


def _bare_roles(facts: Passages) -> Iterator[Unsupported]:
    """Find roles on an event mention that no argument states, and roles on an event that none of its mentions has."""
    for role in concepts("roles"):
        predicate = role_property(role)
        argued = {(node, value) for node, value in _arguments(facts, role)}
        told = {(event, value) for event, mention in facts.pairs(KG.hasMention) for value in facts.objects(mention, predicate)}
        for node, value in facts.pairs(predicate):
            if (node, value) not in argued and (node, value) not in told:
                yield node, f"no words state one of its {role}: {facts.label(value)}"


def _arguments(facts: Passages, role: str) -> Iterator[tuple[Term, Term]]:
    for node, argument in facts.pairs(KG.argument):
        if KG[f"role-{role}"] in facts.objects(argument, KG.role):
            yield from ((node, value) for value in facts.objects(argument, KG.filler))


def _bare_relations(facts: Passages) -> Iterator[Unsupported]:
    """Find relations in an article's graph that no statement of that article states."""
    stated = set()
    for node in facts.of_class(KG.RelationStatement):
        parts = [(*facts.objects(node, part), node)[0] for part in (SUBJECT, PREDICATE, OBJECT)]
        stated.add((facts.article(node), *parts))
    for article, subject, predicate, value in sorted(facts.relations - stated, key=str):
        yield article, f"no words state this relation: {facts.label(subject)} {facts.label(predicate)} {facts.label(value)}"


def _unheard_entities(facts: Passages) -> Iterator[Unsupported]:
    for entity, part in facts.pairs(KG.hasArticleEntity):
        if not facts.subjects(KG.standsFor, part):
            yield entity, f"no mention stands for it in the article: <{text_of(part)}>"


def _untold_events(facts: Passages) -> Iterator[Unsupported]:
    """Find events that no article tells, and figures and means on an event that none of its mentions has."""
    mentions = set(facts.of_class(KG.EventMention))
    for event in facts.of_class(KG.Event):
        if event in mentions:
            continue
        told = facts.objects(event, KG.hasMention)
        if not any(mention in mentions for mention in told):
            yield event, "no article tells it"
        for predicate in (KG.quantity, KG.instrument):
            known = {value for mention in told for value in facts.objects(mention, predicate)}
            for value in facts.objects(event, predicate):
                if value not in known:
                    yield event, f"none of its mentions has this: <{text_of(value)}>"


def _unstated_stances(facts: Passages) -> Iterator[Unsupported]:
    """Find claims about an event that are about none of its mentions."""
    for predicate in (KG.affirms, KG.denies, KG.about):
        pairs = set(facts.pairs(predicate))
        for claim, event in facts.pairs(predicate):
            told = facts.objects(event, KG.hasMention)
            if told and not any((claim, mention) in pairs for mention in told):
                yield claim, f"it is about none of the mentions of {facts.label(event)}"

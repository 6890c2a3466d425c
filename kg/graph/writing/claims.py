"""A claim or a relation goes in; who says it, through whom, in which words, and about what, come out as triples."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.literals import integer, words
from kg.graph.namespaces import KG, RDF_TYPE, entity_iri, expand, link_iri, relation_iri
from kg.graph.writing.scope import Row, Scope, found_by
from kg.model import Claim, Relation

SUBJECT, PREDICATE, OBJECT = (expand(f"rdf:{name}") for name in ("subject", "predicate", "object"))


def claim_rows(scope: Scope, claim: Claim) -> Iterator[Row]:
    """Describe a claim."""
    node = scope.part(claim.id)
    yield node, RDF_TYPE, KG.Claim
    yield node, KG.article, scope.article
    yield node, KG.act, KG[f"act-{claim.act}"]
    yield node, KG.cue, scope.mention(claim.cue)
    if claim.content is not None:
        yield node, KG.content, scope.mention(claim.content)
    if claim.speaker_span is not None:
        yield node, KG.speakerEvidence, scope.mention(claim.speaker_span)
    for speaker in claim.speakers:
        yield node, KG.source, scope.entity(speaker)
    for outlet in claim.via:
        yield node, KG.reportedVia, scope.entity(outlet)
    yield from _chain_rows(scope, claim)
    yield from _about_rows(scope, claim)
    yield from found_by(node, claim.rule, claim.confidence)


def _about_rows(scope: Scope, claim: Claim) -> Iterator[Row]:
    """State the stance of a claim on what it is about: the event as told here, and the event itself."""
    stance = KG.denies if claim.act == "deny" else KG.affirms
    for id in claim.about:
        for event in filter(None, (scope.part(id), scope.event(id))):
            yield scope.part(claim.id), stance, event
            yield scope.part(claim.id), KG.about, event


def _chain_rows(scope: Scope, claim: Claim) -> Iterator[Row]:
    """State the way from the speakers to the reader, as ordered nodes and in one line of names."""
    node, names = scope.part(claim.id), []
    for position, slugs in enumerate(_chain(scope, claim)):
        link = link_iri(scope.document.article.id, claim.id, position)
        yield node, KG.chainLink, link
        yield link, RDF_TYPE, KG.ChainLink
        yield link, KG.position, integer(position)
        for slug in slugs:
            yield link, KG.linkSource, entity_iri(slug)
        names.append(" and ".join(_label(scope, slug) for slug in slugs))
    outlet = scope.document.article.outlet
    if scope.outlet is None and outlet is not None:
        names.append(outlet)  # known by name only: it has no node
    if names:
        yield node, KG.sourceChain, words(" ← ".join(names))


def _chain(scope: Scope, claim: Claim) -> list[tuple[str, ...]]:
    steps = [tuple(dict.fromkeys(scope.slug(speaker) for speaker in claim.speakers)), *((scope.slug(via),) for via in claim.via)]
    if scope.outlet is not None and steps[-1] != (scope.outlet.id,):
        steps.append((scope.outlet.id,))
    return [step for step in steps if step]


def _label(scope: Scope, slug: str) -> str:
    if scope.outlet is not None and slug == scope.outlet.id:
        return scope.outlet.label
    return scope.labels.get(slug, slug)


def relation_rows(scope: Scope, number: int, relation: Relation) -> Iterator[Row]:
    """State a relation twice: directly between the entities, and as a statement with its evidence."""
    node = relation_iri(scope.document.article.id, number)
    subject, predicate, object = scope.entity(relation.subject), KG[relation.predicate], scope.entity(relation.object)
    yield subject, predicate, object
    yield node, RDF_TYPE, KG.RelationStatement
    yield node, SUBJECT, subject
    yield node, PREDICATE, predicate
    yield node, OBJECT, object
    yield node, KG.article, scope.article
    yield node, KG.evidence, scope.mention(relation.span)
    yield from found_by(node, relation.rule, relation.confidence)

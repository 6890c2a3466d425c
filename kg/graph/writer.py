"""Documents, their world and a gazetteer go in; the sorted quads of the dataset come out, one named graph per article.

What an article says stands in the graph named like the article; what the articles together are about in ``graph:entities``,
``graph:events``, ``graph:judgements`` (decided by rules), ``graph:curation`` (decided by people) and ``graph:gazetteer``; what the
dataset was made with in ``graph:provenance``, classes of a user's own ontology in ``graph:ontology``. Time expressions that date nothing,
and page furniture, stay in the document.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.errors import GraphError
from kg.fusion.outlets import find_outlet
from kg.graph.namespaces import graph_iri
from kg.graph.provenance import Provenance, generated_row, provenance_rows, shipped_digests
from kg.graph.serialization import serialize, sort_quads
from kg.graph.writing import articles, claims, events
from kg.graph.writing import world as world_layer
from kg.graph.writing.classes import ontology_rows
from kg.graph.writing.reference import gazetteer_rows
from kg.graph.writing.scope import SAME_DOCUMENTS, Row, Scope
from kg.model import Document, Entity, Event, World
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

__all__ = ["article_rows", "gazetteer_quads", "quads", "serialize", "world_quads"]


def quads(
    documents: Sequence[Document],
    world: World,
    gazetteer: Gazetteer,
    *,
    with_text: bool = True,
    provenance: Provenance | None = None,
    ontology: Ontology | None = None,
) -> list[Quad]:
    """Write the whole dataset.

    Parameters
    ----------
    with_text
        Whether each article's text is stored in its graph; without it, quotes are proven against the files.
    provenance
        What the documents were made with; by default, this version's rules and the shipped knowledge files.
    ontology
        The classes, where some events are of classes of one's own; what its files say is written too.

    Raises
    ------
    GraphError
        If a span's words do not stand at its offsets, or the world lacks an entity of a document.
    """
    made_with = provenance or Provenance(digests=shipped_digests())
    labels = {entity.id: entity.label for entity in world.entities}
    written = [*world_quads(documents, world, gazetteer, ontology)]
    for document in documents:
        scope = Scope(document, world, labels, find_outlet(gazetteer, document.article.outlet), ontology)
        written += _in_graph(scope.article, [*article_rows(scope, with_text=with_text), generated_row(scope.article, made_with)])
    written += _in_graph(graph_iri("provenance"), provenance_rows(made_with))
    written += _in_graph(graph_iri("ontology"), ontology_rows(ontology) if ontology is not None else ())
    return sort_quads(written)


def article_rows(scope: Scope, *, with_text: bool) -> Iterator[Row]:
    """Write what one article says."""
    document = scope.document
    yield from articles.article_rows(scope, with_text=with_text)
    for number, sentence in enumerate(document.sentences):
        yield from articles.sentence_rows(scope, number, sentence, with_text=with_text)
    for entity in document.entities:
        yield from articles.entity_rows(scope, entity)
    for event in document.events:
        yield from events.event_rows(scope, event)
    for claim in document.claims:
        yield from claims.claim_rows(scope, claim)
    for number, relation in enumerate(document.relations):
        yield from claims.relation_rows(scope, number, relation)
    yield from scope.mentions()  # last: all others have asked for theirs


def world_quads(documents: Sequence[Document], world: World, gazetteer: Gazetteer, ontology: Ontology | None = None) -> Iterator[Quad]:
    """Write the graphs of the world layer, and of the gazetteer's entries that it speaks of."""
    yield from _in_graph(graph_iri("entities"), _entity_rows(documents, world))
    yield from _in_graph(graph_iri("events"), _event_rows(documents, world, ontology))
    yield from gazetteer_quads(gazetteer, _referred(documents, world, gazetteer))
    yield from _judgement_quads(world)


def gazetteer_quads(gazetteer: Gazetteer, ids: Iterable[str]) -> Iterator[Quad]:
    """Write the graph of these entries, and of all that they refer to; all of ``gazetteer.entries`` to check a gazetteer by the shapes."""
    return _in_graph(graph_iri("gazetteer"), gazetteer_rows(gazetteer, ids))


def _entity_rows(documents: Iterable[Document], world: World) -> Iterator[Row]:
    members = {(document.article.id, entity.id): entity for document in documents for entity in document.entities}
    for entity in world.entities:
        _check_members(entity, members)
        yield from world_layer.entity_rows(entity, members)


def _event_rows(documents: Iterable[Document], world: World, ontology: Ontology | None) -> Iterator[Row]:
    members = {(document.article.id, event.id): event for document in documents for event in document.events}
    for event in world.events:
        _check_members(event, members)
        yield from world_layer.event_rows(event, members, world, ontology)


def _check_members(thing: Entity | Event, members: Container[tuple[str, str]]) -> None:
    for article, id in thing.members:
        if (article, id) not in members:
            made_from = f"{id!r} of the article {article}"
            raise GraphError(f"{thing.id!r} of the world is made from {made_from}, which no document has. {SAME_DOCUMENTS}")


def _judgement_quads(world: World) -> Iterator[Quad]:
    for judgement in world.judgements:
        name = "judgements" if judgement.by == "rule" else "curation"
        yield from _in_graph(graph_iri(name), world_layer.judgement_rows(judgement))
    for contradiction in world.contradictions:
        yield from _in_graph(graph_iri("judgements"), world_layer.contradiction_rows(contradiction))
    for interest in world.interests:
        yield from _in_graph(graph_iri("judgements"), world_layer.interest_rows(interest))


def _referred(documents: Iterable[Document], world: World, gazetteer: Gazetteer) -> set[str]:
    """The entries that the dataset speaks of: links, candidates, the other side of judgements, and the articles' outlets."""
    ids = {entity.link for entity in world.entities if entity.link}
    ids.update(candidate for entity in world.entities for candidate in entity.candidates)
    ids.update(id for judgement in world.judgements for article, id in (judgement.left, judgement.right) if article == "gazetteer")
    outlets = (find_outlet(gazetteer, document.article.outlet) for document in documents)
    return ids | {outlet.id for outlet in outlets if outlet}


def _in_graph(name: NamedNode, rows: Iterable[Row]) -> Iterator[Quad]:
    return (Quad(subject, predicate, value, name) for subject, predicate, value in rows)

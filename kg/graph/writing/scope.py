"""What the functions that write one article's graph share: its document, the world's names for its things, and its mentions.

No span, no triple: a mention's IRI can only be had for words that stand at their offsets, and every mention handed out is described.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.graph.literals import decimal, integer, words
from kg.graph.namespaces import (
    KG,
    RDF_TYPE,
    article_iri,
    class_iri,
    entity_iri,
    event_iri,
    expand,
    lineage,
    mention_iri,
    part_iri,
    sentence_iri,
)
from kg.model import Document, GazetteerEntry, Span, World
from kg.ontology import Ontology

Row = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""A triple: subject, predicate, object. There are no blank nodes."""

SAME_DOCUMENTS = "The documents that are written must be the ones that were fused: fuse(documents, gazetteer)."

BEGIN, END, QUOTE, CONTEXT = (expand(f"nif:{name}") for name in ("beginIndex", "endIndex", "anchorOf", "referenceContext"))


@dataclass
class Scope:
    """One article being written."""

    document: Document
    world: World
    labels: Mapping[str, str]  # of all canonical entities, by id
    outlet: GazetteerEntry | None = None
    ontology: Ontology | None = None  # with the classes of one's own
    spans: set[Span] = field(default_factory=set)

    @cached_property
    def article(self) -> NamedNode:
        """The article's IRI."""
        return article_iri(self.document.article.id)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.document.sentences]

    def part(self, id: str) -> NamedNode:
        """Give the IRI of an event mention or claim of this article."""
        return part_iri(self.document.article.id, id)

    def mention(self, span: Span) -> NamedNode:
        """Give the IRI of a span's mention, which `mentions` will describe.

        Raises
        ------
        GraphError
            If other words stand at the span's offsets.
        """
        self.check(span)
        self.spans.add(span)
        return mention_iri(self.document.article.id, span.start, span.end)

    def check(self, span: Span) -> None:
        """See that a span's words stand at its offsets, inside the article."""
        article = self.document.article
        found = article.text[span.start : span.end]
        if found != span.text or not article.start <= span.start < span.end <= article.end:
            raise GraphError(
                f"{article.file}: characters {span.start} to {span.end} of the article ({article.start} to {article.end}) "
                f"are {found!r}, not {span.text!r}. Spans count from the start of the file's untouched text."
            )

    def slug(self, entity: str) -> str:
        """Give the id of the canonical entity that an entity of this article is."""
        try:
            return self.world.entity_of[self.document.article.id, entity]
        except KeyError as error:
            raise GraphError(f"{self.document.article.file}: the world has no entity for {entity!r}. {SAME_DOCUMENTS}") from error

    def entity(self, entity: str) -> NamedNode:
        """Give the IRI of the canonical entity that an entity of this article is."""
        return entity_iri(self.slug(entity))

    def event(self, event: str) -> NamedNode | None:
        """Give the IRI of the canonical event that an event mention of this article is of, if it is of one."""
        slug = self.world.event_of.get((self.document.article.id, event))
        return event_iri(slug) if slug else None

    def mentions(self) -> Iterator[Row]:
        """Describe every mention that was handed out so far."""
        for span in sorted(self.spans):
            yield from self._mention(span)

    def _mention(self, span: Span) -> Iterator[Row]:
        node = mention_iri(self.document.article.id, span.start, span.end)
        yield node, RDF_TYPE, KG.Mention
        yield node, BEGIN, integer(span.start)
        yield node, END, integer(span.end)
        yield node, QUOTE, words(span.text)
        yield node, CONTEXT, self.article
        number = bisect_right(self._starts, span.start) - 1
        if number >= 0 and span.start < self.document.sentences[number].span.end:
            yield node, KG.inSentence, sentence_iri(self.document.article.id, number)


def types(node: NamedNode, leaf: str, ontology: Ontology | None = None) -> Iterator[Row]:
    """State a thing's class, all superclasses, and which of them is its own; the class may be one of a user's own ontology."""
    is_own = ontology is not None and leaf in ontology.own
    terms = [class_iri(name) for name in ontology.lineage(leaf)] if ontology is not None and is_own else lineage(leaf)
    yield node, KG.leafType, terms[0]
    for term in terms:
        yield node, RDF_TYPE, term


def found_by(node: NamedNode, rule: str, confidence: float) -> Iterator[Row]:
    """State which rule found something, and how sure it is."""
    if rule:
        yield node, KG.rule, words(rule)
    yield node, KG.confidence, decimal(confidence)

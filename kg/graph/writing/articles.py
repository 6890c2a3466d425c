"""An article, its sentences and its entities go in; the triples that say what and where they are come out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.literals import boolean, english, integer, words
from kg.graph.namespaces import KG, RDF_TYPE, RDFS_LABEL, article_entity_iri, digest_iri, entity_iri, expand, sentence_iri
from kg.graph.writing.dates import date_rows
from kg.graph.writing.scope import BEGIN, CONTEXT, END, QUOTE, Row, Scope, found_by
from kg.model import ArticleEntity, Mention, Sentence

DENOTED_BY = expand("gaf:denotedBy")
TITLE = expand("dct:title")
URL = expand("schema:url")
DERIVED_FROM = expand("prov:wasDerivedFrom")


def article_rows(scope: Scope, *, with_text: bool) -> Iterator[Row]:
    """Describe the article: its file, its part of the file's text, its publication."""
    article, node = scope.document.article, scope.article
    yield node, RDF_TYPE, KG.Article
    yield node, KG.file, words(article.file)
    yield node, KG.sha256, words(article.sha256)
    yield node, DERIVED_FROM, digest_iri(article.sha256)
    yield node, KG.textStart, integer(article.start)
    yield node, KG.textEnd, integer(article.end)
    yield node, KG.wordsSha256, _digest(article.text[article.start : article.end])
    if with_text:
        yield node, KG.text, words(article.text)
    yield from _publication(scope)


def _publication(scope: Scope) -> Iterator[Row]:
    article, node = scope.document.article, scope.article
    if article.title is not None:
        yield node, TITLE, words(article.title)
    if article.title_span is not None:
        yield node, KG.titleEvidence, scope.mention(article.title_span)
    if article.outlet is not None:
        yield node, KG.outletName, words(article.outlet)
    if scope.outlet is not None:
        yield node, KG.outlet, entity_iri(scope.outlet.id)
    if article.url is not None:
        yield node, URL, words(article.url)
    yield from date_rows(node, article.date)
    if article.date_span is not None:
        yield node, KG.dateEvidence, scope.mention(article.date_span)


def sentence_rows(scope: Scope, number: int, sentence: Sentence, *, with_text: bool) -> Iterator[Row]:
    """Describe a sentence: its place, and its words or, where no text is stored, their digest."""
    node, span = sentence_iri(scope.document.article.id, number), sentence.span
    scope.check(span)
    yield node, RDF_TYPE, KG.Sentence
    yield node, BEGIN, integer(span.start)
    yield node, END, integer(span.end)
    yield node, CONTEXT, scope.article
    yield node, KG.paragraph, integer(sentence.paragraph)
    if sentence.is_title:
        yield node, KG.isTitle, boolean(True)
    yield (node, QUOTE, words(span.text)) if with_text else (node, KG.wordsSha256, _digest(span.text))


def entity_rows(scope: Scope, entity: ArticleEntity) -> Iterator[Row]:
    """Describe an entity as the article speaks of it, and its mentions."""
    node = article_entity_iri(scope.document.article.id, entity.id)
    yield node, RDF_TYPE, KG.ArticleEntity
    yield node, KG.leafType, KG[entity.type]
    yield node, RDFS_LABEL, english(entity.name)
    yield node, KG.isNamed, boolean(entity.is_named)
    for mention in entity.mentions:
        yield from _mention_rows(scope, node, scope.entity(entity.id), mention)


def _mention_rows(scope: Scope, entity: NamedNode, canonical: NamedNode, mention: Mention) -> Iterator[Row]:
    node = scope.mention(mention.span)
    yield canonical, DENOTED_BY, node
    yield node, KG.standsFor, entity
    yield node, KG.mentionKind, KG[f"mention-{mention.kind}"]
    yield from found_by(node, mention.rule, mention.confidence)


def _digest(text: str) -> Literal:
    return words(hashlib.sha256(text.encode("utf-8")).hexdigest())

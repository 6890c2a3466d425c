"""Articles in, their texts and what the extractor says of them out, by the names of their files: what an annotation is compared with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.batch import Progress, extract_all
from kg.errors import InputError
from kg.evaluation.annotation import to_document
from kg.extraction.extractors import BY_RULES, Method
from kg.model import Article, Document, EventMention
from kg.ontology import Ontology
from kg.resources import load_gazetteer, load_ontology


def texts_of(articles: Sequence[Article]) -> dict[str, str]:
    """Give the text of each file by its stem.

    Raises
    ------
    InputError
        If two files of one stem differ.
    """
    found: dict[str, Article] = {}
    for article in articles:
        other = found.setdefault(Path(article.file).stem, article)
        if other.sha256 != article.sha256:
            raise InputError(f"{article.file} and {other.file} have one name and different texts. Give only the one that was annotated.")
    return {stem: article.text for stem, article in found.items()}


def extract_named(
    articles: Sequence[Article],
    names: Collection[str],
    *,
    method: Method = BY_RULES,
    progress: Progress | None = None,
) -> dict[str, Document]:
    """Extract the articles of the files that are named by stem, and give one document for each file.

    The documents come by way of the JSON that `kg extract` writes, so that both give the same figures.
    """
    from kg.extraction.document import to_json

    wanted = [article for article in articles if Path(article.file).stem in names]
    by_stem: dict[str, list[Document]] = {}
    for document in extract_all(wanted, method=method, progress=progress):
        by_stem.setdefault(Path(document.article.file).stem, []).append(document)
    gazetteer = load_gazetteer(method.own.gazetteers)
    read = {stem: to_document(to_json(parts, gazetteer), name=stem) for stem, parts in sorted(by_stem.items())}
    return with_kinds(read, load_ontology(method.own.ontologies))


def with_kinds(documents: Mapping[str, Document], ontology: Ontology) -> dict[str, Document]:
    """Give each event of a class of one's own our class above it."""
    return {name: replace(document, events=tuple(_with_kind(e, ontology) for e in document.events)) for name, document in documents.items()}


def _with_kind(event: EventMention, ontology: Ontology) -> EventMention:
    return replace(event, kind=ontology.kind(event.type)) if event.type in ontology.own else event


def find_gaps(gold: Mapping[str, Document], system: Mapping[str, Document], where: str) -> tuple[str, ...]:
    """Say which annotated articles the system has nothing for."""
    return tuple(f"Nothing for {name} in {where}: it counts as an empty answer." for name in sorted(gold) if name not in system)

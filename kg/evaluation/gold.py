"""Annotated articles in, the documents that a perfect extraction would hand on to fusion out: entities linked by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extraction.names import name_index
from kg.gazetteer import Gazetteer
from kg.model import ArticleEntity, Document


def link_names(documents: Mapping[str, Document], gazetteer: Gazetteer) -> tuple[Document, ...]:
    """Link each entity whose whole name is that of one gazetteer entry; where several have it, it stays unlinked.

    >>> from kg.evaluation import to_document
    >>> from kg.resources import load_gazetteer
    >>> value = {"entities": [{"id": "sohr", "type": "Organization", "name": "Syrian Observatory for Human Rights"}]}
    >>> (document,) = link_names({"a": to_document(value, name="a")}, load_gazetteer())
    >>> document.entities[0].link
    'syrian-observatory-for-human-rights'
    """
    return tuple(
        replace(document, entities=tuple(_link(entity, gazetteer) for entity in document.entities)) for document in documents.values()
    )


def _link(entity: ArticleEntity, gazetteer: Gazetteer) -> ArticleEntity:
    found = sorted(
        entry.id
        for match in name_index(gazetteer).find(entity.name)
        if (match.start, match.end) == (0, len(entity.name)) and not match.is_demonym
        for entry in match.entries
    )
    return replace(entity, link=found[0]) if len(found) == 1 else replace(entity, candidates=tuple(found))

"""Annotated articles in, as JSON files in the form of `docs/annotation.md`, `Document` values out.

What `kg extract` writes is in the same form and is read the same way, so that the two can be compared. Spans have their offsets
("start", "end"), or are found in the article's text by their words and occurrence ("text", "nth").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.extraction.quantities.figures import bounds
from kg.model import Argument, Article, ArticleEntity, Claim, Document, EventMention, Mention, Quantity, Relation, Span

ROLES = ("agents", "targets", "location", "origin", "destination", "via")
QUALIFIERS = ("exact", "at-least", "at-most", "about", "more-than", "nearly")
_NOWHERE = Span(0, 0, "")  # overlaps nothing

Value = Mapping[str, Any]


def read_folder(folder: Path, texts: Mapping[str, str] | None = None) -> dict[str, Document]:
    """Read all annotated articles of a folder.

    Parameters
    ----------
    texts
        The text of each file of articles by its stem, where it is known.

    Returns
    -------
    The documents by their file's stem, in order.

    Raises
    ------
    InputError
        If there is none, or one is not in the form; the message names file, place and what is missing.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"No .json files in {folder}. Give a folder with one JSON file for each article, as `kg extract` writes them.")
    return {path.stem: read_file(path, (texts or {}).get(path.stem)) for path in paths}


def read_file(path: Path, text: str | None = None) -> Document:
    """Read one annotated article; see `to_document`."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"Cannot read {path} as JSON: {error}.") from error
    return to_document(value, name=path.stem, text=text)


def to_document(value: Value, *, name: str, text: str | None = None) -> Document:
    """Make a document of an annotated article's JSON.

    Parameters
    ----------
    name
        What the article's file is called, without ending; it becomes the article's id.
    text
        The article's text, if it is known; needed for spans without offsets.
    """
    if not isinstance(value, dict):
        raise InputError(f"{name}: an object with entities, events, claims and relations is expected, not {type(value).__name__}.")
    return _Reader(name, text).document(value)


class _Reader:
    """Reads the parts of one article's JSON, and knows where it stands for an error's sake."""

    def __init__(self, name: str, text: str | None) -> None:
        self.name = name
        self.text = text
        self._first: dict[str, Span] = {}

    def document(self, value: Value) -> Document:
        about = value.get("article") or {}
        text = self.text or ""
        article = Article(
            self.name, about.get("file") or f"{self.name}.txt", text, 0, len(text), about.get("sha256") or "",
            about.get("title"), about.get("outlet"), about.get("date"),
        )  # fmt: skip
        entities = tuple(self.entity(each) for each in value.get("entities") or ())
        self._first = {entity.id: entity.mentions[0].span for entity in entities if entity.mentions}
        return Document(
            article,
            entities=entities,
            events=tuple(self.event(each) for each in value.get("events") or ()),
            claims=tuple(self.claim(each) for each in value.get("claims") or ()),
            relations=tuple(self.relation(each) for each in value.get("relations") or ()),
        )

    def need(self, value: Value, key: str, where: str) -> Any:
        if not isinstance(value, dict) or value.get(key) is None:
            raise InputError(f"{self.name}: {where} has no {key!r}. The form is described in docs/annotation.md.")
        return value[key]

    def span(self, value: Value | None, where: str) -> Span | None:
        if not value:
            return None
        words = str(self.need(value, "text", where))
        if "start" in value and "end" in value:
            return Span(value["start"], value["end"], words)
        return self.locate(words, value.get("nth", 0), where)

    def locate(self, words: str, nth: int, where: str) -> Span:
        if self.text is None:
            raise InputError(
                f"{self.name}: {where}: “{words}” has no offsets, and no text to find it in. Give the articles: --articles PATH"
            )
        at = -1
        for _ in range(nth + 1):
            at = self.text.find(words, at + 1)
            if at < 0:
                raise InputError(f"{self.name}: {where}: “{words}” (nth {nth}) does not stand in the article.")
        return Span(at, at + len(words), words)

    def entity(self, value: Value) -> ArticleEntity:
        id = self.need(value, "id", "an entity")
        given = value.get("mentions") or ()
        where = f"entity {id}"
        mentions = tuple(Mention(span, each.get("kind") or "name", *_rule(each)) for each in given if (span := self.span(each, where)))
        name = value.get("name") or (mentions[0].span.text if mentions else id)
        link, candidates = value.get("gazetteer"), tuple(value.get("candidates") or ())
        return ArticleEntity(id, self.need(value, "type", f"entity {id}"), name, mentions, link, candidates, "(unnamed" not in name)

    def event(self, value: Value) -> EventMention:
        id = self.need(value, "id", "an event")
        where = f"event {id}"
        told = [self.need(value, "trigger", where), *(value.get("more_triggers") or ())]
        by = {(each.get("role"), each.get("entity")): _rule(each) for each in value.get("arguments") or ()}
        return EventMention(
            id,
            self.need(value, "type", where),
            value.get("status") or "",
            tuple(span for each in told if (span := self.span(each, where))),
            tuple(
                Argument(role, filler, self._first.get(filler, _NOWHERE), *by.get((role, filler), ()))
                for role in ROLES
                for filler in value.get(role) or ()
            ),
            tuple(span for each in value.get("instrument") or () if (span := self.span(each, where))),
            tuple(self.quantity(each, where) for each in value.get("quantities") or ()),
            value.get("date"),
            self.span(value.get("date_text"), where),
            bool(value.get("aggregate")),
            tuple(value.get("retaliation_for") or ()),
            *_rule(value),
            date_rule=value.get("date_rule") or "",
            date_confidence=value.get("date_confidence", 1.0),
        )

    def quantity(self, value: Value, where: str) -> Quantity:
        where = f"{where}, a quantity"
        number, qualifier = self.need(value, "value", where), value.get("qualifier") or "exact"
        if qualifier not in QUALIFIERS:
            raise InputError(f"{self.name}: {where} has the qualifier {qualifier!r}. Allowed: {', '.join(QUALIFIERS)}.")
        low, high = bounds(number, qualifier)
        span = self.span(value.get("text"), where) or _NOWHERE
        role = self.need(value, "role", where)
        return Quantity(role, number, qualifier, value.get("low", low), value.get("high", high), span, *_rule(value))

    def claim(self, value: Value) -> Claim:
        id = self.need(value, "id", "a claim")
        return Claim(
            id,
            tuple(value.get("speakers") or ()),
            self.span(value.get("cue"), f"claim {id}") or _NOWHERE,
            value.get("act") or "",
            self.span(value.get("content"), f"claim {id}"),
            tuple(value.get("via") or ()),
            tuple(value.get("about") or ()),
            self.span(value.get("speaker_text"), f"claim {id}"),
            *_rule(value),
        )

    def relation(self, value: Value) -> Relation:
        subject, predicate, object = (self.need(value, key, "a relation") for key in "spo")
        words = self.span(value.get("text"), f"{subject} {predicate} {object}") or _NOWHERE
        return Relation(subject, predicate, object, words, *_rule(value))


def _rule(value: Value) -> tuple[str, float]:
    """The rule that made a fact, and its confidence; people's facts are sure."""
    return value.get("rule") or "", value.get("confidence", 1.0)

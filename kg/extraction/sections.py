"""A clean text in, sections of bounded length out, and their documents joined again: so that time and memory grow evenly with the text.

News articles are one section. A book-length file is read section by section; what is named alike in two of them is one entity, events
and claims stay those of their section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Article, ArticleEntity, Claim, Document, EventMention, Relation
from kg.text.cleaning import CleanText

LENGTH = 60_000  # characters; ten times a long news article


def split_sections(text: CleanText) -> Iterator[CleanText]:
    """Cut at the line breaks, or else at blanks, nearest below `LENGTH`."""
    start, whole = 0, text.text
    while len(whole) - start > LENGTH:
        cut = max(whole.rfind("\n", start, start + LENGTH), whole.rfind(". ", start + LENGTH // 2, start + LENGTH)) + 1
        end = cut if cut > start else start + LENGTH
        yield CleanText(whole[start:end], text.offsets[start : end + 1])
        start = end
    yield CleanText(whole[start:], text.offsets[start:])


def merge_sections(article: Article, parts: Sequence[Document]) -> Document:
    """Join the documents of an article's sections into one."""
    if len(parts) == 1:
        return parts[0]
    names = _Names()
    events: list[EventMention] = []
    claims: list[Claim] = []
    relations: list[Relation] = []
    attributions: list[Claim] = []
    for part in parts:
        ids = {entity.id: names.place(entity) for entity in part.entities}
        first = len(events)
        moved = {event.id: f"e{first + n}" for n, event in enumerate(part.events, 1)}
        events += [_event(event, ids, moved) for event in part.events]
        claims += [_claim(claim, f"c{len(claims) + n}", ids, moved) for n, claim in enumerate(part.claims, 1)]
        attributions += [_claim(each, f"b{len(attributions) + n}", ids, moved) for n, each in enumerate(part.attributions, 1)]
        relations += [replace(r, subject=ids[r.subject], object=ids[r.object]) for r in part.relations]
    return Document(
        article=article,
        sentences=tuple(s for part in parts for s in part.sentences),
        entities=tuple(names.entities.values()),
        times=tuple(t for part in parts for t in part.times),
        events=tuple(events),
        claims=tuple(claims),
        relations=_distinct(relations),
        things=tuple(t for part in parts for t in part.things),
        attributions=tuple(attributions),
        places=tuple(place for part in parts for place in part.places),
    )


class _Names:
    """The entities of all sections so far."""

    def __init__(self) -> None:
        self.entities: dict[str, ArticleEntity] = {}
        self._by_key: dict[tuple[str, ...], str] = {}

    def place(self, entity: ArticleEntity) -> str:
        """The id of an entity over all sections: an earlier one's if it is the same by name, else one of its own."""
        key = (
            ("link", entity.link)
            if entity.link
            else ("name", entity.type, entity.name)
            if entity.is_named
            else ("own", str(len(self._by_key)))
        )
        if key in self._by_key:
            id = self._by_key[key]
            known = self.entities[id]
            self.entities[id] = replace(known, mentions=known.mentions + entity.mentions, pronouns=known.pronouns + entity.pronouns)
            return id
        id, n = entity.id, 2
        while id in self.entities:
            id, n = f"{entity.id}-{n}", n + 1
        self._by_key[key] = id
        self.entities[id] = replace(entity, id=id)
        return id


def _event(event: EventMention, ids: dict[str, str], moved: dict[str, str]) -> EventMention:
    arguments = tuple(replace(a, entity=ids[a.entity]) for a in event.arguments)
    answered = tuple(moved[e] for e in event.retaliation_for)
    attribution = tuple((ids[doer], certainty) for doer, certainty in event.attribution)
    return replace(event, id=moved[event.id], arguments=arguments, retaliation_for=answered, attribution=attribution)


def _claim(claim: Claim, id: str, ids: dict[str, str], moved: dict[str, str]) -> Claim:
    return replace(
        claim,
        id=id,
        speakers=tuple(ids[s] for s in claim.speakers),
        via=tuple(ids[v] for v in claim.via),
        about=tuple(moved[e] for e in claim.about),
    )


def _distinct(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    found: dict[tuple[str, str, str], Relation] = {}
    for relation in relations:
        key = relation.subject, relation.predicate, relation.object
        first = found.setdefault(key, relation)
        if first is not relation:
            found[key] = replace(first, more_spans=(*first.more_spans, relation.span, *relation.more_spans))
    return tuple(found.values())

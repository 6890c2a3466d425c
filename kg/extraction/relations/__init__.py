"""A parsed article in, stated relations out: who controls, backs, leads or speaks for whom, who belongs to what, what lies where."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.parsed import ParsedArticle
from kg.extraction.relations.control import find_control
from kg.extraction.relations.draft import RelationDraft
from kg.extraction.relations.members import find_members
from kg.extraction.relations.neighbors import find_neighbors, find_suffixes
from kg.extraction.relations.parts import find_parts
from kg.extraction.relations.presence import find_presence
from kg.extraction.relations.stationed import find_stationed
from kg.extraction.relations.support import find_support
from kg.extraction.relations.titles import find_titles
from kg.extraction.relations.verbs import find_verb_relations

__all__ = ["RelationDraft", "find_relations", "find_stationed"]

_FINDERS = (  # the surest first
    find_suffixes,
    find_neighbors,
    find_verb_relations,
    find_titles,
    find_members,
    find_parts,
    find_support,
    find_control,
    find_presence,
)


def find_relations(parsed: ParsedArticle) -> list[RelationDraft]:
    """Give all stated relations, each (subject, predicate, object) of entities once."""
    found: dict[tuple[int, str, int], RelationDraft] = {}
    for find in _FINDERS:
        for draft in find(parsed):
            if draft.subject.entity != draft.object.entity and _fits(parsed, draft):
                first = found.setdefault(draft.key, draft)
                found[draft.key] = first if first is draft else _told_again(first, draft)
    return sorted(found.values(), key=lambda d: (d.start, d.end, d.predicate))


def _told_again(first: RelationDraft, again: RelationDraft) -> RelationDraft:
    """Add where a relation is stated another time."""
    known = {(first.start, first.end), *first.more}
    return first if (again.start, again.end) in known else replace(first, more=(*first.more, (again.start, again.end)))


def _fits(parsed: ParsedArticle, draft: RelationDraft) -> bool:
    """Whether the types of subject and object are those that the lexicon allows."""
    words = parsed.lexicon.words
    is_subject = draft.subject.type in words(f"relations.{draft.predicate}.subject")
    return is_subject and draft.object.type in words(f"relations.{draft.predicate}.object")

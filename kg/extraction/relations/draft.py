"""The value that relation search gives: two phrases, what is said of them, and where."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.parsed import Phrase


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """A relation between two phrases and the characters (of the clean text) that state it."""

    subject: Phrase
    predicate: str
    object: Phrase
    start: int
    end: int
    rule: str
    more: tuple[tuple[int, int], ...] = ()  # further characters that state it

    @property
    def key(self) -> tuple[int, str, int]:
        """What is stated of which entities."""
        return self.subject.entity, self.predicate, self.object.entity


def relate(subject: Phrase, predicate: str, object: Phrase, rule: str) -> RelationDraft:
    """Make the relation that stands from the first of both phrases to the end of the other."""
    return RelationDraft(subject, predicate, object, min(subject.start, object.start), max(subject.end, object.end), rule)

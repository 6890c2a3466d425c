"""Events in, where forces are stationed out: "US forces came under attack at Camp Victory" states that they are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.parsed import BASES, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate
from kg.extraction.stories import Story


def find_stationed(parsed: ParsedArticle, stories: Sequence[Story]) -> list[RelationDraft]:
    """Read where a force was when it was hit, each force and base once."""
    found: dict[tuple[int, int], RelationDraft] = {}
    for force, base in _hit_at_bases(parsed, stories):
        found.setdefault((force.entity, base.entity), relate(force, "stationedAt", base, "hit-at-base"))
    return list(found.values())


def _hit_at_bases(parsed: ParsedArticle, stories: Sequence[Story]) -> Iterator[tuple[Phrase, Phrase]]:
    """The forces hit and the bases they were hit at, told in one sentence."""
    for telling in (t for story in stories for t in story.tellings if t.modality != "planned"):
        forces = [p for p in telling.fillers("targets") if p.type == "MilitaryForce"]
        bases = [p for p in telling.fillers("location") if p.type in BASES]
        yield from ((f, b) for f in forces for b in bases if parsed.sentence_of[f.head] == parsed.sentence_of[b.head])

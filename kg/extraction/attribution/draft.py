"""The value that claim search gives: who says something, by which word, and what."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.parsed import Phrase

Stretch = tuple[int, int]  # from a character of the clean text up to but not including another


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """A claim in the making."""

    cue: Stretch
    token: int  # of the cue, or of the name in a credit line
    act: str
    speakers: list[Phrase]
    content: Stretch | None
    via: list[Phrase] = field(default_factory=list)
    rule: str = ""

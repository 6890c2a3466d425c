"""The value that the search for claims gives: who says or thinks something, by which word, and what."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.parsed import Phrase

Stretch = tuple[int, int]  # from a character of the clean text up to but not including another


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """A claim in the making, or an attribution: what is no speech act, or of nobody that the text names."""

    cue: Stretch
    token: int  # of the cue, or of the name in a credit line
    act: str
    speakers: list[Phrase]
    content: Stretch | None
    via: list[Phrase] = field(default_factory=list)
    rule: str = ""
    words: Stretch | None = None  # that stand for the speaker, also a pronoun
    is_claim: bool = True

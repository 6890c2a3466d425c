"""The value that role filling gives: a candidate with the phrases in its roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.parsed import Phrase
from kg.extraction.triggers import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

ROLES = ("agents", "targets", "location", "origin", "destination", "via")


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making: a candidate with what fills its roles."""

    candidate: Candidate
    roles: dict[str, list[Phrase]] = field(default_factory=dict)
    instruments: list[Token] = field(default_factory=list)
    objects: list[tuple[int, int]] = field(default_factory=list)  # first and last token of what is hit and is no entity
    attribution: dict[int, str] = field(default_factory=dict)  # entity of a doer -> how sure its part is, where the words say
    type: str = "Attack"
    step: str = "verb"  # the step of role filling that is at work
    steps: dict[tuple[str, int], str] = field(default_factory=dict)  # role and entity -> the step that found it first

    @property
    def frame(self) -> dict[str, str]:
        """Which position fills which role."""
        return self.candidate.word.frame

    @property
    def frame_name(self) -> str:
        """The name of the frame: "attack", "send", ..."""
        return self.candidate.word.frame_name

    def add(self, role: str, phrase: Phrase) -> None:
        """Put a phrase into a role, once."""
        if all(phrase.entity != p.entity for p in self.roles.setdefault(role, [])):
            self.roles[role].append(phrase)
            self.steps.setdefault((role, phrase.entity), self.step)

    def add_object(self, first: int, last: int) -> None:
        """Note a thing that was hit, once."""
        if (first, last) not in self.objects:
            self.objects.append((first, last))

    def has(self, phrase: Phrase, *roles: str) -> bool:
        """Say whether the phrase's entity is in one of these roles (in any, if none is named)."""
        return any(phrase.entity == p.entity for r in (roles or tuple(self.roles)) for p in self.roles.get(r, []))

    def is_filled(self, *roles: str) -> bool:
        """Say whether one of these roles has a filler."""
        return any(self.roles.get(role) for role in roles)

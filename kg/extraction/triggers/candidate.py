"""The value that trigger search gives: a word that names an event, and what carries it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.lexicon import EventWord

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True, eq=False)
class Candidate:
    """A trigger and the verb that carries it, before roles."""

    token: Token
    word: EventWord
    verb: Token | None  # the verb whose clause holds the arguments: the trigger itself, or its light verb
    light: str | None = None  # how that verb carries it: "doer", "hit", "effect", "claim", "blame" or "means"
    weapons: list[Token] = field(default_factory=list)
    consequences: list[Token] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The class of event that the word names."""
        return self.word.type

    @property
    def is_aggregate(self) -> bool:
        """Whether the word always names many events: "fighting", "war"."""
        return self.word.is_aggregate

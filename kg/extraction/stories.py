"""The values that events are made of: a telling (one trigger with its roles, date and modality) and a story (the tellings of one event)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.parsed import Phrase
from kg.extraction.roles import Draft
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

ATTACKS = frozenset(
    {
        "Attack",
        "RocketAttack",
        "MissileAttack",
        "DroneAttack",
        "MortarAttack",
        "Shelling",
        "Airstrike",
        "Bombing",
        "Ambush",
        "Assassination",
    }
)

_LESS = {"Explosion": 2, "Attack": 1}  # classes that say little; where two tellings differ, the class that says more counts


@dataclass(slots=True, eq=False)
class Telling:
    """One draft with its date and modality, before it joins an event."""

    draft: Draft
    modality: str = "asserted"
    is_aggregate: bool = False
    time: TimeExpression | None = None
    date: str | None = None
    is_title: bool = False
    is_said: bool = False  # it stands in what somebody is reported to say
    is_shifted: bool = False  # its clause counts the days from another event: "a week earlier", "two days after"
    is_repeated: bool = False  # its clause says how often: "looted every month"
    is_undatable: bool = False  # its clause says only "recently"
    sentence: int = 0

    @property
    def token(self) -> Token:
        """The trigger."""
        return self.draft.candidate.token

    @property
    def verb(self) -> Token | None:
        """The verb whose clause holds the arguments."""
        return self.draft.candidate.verb

    def fillers(self, role: str) -> list[Phrase]:
        """Give the phrases in a role."""
        return self.draft.roles.get(role, [])

    def entities(self, *roles: str) -> set[int]:
        """Give the entities in these roles."""
        return {p.entity for role in roles for p in self.fillers(role)}


class Story:
    """An event with its tellings, in the order in which they were added."""

    def __init__(self, telling: Telling) -> None:
        self.tellings: list[Telling] = []
        self.type = telling.draft.type
        self._entities: dict[str, set[int]] = {}
        self.add(telling)

    def add(self, telling: Telling) -> None:
        """Take in a telling; the most specific class counts, the first one's where two differ."""
        self.tellings.append(telling)
        if telling.draft.type == "Assassination" or _LESS.get(self.type, 0) > _LESS.get(telling.draft.type, 0):
            self.type = telling.draft.type
        for role in telling.draft.roles:
            self._entities.setdefault(role, set()).update(telling.entities(role))

    def add_doer(self, phrase: Phrase, certainty: str) -> None:
        """Take in a doer that is told outside of the tellings, and how sure that is."""
        draft = self.tellings[-1].draft
        if phrase.entity not in self.entities("agents"):
            draft.add("agents", phrase)
            self._entities.setdefault("agents", set()).add(phrase.entity)
        draft.attribution.setdefault(phrase.entity, certainty)

    def add_place(self, phrase: Phrase) -> None:
        """Take in a place that the tellings do not name."""
        draft = self.tellings[0].draft
        draft.step = "article"
        draft.add("location", phrase)
        self._entities.setdefault("location", set()).add(phrase.entity)

    @property
    def date(self) -> str | None:
        """The most precise date among the tellings, a plain one before one that is about, the first of these."""
        dates = [t.date for t in self.tellings if t.date]
        return max(dates, key=lambda d: (0 if "/" in d else len(d.strip("~?")), d[-1] not in "~?"), default=None)

    @property
    def is_aggregate(self) -> bool:
        """Whether it is many events told as one."""
        return self.tellings[0].is_aggregate

    @property
    def is_planned(self) -> bool:
        """Whether no telling says that it happened."""
        return all(t.modality == "planned" for t in self.tellings)

    def fillers(self, role: str) -> list[Phrase]:
        """Give the phrases in a role, over all tellings."""
        return [p for t in self.tellings for p in t.fillers(role)]

    def entities(self, *roles: str) -> set[int]:
        """Give the entities in these roles, over all tellings."""
        return {entity for role in roles for entity in self._entities.get(role, ())}

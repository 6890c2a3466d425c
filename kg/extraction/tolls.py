"""Stories and a word that tells how many died, in a sentence that names no event; the story that it tells of out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import ATTACKS, Story, Telling

if TYPE_CHECKING:
    from spacy.tokens import Token

DEADLY = ATTACKS | {"ArmedClash", "Explosion"}


@dataclass
class Tolls:
    """The deadly stories of an article: which was told last before a word, which is the main one."""

    parsed: ParsedArticle
    stories: Sequence[Story]
    _told: list[tuple[int, int, Telling]] = field(init=False)  # trigger, story, telling; in the order of the text
    _main: int | None = field(init=False)

    def __post_init__(self) -> None:
        self._told = sorted(
            (
                (telling.token.i, index, telling)
                for index, story in enumerate(self.stories)
                if story.type in DEADLY and not story.is_planned
                for telling in story.tellings
                if not telling.is_title and not _is_time(telling)
            ),
            key=lambda told: told[:2],
        )
        self._main = self._find_main()

    def _find_main(self) -> int | None:
        """The story that the title tells, else the one told most often, of these the first."""
        weights: dict[int, int] = {}
        for index, story in enumerate(self.stories):
            if story.type in DEADLY and not story.is_planned and not story.is_aggregate:
                weights[index] = len(story.tellings) + 10 * any(telling.is_title for telling in story.tellings)
        return max(weights, key=lambda index: (weights[index], -index), default=None)

    def story_for(self, word: Token) -> int | None:
        """The story told last in the word's paragraph before its sentence; else the main one, or the first of the paragraph above."""
        number = self.parsed.sentence_of[word.i]
        before = [told for told in self._told if self.parsed.sentence_of[told[0]] < number]
        if near := [told for told in before if self._paragraphs(told[0], word) == 0]:
            last = self.parsed.sentence_of[near[-1][0]]
            options = [told for told in near if self.parsed.sentence_of[told[0]] == last]
            return min(options, key=lambda told: (self.stories[told[1]].is_aggregate, _depth(told[2]), told[0]))[1]
        above = {number: [told[1] for told in before if self._paragraphs(told[0], word) == number] for number in (1, 2)}
        if above[1] and self._main not in (*above[1], *above[2]):
            return above[1][0]
        return self._main if any(told[1] == self._main for told in before) else None

    def _paragraphs(self, trigger: int, word: Token) -> int:
        """How many lines of text a word stands below a trigger."""
        between = self.parsed.text[self.parsed.doc[trigger].idx : word.idx]
        return sum(1 for line in between.split("\n")[1:] if line.strip()) if "\n" in between else 0


def _is_time(telling: Telling) -> bool:
    """Whether an event only says since when: "has kept a register since the war began"."""
    above = (telling.token, telling.token.head)
    return any(c.dep_ in {"mark", "prep"} and c.lower_ == "since" and c.i < telling.token.i for word in above for c in word.children)


def _depth(telling: Telling) -> int:
    return sum(1 for _ in syntax.ancestors(telling.token, 20))

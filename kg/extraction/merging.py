"""Tellings in, stories out: tellings of one event within an article become one event with all their triggers and arguments."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.comparison import NEEDED, NewTelling, dates_meet, score
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Story, Telling


def merge_tellings(parsed: ParsedArticle, tellings: Sequence[Telling]) -> list[Story]:
    """Give the events, in order of their first telling; a telling joins the one it fits best, the latest of equals."""
    stories: list[Story] = []
    for telling in tellings:
        new = NewTelling(parsed, telling)
        best = max(((score(story, new), n) for n, story in enumerate(stories)), default=(0.0, 0))
        if best[0] < NEEDED:
            stories.append(Story(telling))
        else:
            _join(stories[best[1]], telling)
    return stories


def _join(story: Story, telling: Telling) -> None:
    date = story.date
    if telling.date and date and not dates_meet(telling.date, date):
        telling.date = telling.time = None  # "the biggest attack since October" is not of October
    story.add(telling)

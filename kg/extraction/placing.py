"""Stories whose words name no place in, the place that the text before them or the whole article gives them, added.

"Rebels attacked a bank in Cali. Two guards were killed." says where the guards were killed; and what an article on Colombia tells without
a place happened in Colombia, unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.parsed import PLACES, ParsedArticle, Phrase
from kg.extraction.stories import Story

_HAPPENING = frozenset({"attack", "fire", "kill", "clash", "seize-person", "happen"})  # frames
_PATHS = ("location", "origin", "destination", "via")
_REACH = 1  # sentences back to the place of what was told before


def place_stories(parsed: ParsedArticle, stories: Sequence[Story]) -> None:
    """Give stories without a place the one of the sentence before, else the country that the article is on."""
    country = _country(parsed)
    for story in stories:
        if _needs_place(story):
            token = story.tellings[0].token
            names = country if token.tag_ != "NNS" else []  # "attacks" may be anywhere
            place = _told_before(parsed, stories, story) or _nearest(names, token.idx)
            if place is not None and place.entity not in story.entities("targets", "agents"):
                story.add_place(place)


def _needs_place(story: Story) -> bool:
    telling = story.tellings[0]
    if telling.draft.frame_name not in _HAPPENING or story.is_planned or story.entities(*_PATHS):
        return False
    return not any(p.type in PLACES | {"State"} for p in story.fillers("targets"))


def _told_before(parsed: ParsedArticle, stories: Sequence[Story], story: Story) -> Phrase | None:
    """The town or region of another event of the sentence before, where it is the only one, unless some days lie between."""
    if story.tellings[0].is_shifted:
        return None
    number = story.tellings[0].sentence
    near = [
        place
        for other in stories
        if other is not story
        for telling in other.tellings
        if number - _REACH <= telling.sentence <= number and telling.token.i < story.tellings[0].token.i
        for place in telling.fillers("location")
        if place.type in PLACES and place.entity in parsed.named
    ]
    return near[-1] if near and len({p.entity for p in near}) == 1 else None


def _country(parsed: ParsedArticle) -> list[Phrase]:
    """The names of the country that the article is on."""
    if parsed.country is None:
        return []
    return [
        p for p in parsed.phrases if p.type == "State" and p.kind == "name" and p.links == (parsed.country,) and p.rule != "government-of"
    ]


def _nearest(names: Sequence[Phrase], at: int) -> Phrase | None:
    """The last name before, else the first behind."""
    before = [p for p in names if p.start < at]
    return before[-1] if before else names[0] if names else None

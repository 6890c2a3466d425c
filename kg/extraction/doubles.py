"""A telling in, the tellings that its one word makes out: "a drone attack on base A as well as base B" tells of two attacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.parsed import FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.roles import Draft
from kg.extraction.stories import Telling

_ROLES = ("targets", "location")
_REACH = 4  # words from "as well as" to the name
_LINK = ("as", "well", "as")


def split_draft(parsed: ParsedArticle, draft: Draft) -> list[Draft]:
    """Give the draft, and a second one where a singular noun is told of two places joined by "as well as"."""
    token = draft.candidate.token
    if token.tag_ != "NN" or draft.frame_name != "attack":
        return [draft]
    link = _link_after(parsed, token.i, token.sent.end)
    if link is None:
        return [draft]
    other = next((parsed.at[i] for i in range(link + 3, min(link + 4 + _REACH, len(parsed.doc))) if i in parsed.at), None)
    for role in _ROLES:
        first = [p for p in draft.roles.get(role, ()) if p.head < link and other is not None and _are_alike(p, other)]
        if other is not None and first:
            return [_with(draft, role, first[-1], other), _with(draft, role, other, first[-1])]
    return [draft]


def share_dates(tellings: Sequence[Telling]) -> None:
    """Give the tellings of one word the same date."""
    for one, other in pairwise(tellings):
        if one.token.i == other.token.i:
            other.date, other.time = other.date or one.date, other.time or one.time
            one.date, one.time = one.date or other.date, one.time or other.time


def _link_after(parsed: ParsedArticle, start: int, end: int) -> int | None:
    """The token of the first "as well as" behind a noun, unless a verb comes before it."""
    for i in range(start + 1, end - 2):
        if parsed.tokens[i].pos_ == "VERB":
            return None
        if tuple(parsed.tokens[i + n].lower_ for n in range(3)) == _LINK:
            return i
    return None


def _are_alike(one: Phrase, other: Phrase) -> bool:
    return one.entity != other.entity and any(one.type in kinds and other.type in kinds for kinds in (FACILITIES, PLACES))


def _with(draft: Draft, role: str, kept: Phrase, dropped: Phrase) -> Draft:
    """A copy of the draft that is about one of the two places."""
    roles = {name: [p for p in phrases if p.entity not in {kept.entity, dropped.entity}] for name, phrases in draft.roles.items()}
    return replace(draft, roles={**roles, role: [*roles.get(role, ()), kept]})

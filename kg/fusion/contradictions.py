"""What cannot all be right: canonical events, their tellings and claims in, contradictions out.

Only what is said is compared, never what is known: two claims about one event, or two tellings of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.fusion.canonical import claims_about, is_affirming
from kg.fusion.chronology import read_window
from kg.fusion.matching import may_be_equal
from kg.fusion.origins import origin_of
from kg.fusion.telling import Key, Setting, Telling
from kg.model import Claim, Contradiction, Document, Event, Quantity

_BLAMING = frozenset({"accuse", "attribute", "claim-responsibility"})


@dataclass(frozen=True)
class Story:
    """All there is about one event: its tellings, and the claims about it with their articles."""

    event: Event
    tellings: tuple[Telling, ...]
    claims: tuple[tuple[str, Claim], ...]
    entity_of: Mapping[Key, str]
    setting: Setting

    def origin(self, side: tuple[str, Claim]) -> frozenset[str]:
        """Whose word a claim is."""
        return origin_of(*side, self.entity_of)

    def speakers(self, side: tuple[str, Claim]) -> str:
        """Whose word a claim is, by label."""
        return self.setting.labels(self.origin(side)) or "an unnamed source"


def find_contradictions(
    events: Sequence[Event], tellings: Sequence[Telling], documents: Sequence[Document], entity_of: Mapping[Key, str], setting: Setting
) -> tuple[Contradiction, ...]:
    """Find the contradictions within each event, sorted."""
    by_key = {telling.key: telling for telling in tellings}
    claims = claims_about(documents)
    found: list[Contradiction] = []
    for event in events:
        told = {(article, claim.id): (article, claim) for key in event.members for article, claim in claims.get(key, ())}
        story = Story(event, tuple(by_key[key] for key in event.members), tuple(told[key] for key in sorted(told)), entity_of, setting)
        for search in (find_denials, find_figures, find_attackers, find_dates):
            found.extend(search(story))
    return tuple(sorted(found, key=lambda each: (each.event, each.kind, each.left, each.right, each.reason)))


def find_denials(story: Story) -> Iterator[Contradiction]:
    """One source says that it was, another that it was not; or one article tells it and another only denies it."""
    affirmed = [side for side in story.claims if is_affirming(side[1])]
    denied = [side for side in story.claims if side[1].act == "deny"]
    for yes in affirmed:
        for no in denied:
            if not story.origin(yes) & story.origin(no):
                reason = f"affirmed by {story.speakers(yes)}; denied by {story.speakers(no)}"
                yield Contradiction("occurrence", story.event.id, _claim_key(yes), _claim_key(no), reason)
    for one, two in combinations(story.tellings, 2):
        yes_no = {one.event.status: one, two.event.status: two}
        if set(yes_no) == {"asserted", "denied"}:
            reason = "one article tells it as a fact, the other only as denied"
            yield Contradiction("occurrence", story.event.id, yes_no["asserted"].key, yes_no["denied"].key, reason)


def find_figures(story: Story) -> Iterator[Contradiction]:
    """Two sides give figures of one role that no number satisfies, nor the sum of either side's."""
    sides = _figures_by_side(story)
    for left, right in combinations(sorted(sides), 2):
        for role in sorted({figure.role for figure in sides[left]} & {figure.role for figure in sides[right]}):
            one, two = ([figure for figure in sides[side] if figure.role == role] for side in (left, right))
            if not any(may_be_equal(a, b) for a in (*one, _sum(one)) for b in (*two, _sum(two))):
                reason = f"{role}: “{one[0].span.text}” and “{two[0].span.text}” cannot both be right"
                yield Contradiction("figure", story.event.id, left, right, reason)


def _figures_by_side(story: Story) -> dict[Key, list[Quantity]]:
    """The figures of each side: of the claim they stand in, else of the telling; an article's own figures add up."""
    sides: dict[Key, list[Quantity]] = {}
    for telling in story.tellings:
        for figure in telling.event.quantities:
            sides.setdefault(_side_of(telling, figure, story), []).append(figure)
    return sides


def _side_of(telling: Telling, figure: Quantity, story: Story) -> Key:
    for article, claim in story.claims:
        if article == telling.key[0] and claim.content and claim.content.covers(figure.span):
            return article, claim.id
    return telling.key


def _sum(figures: Sequence[Quantity]) -> Quantity:
    """The sum of figures of one role: five soldiers and two civilians are seven."""
    highs = [figure.high for figure in figures]
    high = None if None in highs else sum(high or 0 for high in highs)
    low = sum(figure.low for figure in figures)
    return Quantity(figures[0].role, low, "about", low, high, figures[0].span)


def find_attackers(story: Story) -> Iterator[Contradiction]:
    """Two sources blame, or claim it for, different doers that are no allies."""
    blamed = [(side, doers) for side in story.claims if side[1].act in _BLAMING and (doers := _doers(side, story))]
    for (left, one), (right, two) in combinations(blamed, 2):
        if not _are_together(one, two, story.setting) and not story.origin(left) & story.origin(right):
            names = [story.setting.labels(doers) for doers in (one, two)]
            reason = f"{story.speakers(left)} names {names[0]} as doer, {story.speakers(right)} {names[1]}"
            yield Contradiction("attacker", story.event.id, _claim_key(left), _claim_key(right), reason)


def _doers(side: tuple[str, Claim], story: Story) -> frozenset[str]:
    """Whom a claim names as doer: the speaker who claims responsibility, or the agents that its words name."""
    article, claim = side
    if claim.act == "claim-responsibility":
        return story.origin(side)
    return frozenset(
        story.entity_of[article, argument.entity]
        for telling in story.tellings
        if telling.key[0] == article
        for argument in telling.event.arguments
        if argument.role == "agents" and claim.content and claim.content.covers(argument.span)
    )


def _are_together(one: frozenset[str], two: frozenset[str], setting: Setting) -> bool:
    """Say whether two sets of doers share one, or are allied."""
    return bool(one & two) or any(setting.allies(a) & two for a in one) or any(setting.allies(b) & one for b in two)


def find_dates(story: Story) -> Iterator[Contradiction]:
    """Two tellings give days that do not meet; only an analyst's merge brings such together."""
    for one, two in combinations(story.tellings, 2):
        left, right = read_window(one.event.date), read_window(two.event.date)
        if left and right and not left.overlaps(right):
            yield Contradiction("date", story.event.id, one.key, two.key, f"{one.event.date} and {two.event.date} share no day")


def _claim_key(side: tuple[str, Claim]) -> Key:
    return side[0], side[1].id

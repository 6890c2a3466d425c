"""How alike two told events are: a pair of tellings in, a list of features that explain themselves out.

Embeddings do not tell the same event from a similar one, structure does: type, days, what was hit, where, by whom, with what, how many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from kg.extraction.names import split_words
from kg.fusion.telling import Setting, Telling
from kg.model import Match, Quantity

Measure = Callable[[Telling, Telling, Setting], tuple[float, str] | None]
_KIN = frozenset({"Attack", "Explosion"})  # a telling of unstated means may be of any attack
_NEAR_KM = 15.0
_BREADTH = {"State": 0.5, "Region": 0.7}  # a wide place tells less
_PLANNED = "planned"
_DAYS = 7  # a date this narrow tells events apart


@dataclass(frozen=True, slots=True)
class Feature:
    """A named measure from -1 (speaks against) to 1 (speaks for), and its weight."""

    name: str
    weight: float
    measure: Measure


def compare_types(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """The same type, a more general one, or another one of the group."""
    one, two = left.event.type, right.event.type
    if one == two:
        return 1.0, f"both are told as {one}"
    if one in _KIN or two in _KIN or "Assassination" in (one, two):
        return 0.5, f"{one} and {two} may be one thing"
    return -0.5, f"{one} is no {two}"


def compare_dates(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """The same days, or days within a longer time."""
    one, two = left.window, right.window
    if one is None or two is None:
        return None
    dates = f"{left.event.date} and {right.event.date}"
    if one == two and (one.days == 1 or left.event.is_aggregate):
        return (1.0 if one.days == 1 else 0.8), f"the same date: {left.event.date}"
    longer = max(one.days, two.days)
    value = 0.7 if longer <= 7 else 0.5 if longer <= 31 else 0.2 if longer <= 366 else 0.0
    return value, f"{dates} share days"


def compare_targets(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """The same thing hit; a facility or a person tells more than a force or a country."""
    shared = left.filling("targets") & right.filling("targets")
    if shared:
        is_telling = any(setting.is_telling(id) for id in shared)
        return (1.0 if is_telling else 0.4), f"both name as target: {setting.labels(shared)}"
    crossed = {id for id in left.places & right.places if setting.is_facility(id)}
    if crossed:
        return 0.8, f"both name: {setting.labels(frozenset(crossed))}"
    return None


def compare_places(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """The same place, one inside the other, or places apart."""
    one, two = (frozenset(telling.places - _hit(telling, setting)) for telling in (left, right))
    if shared := one & two:
        value = max(_BREADTH.get(setting.entities[id].type, 1.0) for id in shared)
        return value, f"both name the place: {setting.labels(shared)}"
    inside = {id for id in one if setting.parents(id) & two} | {id for id in two if setting.parents(id) & one}
    if inside:
        return 0.6, f"the one lies in the place of the other: {setting.labels(frozenset(inside))}"
    known = [frozenset(id for id in side if id in setting.gazetteer.entries) for side in (one, two)]
    if all(known):
        return -0.6, f"different places: {setting.labels(known[0])}; {setting.labels(known[1])}"
    return None


def _hit(telling: Telling, setting: Setting) -> frozenset[str]:
    """Targets that are no places."""
    places = ("State", "Region", "City")
    return frozenset(id for id in telling.filling("targets") if setting.entities[id].type not in places and not setting.is_facility(id))


def compare_agents(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """The same doers, allied ones, or others."""
    one, two = left.filling("agents") & setting.named, right.filling("agents") & setting.named
    if not one or not two:
        return None
    if shared := one & two:
        return 1.0, f"both name as doer: {setting.labels(shared)}"
    if any(setting.allies(id) & two for id in one) or any(setting.allies(id) & one for id in two):
        return 0.5, f"allied doers: {setting.labels(one)}; {setting.labels(two)}"
    return -0.7, f"different doers: {setting.labels(one)}; {setting.labels(two)}"


def compare_weapons(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """The same means."""
    one, two = ({_last_word(span.text) for span in telling.event.instruments} - {""} for telling in (left, right))
    if not one or not two:
        return None
    if shared := one & two:
        return 1.0, f"both name the means: {', '.join(sorted(shared))}"
    return -0.3, f"different means: {', '.join(sorted(one))}; {', '.join(sorted(two))}"


def _last_word(words: str) -> str:
    keys = [word.key for word in split_words(words)]
    return keys[-1].removesuffix("s") if keys else ""


def compare_figures(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """Figures of one role that may be the same number, or may not."""
    pairs = [(a, b) for a in left.event.quantities for b in right.event.quantities if a.role == b.role]
    if not pairs:
        return None
    for a, b in pairs:
        if may_be_equal(a, b):
            return 1.0, f"figures agree: {a.span.text}; {b.span.text}"
    return -0.5, f"figures differ: {pairs[0][0].span.text}; {pairs[0][1].span.text}"


def may_be_equal(left: Quantity, right: Quantity) -> bool:
    """Say whether one number can satisfy both figures: "at least 30" and "dozens" can, "two" and "none" cannot."""
    low = max(left.low, right.low)
    highs = [figure.high for figure in (left, right) if figure.high is not None]
    return not highs or low <= min(highs)


def compare_times_told(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """A plan and a deed: the plan may have been carried out, or not."""
    if (left.event.status == _PLANNED) != (right.event.status == _PLANNED):
        return -1.0, "the one is planned, the other is told as done"
    return None


def compare_detail(left: Telling, right: Telling, setting: Setting) -> tuple[float, str] | None:
    """A caution: neither a day nor a place or person of its own is told by both, so that any event of the kind would fit."""
    one, two = left.window, right.window
    is_dated = one is not None and two is not None and (max(one.days, two.days) <= _DAYS or (left.event.is_aggregate and one == two))
    if is_dated or any(setting.is_telling(id) for id in left.places & right.places):
        return None
    return -1.0, "both are told too widely to tell them from their like"


FEATURES = (
    Feature("type", 2.0, compare_types),
    Feature("date", 2.5, compare_dates),
    Feature("target", 3.0, compare_targets),
    Feature("place", 1.5, compare_places),
    Feature("agent", 1.0, compare_agents),
    Feature("means", 0.5, compare_weapons),
    Feature("figure", 0.5, compare_figures),
    Feature("plan", 1.0, compare_times_told),
    Feature("detail", 2.0, compare_detail),
)


def compare(left: Telling, right: Telling, setting: Setting) -> tuple[Match, ...]:
    """Compare two tellings by every feature that has something to say."""
    found = ((feature, feature.measure(left, right, setting)) for feature in FEATURES)
    return tuple(Match(feature.name, result[0], feature.weight, result[1]) for feature, result in found if result)


def find_conflict(left: Telling, right: Telling, setting: Setting) -> Match | None:
    """Find what forbids that the two are one event, whatever else they share."""
    if left.event.is_aggregate != right.event.is_aggregate:
        return Match("conflict", -1.0, 10.0, "the one is many events, the other a single one")
    if left.window and right.window and not left.window.overlaps(right.window):
        return Match("conflict", -1.0, 10.0, f"different dates: {left.event.date}; {right.event.date}")
    one, two = (frozenset(id for id in telling.places if setting.is_facility(id)) for telling in (left, right))
    if one and two and not any(_are_near(a, b, setting) for a in one for b in two):
        return Match("conflict", -1.0, 10.0, f"different facilities: {setting.labels(one)}; {setting.labels(two)}")
    return None


def _are_near(left: str, right: str, setting: Setting) -> bool:
    """Say whether two facilities are one, or stand in or beside each other, as a base in an oil field does."""
    if left == right or left in setting.parents(right) or right in setting.parents(left):
        return True
    one, two = (setting.gazetteer.entries.get(id) for id in (left, right))
    if not one or not two or None in (one.latitude, one.longitude, two.latitude, two.longitude):
        words = [{word.key for word in split_words(setting.label(id)) if len(word.key) > 2} for id in (left, right)]
        return bool((words[0] & words[1]) - {"base", "oil", "gas", "field", "camp", "the", "military", "air", "crossing", "border"})
    return _distance(one.latitude or 0, one.longitude or 0, two.latitude or 0, two.longitude or 0) <= _NEAR_KM


def _distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, along a great circle (haversine).

    >>> round(_distance(33.31, 44.37, 33.31, 44.37)), round(_distance(0, 0, 0, 1))
    (0, 111)
    """
    a = sin(radians(lat2 - lat1) / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(a))

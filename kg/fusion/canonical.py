"""Canonical events: clusters of tellings in, events with id, neutral label, type, date and status out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.fusion.chronology import read_window
from kg.fusion.linking import slug
from kg.fusion.telling import PLACE_ROLES, Key, Setting, Telling
from kg.model import Claim, Document, Event

_GENERAL = ("Attack", "Explosion", "ArmedClash")  # give way to a type that says more
_AFFIRMING = frozenset({"assert", "announce", "accuse", "claim-responsibility", "attribute", "estimate"})


def make_events(
    clusters: Sequence[Sequence[Key]], tellings: Sequence[Telling], documents: Sequence[Document], setting: Setting
) -> list[Event]:
    """Make one event of each cluster; ids are unique, the same for the same clusters, whatever their order."""
    by_key = {telling.key: telling for telling in tellings}
    claims = claims_about(documents)
    taken: Counter[str] = Counter()
    events = []
    for keys in sorted(tuple(sorted(cluster)) for cluster in clusters):
        members = [by_key[key] for key in keys]
        events.append(_event(keys, members, [claim for key in keys for _, claim in claims.get(key, ())], setting, taken))
    return sorted(events, key=lambda event: event.id)


def claims_about(documents: Iterable[Document]) -> dict[Key, list[tuple[str, Claim]]]:
    """The claims about each told event, with the article's id."""
    found: dict[Key, list[tuple[str, Claim]]] = defaultdict(list)
    for document in documents:
        for claim in document.claims:
            for event in claim.about:
                found[document.article.id, event].append((document.article.id, claim))
    return found


def is_affirming(claim: Claim) -> bool:
    """Say whether a claim about an event says that it was."""
    return claim.act in _AFFIRMING


def _event(keys: tuple[Key, ...], members: Sequence[Telling], claims: Sequence[Claim], setting: Setting, taken: Counter[str]) -> Event:
    type = choose_type([telling.event.type for telling in members])
    date = choose_date([telling.event.date for telling in members])
    label = ", ".join(part for part in (_words(type), _scene(members, setting), _date_words(date)) if part)
    base = slug("-".join(part for part in (type, _scene(members, setting), _date_words(date)) if part))
    taken[base] += 1
    id = base if taken[base] == 1 else f"{base}-{taken[base]}"
    status = choose_status([telling.event.status for telling in members], claims)
    return Event(id, type, label, status, keys, date, all(telling.event.is_aggregate for telling in members))


def choose_type(types: Sequence[str]) -> str:
    """Choose the type that says most; of several, the one told most often.

    >>> choose_type(["Attack", "RocketAttack"])
    'RocketAttack'
    """
    telling = [type for type in types if type not in _GENERAL] or list(types)
    counts = Counter(telling)
    return min(counts, key=lambda type: (-counts[type], type))


def choose_date(dates: Sequence[str | None]) -> str | None:
    """Choose the most precise date.

    >>> choose_date(["2020-01", "2020-01-03", None])
    '2020-01-03'
    """
    windows = [(window.days, "~" in date, date) for date in dates if date and (window := read_window(date))]
    undated = sorted(date for date in dates if date) if not windows else []
    return min(windows)[2] if windows else undated[0] if undated else None


def choose_status(statuses: Sequence[str], claims: Sequence[Claim]) -> str:
    """Derive how the event stands over all tellings and claims: denied by some and affirmed by others is disputed."""
    found = set(statuses)
    is_denied = "denied" in found or any(claim.act == "deny" for claim in claims)
    is_affirmed = bool(found & {"asserted", "alleged"}) or ("denied" not in found and any(map(is_affirming, claims)))
    if "disputed" in found or (is_denied and is_affirmed):
        return "disputed"
    if is_denied:
        return "denied"
    return next(status for status in ("asserted", "alleged", "planned", *sorted(found)) if status in found)


def _words(type: str) -> str:
    """The type in words.

    >>> _words("RocketAttack")
    'Rocket attack'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type).capitalize()


def _date_words(date: str | None) -> str:
    """An EDTF date in words.

    >>> _date_words("2011/.."), _date_words("2021-10~/2022-01")
    ('since 2011', '2021-10 to 2022-01')
    """
    plain = re.sub(r"[~?%]", "", date or "")
    return f"since {plain[:-3]}" if plain.endswith("/..") else plain.replace("/", " to ")


def _scene(members: Sequence[Telling], setting: Setting) -> str | None:
    """What to call the event by: a move by its ends, else the most telling target or place."""
    ends = [_best(members, role, setting) for role in ("origin", "destination")]
    if ends[0] and ends[1]:
        return f"{ends[0]} to {ends[1]}"
    found = (_best(members, role, setting) for role in (*PLACE_ROLES, "agents"))
    return next((label for label in found if label), None)


def _best(members: Sequence[Telling], role: str, setting: Setting) -> str | None:
    """The label in that role that is named most often; facilities, persons and cities go before forces and countries."""
    counts: Mapping[str, int] = Counter(id for telling in members for id in telling.filling(role) if id in setting.named)
    if not counts:
        return None
    return setting.label(min(counts, key=lambda id: (not setting.is_telling(id), -counts[id], id)))

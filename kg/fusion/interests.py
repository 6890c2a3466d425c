"""Claims about events in, those of interested parties out: the source takes part, or belongs to a participant or is backed by one.

A party may be right; the mark says that its word is not that of a bystander. Participation is as the tellings have it: doers and targets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.fusion.telling import Key, Setting, Telling
from kg.model import Claim, Document, Interest

_TIES = {
    "memberOf": "belongs to {}",
    "leads": "leads {}",
    "spokespersonOf": "speaks for {}",
    "backs": "backs {}",
    "backed": "is backed by {}",
    "country": "belongs to {}",
}
_ACTORS = frozenset({"State", "Government", "MilitaryForce", "ArmedGroup", "Person", "Company", "Organization", "MediaOutlet"})
_STEPS = 3  # a spokesman of a force of a state

Ties = Mapping[str, Sequence[tuple[str, str]]]
"""Whom an actor is tied to, and how."""


def find_interests(
    members: Sequence[Telling], claims: Mapping[Key, list[tuple[str, Claim]]], entity_of: Mapping[Key, str], setting: Setting, ties: Ties
) -> Iterator[Interest]:
    """Find the claims about one event, told by these tellings, whose source has a part in it."""
    parties = _participants(members, setting)
    told = {(article, claim.id): claim for telling in members for article, claim in claims.get(telling.key, ())}
    for (article, id), claim in sorted(told.items()):
        for speaker in claim.speakers:
            found = _reach(entity_of[article, speaker], parties, setting, ties)
            if found is not None:
                yield Interest((article, id), *found)


def _participants(members: Iterable[Telling], setting: Setting) -> frozenset[str]:
    ids = frozenset().union(*(telling.filling(role) for telling in members for role in ("agents", "targets")))
    return frozenset(id for id in ids if setting.entities[id].type in _ACTORS)


def _reach(source: str, parties: frozenset[str], setting: Setting, ties: Ties) -> tuple[str, str] | None:
    """The nearest participant that a source is, belongs to or is backed by, and the way there in words."""
    waiting: list[tuple[str, str]] = [(source, "")]
    seen = {source}
    for _ in range(_STEPS + 1):
        for id, way in waiting:
            if id in parties:
                return id, f"{setting.label(source)} {way or 'takes part in the event'}"
        steps = [(other, f"{way}, which {how}" if way else how) for id, way in waiting for other, how in ties.get(id, ())]
        waiting = [(other, way) for other, way in dict(reversed(steps)).items() if other not in seen]
        seen.update(other for other, _ in waiting)
    return None


def read_ties(documents: Iterable[Document], entity_of: Mapping[Key, str], setting: Setting) -> dict[str, list[tuple[str, str]]]:
    """Read from the articles' relations and the gazetteer whom each actor belongs to, leads, speaks for, or is backed by."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for document in documents:
        for relation in document.relations:
            one, two = (entity_of[document.article.id, id] for id in (relation.subject, relation.object))
            if relation.predicate in ("memberOf", "leads", "spokespersonOf"):
                found[one].setdefault(two, _TIES[relation.predicate].format(setting.label(two)))
            elif relation.predicate == "backs":
                found[two].setdefault(one, _TIES["backed"].format(setting.label(one)))
    for id in setting.entities:
        for other, kind in _listed(id, setting):
            found[id].setdefault(other, _TIES[kind].format(setting.label(other)))
    return {id: sorted(others.items()) for id, others in sorted(found.items())}


def _listed(id: str, setting: Setting) -> Iterator[tuple[str, str]]:
    """What the gazetteer knows, as far as the articles speak of it: parents, backers, and the country of its organs."""
    entry = setting.gazetteer.entries.get(id)
    if entry is None:
        return
    known = [(other, "memberOf") for other in entry.member_of] + [(other, "backed") for other in entry.backed_by]
    if entry.country and entry.type in ("Government", "MilitaryForce"):
        known.append((entry.country, "country"))
    yield from ((other, kind) for other, kind in known if other in setting.entities)

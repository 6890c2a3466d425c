"""Which things of different articles an annotator holds for one, and which fusion does: how well the two agree.

The annotator's file lists, for entities and events, groups of (article, id) that are one thing; groups of events that are ``distinct``
however alike; and ``related`` ones, about which nothing is said. Whatever is in no group is a thing of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kg.evaluation.tallies import Tally

Key = tuple[str, str]
"""An article's name and the id of something in it."""
Pair = frozenset[Key]


@dataclass(frozen=True)
class Clusters:
    """Groups of things of different articles."""

    entities: tuple[tuple[Key, ...], ...]
    events: tuple[tuple[Key, ...], ...]
    related: tuple[tuple[Key, ...], ...]
    distinct: tuple[tuple[Key, ...], ...]


def read_clusters(path: Path) -> Clusters:
    """Read an annotator's file of clusters."""
    value = json.loads(path.read_text(encoding="utf-8"))
    groups = [
        _keys(value["entities"].values()),
        *(_keys(each["events"] for each in value[name]) for name in ("events", "related", "distinct")),
    ]
    return Clusters(*groups)


def _keys(groups: Iterable[Iterable[tuple[str, str]]]) -> tuple[tuple[Key, ...], ...]:
    return tuple(tuple((article, id) for article, id in group) for group in groups)


def pairs_of(groups: Iterable[Iterable[Key]]) -> frozenset[Pair]:
    """Give the pairs of things of different articles that stand in one group.

    >>> len(pairs_of([[("a", "e1"), ("a", "e2"), ("b", "e1")]]))
    2
    """
    return frozenset(frozenset(pair) for group in groups for pair in combinations(group, 2) if pair[0][0] != pair[1][0])


def groups_of(thing_of: Mapping[Key, str]) -> list[list[Key]]:
    """Turn fusion's answer, a canonical id for each thing, into groups."""
    groups: dict[str, list[Key]] = defaultdict(list)
    for key, id in sorted(thing_of.items()):
        groups[id].append(key)
    return list(groups.values())


def compare_pairs(gold: frozenset[Pair], thing_of: Mapping[Key, str], ignored: frozenset[Pair] = frozenset()) -> Tally:
    """Count the pairs that fusion joins rightly, all that it joins and all that it should; ``ignored`` ones count nowhere."""
    found = pairs_of(groups_of(thing_of)) - ignored
    return Tally(len(gold & found), len(found), len(gold))


def find_wrongly_joined(distinct: Iterable[Iterable[Key]], thing_of: Mapping[Key, str]) -> tuple[tuple[Key, Key], ...]:
    """Find the pairs that fusion joins although they are distinct."""
    pairs = [pair for group in distinct for pair in combinations(group, 2)]
    return tuple((left, right) for left, right in pairs if thing_of.get(left, left) == thing_of.get(right, right))

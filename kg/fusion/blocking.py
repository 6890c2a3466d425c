"""Which told events are worth comparing: tellings in, pairs of them out that might be one event.

Two tellings make a pair if they are of different articles and of one group of types, share something hit or some place, and may be of
the same days. A telling without a date makes none: nothing would tell it from its like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.fusion.telling import Key, Telling

Pair = tuple[Telling, Telling]


def find_pairs(tellings: Sequence[Telling]) -> list[Pair]:
    """Find the pairs to compare, each once, in the order of their keys."""
    blocks: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.window:
            for entity in telling.places:
                blocks[telling.group, entity].append(telling)
    pairs: dict[tuple[Key, Key], Pair] = {}
    for block in blocks.values():
        pairs.update(_overlapping(block))
    return [pairs[keys] for keys in sorted(pairs)]


def _overlapping(block: Sequence[Telling]) -> dict[tuple[Key, Key], Pair]:
    """Sweep over a block in order of first days, so that only tellings whose days meet are paired."""
    found: dict[tuple[Key, Key], Pair] = {}
    alive: list[Telling] = []
    for telling in sorted(block, key=lambda each: (each.window.first if each.window else None, each.key)):
        alive = [other for other in alive if _may_meet(other, telling)]
        for other in alive:
            if other.key[0] != telling.key[0]:
                left, right = sorted((other, telling), key=lambda each: each.key)
                found[left.key, right.key] = (left, right)
        alive.append(telling)
    return found


def _may_meet(earlier: Telling, later: Telling) -> bool:
    return bool(earlier.window and later.window and earlier.window.last >= later.window.first)

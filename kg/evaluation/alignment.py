"""Two lists of things in, which of the one is which of the other out: one to one, with the greatest total weight.

What a thing of the one list has to do with a thing of the other is its weight: shared mentions, triggers, cues or contents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.evaluation.annotation import ROLES
from kg.evaluation.groups import group_of
from kg.model import ArticleEntity, Claim, EventMention, Mention, Span

T = TypeVar("T")


def overlap(left: Span, right: Span) -> float:
    """Shared characters of two spans, as a share of the longer one.

    >>> overlap(Span(0, 4, "Iraq"), Span(2, 10, "aq today"))
    0.25
    """
    shared = min(left.end, right.end) - max(left.start, right.start)
    return max(0, shared) / max(left.end - left.start, right.end - right.start, 1)


def mention_weight(gold: tuple[Mention, str], system: tuple[Mention, str]) -> float:
    """The overlap of two mentions of one type, if it is at least half of the longer one."""
    shared = overlap(gold[0].span, system[0].span)
    return shared if gold[1] == system[1] and shared >= 0.5 else 0


def entity_weight(gold: ArticleEntity, system: ArticleEntity) -> float:
    """The shared mentions of two entities, as a share of all their mentions (phi4 of CEAF, Luo 2005)."""
    hits = sum(any(overlap(a.span, b.span) >= 0.5 for b in system.mentions) for a in gold.mentions)
    return 2 * hits / (len(gold.mentions) + len(system.mentions)) if hits else 0


def event_weight(gold: EventMention, system: EventMention, entity_of: Mapping[str, str]) -> float:
    """Shared triggers first, then the type, its group, and the shared arguments (which only break ties).

    ``entity_of`` says which gold entity a system's entity is.
    """
    hits = sum(any(a.overlaps(b) for b in system.triggers) for a in gold.triggers)
    if not hits:
        return 0
    shared = sum(len(set(gold.fillers(role)) & {entity_of.get(id) for id in system.fillers(role)}) for role in ROLES)
    return (
        4 * hits
        + 2 * (gold.type == system.type)
        + (group_of(gold.kind or gold.type) == group_of(system.kind or system.type))
        + min(shared, 9) / 10
    )


def claim_weight(gold: Claim, system: Claim) -> float:
    """A shared cue, and the overlap of the contents; contents alone count where they share half of the longer one."""
    has_cue = gold.cue.overlaps(system.cue)
    content = overlap(gold.content, system.content) if gold.content and system.content else 0
    return 2 * has_cue + content if has_cue or content >= 0.5 else 0


def align(gold: Sequence[T], system: Sequence[T], weight: Callable[[T, T], float]) -> dict[int, int]:
    """Align one to one with the greatest total weight; things of weight 0 stay apart.

    Returns
    -------
    For the position of a gold thing the position of its system thing.

    >>> align([1, 2], [2, 2, 1], lambda g, s: float(g == s))
    {1: 0, 0: 2}
    """
    if not gold or not system:
        return {}
    weights = np.array([[weight(g, s) for s in system] for g in gold], dtype=float)
    is_tall = len(gold) > len(system)
    cost = weights.max() - (weights.T if is_tall else weights)
    pairs = [(column, row) if is_tall else (row, column) for column, row in assign(cost).items()]
    return {g: s for g, s in pairs if weights[g, s] > 0}


def assign(cost: NDArray[np.float64]) -> dict[int, int]:
    """Give each row of a matrix, no taller than wide, a column of its own so that the total cost is least.

    The Hungarian method by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987). It is our own because ties are common (one
    word can tell two events) and figures hang on them: libraries choose differently, and from one release to the next.

    Returns
    -------
    For each column taken the row that has it, in order of columns.

    >>> assign(np.array([[4.0, 1.0, 3.0], [2.0, 0.0, 5.0]]))
    {0: 1, 1: 0}
    """
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns + 1)
    row_of = np.full(columns + 1, -1)  # the last column is a stand-in, held by the row that looks for a place
    for row in range(rows):
        row_of[columns] = row
        column, before = _shortest_path(cost, row_of, row_price, column_price)
        while column != columns:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return {column: int(row) for column, row in enumerate(row_of[:columns]) if row >= 0}


def _shortest_path(
    cost: NDArray[np.float64], row_of: NDArray[np.int_], row_price: NDArray[np.float64], column_price: NDArray[np.float64]
) -> tuple[int, NDArray[np.int_]]:
    """Find the nearest free column from the stand-in; prices are raised on the way. Gives it, and each column's predecessor."""
    columns = cost.shape[1]
    least, before = np.full(columns, np.inf), np.full(columns, columns)
    is_done = np.zeros(columns + 1, dtype=bool)
    column = columns
    while row_of[column] >= 0:
        is_done[column] = True
        row, is_open = row_of[column], ~is_done[:columns]
        reduced = cost[row] - row_price[row] - column_price[:columns]
        is_better = is_open & (reduced < least)
        least[is_better], before[is_better] = reduced[is_better], column
        column = int(np.argmin(np.where(is_open, least, np.inf)))
        step = least[column]
        row_price[row_of[is_done]] += step
        column_price[is_done] -= step
        least[is_open] -= step
    return column, before

"""From judged pairs to clusters: tellings and pairs in, groups of tellings of one event out, with every judgement recorded."""

from __future__ import annotations

from collections.abc import Sequence

from kg.fusion.blocking import Pair, find_pairs
from kg.fusion.matching import compare, find_conflict
from kg.fusion.telling import Key, Setting, Telling
from kg.model import Judgement

SAME = 4.5  # least score of two tellings of one event
UNSURE = 3.0  # least score of a pair worth an analyst's look


def judge(pair: Pair, setting: Setting) -> Judgement:
    """Decide on a pair, and say why."""
    left, right = pair
    matches = compare(left, right, setting)
    conflict = find_conflict(left, right, setting)
    matches = (*matches, conflict) if conflict else matches
    score = round(sum(match.value * match.weight for match in matches), 3)
    decision = "different" if conflict or score < UNSURE else "same" if score >= SAME else "unsure"
    return Judgement("event", left.key, right.key, decision, score, matches)


def resolve(tellings: Sequence[Telling], setting: Setting) -> tuple[list[tuple[Key, ...]], tuple[Judgement, ...]]:
    """Put tellings of one event together: the surest pairs first, never two of one article, never a pair judged different."""
    by_key = {telling.key: telling for telling in tellings}
    judgements = [judge(pair, setting) for pair in find_pairs(tellings)]
    cluster_of: dict[Key, frozenset[Key]] = {telling.key: frozenset({telling.key}) for telling in tellings}
    for judgement in sorted(judgements, key=lambda each: (-each.score, each.left, each.right)):
        joined = cluster_of[judgement.left] | cluster_of[judgement.right]
        if judgement.decision == "same" and _may_join(cluster_of[judgement.left], cluster_of[judgement.right], by_key, setting):
            cluster_of.update(dict.fromkeys(joined, joined))
    clusters = sorted({tuple(sorted(cluster)) for cluster in cluster_of.values()})
    return clusters, tuple(judgements)


def _may_join(left: frozenset[Key], right: frozenset[Key], by_key: dict[Key, Telling], setting: Setting) -> bool:
    """Say whether two clusters can be one: an article tells an event once, and no two members exclude each other."""
    if left == right:
        return True
    if {article for article, _ in left} & {article for article, _ in right}:
        return False
    return not any(find_conflict(by_key[one], by_key[two], setting) for one in left for two in right)

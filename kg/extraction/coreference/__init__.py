"""Phrases in, entities out: which mentions of one article stand for the same thing.

Names corefer by gazetteer entry, else by name; a noun phrase by its head, its owner and place ("US base at Rmelan"), or, when definite,
with the nearest thing before it of its kind ("the oilfield"). What has no antecedent is an entity of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.coreference.antecedents import find_antecedent, find_backer_before
from kg.extraction.coreference.clusters import Cluster, Clusters, Key
from kg.extraction.coreference.keys import keys_of, kind_of
from kg.extraction.coreference.naming import find_called, find_full_name
from kg.extraction.parsed import ParsedArticle, Phrase

__all__ = ["Cluster", "cluster_mentions"]


def cluster_mentions(parsed: ParsedArticle) -> list[Cluster]:
    """Give the clusters in order of their first mention, and set `Phrase.entity`; the title's mentions are placed last."""
    clusters = Clusters()
    title_end = _title_end(parsed)
    for phrase in (p for p in parsed.phrases if p.start >= title_end):
        _place(parsed, clusters, phrase, find_antecedent)
    for phrase in (p for p in parsed.phrases if p.start < title_end):
        _place(parsed, clusters, phrase, _first_of_kind)
    for cluster in clusters.all:
        cluster.phrases.sort(key=lambda p: p.start)
    return clusters.all


def _title_end(parsed: ParsedArticle) -> int:
    """Where the title ends: its noun phrases stand for what the text then names."""
    title = parsed.article.title_span
    return parsed.clean.to_clean(title.start, title.end)[1] if title is not None else 0


def _place(
    parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, explain: Callable[[ParsedArticle, Clusters, Phrase], Cluster | None]
) -> None:
    """Put a phrase into the cluster of its name, or (a noun phrase) into the one that ``explain`` finds, or into a new one."""
    phrase.owner = find_backer_before(parsed, clusters, phrase)
    keys = keys_of(parsed, phrase)
    cluster = _by_name(parsed, clusters, phrase, keys)
    if cluster is None and phrase.kind == "nominal":
        cluster = explain(parsed, clusters, phrase)
        keys = [] if cluster is not None and phrase.type == "ArmedGroup" else keys  # other "militants" need not be the group
    clusters.join(cluster or clusters.open(phrase), phrase, keys)


def _first_of_kind(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """What a noun phrase of the title stands for: the first thing of its kind in the text."""
    kind = kind_of(phrase.type)
    return next((c for c in clusters.all if kind_of(c.type) == kind and c.is_plural == phrase.is_plural), None)


def _by_name(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, keys: list[Key]) -> Cluster | None:
    """The cluster with one of the phrase's keys, or with a name that this one is another form of."""
    called = find_called(parsed, clusters, phrase) if phrase.kind != "nominal" else None
    if called is not None and phrase.kind == "name":
        return called
    known = clusters.by_keys(keys)
    if known is not None or phrase.kind == "nominal":
        return known
    return find_full_name(clusters, phrase) if phrase.type == "Person" else called

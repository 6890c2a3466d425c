"""Annotated articles and what the rules say of them in, how often each rule is right out: what the confidences of facts are made from.

A share is not the bare count, which says little of a rule that was seen three times. For a whole layer it is (right + 1) / (total + 2),
the rule of succession; for a rule it is (right + m * above) / (total + m), where ``above`` is the share of what the rule is a case of:
the mean of a Beta distribution whose prior weighs m facts. How well shares predict what was not counted is told by leaving out one
article at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.agreement import date_agreement
from kg.evaluation.facts import Names, align_documents, gold_facts, system_names
from kg.extraction.confidence import (
    ALL,
    Path,
    Shares,
    argument_path,
    claim_path,
    date_path,
    event_path,
    mention_path,
    quantity_path,
    relation_path,
)
from kg.model import Claim, Document

LAYERS = ("mentions", "events", "dates", "arguments", "quantities", "claims", "relations")
STRENGTH = 16  # facts that the prior of a rule weighs: of 2, 4, 8, 16 and 32 the one that predicts articles left out about best
BINS = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact that a rule made, and whether the annotation has it."""

    article: str
    layer: str
    path: Path
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of like confidence: how many, their mean confidence, and how many were right."""

    low: float
    high: float
    count: int
    predicted: float
    right: int

    @property
    def observed(self) -> float:
        """The share that was right."""
        return self.right / self.count if self.count else 0.0


def judge(gold: Document, system: Document) -> Iterator[Judged]:
    """Say of each fact of the rules whether the annotation has it.

    A claim is right if its cue or content is annotated, with that act and those speakers; a date if the annotated event has that very date.
    """
    alignment = align_documents(gold, system)
    names, wanted = system_names(gold, system, alignment), {layer: {f.key for f in facts} for layer, facts in gold_facts(gold).items()}
    article = gold.article.id
    for is_right, path in _mentions(system, names):
        yield Judged(article, "mentions", path, is_right)
    dates = {s: gold.events[g].date for g, s in alignment.events.items()}
    for n, event in enumerate(system.events):
        name = names.event(n)
        yield Judged(article, "events", event_path(event), (name, event.type) in wanted["events"])
        if event.date and n in dates:
            yield Judged(article, "dates", date_path(event), date_agreement(dates[n] or "", event.date) == 1)
        for argument in event.arguments:
            key = (name, argument.role, names.entity(argument.entity))
            yield Judged(article, "arguments", argument_path(argument), key in wanted["arguments"])
        for quantity in event.quantities:
            key = (name, quantity.role, quantity.value)
            yield Judged(article, "quantities", quantity_path(quantity), key in wanted["quantities"])
    for n, claim in enumerate(system.claims):
        yield Judged(article, "claims", claim_path(claim), all(key in wanted["claim-facts"] for key in _parts(claim, n, names)))
    for relation in system.relations:
        key = (names.entity(relation.subject), relation.predicate, names.entity(relation.object))
        yield Judged(article, "relations", relation_path(relation), key in wanted["relations"])


def _mentions(system: Document, names: Names) -> Iterator[tuple[bool, Path]]:
    mentions = (mention for entity in system.entities for mention in entity.mentions)
    return ((n in names.mentions, mention_path(mention)) for n, mention in enumerate(mentions))


def _parts(claim: Claim, n: int, names: Names) -> Iterator[tuple[object, ...]]:
    yield (names.claim(n), "act", claim.act)
    for id in claim.speakers:
        yield (names.claim(n), "speaker", names.entity(id))


def judge_all(gold: Mapping[str, Document], system: Mapping[str, Document]) -> tuple[Judged, ...]:
    """Judge the facts of all annotated articles."""
    return tuple(fact for name in sorted(gold) if name in system for fact in judge(gold[name], system[name]))


def measure_shares(facts: Iterable[Judged]) -> Shares:
    """Count right facts by layer and rule, and smooth the counts."""
    counts: dict[str, dict[Path, list[int]]] = {layer: {(): [0, 0]} for layer in LAYERS}
    for fact in facts:
        for length in range(len(fact.path) + 1):
            count = counts[fact.layer].setdefault(fact.path[:length], [0, 0])
            count[0] += fact.is_right
            count[1] += 1
    return Shares({layer: _smooth(found) for layer, found in counts.items()})


def _smooth(counts: Mapping[Path, Sequence[int]]) -> dict[str, dict[str, float]]:
    shares: dict[Path, float] = {}
    table = {}
    for path in sorted(counts, key=lambda path: (len(path), path)):
        right, total = counts[path]
        above = shares[path[:-1]] if path else 0.5
        strength = STRENGTH if path else 2
        shares[path] = (right + strength * above) / (total + strength)
        table["/".join(path) or ALL] = {"right": right, "total": total, "share": round(shares[path], 3)}
    return table


def predict_left_out(facts: Sequence[Judged]) -> list[tuple[Judged, float]]:
    """Give each fact with the confidence that it has when its article is left out of the counts."""
    found = []
    for article in dict.fromkeys(fact.article for fact in facts):
        shares = measure_shares(fact for fact in facts if fact.article != article)
        found += [(fact, shares.of(fact.layer, fact.path)) for fact in facts if fact.article == article]
    return found


def bin_predictions(predicted: Sequence[tuple[Judged, float]]) -> tuple[Bin, ...]:
    """Sort predictions into bins of equal width; empty ones are left out."""
    bins = []
    for n in range(BINS):
        low, high = n / BINS, (n + 1) / BINS
        inside = [(fact, share) for fact, share in predicted if low <= share < high or (share == high == 1)]
        if inside:
            mean = sum(share for _, share in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), mean, sum(fact.is_right for fact, _ in inside)))
    return tuple(bins)


def expected_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far predicted and observed shares lie apart, by bin, weighed by its facts (Naeini et al. 2015).

    >>> expected_error([Bin(0.8, 1.0, 10, 0.9, 8), Bin(0.4, 0.6, 10, 0.5, 5)])
    0.05
    """
    total = sum(each.count for each in bins)
    return round(sum(abs(each.predicted - each.observed) * each.count for each in bins) / total, 6) if total else 0.0


def write_shares(shares: Shares) -> str:
    """Write shares as TOML, a line for each rule."""
    rows = []
    for layer, table in shares.tables.items():
        rows += ["", f"[{layer}]"]
        for key, value in table.items():
            rows.append(f'"{key}" = {{ right = {value["right"]}, total = {value["total"]}, share = {value["share"]} }}')
    return "\n".join(rows) + "\n"

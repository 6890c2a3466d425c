"""Annotated articles and what a system says of them in, all figures and all facts right, missed and invented out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.agreement import Agreement, content_agreements, date_agreements, status_agreements
from kg.evaluation.alignment import entity_weight
from kg.evaluation.facts import LAYERS, Fact, align_documents, gold_facts, system_facts
from kg.evaluation.tallies import Mean, Tally, add_all
from kg.model import Article, Document

FACTS = ("entities", "events", "arguments", "quantities", "claim-facts", "about", "relations")
"""The layers that together are the one figure to watch."""
TALLIES = (
    "mentions", "entities", "coreference", "triggers", "events", "events-group", "arguments", "arguments-any",
    "quantities", "claims", "claim-facts", "about", "relations", "facts",
)  # fmt: skip
MEANS = ("dates", "status", "content")


@dataclass(frozen=True)
class ArticleScore:
    """How one article compares: its tallies and means, and the facts that are right, missing and spurious.

    Right and missing facts are in the annotation's words, spurious ones in the system's.
    """

    name: str
    tallies: Mapping[str, Tally]
    means: Mapping[str, Mean]
    right: tuple[Fact, ...]
    missing: tuple[Fact, ...]
    spurious: tuple[Fact, ...]


@dataclass(frozen=True)
class Score:
    """How all articles compare."""

    articles: tuple[ArticleScore, ...]
    tallies: Mapping[str, Tally]
    means: Mapping[str, Mean]

    def figures(self) -> dict[str, dict[str, float]]:
        """Give every figure by its name, in the order of the table."""
        return {name: self.tallies[name].figures() for name in TALLIES} | {name: self.means[name].figures() for name in MEANS}


def score_article(gold: Document, system: Document) -> ArticleScore:
    """Compare what a system says of an article with its annotation.

    The layers
    ----------
    mentions
        A mention is right when it overlaps a gold mention by half of the longer one, and the types agree.
    entities
        Entities are aligned one to one by their shared mentions; an aligned pair of the same type is right.
    coreference
        CEAFe (phi4) of the same alignment.
    events
        Events are aligned one to one by their triggers; an aligned pair of the same type is right;
        *events-group*: of the same group of types; *triggers*: whatever the type.
    arguments
        (event, role, entity) with event and entity aligned; *arguments-any*: targets, location, origin, destination and via count as one.
    quantities
        (event, role, value).
    claims
        Claims are aligned one to one by cue, or by content; every aligned pair is right.
    claim-facts
        (claim, speaker) and (claim, act) together.
    about
        (claim, event).
    relations
        (subject, predicate, object).
    facts
        Entities, events, arguments, quantities, claim-facts, about and relations together.
    dates, status, content
        `date_agreement` of aligned events with a gold date; the share of aligned events of one status;
        `token_f1` of the contents of aligned claims.
    """
    alignment = align_documents(gold, system)
    wanted, found = gold_facts(gold), system_facts(gold, system, alignment)
    tallies = {layer: Tally(len(wanted[layer] & found[layer]), len(found[layer]), len(wanted[layer])) for layer in LAYERS}
    pairs = [(gold.entities[g], system.entities[s]) for g, s in alignment.entities.items()]
    tallies["coreference"] = Tally(sum(entity_weight(g, s) for g, s in pairs), len(system.entities), len(gold.entities))
    tallies["facts"] = add_all(tallies[layer] for layer in FACTS)
    agreements = {
        "dates": list(date_agreements(gold, system, alignment)),
        "status": list(status_agreements(gold, system, alignment)),
        "content": list(content_agreements(gold, system, alignment)),
    }
    return ArticleScore(
        gold.article.id,
        tallies,
        {name: Mean(tuple(value for _, value in found)) for name, found in agreements.items()},
        right=_sorted([*(fact for layer in LAYERS for fact in wanted[layer] if fact in found[layer]), *_agreeing(agreements, True)]),
        missing=_sorted([*(fact for layer in LAYERS for fact in wanted[layer] - found[layer]), *_agreeing(agreements, False)]),
        spurious=_sorted(fact for layer in LAYERS for fact in found[layer] - wanted[layer]),
    )


def _agreeing(agreements: Mapping[str, Sequence[Agreement]], is_agreed: bool) -> list[Fact]:
    """The dates and statuses that agree in full, or do not."""
    return [fact for name in ("dates", "status") for fact, value in agreements[name] if (value == 1) == is_agreed]


def _sorted(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """In order of layer, place and words."""
    return tuple(sorted(facts, key=lambda fact: (fact.layer, (fact.span.start, fact.span.end) if fact.span else (-1, -1), fact.words)))


def score(gold: Mapping[str, Document], system: Mapping[str, Document]) -> Score:
    """Compare all articles with their annotations; an article that the system has nothing for counts as empty.

    Parameters
    ----------
    gold, system
        Documents by a name that both have for an article.
    """
    articles = tuple(score_article(gold[name], system.get(name) or _empty(name)) for name in sorted(gold))
    return Score(
        articles,
        {layer: add_all(article.tallies[layer] for article in articles) for layer in TALLIES},
        {name: Mean(tuple(value for article in articles for value in article.means[name].values)) for name in MEANS},
    )


def _empty(name: str) -> Document:
    return Document(Article(name, name, "", 0, 0, ""))

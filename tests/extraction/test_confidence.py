"""Confidences: every fact has that of its rule, whatever the rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.evaluation.calibration import LAYERS
from kg.extraction.confidence import Shares, date_path, event_path, load_shares, relation_path, weigh
from kg.model import Document, EventMention, Relation, Span

SPAN = Span(0, 1, "x")


@pytest.fixture(scope="module")
def document(seeds: Path) -> Document:
    return kg.extract(kg.read([seeds / "003_53d3731646a930de.txt"]).articles[0])


def confidences(document: Document) -> list[float]:
    events = document.events
    facts = [
        *(mention for entity in document.entities for mention in entity.mentions),
        *(argument for event in events for argument in event.arguments),
        *(quantity for event in events for quantity in event.quantities),
        *events, *document.claims, *document.relations,
    ]  # fmt: skip
    return [*(fact.confidence for fact in facts), *(event.date_confidence for event in events if event.date)]


def test_every_fact_has_a_rule_and_a_share(document: Document) -> None:
    assert all(0 < confidence < 1 for confidence in confidences(document))
    assert all(event.rule and (event.date_rule or not event.date) for event in document.events)
    assert all(fact.rule for event in document.events for fact in (*event.arguments, *event.quantities))
    assert all(fact.rule for fact in (*document.claims, *document.relations))


def test_the_shipped_file_has_every_layer() -> None:
    shares = load_shares()
    assert set(shares.tables) == set(LAYERS)
    for table in shares.tables.values():
        assert all(0 < value["share"] < 1 and 0 <= value["right"] <= value["total"] for value in table.values())


def test_an_unknown_rule_has_the_share_of_what_is_above_it() -> None:
    shares = Shares({"arguments": {"all": {"share": 0.6}, "targets": {"share": 0.7}, "targets/verb": {"share": 0.8}}})
    found = [shares.of("arguments", path) for path in (("targets", "verb"), ("targets", "new"), ("goal", "verb"))]
    assert found == [0.8, 0.7, 0.6]


def test_without_any_share_nothing_is_known(document: Document) -> None:
    assert set(confidences(weigh(document, Shares({})))) == {0.5}


@pytest.mark.parametrize(
    ("rule", "path"), [("attack:strike:hit", ("attack", "hit")), ("kill:slay", ("kill", "alone")), ("", ("", "alone"))]
)
def test_the_rule_of_an_event(rule: str, path: tuple[str, ...]) -> None:
    assert event_path(EventMention("e1", "Attack", "asserted", (SPAN,), rule=rule)) == path


def test_the_rules_of_a_date_and_a_relation() -> None:
    event = EventMention("e1", "Attack", "asserted", (SPAN,), date="2024", date_rule="clause-date")
    assert date_path(event) == ("clause", "date")
    relation = Relation("a", "leads", "b", SPAN, "title-prime minister")
    assert relation_path(relation) == ("leads", "title")
    assert relation_path(replace(relation, rule="")) == ("leads", "")


def test_the_graph_holds_them(document: Document) -> None:
    from kg.fusion import fuse
    from kg.graph.writer import quads
    from kg.resources import load_gazetteer

    gazetteer = load_gazetteer()
    graph = kg.open_store()
    graph.load(quads([document], fuse([document], gazetteer), gazetteer))
    for kind in ("kg:EventMention", "kg:Argument", "kg:Quantity", "kg:Claim", "kg:RelationStatement"):
        bare = graph.query(f"SELECT ?n {{ ?n a {kind} FILTER NOT EXISTS {{ ?n kg:rule ?rule ; kg:confidence ?share }} }}").rows
        assert not bare, kind
    assert graph.query("SELECT ?n { ?n a kg:EventMention ; kg:edtf ?date FILTER NOT EXISTS { ?n kg:dateConfidence ?share } }").rows == ()

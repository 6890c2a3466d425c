"""One mistake in an answer: which facts are right, missing and spurious, and what the report says."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluation import score, to_document
from kg.evaluation.checking import find_mistakes, require_sound
from kg.evaluation.record import compare, line, make_record, read_record, write_record
from kg.evaluation.report import write_changes, write_details

TEXT = "Two rockets hit Camp Falcon in Hajin on Monday. The Red Militia denied the attack."
Value = dict[str, Any]
GOLD: Value = {
    "entities": [
        {"id": "camp", "type": "MilitaryBase", "name": "Camp Falcon", "mentions": [{"text": "Camp Falcon"}]},
        {"id": "hajin", "type": "City", "name": "Hajin", "mentions": [{"text": "Hajin"}]},
        {"id": "red", "type": "ArmedGroup", "name": "Red Militia", "mentions": [{"text": "Red Militia"}]},
    ],
    "events": [
        {
            "id": "e1", "type": "RocketAttack", "status": "disputed", "trigger": {"text": "hit"}, "more_triggers": [{"text": "attack"}],
            "date": "2022-05-02", "agents": [], "targets": ["camp"], "location": ["hajin"],
            "quantities": [{"role": "munitions", "value": 2, "qualifier": "exact", "text": {"text": "Two rockets"}}],
        },
    ],
    "claims": [
        {"id": "c1", "speakers": ["red"], "via": [], "cue": {"text": "denied"}, "act": "deny", "about": ["e1"], "content": {"text": "the attack"}},
    ],
    "relations": [{"s": "camp", "p": "locatedIn", "o": "hajin", "text": {"text": "Camp Falcon in Hajin"}}],
}  # fmt: skip


def document(change: Callable[[Value], object] = lambda value: None):  # type: ignore[no-untyped-def]
    value = copy.deepcopy(GOLD)
    change(value)
    return to_document(value, name="a", text=TEXT)


def facts_of(change: Callable[[Value], object]) -> tuple[set[str], set[str]]:
    """What is missing and what is spurious in the answer, of the layers that are listed."""
    (article,) = score({"a": document()}, {"a": document(change)}).articles
    listed = [{f"{fact.layer}: {line(fact)}" for fact in facts} for facts in (article.missing, article.spurious)]
    hidden = ("mentions", "triggers", "events-group", "arguments-any", "claims")
    return tuple({each for each in found if not each.startswith(hidden)} for found in listed)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("change", "missing", "spurious"),
    [
        (lambda v: None, set(), set()),
        (
            lambda v: v["entities"][1].update(type="Region"),
            {"entities: City Hajin [31:36]"},
            {"entities: Region Hajin [31:36]"},
        ),
        (
            lambda v: v["events"][0].update(type="Attack"),
            {"events: RocketAttack “hit” [12:15]"},
            {"events: Attack “hit” [12:15]"},
        ),
        (
            lambda v: v["events"][0].update(location=[], targets=["hajin"]),
            {"arguments: RocketAttack “hit” targets Camp Falcon [12:15]", "arguments: RocketAttack “hit” location Hajin [12:15]"},
            {"arguments: RocketAttack “hit” targets Hajin [12:15]"},
        ),
        (
            lambda v: v["events"][0]["quantities"][0].update(value=3),
            {"quantities: RocketAttack “hit” munitions 2 [0:11]"},
            {"quantities: RocketAttack “hit” munitions 3 [0:11]"},
        ),
        (lambda v: v["events"][0].update(date="2022-05"), {"dates: RocketAttack “hit” date 2022-05-02 [12:15]"}, set()),
        (lambda v: v["events"][0].update(date="2022-05-02?"), set(), set()),
        (lambda v: v["events"][0].update(status="denied"), {"status: RocketAttack “hit” status disputed [12:15]"}, set()),
        (lambda v: v["events"][0].update(trigger={"text": "attack"}, more_triggers=[]), set(), set()),
        (
            lambda v: v["claims"][0].update(act="assert", about=[]),
            {"claim-facts: “denied” act deny [64:70]", "about: “denied” about RocketAttack “hit” [64:70]"},
            {"claim-facts: “denied” act assert [64:70]"},
        ),
        (
            lambda v: v["relations"][0].update(s="hajin", o="camp"),
            {"relations: Camp Falcon locatedIn Hajin [16:36]"},
            {"relations: Hajin locatedIn Camp Falcon [16:36]"},
        ),
        (lambda v: v["entities"][0]["mentions"].__setitem__(0, {"text": "Camp Falcon in"}), set(), set()),
        (lambda v: v["claims"][0].update(cue=None), set(), set()),
    ],
)  # fmt: skip
def test_a_mistake_is_named(change: Callable[[Value], object], missing: set[str], spurious: set[str]) -> None:
    assert facts_of(change) == (missing, spurious)


def test_an_article_without_an_answer_counts_as_empty() -> None:
    tally = score({"a": document()}, {}).tallies["facts"]
    assert (tally.right, tally.system, tally.gold, tally.f1) == (0, 0, 11, 0.0)


def test_details_show_the_words_around() -> None:
    scored = score({"a": document()}, {"a": document(lambda v: v["events"][0].update(type="Attack"))})
    assert "missing  events      RocketAttack “hit” [12:15]" in write_details(scored, {})
    assert "… Two rockets [hit] Camp Falcon in Hajin" in write_details(scored, {"a": TEXT})


def test_changes_are_listed_by_layer(tmp_path: Path) -> None:
    old = make_record(score({"a": document()}, {"a": document(lambda v: v["events"][0].update(type="Attack", date=None))}))
    new = make_record(score({"a": document()}, {"a": document(lambda v: v["claims"][0].update(act="warn"))}))
    (tmp_path / "old.json").write_text(write_record(old), encoding="utf-8")
    changes = compare(read_record(tmp_path / "old.json"), new)
    assert changes.gained == {"a": {"events": ["RocketAttack “hit” [12:15]"], "dates": ["RocketAttack “hit” date 2022-05-02 [12:15]"]}}
    assert changes.lost == {"a": {"claim-facts": ["“denied” act deny [64:70]"]}}
    assert changes.newly_spurious == {"a": {"claim-facts": ["“denied” act warn [64:70]"]}}
    assert changes.no_longer_spurious == {"a": {"events": ["Attack “hit” [12:15]"]}}
    assert changes.falls(0.0005) == {"claim-facts": (1.0, 0.5)}
    assert "gained: 2\n  events      a: RocketAttack “hit” [12:15]" in write_changes(changes)
    assert write_changes(compare(new, new)).startswith("\nno figure changed")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v: v["entities"][0].pop("type"), "a: entity camp has no 'type'"),
        (lambda v: v["entities"][0]["mentions"].append({"text": "Camp Eagle"}), "“Camp Eagle” (nth 0) does not stand in the article"),
        (lambda v: v["events"][0].pop("trigger"), "a: event e1 has no 'trigger'"),
        (lambda v: v["events"][0]["quantities"][0].update(qualifier="roughly"), "the qualifier 'roughly'. Allowed: exact, at-least"),
        (lambda v: v["entities"][0].update(type="Base"), "entity camp has the type 'Base'; allowed: "),
        (lambda v: v["events"][0].update(type="Picnic"), "event e1 has the type 'Picnic'"),
        (lambda v: v["events"][0].update(status="true"), "the status 'true'; allowed: alleged, asserted, denied, disputed, planned"),
        (lambda v: v["events"][0].update(agents=["blue"]), "event e1 refers to the entity 'blue', which there is not"),
        (lambda v: v["claims"][0].update(act="sing"), "the act 'sing'"),
        (lambda v: v["claims"][0].update(about=["e9"]), "claim c1 refers to the event 'e9'"),
        (lambda v: v["relations"][0].update(p="likes"), "the predicate 'likes'"),
        (lambda v: v["events"].append(v["events"][0]), "2 of event 'e1'"),
        (lambda v: v["claims"][0].update(cue={"text": "denied", "start": 0, "end": 6}), "“denied” does not stand at 0:6"),
    ],
)
def test_a_mistake_of_the_annotator_is_named(change: Callable[[Value], object], message: str) -> None:
    with pytest.raises(InputError) as refused:
        require_sound({"a": document(change)})
    assert message in str(refused.value)


def test_a_sound_annotation_has_no_mistakes() -> None:
    assert list(find_mistakes(document())) == []


def test_words_without_offsets_need_the_text() -> None:
    with pytest.raises(InputError, match="no text to find it in"):
        to_document(GOLD, name="a")

"""Fusion: invented documents in, the world's entities, events, judgements and contradictions out."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from factory import article, claim, document, entity, event, quantity, span

from kg.fusion import fuse
from kg.gazetteer import Gazetteer
from kg.model import Document, EventMention, GazetteerEntry, World

GAZETTEER = Gazetteer(
    {
        entry.id: entry
        for entry in (
            GazetteerEntry("ruritania", "State", "Ruritania"),
            GazetteerEntry("zenda-province", "Region", "Zenda Province", country="ruritania"),
            GazetteerEntry("camp-hentzau", "MilitaryBase", "Camp Hentzau", located_in="zenda-province", latitude=35.0, longitude=40.0),
            GazetteerEntry("strelsau-airbase", "Airbase", "Strelsau Airbase", located_in="ruritania", latitude=36.5, longitude=41.0),
            GazetteerEntry(
                "hentzau-oil-field", "OilField", "Hentzau oil field", located_in="zenda-province", latitude=35.02, longitude=40.01
            ),
            GazetteerEntry("blue-brigade", "ArmedGroup", "Blue Brigade"),
            GazetteerEntry("red-militia", "ArmedGroup", "Red Militia"),
        )
    }
)


def told(
    number: int, type: str, date: str | None, *, targets: str = "", location: str = "", agents: str = "", **fields: object
) -> Document:
    """A document with one event e1, whose entities are linked to the gazetteer by id, and have it as their id."""
    ids = [id for ids in (targets, location, agents) for id in ids.split()]
    words = {id: GAZETTEER.entries[id].label for id in ids}
    story = article(f"Story {number}: an attack. " + " ".join(words.values()), date="2022-05-10")
    found = {id: entity(story, id, GAZETTEER.entries[id].type, words[id], link=id) for id in ids}
    roles = {
        role: [found[id] for id in given.split()] for role, given in (("targets", targets), ("location", location), ("agents", agents))
    }
    happening = replace(event(story, "e1", type, "attack", **roles), date=date, **fields)  # type: ignore[arg-type]
    return document(story, entities=tuple(found.values()), events=(happening,))


def decisions(world: World) -> list[str]:
    return [judgement.decision for judgement in world.judgements if judgement.kind == "event"]


def with_event(source: Document, **fields: object) -> Document:
    """The document with its event changed."""
    changed: EventMention = replace(source.events[0], **fields)  # type: ignore[arg-type]
    return replace(source, events=(changed,))


# --- entities -------------------------------------------------------------------------------------------------------


def named(number: int, *things: tuple[str, str], is_named: bool = True) -> Document:
    story = article(f"Text {number}: " + "; ".join(name for name, _ in things))
    return document(story, entities=tuple(entity(story, f"t{n}", type, name, is_named=is_named) for n, (name, type) in enumerate(things)))


def test_linked_entities_are_the_gazetteers() -> None:
    world = fuse(
        [told(1, "Attack", "2022-05-09", targets="camp-hentzau"), told(2, "Attack", "2022-04-01", targets="camp-hentzau")], GAZETTEER
    )
    (camp,) = world.entities
    assert (camp.id, camp.type, camp.label, camp.link, len(camp.members)) == (
        "camp-hentzau",
        "MilitaryBase",
        "Camp Hentzau",
        "camp-hentzau",
        2,
    )
    assert {judgement.right for judgement in world.judgements if judgement.kind == "entity"} == {("gazetteer", "camp-hentzau")}


@pytest.mark.parametrize(
    ("left", "right", "is_one"),
    [
        (("Saif al-Haddad", "Person"), ("Sayf al-Haddad", "Person"), True),
        (("Tall Rifat camp", "MilitaryBase"), ("Tal Rifaat camp", "Facility"), True),
        (("Northern Shield", "ArmedGroup"), ("Northern Shield", "MilitaryForce"), True),
        (("Northern Shield", "ArmedGroup"), ("Northern Shield", "Company"), False),
        (("Shield", "ArmedGroup"), ("Northern Shield", "ArmedGroup"), False),
        (("Bani", "City"), ("Bin", "City"), False),
        (("Omar Said", "Person"), ("Amir Saad", "Person"), False),
    ],
)
def test_names_without_a_link(left: tuple[str, str], right: tuple[str, str], is_one: bool) -> None:
    world = fuse([named(1, left), named(2, right)], GAZETTEER)
    assert (len(world.entities) == 1) == is_one


def test_spelling_variants_are_judged_with_a_reason() -> None:
    world = fuse([named(1, ("Saif al-Haddad", "Person")), named(2, ("Sayf al-Haddad", "Person"))], GAZETTEER)
    (judgement,) = world.judgements
    assert judgement.decision == "same"
    assert "spelled alike" in judgement.matches[0].reason


def test_unnamed_things_never_merge() -> None:
    first, second = (named(n, ("militants", "ArmedGroup"), is_named=False) for n in (1, 2))
    world = fuse([first, second], GAZETTEER)
    assert [each.id for each in world.entities] == sorted(f"{each.article.id}-t0" for each in (first, second))


def test_ids_are_slugs_that_clash_with_nothing() -> None:
    world = fuse([named(1, ("Kūh Group", "Company"), ("Kūh Group", "ArmedGroup"), ("Red Militia", "Company"))], GAZETTEER)
    assert sorted(each.id for each in world.entities) == ["kuh-group", "kuh-group-armed-group", "red-militia-company"]


# --- events ---------------------------------------------------------------------------------------------------------


SAME = [
    (told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau"), told(2, "RocketAttack", "2022-05-09", targets="camp-hentzau")),
    (told(1, "Attack", "2022-05-09", targets="camp-hentzau"), told(2, "DroneAttack", "2022-05", targets="camp-hentzau")),
    (
        told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau"),
        told(2, "RocketAttack", "2022-05-09", targets="hentzau-oil-field camp-hentzau"),
    ),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_event(left: Document, right: Document) -> None:
    world = fuse([left, right], GAZETTEER)
    assert decisions(world) == ["same"]
    (happening,) = world.events
    assert happening.members == tuple(sorted((each.article.id, "e1") for each in (left, right)))


OTHERS = [
    (
        "other days",
        told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau"),
        told(2, "RocketAttack", "2021-05-09", targets="camp-hentzau"),
    ),
    ("no date", told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau"), told(2, "RocketAttack", None, targets="camp-hentzau")),
    (
        "other facilities",
        told(1, "DroneAttack", "2022-05-09", targets="camp-hentzau", location="ruritania"),
        told(2, "DroneAttack", "2022-05-09", targets="strelsau-airbase", location="ruritania"),
    ),
    (
        "one of many",
        told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau"),
        told(2, "RocketAttack", "2022-05", targets="camp-hentzau", is_aggregate=True),
    ),
    ("other kind", told(1, "Arrest", "2022-05", location="ruritania"), told(2, "Shelling", "2022-05", location="ruritania")),
    ("too wide", told(1, "Airstrike", "2022", location="ruritania"), told(2, "Airstrike", "2022", location="ruritania")),
    (
        "nothing shared",
        told(1, "Airstrike", "2022-05-09", agents="blue-brigade"),
        told(2, "Airstrike", "2022-05-09", agents="blue-brigade"),
    ),
]


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_different_events(left: Document, right: Document) -> None:
    assert len(fuse([left, right], GAZETTEER).events) == 2


def test_two_events_of_one_article_stay_two() -> None:
    first = told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau")
    second = told(2, "RocketAttack", "2022-05-09", targets="camp-hentzau")
    twice = replace(first, events=(first.events[0], replace(first.events[0], id="e2")))
    world = fuse([twice, second], GAZETTEER)
    assert sorted(len(each.members) for each in world.events) == [1, 2]


def test_canonical_event_takes_the_most_precise_words() -> None:
    world = fuse(list(SAME[1]), GAZETTEER)
    (happening,) = world.events
    assert (happening.id, happening.label, happening.date) == (
        "drone-attack-camp-hentzau-2022-05-09",
        "Drone attack, Camp Hentzau, 2022-05-09",
        "2022-05-09",
    )


def test_ids_of_like_events_are_numbered() -> None:
    base = told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau")
    world = fuse([replace(base, events=(base.events[0], replace(base.events[0], id="e2")))], GAZETTEER)
    assert [each.id for each in world.events] == ["rocket-attack-camp-hentzau-2022-05-09", "rocket-attack-camp-hentzau-2022-05-09-2"]


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("asserted", "asserted"), "asserted"),
        (("asserted", "denied"), "disputed"),
        (("alleged", "denied"), "disputed"),
        (("alleged", "asserted"), "asserted"),
        (("planned", "asserted"), "asserted"),
        (("denied", "denied"), "denied"),
        (("disputed", "asserted"), "disputed"),
    ],
)
def test_status_over_the_tellings(statuses: tuple[str, str], status: str) -> None:
    base = [told(n, "RocketAttack", "2022-05-09", targets="camp-hentzau", agents="red-militia") for n in (1, 2)]
    world = fuse([with_event(each, status=one) for each, one in zip(base, statuses, strict=True)], GAZETTEER)
    assert [each.status for each in world.events] == [status]


def test_order_of_documents_changes_nothing() -> None:
    documents = [
        told(1, "RocketAttack", "2022-05-09", targets="camp-hentzau"),
        told(2, "RocketAttack", "2022-05-09", targets="camp-hentzau"),
        named(3, ("Saif al-Haddad", "Person")),
        named(4, ("Sayf al-Haddad", "Person")),
    ]
    assert len({repr(fuse(order, GAZETTEER)) for order in permutations(documents)}) == 1


def test_nothing_in_nothing_out() -> None:
    assert fuse([], GAZETTEER) == World()


def test_every_member_has_its_canonical_thing() -> None:
    world = fuse(list(SAME[0]), GAZETTEER)
    assert set(world.event_of.values()) == {each.id for each in world.events}
    assert set(world.entity_of.values()) == {each.id for each in world.entities}


# --- contradictions -------------------------------------------------------------------------------------------------

TEXT = (
    "Camp Hentzau was hit. The Blue Brigade said two rockets fell and five guards died. The Red Militia denied that rockets fell. "
    "Black Hand claimed the attack. Mayor Rassendyll blamed the Blue Brigade. A nurse counted at least 30 dead."
)


def claimed(*acts: str) -> Document:
    """A story with two speakers; each says of the attack what ``acts`` give."""
    story = article(TEXT, date="2022-05-10")
    camp = entity(story, "camp", "MilitaryBase", "Camp Hentzau", link="camp-hentzau")
    speakers = [
        entity(story, "brigade", "ArmedGroup", "Blue Brigade", link="blue-brigade"),
        entity(story, "militia", "ArmedGroup", "Red Militia", link="red-militia"),
    ]
    happening = replace(event(story, "e1", "RocketAttack", "hit", targets=camp), date="2022-05-09")
    claims = tuple(
        claim(story, f"c{n}", who, cue, act=act, about=("e1",))
        for n, (who, cue, act) in enumerate(zip(speakers, ("said", "denied"), acts, strict=True))
    )
    return document(story, entities=(camp, *speakers), events=(happening,), claims=claims)


def kinds(world: World) -> list[str]:
    return [each.kind for each in world.contradictions]


def test_one_affirms_another_denies() -> None:
    source = claimed("assert", "deny")
    world = fuse([source], GAZETTEER)
    (found,) = world.contradictions
    assert (found.kind, found.left, found.right) == ("occurrence", (source.article.id, "c0"), (source.article.id, "c1"))
    assert found.reason == "affirmed by Blue Brigade; denied by Red Militia"
    assert [each.status for each in world.events] == ["disputed"]


def test_agreement_is_no_contradiction() -> None:
    assert kinds(fuse([claimed("assert", "announce")], GAZETTEER)) == []
    assert kinds(fuse([claimed("assert", "condemn")], GAZETTEER)) == []


def test_a_denial_in_another_article() -> None:
    asserted, denied = (told(n, "RocketAttack", "2022-05-09", targets="camp-hentzau") for n in (1, 2))
    world = fuse([asserted, with_event(denied, status="denied")], GAZETTEER)
    assert [(each.kind, each.left[0], each.right[0]) for each in world.contradictions] == [
        ("occurrence", asserted.article.id, denied.article.id)
    ]


@pytest.mark.parametrize(
    ("left", "right", "is_contradiction"),
    [
        ([("killed", 2, "exact")], [("killed", 0, "exact")], True),
        ([("munitions", 30, "at-least")], [("munitions", 24, "at-least")], False),
        ([("munitions", 30, "at-least")], [("munitions", 12, "exact")], True),
        ([("killed", 24, "more-than")], [("killed", 33, "exact")], False),
        ([("killed", 5, "exact"), ("killed", 2, "exact")], [("killed", 7, "exact")], False),
        ([("killed", 2, "exact")], [("injured", 5, "exact")], False),
    ],
)
def test_figures(left: list[tuple[str, int, str]], right: list[tuple[str, int, str]], is_contradiction: bool) -> None:
    documents = []
    for number, figures in enumerate((left, right)):
        base = told(number, "RocketAttack", "2022-05-09", targets="camp-hentzau", location="zenda-province", agents="red-militia")
        given = tuple(quantity(base.article, role, value, "attack", qualifier=qualifier) for role, value, qualifier in figures)
        documents.append(with_event(base, quantities=given))
    world = fuse(documents, GAZETTEER)
    assert len(world.events) == 1
    assert kinds(world) == (["figure"] if is_contradiction else [])


def test_two_sources_name_different_doers() -> None:
    source = claimed("claim-responsibility", "claim-responsibility")
    assert kinds(fuse([source], GAZETTEER)) == ["attacker"]


def test_blame_is_read_from_the_claims_words() -> None:
    story = article(TEXT, date="2022-05-10")
    camp = entity(story, "camp", "MilitaryBase", "Camp Hentzau", link="camp-hentzau")
    hand, mayor = entity(story, "hand", "ArmedGroup", "Black Hand"), entity(story, "mayor", "Person", "Mayor Rassendyll")
    brigade = replace(entity(story, "brigade", "ArmedGroup", "Blue Brigade", link="blue-brigade"))
    happening = event(story, "e1", "RocketAttack", "hit", targets=camp, agents=(hand, brigade))
    blamed = replace(happening.arguments[2], span=span(story, "Blue Brigade", 1))
    happening = replace(happening, arguments=(*happening.arguments[:2], blamed), date="2022-05-09")
    claims = (
        claim(story, "c1", hand, "claimed", act="claim-responsibility", about=("e1",)),
        claim(story, "c2", mayor, "blamed", act="accuse", content="the Blue Brigade", about=("e1",)),
    )
    world = fuse([document(story, entities=(camp, hand, mayor, brigade), events=(happening,), claims=claims)], GAZETTEER)
    assert [(each.kind, each.reason) for each in world.contradictions] == [
        ("attacker", "Black Hand names Black Hand as doer, Mayor Rassendyll Blue Brigade")
    ]

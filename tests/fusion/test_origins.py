"""Whose word events rest on, however many outlets pass it on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import article, claim, document, entity, event, relation

from kg.fusion import fuse
from kg.fusion.origins import origin_of
from kg.fusion.reprints import find_reprints
from kg.gazetteer import Gazetteer
from kg.model import ArticleEntity, Claim, Document, GazetteerEntry, Relation, World

GAZETTEER = Gazetteer(
    {
        entry.id: entry
        for entry in (
            GazetteerEntry("camp-hentzau", "MilitaryBase", "Camp Hentzau", latitude=35.0, longitude=40.0),
            GazetteerEntry("ruritanian-army", "MilitaryForce", "Ruritanian Army", country="ruritania"),
            GazetteerEntry("ruritania", "State", "Ruritania"),
            GazetteerEntry("wire-a", "MediaOutlet", "Wire A", names=("Wire A",)),
        )
    }
)
BODY = (
    "Rockets hit Camp Hentzau before dawn on Monday, {who} said. Windows broke in the village below and a store of fuel burned until noon, "
    "when the wind turned and the last of the fire was put out by men with buckets and blankets."
)


def told(
    number: int, *, outlet: str = "", who: str = "a guard", body: str = BODY, date: str = "2022-05-10", **of_claim: object
) -> Document:
    """An article of an outlet in which somebody says that rockets hit the camp; ``who=""`` for an article that says so itself."""
    text = f"Story {number}. " + body.format(who=who or "nobody")
    story = article(text, outlet=outlet or None, date=date)
    camp = entity(story, "camp", "MilitaryBase", "Camp Hentzau", link="camp-hentzau")
    source = entity(story, "source", "Person", who, is_named=who[:1].isupper()) if who else None
    wire = entity(story, "wire", "MediaOutlet", "Story", is_named=True, link="wire-a") if of_claim.pop("citing", None) else None
    hit = replace(event(story, "e1", "RocketAttack", "hit", targets=camp), date="2022-05-09")
    claims: tuple[Claim, ...] = ()
    if source:
        claims = (claim(story, "c1", source, "said", about=("e1",), via=(wire.id,) if wire else (), **of_claim),)
    return document(story, entities=tuple(e for e in (camp, source, wire) if e), events=(hit,), claims=claims)


def corroboration(*documents: Document) -> int:
    world: World = fuse(documents, GAZETTEER)
    (happening,) = world.events
    return len(happening.origins)


OTHER = "At Camp Hentzau, hit that Monday, {who} said little; the yard was full of glass."

CASES = [
    (1, "one article", [told(1)]),
    (1, "a reprint", [told(1, outlet="Wire A"), told(2, outlet="Daily B")]),
    (1, "one spokesman, two stories", [told(1, who="Rudolf Rassendyll"), told(2, who="Rudolf Rassendyll", body=OTHER)]),
    (2, "two speakers, two stories", [told(1, who="Rudolf Rassendyll"), told(2, who="Michael Elphberg", body=OTHER)]),
    (2, "unnamed speakers of two stories", [told(1), told(2, who="a cook", body=OTHER)]),
    (1, "unnamed speakers, both known through one wire", [told(1, citing=True), told(2, who="a cook", body=OTHER, citing=True)]),
    (1, "two stories of one outlet in its own voice", [told(1, who="", outlet="Wire A"), told(2, who="", body=OTHER, outlet="Wire A")]),
    (2, "two outlets in their own voice", [told(1, who="", outlet="Wire A"), told(2, who="", body=OTHER, outlet="Daily B")]),
]


@pytest.mark.parametrize(("count", "what", "documents"), CASES, ids=[what for _, what, _ in CASES])
def test_origins_are_counted_and_not_articles(count: int, what: str, documents: list[Document]) -> None:
    assert corroboration(*documents) == count


def test_a_denial_bears_nothing_out() -> None:
    assert corroboration(told(1), told(2, who="Michael Elphberg", body=OTHER, act="deny")) == 1


def test_a_reprint_is_found_by_its_text_and_named_after_the_earliest() -> None:
    first, later, other = told(1, date="2022-05-10"), told(2, date="2022-05-11"), told(3, body=OTHER)
    found = find_reprints([later, other, first])
    assert found == {first.article.id: first.article.id, later.article.id: first.article.id, other.article.id: other.article.id}


def test_the_outlet_that_passes_it_on_is_no_origin() -> None:
    story = article("Sources told Wire A.")
    sources = entity(story, "s", "Person", "Sources")
    assert origin_of("a", claim(story, "c1", sources, "told", via=("w",)), {("a", "s"): "sources", ("a", "w"): "wire-a"}) == {"sources"}


# --- interested parties ----------------------------------------------------------------------------------------------


STORY = article("The Ruritanian Army shelled Camp Hentzau, a man of the Red Guard said.")
ARMY = entity(STORY, "army", "MilitaryForce", "Ruritanian Army", link="ruritanian-army")
CAMP = entity(STORY, "camp", "MilitaryBase", "Camp Hentzau", link="camp-hentzau")
RED = entity(STORY, "red", "ArmedGroup", "Red Guard")
MAN = entity(STORY, "man", "Person", "a man", is_named=False)
SHELLED = event(STORY, "e1", "Shelling", "shelled", agents=ARMY, targets=CAMP)


def reasons(*entities: ArticleEntity, relations: tuple[Relation, ...] = ()) -> list[str]:
    said = claim(STORY, "c1", entities[0], "said", about=("e1",))
    known = (ARMY, CAMP, *(each for each in entities if each not in (ARMY, CAMP)))
    world = fuse([document(STORY, entities=known, events=(SHELLED,), claims=(said,), relations=relations)], GAZETTEER)
    return [interest.reason for interest in world.interests]


def test_a_participant_is_an_interested_party() -> None:
    assert reasons(ARMY) == ["Ruritanian Army takes part in the event"]


def test_so_is_who_speaks_for_one_or_is_backed_by_one() -> None:
    spokesman = relation(STORY, RED, "spokespersonOf", ARMY, "a man of the Red Guard")
    assert reasons(RED, relations=(spokesman,)) == ["Red Guard speaks for Ruritanian Army"]
    backed = relation(STORY, ARMY, "backs", RED, "a man of the Red Guard")
    assert reasons(RED, relations=(backed,)) == ["Red Guard is backed by Ruritanian Army"]


def test_the_tie_may_have_several_steps() -> None:
    ties = (relation(STORY, MAN, "memberOf", RED, "a man of the Red Guard"), relation(STORY, ARMY, "backs", RED, "Red Guard"))
    assert reasons(MAN, RED, relations=ties) == ["a man belongs to Red Guard, which is backed by Ruritanian Army"]


def test_a_bystander_is_none() -> None:
    assert reasons(RED) == []

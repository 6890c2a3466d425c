"""Whose word claims are, however many outlets pass them on."""

from __future__ import annotations

from factory import article, claim, entity

from kg.fusion.origins import independent_origins, origin_of

STORY = article("Sources told Wire A; Wire B quotes the sources; a mayor wrote it too.")
SOURCES, WIRE, MAYOR = (
    entity(STORY, "s", "Person", "Sources"),
    entity(STORY, "w", "MediaOutlet", "Wire A"),
    entity(STORY, "m", "Person", "mayor"),
)
ENTITY_OF = {("a", "s"): "sources", ("b", "s"): "sources", ("a", "m"): "mayor", ("a", "w"): "wire-a"}


def test_the_outlet_that_passes_it_on_is_no_origin() -> None:
    assert origin_of("a", claim(STORY, "c1", SOURCES, "told", via=("w",)), ENTITY_OF) == {"sources"}


def test_two_reports_of_one_speaker_are_one_origin() -> None:
    told, quoted = ("a", claim(STORY, "c1", SOURCES, "told")), ("b", claim(STORY, "c2", SOURCES, "quotes"))
    wrote = ("a", claim(STORY, "c3", MAYOR, "wrote"))
    assert independent_origins([told, quoted, wrote], ENTITY_OF) == (frozenset({"mayor"}), frozenset({"sources"}))

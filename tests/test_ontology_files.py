"""Ontology files of one's own: classes below ours, and their mistakes, named with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ResourceError
from kg.resources import load_ontology

PREFIXES = """\
@prefix kg: <https://w3id.org/conflict-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
RAID = 'kg:Raid a owl:Class ; rdfs:subClassOf kg:Attack ; rdfs:label "raid"@en .\n'

Write = Callable[[str], Path]


@pytest.fixture
def own(tmp_path: Path) -> Write:
    def write(classes: str, name: str = "own.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + classes, encoding="utf-8")
        return path

    return write


def test_a_class_below_ours(own: Write) -> None:
    found = load_ontology([own(RAID)])
    assert found.lineage("Raid") == ("Raid", "Attack", "KineticEvent", "Event")
    assert (found.kind("Raid"), found.kind("Attack"), found.own) == ("Attack", "Attack", {"Raid"})


def test_a_class_below_ones_own(own: Write) -> None:
    found = load_ontology([own(RAID + 'kg:NightRaid a owl:Class ; rdfs:subClassOf kg:Raid ; rdfs:label "night raid" .')])
    assert (found.lineage("NightRaid")[:3], found.kind("NightRaid")) == (("NightRaid", "Raid", "Attack"), "Attack")


def test_a_header_and_notes_are_allowed(own: Write) -> None:
    header = '<https://example.org/own> a owl:Ontology ; rdfs:label "Own classes" .\n'
    notes = 'kg:Raid skos:example "the raid"@en ; rdfs:comment "..."@en ; rdfs:subClassOf <https://example.org/Raid> .'
    assert load_ontology([own(header + RAID + notes)]).own == {"Raid"}


@pytest.mark.parametrize(
    ("classes", "line", "words"),
    [
        (RAID.replace("Attack", "Atack"), 5, ["kg:Atack, which is no class", "did you mean Attack?"]),
        (RAID.replace("Attack", "City"), 5, ["kg:City, which is no class of events", "RocketAttack"]),
        (RAID.replace("kg:Raid", "kg:Shelling"), 5, ["kg:Shelling", "is a class of the shipped ontology"]),
        (RAID.replace("kg:Raid", "kg:raid"), 5, ["kg:raid", "not the name of a class", "a capital"]),
        (RAID.replace("kg:Raid", "<https://example.org/Raid>"), 5, ["<https://example.org/Raid>", "not the name of a class"]),
        (RAID.replace("rdfs:label", "\n    rdfs:lable"), 6, ["unknown property rdfs:lable", "did you mean rdfs:label?"]),
        (RAID.replace(' ; rdfs:label "raid"@en', ""), 5, ["no label"]),
        (RAID.replace("a owl:Class ; ", ""), 5, ["not said to be a class", "a owl:Class"]),
        (RAID.replace("rdfs:subClassOf kg:Attack ; ", ""), 5, ["lies below 0 classes"]),
        (RAID.replace("kg:Attack", "kg:Attack, kg:Arrest"), 5, ["lies below 2 classes of kg: (kg:Attack, kg:Arrest)"]),
        (RAID.replace("kg:Attack", "kg:Foray") + RAID.replace("Attack", "Raid").replace("kg:Raid a", "kg:Foray a"), 5, ["Raid < Foray"]),
        (RAID.replace(".\n", ""), None, ["not valid Turtle"]),
    ],
)
def test_mistake_is_named_with_file_and_line(own: Write, classes: str, line: int | None, words: list[str]) -> None:
    path = own(classes)
    with pytest.raises(ResourceError) as error:
        load_ontology([path])
    message = str(error.value)
    assert str(path) in message
    assert line is None or f"line {line}:" in message
    assert [word for word in words if word not in message] == []


def test_a_class_in_two_files(own: Write) -> None:
    with pytest.raises(ResourceError, match=r"kg:Raid: is declared in .*one\.ttl already"):
        load_ontology([own(RAID, "one.ttl"), own(RAID, "two.ttl")])  # type: ignore[call-arg]

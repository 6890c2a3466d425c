"""Knowledge files: found, read, merged with an analyst's own, and their mistakes named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import ResourceError
from kg.gazetteer import PROPERTIES, entity_classes

PREFIXES = """\
@prefix kg: <https://w3id.org/conflict-kg/ontology#> .
@prefix id: <https://w3id.org/conflict-kg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix dct: <http://purl.org/dc/terms/> .
"""


@pytest.fixture
def own(tmp_path: Path):
    """Write an analyst's own gazetteer file."""

    def write(entries: str, prefixes: str = PREFIXES) -> Path:
        path = tmp_path / "own.ttl"
        path.write_text(prefixes + entries, encoding="utf-8")
        return path

    return write


def test_own_entry_is_added(own) -> None:
    path = own(
        'id:camp-test a kg:MilitaryBase ; rdfs:label "Camp Test" ; skos:altLabel "Test base"@en ; kg:country id:iraq ;\n    wgs:lat 33.5 ; wgs:long 43.0 .'
    )
    entry = resources.load_gazetteer([path]).entries["camp-test"]
    assert (entry.type, entry.names, entry.country, entry.latitude) == ("MilitaryBase", ("Camp Test", "Test base"), "iraq", 33.5)


def test_own_file_adds_names_and_replaces_single_values(own) -> None:
    shipped = resources.load_gazetteer().entries["syria"]
    changed = resources.load_gazetteer([own('id:syria skos:altLabel "Syrie"@fr ; kg:precision 1000 .')]).entries["syria"]
    assert changed.names == (*shipped.names, "Syrie")
    assert (changed.precision, changed.label, changed.capital) == (1000, "Syria", "damascus")


@pytest.mark.parametrize(
    ("entries", "line", "words"),
    [
        ('id:x a kg:City ; rdfs:label "X" ,, .', 7, ["not valid Turtle"]),
        ('id:x a kg:Town ;\n    rdfs:label "X" .', 7, ["unknown class kg:Town", "kg:City", "kg:BorderCrossing"]),
        ('id:x a kg:City ;\n    rdfs:label "X" ;\n    kg:alias "Y" .', 9, ["unknown property kg:alias", "skos:altLabel"]),
        ('id:x a kg:City ;\n    rdfs:label "X" ;\n    kg:country "Syria" .', 9, ["country refers to 'Syria'", "id:<slug>"]),
        ('id:x a kg:City ;\n    rdfs:label "X" ;\n    kg:country id:syriaa .', 9, ["id:syriaa, which is no entry", "did you mean syria?"]),
        ('id:x a kg:City ;\n    rdfs:label "X" ;\n    wgs:lat 135.0 ; wgs:long 4.0 .', 9, ["latitude is '135.0'", "from -90 to 90"]),
        ('id:x a kg:City ;\n    rdfs:label "X" ;\n    wgs:lat 35.0 .', 7, ["half a coordinate"]),
        ('id:x a kg:City ;\n    rdfs:label "X", "Y" .', 7, ["2 values of label (X, Y)", "one"]),
        ('id:x a kg:City ;\n    rdfs:label "" .', 8, ["an empty label"]),
        ('id:x a "City" ; rdfs:label "X" .', 7, ["type refers to 'City'", "a class, as kg:City"]),
        ('[] a kg:City ; rdfs:label "X" .', 1, ["an entry in brackets, without a name"]),
        ('id:x rdfs:label "X" .', 7, ["without class or label"]),
        ('id:Some_Town a kg:City ; rdfs:label "X" .', 7, ["not id:<slug>", "lower-case"]),
        ('kg:x a kg:City ; rdfs:label "X" .', 7, ["not id:<slug>"]),
        ('<< id:x a kg:City >> rdfs:label "X" .', None, []),
    ],
)
def test_mistake_is_named_with_file_and_line(own, entries: str, line: int | None, words: list[str]) -> None:
    path = own(entries)
    with pytest.raises(ResourceError) as error:
        resources.load_gazetteer([path])
    message = str(error.value)
    assert str(path) in message
    assert line is None or f"line {line}:" in message
    assert [word for word in words if word not in message] == []


def test_wrong_prefix_shows(own) -> None:
    path = own('id:x a kg:City ; rdfs:label "X" .', PREFIXES.replace("conflict-kg/ontology#", "other#"))
    with pytest.raises(ResourceError, match=r"unknown class <https://w3id\.org/other#City>"):
        resources.load_gazetteer([path])


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"none\.ttl"):
        resources.load_gazetteer([tmp_path / "none.ttl"])


def test_same_files_are_parsed_once_and_an_edited_file_again(own) -> None:
    path = own('id:x a kg:City ; rdfs:label "X" .')
    first = resources.load_gazetteer([path])
    assert resources.load_gazetteer([path]) is first
    own('id:x a kg:City ; rdfs:label "Another X" .')
    assert resources.load_gazetteer([path]).entries["x"].label == "Another X"


def test_country_by_code() -> None:
    gazetteer = resources.load_gazetteer()
    found = [gazetteer.country(code) for code in ("SY", "IRQ", "gb", "XK", "ZZ")]
    assert [state.id if state else None for state in found] == ["syria", "iraq", "united-kingdom", "kosovo", None]


def test_references_and_triples_of_an_entry() -> None:
    gazetteer = resources.load_gazetteer()
    assert gazetteer.references("raqqa") == ("syria", "raqqa-governorate")
    subjects = {triple.subject.value.rsplit("/", 1)[1] for triple in gazetteer.triples(["raqqa", "syria"])}
    assert subjects == {"raqqa", "syria"}
    assert gazetteer.fact("raqqa", "license") == ("CC-BY-4.0",)


def test_every_property_of_the_files_is_a_term_of_the_ontology() -> None:
    ontology = resources.ontology_text()
    terms = [iri.rsplit("#", 1)[1] for iri in PROPERTIES if "conflict-kg" in iri]
    assert [term for term in terms if f"kg:{term} " not in ontology] == []


def test_classes_are_those_below_entity() -> None:
    classes = entity_classes(resources.ontology_text())
    assert {"State", "OilField", "ArmedGroup", "MediaOutlet"} <= classes
    assert not {"RocketAttack", "Claim", "Article"} & classes


def test_unknown_names_are_answered_with_the_nearest() -> None:
    name = resources.query_names()[0]
    with pytest.raises(ResourceError, match=f"Did you mean '{name}'"):
        resources.query_text(name + "x")
    with pytest.raises(ResourceError, match="No lexicon named 'none'"):
        resources.lexicon("none")


def test_digests_name_each_file() -> None:
    digests = resources.digests(resources.gazetteer_paths())
    assert {"states.ttl", "regions.ttl", "cities.ttl", "airbases.ttl"} <= set(digests)
    assert all(len(digest) == 64 for digest in digests.values())

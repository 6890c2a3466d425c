from __future__ import annotations

import pytest

from kg.graph.namespaces import (
    KG,
    PREFIXES,
    ancestors,
    concepts,
    digest_iri,
    entity_iri,
    expand,
    lineage,
    local_name,
    mention_iri,
    part_iri,
    role_property,
    subproperties,
)


def test_terms_are_attributes_and_keys() -> None:
    assert KG.RocketAttack.value == "https://w3id.org/conflict-kg/ontology#RocketAttack"
    assert KG["status-denied"].value.endswith("#status-denied")
    assert "RocketAttack" in KG
    assert "Rocketattack" not in KG
    assert len(KG) == len(set(KG))


@pytest.mark.parametrize(("wrong", "right"), [("RoketAttack", "RocketAttack"), ("hasMentions", "hasMention"), ("acct-deny", "act-deny")])
def test_a_misspelt_term_raises_with_the_nearest_one(wrong: str, right: str) -> None:
    with pytest.raises(AttributeError, match=f"Did you mean '{right}'"):
        getattr(KG, wrong)
    with pytest.raises(KeyError, match=f"Did you mean '{right}'"):
        KG[wrong]


@pytest.mark.parametrize(
    ("type", "above"),
    [
        ("RocketAttack", ("Attack", "KineticEvent", "Event")),
        ("Airbase", ("MilitaryBase", "Facility", "Place", "Entity")),
        ("State", ("Actor", "Place", "Entity")),
        ("Event", ()),
    ],
)
def test_ancestors_are_nearest_first(type: str, above: tuple[str, ...]) -> None:
    assert ancestors(type) == above
    assert lineage(type) == (KG[type], *(KG[name] for name in above))


def test_ancestors_of_an_unknown_class_raise() -> None:
    with pytest.raises(KeyError, match="Did you mean 'Airstrike'"):
        ancestors("Airstrik")


def test_every_role_has_a_property() -> None:
    assert [local_name(role_property(role)) for role in concepts("roles")] == [
        "agent",
        "destination",
        "location",
        "origin",
        "target",
        "via",
    ]


def test_evidence_has_properties_below_it() -> None:
    assert {"trigger", "cue", "content", "dateEvidence"} <= {local_name(term) for term in subproperties("evidence")}


def test_iris_of_the_text_layer_hang_on_the_article() -> None:
    assert mention_iri("abc.2", 3, 9).value == "https://w3id.org/conflict-kg/article/abc.2#char=3,9"
    assert part_iri("abc", "e1").value == "https://w3id.org/conflict-kg/article/abc#e1"


@pytest.mark.parametrize("id", ["deir ez-zor", "a<b>", "a#b", "Дамаск", "50%"])
def test_any_id_makes_an_iri(id: str) -> None:
    assert entity_iri(id).value.startswith(PREFIXES["id"])
    assert entity_iri(id) != entity_iri(id + "x")


def test_prefixes_do_not_overlap_within_the_project() -> None:
    ours = [iri for iri in PREFIXES.values() if "conflict-kg" in iri]
    assert not [(a, b) for a in ours for b in ours if a != b and a.startswith(b)]


def test_digests_are_named_by_rfc_6920() -> None:
    """The digest of "Hello World!" is the standard's own example."""
    sha256 = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert digest_iri(sha256).value == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_expand_knows_the_prefixes_only() -> None:
    assert expand("rdf:type").value == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    with pytest.raises(KeyError):
        expand("foo:bar")

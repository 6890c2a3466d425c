from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

import kg
from kg.graph.namespaces import KG, PREFIXES, ancestors, concepts, descendants, expand, local_name
from kg.resources import data_path, ontology_text, shapes_text

TRIPLES = list(parse(ontology_text(), format=RdfFormat.TURTLE))
CODES = ("plover", "acled")  # codes of other schemes: without examples of their own

ENTITIES = [
    "State",
    "Government",
    "MilitaryForce",
    "ArmedGroup",
    "Person",
    "MediaOutlet",
    "Company",
    "Organization",
    "PopulationGroup",
    "MilitaryBase",
    "OilField",
    "GasField",
    "Airbase",
    "BorderCrossing",
    "Facility",
    "City",
    "Region",
]
EVENTS = [
    "Attack",
    "RocketAttack",
    "MissileAttack",
    "DroneAttack",
    "MortarAttack",
    "Shelling",
    "Airstrike",
    "Bombing",
    "Ambush",
    "ArmedClash",
    "Assassination",
    "Abduction",
    "Explosion",
    "Interception",
    "Arrest",
    "ConvoyMovement",
    "Deployment",
    "Withdrawal",
    "Reconnaissance",
    "MilitaryExercise",
    "Seizure",
    "ResourceSmuggling",
    "EconomicAgreement",
    "Sanction",
    "Protest",
    "Negotiation",
    "PoliticalDecision",
]
SCHEMES = {
    "acts": "assert deny accuse announce demand claim-responsibility warn estimate condemn attribute",
    "statuses": "asserted disputed denied alleged planned",
    "roles": "agents targets location origin destination via",
    "certainties": "claimed suspected suspected-by-authorities possible denied",
    "qualifiers": "exact at-least at-most about more-than nearly",
    "quantities": "munitions vehicles tankers killed injured casualties troops drones barrels usd events",
    "decisions": "same different unsure",
    "contradictions": "occurrence attacker figure date place means",
    "curations": "researched generated",
    "mentions": "name nominal adjective",
}
ACLED = [
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Armed clash",
    "Attack",
    "Abduction/forced disappearance",
    "Suicide bomb",
    "Grenade",
    "Non-state actor overtakes territory",
    "Government regains territory",
    "Non-violent transfer of territory",
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
    "Violent demonstration",
    "Mob violence",
    "Arrests",
    "Agreement",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Other",
    "Sexual violence",
    "Chemical weapon",
]


def values(term: NamedNode, predicate: str) -> list[str]:
    return [t.object.value for t in TRIPLES if t.subject == term and t.predicate == expand(predicate)]


def is_code(name: str) -> bool:
    return name.startswith(CODES)


@pytest.mark.parametrize("name", sorted(KG))
def test_every_term_is_labelled_commented_and_shown(name: str) -> None:
    term = KG[name]
    assert len(values(term, "rdfs:label")) == 1
    assert len(values(term, "rdfs:comment")) == 1
    assert values(term, "rdfs:isDefinedBy") == [PREFIXES["kg"].rstrip("#")]
    is_scheme = expand("skos:ConceptScheme").value in values(term, "rdf:type")
    assert is_scheme or is_code(name) or len(values(term, "skos:example")) == 1


def test_no_label_stands_twice_among_classes_and_among_properties() -> None:
    for kind in ("owl:Class", "owl:ObjectProperty"):
        labels = Counter(values(t.subject, "rdfs:label")[0] for t in TRIPLES if t.object == expand(kind))
        assert [label for label, n in labels.items() if n > 1] == []


def test_every_term_that_is_used_in_the_ontology_is_defined_there() -> None:
    used = {
        local_name(x) for t in TRIPLES for x in (t.predicate, t.object) if isinstance(x, NamedNode) and x.value.startswith(PREFIXES["kg"])
    }
    assert used - set(KG) == set()


def test_the_entity_and_event_classes_are_those_of_the_guidelines() -> None:
    inner = {"Actor", "Place"}
    assert set(descendants("Entity")) == {*ENTITIES, *inner}
    groups = {"KineticEvent", "Movement", "ControlEvent", "ResourceEvent", "PoliticalEvent"}
    assert set(descendants("Event")) == {*EVENTS, *groups}


@pytest.mark.parametrize(("scheme", "names"), SCHEMES.items())
def test_the_schemes_are_those_of_the_guidelines(scheme: str, names: str) -> None:
    assert set(concepts(scheme)) == set(names.split())


def test_relations_are_those_of_the_guidelines() -> None:
    below = {local_name(t.subject) for t in TRIPLES if t.predicate == expand("rdfs:subPropertyOf") and t.object == KG.relation}
    assert below == {"controls", "backs", "memberOf", "locatedIn", "leads", "spokespersonOf", "stationedAt"}


def test_acled_sub_events_have_their_exact_names() -> None:
    assert set(concepts("acled")) == set(ACLED)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_class_is_mapped_to_plover_or_acled(event: str) -> None:
    mapped = {local_name(t.object) for t in TRIPLES if t.subject == KG[event] and "Match" in t.predicate.value}
    assert any(name.startswith("acled") for name in mapped)


@pytest.mark.parametrize("vocabulary", ["sem", "prov", "schema", "gaf", "grasp", "nif", "geo", "skos"])
def test_the_ontology_is_mapped_to_the_vocabulary(vocabulary: str) -> None:
    mappings = ("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:closeMatch", "skos:exactMatch")
    predicates = {expand(name) for name in mappings}
    assert any(t.predicate in predicates and t.object.value.startswith(PREFIXES[vocabulary]) for t in TRIPLES)


def test_the_header_gives_version_and_licence() -> None:
    header = NamedNode(PREFIXES["kg"].rstrip("#"))
    assert values(header, "owl:versionInfo") == [kg.__version__]
    assert values(header, "dct:license") == ["https://www.apache.org/licenses/LICENSE-2.0"]


def test_no_term_is_dead() -> None:
    """Every term is used by code, shapes, gazetteer or queries, or others hang on it: as superclass, superproperty or mapping."""
    hung_on = {local_name(t.object) for t in TRIPLES if isinstance(t.object, NamedNode) and not _says_where(t)}
    described = shapes_text() + _sources()
    written = set(re.findall(r"kg:([A-Za-z0-9-]+)", described)) | set(re.findall(r"""KG(?:\.|\[f?")([A-Za-z0-9-]+)""", described))
    by_name = {name for scheme, names in SCHEMES.items() for name in names.split()}  # written as KG[f"act-{claim.act}"]
    dead = {
        name for name in KG if name not in hung_on | written and name.partition("-")[2] not in by_name and name not in (*ENTITIES, *EVENTS)
    }
    assert dead == set()


def _says_where(triple: Triple) -> bool:
    return isinstance(triple.object, Literal) or local_name(triple.predicate) in ("rdfs:isDefinedBy",)


def _sources() -> str:
    package = Path(kg.__file__).parent
    files = [*package.rglob("*.py"), *package.rglob("*.rq"), *data_path("gazetteer").glob("*.ttl")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_superclasses_form_no_circle() -> None:
    assert all(name not in ancestors(name) for name in (*descendants("Entity"), *descendants("Event")))

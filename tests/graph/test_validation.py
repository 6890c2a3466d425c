from __future__ import annotations

from pathlib import Path

import pytest
import sample
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import GraphError
from kg.graph.namespaces import KG, PREFIXES, article_iri, expand, graph_iri, mention_iri
from kg.graph.serialization import parse as parse_quads
from kg.graph.serialization import serialize
from kg.graph.validation import Violation, validate
from kg.graph.writer import gazetteer_quads
from kg.resources import load_gazetteer, shapes_text

A, B = sample.first().article, sample.second().article
ROCKETS, SHELLING = "event:rocket-attack-camp-falcon-2022-05-02", "event:shelling-camp-falcon-2022-05"
PREFIXED = {**PREFIXES, "a": article_iri(A.id).value + "#", "b": article_iri(B.id).value + "#", "urn": "urn:"}
TURTLE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXED.items())


def iri(name: str) -> NamedNode:
    """`a:e1` and the like; `A` and `B` are the articles; "words" in quotes are a mention in A, in single quotes in B."""
    if name in ("A", "B"):
        return article_iri({"A": A, "B": B}[name].id)
    if name[0] in "\"'":
        article = A if name[0] == '"' else B
        span = sample.find(article.text, name[1:-1])
        return mention_iri(article.id, span.start, span.end)
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXED[prefix] + local)


# What is wrong, at which node, what is taken away there, what is put there instead ("predicate object", in Turtle).
BROKEN: list[tuple[str, str, str, str]] = [
    ("An article has one file.", "A", "kg:file", ""),
    ("An article has the SHA-256 of its file's text, 64 hexadecimal digits.", "A", "kg:sha256", "kg:sha256 'abc'"),
    ("An article has the SHA-256 of its part of the text.", "A", "kg:wordsSha256", ""),
    ("An article has at most one text.", "A", "", "kg:text 'another'"),
    ("An article's part of the file starts at a character from 0.", "A", "kg:textStart", "kg:textStart -1"),
    ("An article's part of the file starts before it ends.", "B", "kg:textEnd", "kg:textEnd -5"),
    ("An article's part of the file ends at one character.", "A", "", "kg:textEnd 1000000"),
    ("The article's part ends after the text does.", "A", "", ""),
    ("An outlet is an actor.", "A", "", "kg:outlet id:hajin"),
    ("An article has at most one name of an outlet.", "A", "", "kg:outletName 'Another'"),
    ("The evidence of a title is a mention.", "A", "", "kg:titleEvidence id:hajin"),
    ("An article's graph says which build it comes from.", "B", "prov:wasGeneratedBy", ""),
    ("An article says which file it is derived from.", "B", "prov:wasDerivedFrom", ""),
    ("A sentence begins at a character from 0.", "b:sentence-0", "nif:beginIndex", ""),
    ("A sentence begins before it ends.", "b:sentence-1", "nif:endIndex", "nif:endIndex 0"),
    ("A sentence ends at one character.", "a:sentence-2", "nif:endIndex", ""),
    ("A sentence is of one article.", "a:sentence-2", "nif:referenceContext", ""),
    ("A mention begins at a character from 0.", '"Two guards"', "nif:beginIndex", ""),
    ("A mention begins before it ends.", '"told"', "nif:endIndex", "nif:endIndex 1"),
    ("The quote is not as long as its offsets say.", '"told"', "", ""),
    ("A mention ends at one character.", '"denied"', "nif:endIndex", ""),
    ("A mention quotes words.", '"struck"', "nif:anchorOf", ""),
    ("A mention is of one article.", '"hit"', "nif:referenceContext", ""),
    ("A mention begins in at most one sentence.", '"attacked"', "", "kg:inSentence id:hajin"),
    ("A mention stands for an entity of its article.", '"Iran"', "", "kg:standsFor id:hajin"),
    ("A mention of an entity is a name, a noun phrase or an adjective.", '"HAJIN"', "kg:mentionKind", "kg:mentionKind kg:act-deny"),
    ("The words stand outside the article's part of the file.", "'shelled'", "", ""),
    ("The mention does not begin in the sentence it is said to begin in.", '"Camp Falcon"', "kg:inSentence", "kg:inSentence a:sentence-0"),
    ("A confidence is a decimal from 0 to 1.", "a:e1", "kg:confidence", "kg:confidence 2.0"),
    ("A confidence of a date is a decimal from 0 to 1.", "a:e1", "", "kg:dateConfidence 2.0"),
    ("What has a confidence of its date has a date.", "a:c1", "", "kg:dateConfidence 0.5"),
    ("An event mention has one trigger: the words that name it.", "a:e1", "kg:trigger", ""),
    ("A further trigger is a mention.", "a:e1", "", "kg:moreTrigger id:hajin"),
    ("An event mention is of one article.", "a:e1", "kg:article", ""),
    ("An argument is described.", "a:e1", "", "kg:argument id:hajin"),
    ("An event mention is of one event.", "b:e1", "", ""),
    ("An event mention is typed with a class of events.", "id:tehran", "", "a kg:EventMention"),
    ("An event has one class of its own.", "b:e1", "", "kg:leafType kg:Attack"),
    ("An event's own class is a class of events.", "b:e2", "kg:leafType", "kg:leafType kg:City"),
    ("A class stands on the node that does not follow from its leaf type, or one that follows is missing.", "b:e2", "", ""),
    ("An event has one status.", "b:e1", "kg:status", ""),
    ("A status is asserted, disputed, denied, alleged or planned.", "b:e2", "kg:status", "kg:status kg:act-deny"),
    ("An agent is an actor.", "b:e1", "", "kg:agent id:hajin"),
    ("A target is an entity.", "b:e1", "", "kg:target a:c1"),
    ("A location is a place.", "b:e1", "", "kg:location id:red-militia"),
    ("An origin is a place.", "b:e1", "", "kg:origin id:red-militia"),
    ("A destination is a place.", "b:e1", "", "kg:destination id:red-militia"),
    ("What a movement passes through is a place.", "b:e1", "", "kg:via id:red-militia"),
    ("An instrument is words: a mention.", "b:e1", "", "kg:instrument id:hajin"),
    ("A quantity is described.", "b:e1", "", "kg:quantity id:hajin"),
    ("An event is an aggregate or not.", "b:e1", "", "kg:isAggregate 'perhaps'"),
    ("Only an event can be answered.", "b:e1", "", "kg:retaliationFor id:hajin"),
    ("What has event mentions is an event.", "id:tehran", "", "kg:hasMention a:e1"),
    ("An event has one label.", SHELLING, "rdfs:label", ""),
    ("An event is made from event mentions.", SHELLING, "", "kg:hasMention id:hajin"),
    ("An event that no article tells.", "event:untold", "", "a kg:Event"),
    ("An argument has one role.", "a:e1-arg-0", "kg:role", ""),
    ("A role is agents, targets, location, origin, destination or via.", "a:e1-arg-1", "kg:role", "kg:role kg:act-deny"),
    ("An argument is filled by one entity.", "a:e1-arg-0", "kg:filler", ""),
    ("An argument has its evidence.", "a:e1-arg-0", "kg:evidence", ""),
    ("An argument is of one event mention.", "a:loose-arg", "", "a kg:Argument"),
    ("A quantity counts one thing.", "a:e1-quantity-0", "kg:quantityRole", ""),
    ("What a quantity counts is in the scheme.", "a:e1-quantity-1", "kg:quantityRole", "kg:quantityRole kg:act-deny"),
    ("A quantity has one value, a whole number.", "a:e1-quantity-0", "kg:value", ""),
    ("A quantity has one lower bound from 0.", "a:e1-quantity-0", "kg:low", "kg:low -1"),
    ("A quantity's lower bound is not above its upper bound.", "a:e1-quantity-1", "kg:high", "kg:high 1"),
    ("A quantity has at most one upper bound.", "a:e1-quantity-0", "", "kg:high 'many'"),
    ("A quantity has one qualifier.", "a:e1-quantity-0", "kg:qualifier", ""),
    ("A qualifier is in the scheme.", "a:e1-quantity-1", "kg:qualifier", "kg:qualifier kg:act-deny"),
    ("A quantity has its evidence.", "a:e1-quantity-0", "kg:evidence", ""),
    ("A quantity is of an event.", "a:loose-quantity", "", "a kg:Quantity"),
    ("A date has its EDTF form.", "a:e1", "kg:edtf", ""),
    ("A date is one day, month or year, or a day without its year.", "b:e1", "kg:date", "kg:date 'yesterday'"),
    ("The first day of a date is a day.", ROCKETS, "kg:earliest", "kg:earliest 'yesterday'"),
    ("A date's first day is not after its last.", SHELLING, "kg:latest", "kg:latest '2021-01-01'^^xsd:date"),
    ("The date does not lie within its bounds.", SHELLING, "", ""),
    ("The last day of a date is a day.", ROCKETS, "", "kg:latest 'tomorrow'"),
    ("The evidence of a date is a mention.", "a:e1", "", "kg:dateEvidence id:hajin"),
    ("A claim has a source: an actor, or a hospital or the like that speaks.", "a:c1", "kg:source", ""),
    ("A claim is reported via an actor.", "a:c1", "", "kg:reportedVia id:hajin"),
    ("A claim has one cue: the word that says that somebody speaks.", "a:c1", "kg:cue", ""),
    ("A claim's content is a mention.", "a:c1", "", "kg:content id:hajin"),
    ("The evidence of a speaker is a mention.", "a:c2", "", "kg:speakerEvidence id:hajin"),
    ("A claim is one act.", "a:c1", "kg:act", ""),
    ("A claim's act is in the scheme.", "a:c2", "kg:act", "kg:act kg:status-denied"),
    ("A claim is of one article.", "a:c1", "kg:article", ""),
    ("A claim is about events.", "a:c1", "", "kg:about id:hajin"),
    ("A claim affirms or denies what it is about.", "a:c1", "", ""),
    ("A claim has one source chain.", "a:c1", "kg:sourceChain", ""),
    ("A claim's source chain has steps.", "a:c1", "kg:chainLink", ""),
    ("A step of a source chain is of one claim.", "a:c1-link-0", "", ""),
    ("A step of a source chain has one position from 0.", "a:c1-link-0", "kg:position", ""),
    ("At a step of a source chain stands an actor, or a hospital or the like that speaks.", "a:c1-link-0", "", "kg:linkSource id:hajin"),
    ("A relation has one subject.", "a:relation-0", "rdf:subject", ""),
    ("A relation has one object.", "a:relation-0", "rdf:object", ""),
    (
        "A relation is controls, backs, memberOf, locatedIn, leads, spokespersonOf or stationedAt.",
        "a:relation-0",
        "rdf:predicate",
        "rdf:predicate kg:agent",
    ),
    ("A relation is stated by one article.", "a:relation-0", "kg:article", ""),
    ("A relation has its evidence.", "a:relation-0", "kg:evidence", ""),
    ("Who controls is an actor.", "id:hajin", "", "kg:controls id:red-militia"),
    ("What is controlled is a place.", "id:hajin", "", ""),
    ("Who backs is an actor.", "id:hajin", "", "kg:backs id:hajin"),
    ("Who is backed is an actor.", "id:hajin", "", ""),
    ("A member is an actor.", "id:hajin", "", "kg:memberOf id:hajin"),
    ("What has members is an actor.", "id:hajin", "", ""),
    ("What is located somewhere is an entity.", "a:c2", "", "kg:locatedIn id:red-militia"),
    ("Where something is located is a place.", "a:c2", "", ""),
    ("Who leads is an actor.", "id:hajin", "", "kg:leads a:c1"),
    ("What is led is an entity.", "id:hajin", "", ""),
    ("A spokesperson is an actor.", "id:hajin", "", "kg:spokespersonOf id:hajin"),
    ("Who has a spokesperson is an actor.", "id:hajin", "", ""),
    ("Who is stationed is an actor.", "id:hajin", "", "kg:stationedAt id:red-militia"),
    ("Where a force is stationed is a place.", "id:hajin", "", ""),
    ("An entity has a label.", "id:coalition", "rdfs:label", ""),
    ("An entity has one class of its own.", "id:coalition", "", "kg:leafType kg:City"),
    ("An entity's own class is a class of entities.", "id:residents", "kg:leafType", "kg:leafType kg:Attack"),
    ("A candidate is an entry of the gazetteer.", "id:residents", "", "kg:candidate a:c1"),
    ("An entity is spoken of by an article, or stands in the gazetteer.", "id:nowhere", "", "a kg:City , kg:Entity"),
    ("What articles speak of is an entity.", "a:c2", "", "kg:hasArticleEntity a:c2"),
    ("An entity is made from entities of articles.", "a:c2", "", ""),
    ("An entity that articles speak of has mentions.", "a:c2", "", ""),
    ("An entity is linked to the gazetteer or not.", "a:c2", "", ""),
    ("An entity is named or not.", "a:c2", "", ""),
    ("An entity of an article has one name.", "a:entity-iran", "rdfs:label", ""),
    ("An entity of an article has one class.", "a:entity-hajin", "kg:leafType", ""),
    ("The class of an article's entity is a class of entities.", "a:entity-spokesman", "kg:leafType", "kg:leafType kg:Attack"),
    ("An entity of an article is one canonical entity.", "a:entity-lost", "", "a kg:ArticleEntity"),
    ("An entity of an article has mentions.", "a:entity-lost", "", ""),
    ("A judgement compares two things; the first is missing or double.", "urn:j", "", "a kg:Judgement"),
    ("A judgement compares two things; the second is missing or double.", "urn:j", "", ""),
    ("A judgement is one decision.", "urn:j", "", ""),
    ("A decision is same, different or unsure.", "urn:j", "", ""),
    ("A judgement has one score.", "urn:j", "", ""),
    ("A judgement says who decided.", "urn:j", "", ""),
    ("What a contradiction is on is in the scheme.", "urn:c", "", "a kg:Contradiction"),
    ("A contradiction is on one thing.", "urn:c", "", ""),
    ("A contradiction is about one event.", "urn:c", "", ""),
    ("A contradiction has two sides, each a claim or an event mention.", "urn:c", "", ""),
    ("A contradiction says why.", "urn:c", "", ""),
    ("An entry of the gazetteer is an entity.", "a:c2", "", "kg:curation kg:curation-generated"),
    ("An entry is researched or generated.", "id:tehran", "kg:curation", "kg:curation kg:act-deny"),
    ("An entry names its source.", "id:iran", "dct:source", ""),
    ("An entry names the licence of its source.", "id:iran", "dct:license", ""),
    ("A country is a state.", "id:iran", "", "kg:country id:hajin"),
    ("A capital is a city.", "id:iran", "", "kg:capital id:red-militia"),
    ("A parent is an actor.", "id:iran", "", "kg:parent id:hajin"),
    ("A backer is an actor.", "id:iran", "", "kg:backer id:hajin"),
    ("An owner is an actor.", "id:iran", "", "kg:owner id:hajin"),
    ("A country code is two capital letters.", "id:iran", "kg:countryCode", "kg:countryCode 'ir'"),
    ("A three-letter country code is three capital letters.", "id:iran", "kg:countryCode3", "kg:countryCode3 'IR'"),
    ("A region code is that of ISO 3166-2.", "id:iran", "", "kg:regionCode 'IRN'"),
    ("A population is a number from 0.", "id:iran", "", "kg:population -1"),
    ("A Wikidata identifier is Q and a number.", "id:iran", "", "kg:wikidata '794'"),
    ("A GeoNames identifier is a number.", "id:iran", "", "kg:geonames 'Q794'"),
    ("A latitude is a decimal from -90 to 90.", "id:tehran", "wgs:lat", "wgs:lat 95.0"),
    ("A longitude is a decimal from -180 to 180.", "id:tehran", "wgs:long", "wgs:long 181.0"),
    ("Coordinates have a precision, in whole metres.", "id:tehran", "kg:precision", ""),
]
MORE = f"{ROCKETS} kg:hasMention b:e1 ."  # the second event that b:e1 is said to be of


def turtle(text: str) -> list[Quad]:
    triples = parse(TURTLE + text, format=RdfFormat.TURTLE)
    return [Quad(t.subject, t.predicate, t.object, graph_iri("broken")) for t in triples]


def change(quads: list[Quad], node: str, removed: str, added: str) -> list[Quad]:
    subject, predicate = iri(node), expand(removed) if removed else None
    kept = [quad for quad in quads if not (quad.subject == subject and quad.predicate == predicate)]
    return kept + (turtle(f"<{subject.value}> {added} .") if added else [])


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    return sample.quads(tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="module")
def broken(quads: list[Quad]) -> tuple[Violation, ...]:
    """The violations of one graph with everything wrong at once: each row breaks another node, or another property of it."""
    for _, node, removed, added in BROKEN:
        quads = change(quads, node, removed, added)
    return validate([*quads, *turtle(MORE)])


def test_what_the_writer_writes_conforms(quads: list[Quad]) -> None:
    assert validate(quads) == ()


def test_a_graph_without_text_conforms(tmp_path: Path) -> None:
    assert validate(sample.quads(tmp_path, with_text=False)) == ()


@pytest.mark.parametrize(("message", "node"), [(message, node) for message, node, _, _ in BROKEN], ids=lambda value: value[:60])
def test_every_shape_finds_what_breaks_it(broken: tuple[Violation, ...], message: str, node: str) -> None:
    assert any(found.message.startswith(message) and found.node == iri(node).value for found in broken)


def test_the_table_breaks_every_shape() -> None:
    shacl = "http://www.w3.org/ns/shacl#message"
    messages = {t.object.value for t in parse(shapes_text(), format=RdfFormat.TURTLE) if t.predicate.value == shacl}
    assert messages == {message for message, *_ in BROKEN}


def test_a_violation_names_file_sentence_and_path(quads: list[Quad]) -> None:
    found = validate(change(quads, "a:e1", "", "kg:agent id:hajin"))
    told = [v for v in found if v.node == iri("a:e1").value]
    assert [(v.article, v.path, v.severity) for v in told] == [("first.txt", "kg:agent", "Violation")]
    assert told[0].sentence.startswith("HAJIN, May 3, 2022 - At least three rockets struck Camp Falcon")
    assert str(told[0]).startswith("first.txt: An agent is an actor. Found: https://w3id.org/conflict-kg/id/hajin\n  at: ")


@pytest.mark.slow
@pytest.mark.parametrize("curation", ["researched", "generated"])
def test_the_shipped_gazetteer_conforms(curation: str) -> None:
    gazetteer = load_gazetteer()
    every = {"researched": 3, "generated": 20}[curation]
    ids = [id for id in gazetteer.entries if gazetteer.fact(id, "curation") == (KG[f"curation-{curation}"].value,)]
    assert validate(gazetteer_quads(gazetteer, ids[::every])) == ()


def test_a_graph_without_names_is_validated_as_it_is(quads: list[Quad]) -> None:
    flat = list(parse_quads(serialize(quads, "ttl"), "ttl"))
    assert validate(flat) == ()


def test_shapes_that_are_no_shacl_are_refused(quads: list[Quad]) -> None:
    shapes = shapes_text().replace(
        "SELECT $this ?value WHERE { ?value a $this ; kg:text", "SELECT $this ?value WHERE { VALUES ?x { 1 } ?value a $this ; kg:text"
    )
    with pytest.raises(GraphError, match="shapes cannot be used"):
        validate(quads, shapes=shapes)

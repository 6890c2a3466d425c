from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
import sample
from factory import article, document, entity, event, span
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from rdflib.compare import isomorphic

from kg.errors import GraphError
from kg.fusion import fuse
from kg.gazetteer import Gazetteer
from kg.graph.namespaces import (
    KG,
    PREFIXES,
    RDFS_LABEL,
    article_iri,
    entity_iri,
    event_iri,
    expand,
    graph_iri,
    local_name,
    mention_iri,
    part_iri,
)
from kg.graph.serialization import FORMATS, parse, serialize
from kg.graph.writer import quads as write
from kg.model import Document, Span, World

A, B = sample.first().article, sample.second().article
ONE, TWO = article_iri(A.id), article_iri(B.id)
ROCKETS = event_iri("rocket-attack-camp-falcon-2022-05-02")


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    return sample.quads(tmp_path_factory.mktemp("gazetteer"))


def told(quads: list[Quad], node: NamedNode, graph: NamedNode | None = None) -> dict[str, list[str]]:
    """What is said of a node: texts and local names by property, sorted."""
    found: dict[str, list[str]] = {}
    for quad in quads:
        if quad.subject == node and graph in (None, quad.graph_name):
            found.setdefault(short(quad.predicate), []).append(short(quad.object))
    return {name: sorted(values) for name, values in found.items()}


def short(term: object) -> str:
    value: str = getattr(term, "value", "")
    return value.removeprefix(ONE.value).removeprefix(TWO.value).removeprefix(PREFIXES["kg"]).removeprefix(PREFIXES["id"])


def words(article: str, text: str, nth: int = 0) -> str:
    span = sample.find({"A": A, "B": B}[article].text, text, nth)
    return f"#char={span.start},{span.end}"


def test_an_article_tells_its_file_its_part_and_its_publication(quads: list[Quad]) -> None:
    article = told(quads, ONE, ONE)
    assert article["file"] == ["first.txt"]
    assert article["sha256"] == [A.sha256]
    assert article["text"] == [A.text]
    assert (article["textStart"], article["textEnd"]) == (["0"], [str(len(A.text))])
    assert article["outletName"] == ["Furat Wire"]
    assert article["outlet"] == ["furat-wire"]
    assert article["date"] == ["2022-05-03"]
    assert article["dateEvidence"] == [words("A", "May 3, 2022")]
    assert article["titleEvidence"] == [words("A", "Rockets hit camp near Hajin")]


def test_an_unknown_outlet_and_title_are_left_out(quads: list[Quad]) -> None:
    article = told(quads, TWO, TWO)
    assert not {"outlet", "outletName", "http://purl.org/dc/terms/title"} & set(article)
    assert article["https://schema.org/url"] == ["https://news.example/2"]


def test_text_can_be_left_out(tmp_path: Path) -> None:
    bare = sample.quads(tmp_path, with_text=False)
    assert not [q for q in bare if q.predicate == KG.text]
    sentence = told(bare, part_iri(A.id, "sentence-1"))
    assert "wordsSha256" in sentence
    assert PREFIXES["nif"] + "anchorOf" not in sentence


def test_a_mention_quotes_its_words_at_their_offsets(quads: list[Quad]) -> None:
    span = sample.find(A.text, "Camp Falcon")
    mention = told(quads, mention_iri(A.id, span.start, span.end), ONE)
    nif = PREFIXES["nif"]
    assert mention[nif + "anchorOf"] == ["Camp Falcon"]
    assert (mention[nif + "beginIndex"], mention[nif + "endIndex"]) == ([str(span.start)], [str(span.end)])
    assert mention["inSentence"] == ["#sentence-1"]
    assert (mention["rule"], mention["confidence"], mention["mentionKind"]) == (["gazetteer"], ["0.9"], ["mention-name"])
    assert mention["standsFor"] == ["#entity-camp-falcon"]


def test_entities_are_denoted_by_mentions_in_the_articles_graph(quads: list[Quad]) -> None:
    denoted = {
        (short(q.graph_name), short(q.object))
        for q in quads
        if q.subject == entity_iri("camp-falcon") and q.predicate == expand("gaf:denotedBy")
    }
    assert denoted == {("", words("A", "Camp Falcon")), ("", words("B", "The camp"))}


def test_an_event_mention_has_triggers_classes_roles_and_date(quads: list[Quad]) -> None:
    event = told(quads, part_iri(A.id, "e1"), ONE)
    assert event[expand("rdf:type").value] == ["Attack", "Event", "EventMention", "KineticEvent", "RocketAttack"]
    assert event["leafType"] == ["RocketAttack"]
    assert event["trigger"] == [words("A", "struck")]
    assert event["moreTrigger"] == sorted([words("A", "hit"), words("A", "attacked")])
    assert (event["agent"], event["target"], event["location"]) == (["red-militia"], ["camp-falcon"], ["hajin"])
    assert event["instrument"] == [words("A", "rockets")]
    assert (event["date"], event["edtf"], event["earliest"], event["latest"]) == (["2022-05-02"],) * 4
    assert event["dateEvidence"] == [words("A", "on Monday")]
    assert event["status"] == ["status-disputed"]


def test_an_argument_is_a_node_with_its_evidence(quads: list[Quad]) -> None:
    assert told(quads, part_iri(A.id, "e1-arg-0"), ONE) == {
        expand("rdf:type").value: ["Argument"],
        "role": ["role-targets"],
        "filler": ["camp-falcon"],
        "evidence": [words("A", "Camp Falcon")],
        "rule": ["subject-of-passive"],
        "confidence": ["0.8"],
    }


def test_a_figure_without_upper_bound_has_no_high(quads: list[Quad]) -> None:
    munitions = told(quads, part_iri(A.id, "e1-quantity-0"), ONE)
    assert (munitions["low"], munitions["value"], munitions["qualifier"]) == (["3"], ["3"], ["qualifier-at-least"])
    assert "high" not in munitions
    assert told(quads, part_iri(A.id, "e1-quantity-1"), ONE)["high"] == ["2"]


def test_an_approximate_month_is_a_month_with_bounds(quads: list[Quad]) -> None:
    event = [q.object for q in quads if q.subject == part_iri(B.id, "e1") and q.predicate == KG.date]
    assert event == [Literal("2022-05", datatype=expand("xsd:gYearMonth"))]
    found = told(quads, part_iri(B.id, "e1"), TWO)
    assert (found["edtf"], found["earliest"], found["latest"]) == (["2022-05~"], ["2022-05-01"], ["2022-05-31"])
    assert found["retaliationFor"] == ["#e2"]


def test_a_claim_names_who_says_it_through_whom_in_which_words(quads: list[Quad]) -> None:
    claim = told(quads, part_iri(A.id, "c1"), ONE)
    assert (claim["source"], claim["reportedVia"], claim["act"]) == (["spokesman"], ["furat-wire"], ["act-assert"])
    assert claim["sourceChain"] == ["a spokesman ← Furat Wire"]
    assert claim["cue"] == [words("A", "told")]
    assert claim["affirms"] == claim["about"] == sorted(["#e1", ROCKETS.value])
    assert told(quads, part_iri(A.id, "c1-link-1"), ONE)["linkSource"] == ["furat-wire"]


def test_a_denial_denies(quads: list[Quad]) -> None:
    claim = told(quads, part_iri(A.id, "c2"), ONE)
    assert claim["denies"] == sorted(["#e1", ROCKETS.value])
    assert "affirms" not in claim
    assert claim["speakerEvidence"] == [words("A", "The Red Militia")]


def test_a_relation_is_stated_directly_and_with_its_words(quads: list[Quad]) -> None:
    assert Quad(entity_iri("iran"), KG.backs, entity_iri("red-militia"), ONE) in quads
    statement = told(quads, part_iri(A.id, "relation-0"), ONE)
    rdf = PREFIXES["rdf"]
    assert (statement[rdf + "subject"], statement[rdf + "predicate"], statement[rdf + "object"]) == (["iran"], ["backs"], ["red-militia"])
    assert statement["evidence"] == [words("A", "The Red Militia, backed by Iran")]


def test_a_canonical_event_is_the_union_of_its_mentions(quads: list[Quad]) -> None:
    event = told(quads, ROCKETS, graph_iri("events"))
    assert event["hasMention"] == ["#e1", "#e2"]
    assert (event["agent"], event["target"]) == (["red-militia"], ["camp-falcon"])
    assert event["quantity"] == ["#e1-quantity-0", "#e1-quantity-1"]
    assert event["isAggregate"] == ["true"]
    assert told(quads, event_iri("shelling-camp-falcon-2022-05"))["retaliationFor"] == [ROCKETS.value]


def test_canonical_entities_say_what_they_are_made_from(quads: list[Quad]) -> None:
    iran = told(quads, entity_iri("iran"), graph_iri("entities"))
    assert iran[expand("rdf:type").value] == ["Actor", "Entity", "Place", "State"]
    assert (iran["isLinked"], iran["isNamed"]) == (["true"], ["true"])
    assert told(quads, entity_iri("residents"), graph_iri("entities"))["isNamed"] == ["false"]
    assert told(quads, entity_iri("hajin"), graph_iri("entities"))["candidate"] == ["hajin-yemen"]


def test_the_gazetteer_graph_holds_what_articles_speak_of_and_what_that_refers_to(quads: list[Quad]) -> None:
    entries = {short(q.subject) for q in quads if q.graph_name == graph_iri("gazetteer")}
    assert entries == {"iran", "tehran", "hajin-yemen", "furat-wire"}
    iran = told(quads, entity_iri("iran"), graph_iri("gazetteer"))
    assert iran[PREFIXES["wgs"] + "lat"] == ["32.5"]  # the file says 32.50
    assert (iran["capital"], iran["leafType"]) == (["tehran"], ["State"])


def test_judgements_say_why_and_analysts_decisions_stand_apart(quads: list[Quad]) -> None:
    same = next(q.subject for q in quads if q.predicate == KG.score and q.object.value == "0.85")
    judgement = told(quads, same, graph_iri("judgements"))
    assert judgement["reason"] == ["Both name Camp Falcon as target. (+0.50)", "The dates overlap. (+0.35)"]
    assert judgement["decision"] == ["decision-same"]
    by_analyst = [q for q in quads if q.graph_name == graph_iri("curation")]
    assert {q.object.value for q in by_analyst if q.predicate == KG.decidedBy} == {"an analyst"}


def test_contradictions_name_both_sides(quads: list[Quad]) -> None:
    node = next(q.subject for q in quads if q.predicate == KG.contradictionKind)
    contradiction = told(quads, node)
    assert (contradiction["left"], contradiction["right"], contradiction["event"]) == (["#c1"], ["#c2"], [ROCKETS.value])


def broken(document: Document, span: Span) -> Document:
    return replace(document, events=(replace(document.events[0], triggers=(span,)),))


@pytest.mark.parametrize("span", [Span(0, 3, "Rok"), Span(0, 0, ""), Span(3, 5, "ets"), Span(10_000, 10_003, "end")])
def test_no_span_no_triple(tmp_path: Path, span: Span) -> None:
    one, two = sample.first(), sample.second()
    with pytest.raises(GraphError, match=rf"first.txt: characters {span.start} to {span.end}"):
        write((broken(one, span), two), sample.world(one, two), sample.gazetteer(tmp_path))


def test_a_document_that_was_not_fused_is_refused(tmp_path: Path) -> None:
    one, two = sample.first(), sample.second()
    world = World(entities=sample.world(one, two).entities)
    with pytest.raises(GraphError, match=r"no entity for 'furat-wire'|no entity for 'camp-falcon'"):
        write((one, two), world, sample.gazetteer(tmp_path))


def test_a_world_of_other_documents_is_refused(tmp_path: Path) -> None:
    one, two = sample.first(), sample.second()
    with pytest.raises(GraphError, match="'camp-falcon' of the world is made from 'camp'"):
        write((one,), sample.world(one, two), sample.gazetteer(tmp_path))


def test_quads_are_sorted_named_and_without_blank_nodes(quads: list[Quad]) -> None:
    assert len(set(quads)) == len(quads)
    assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
    graphs = {short(q.graph_name).removeprefix(PREFIXES["graph"]) for q in quads}
    assert graphs == {"", "entities", "events", "judgements", "curation", "gazetteer", "provenance"}


def test_labels_of_concepts_and_classes_are_not_copied(quads: list[Quad]) -> None:
    assert not [q for q in quads if q.predicate == RDFS_LABEL and q.subject.value.startswith(PREFIXES["kg"])]


def test_every_literal_is_one_that_a_store_keeps(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)


@pytest.mark.parametrize("format", ["trig", "nq", "jsonld"])
def test_formats_with_graphs_give_the_same_quads_back(quads: list[Quad], format: str) -> None:
    assert set(parse(serialize(quads, format), format)) == set(quads)


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf"])
def test_formats_without_graphs_give_the_same_triples_back(quads: list[Quad], format: str) -> None:
    written = serialize(quads, format)
    back = [q.triple for q in parse(written, format)]
    assert set(back) == {q.triple for q in quads}
    assert len(back) == len(set(back))


def test_trig_round_trips_through_rdflib(quads: list[Quad]) -> None:
    ours, theirs = (rdflib.Dataset() for _ in range(2))
    ours.parse(data=serialize(quads, "trig"), format="trig")
    theirs.parse(data=ours.serialize(format="trig"), format="trig")
    native = rdflib.Dataset()
    native.parse(data=serialize(quads, "nq"), format="nquads")
    graphs = {graph.identifier for graph in native.graphs()}
    assert graphs == {graph.identifier for graph in theirs.graphs()}
    assert all(isomorphic(native.graph(name), theirs.graph(name)) for name in graphs)
    assert sum(len(native.graph(name)) for name in graphs) == len(quads)


def test_trig_reads_well(quads: list[Quad]) -> None:
    text = serialize(quads, "trig").decode("utf-8")
    assert text.count("graph:events {") == 1
    assert "event:rocket-attack-camp-falcon-2022-05-02 a kg:Attack" in text
    assert "grasp:" not in text  # prefixes that are not used are not declared


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    code = "import sys, hashlib, pathlib, sample; from kg.graph.serialization import FORMATS, serialize\n"
    code += "quads = sample.quads(pathlib.Path(sys.argv[1]))\n"
    code += "print([(f, hashlib.sha256(serialize(quads, f)).hexdigest()) for f in sorted(FORMATS)])"
    runs = [_run(code, tmp_path, seed) for seed in ("1", "2")]
    assert runs[0] == runs[1]
    assert "trig" in runs[0]


def _run(code: str, folder: Path, seed: str) -> str:
    tests = Path(sample.__file__).parent
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])}
    done = subprocess.run([sys.executable, "-c", code, str(folder)], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_an_unknown_format_is_refused_with_the_nearest_one(quads: list[Quad]) -> None:
    with pytest.raises(GraphError, match=r"No RDF format 'trigg'\. Did you mean 'trig'"):
        serialize(quads, "trigg")
    assert "ttl" in FORMATS


def test_bytes_of_another_format_are_refused_with_their_line() -> None:
    with pytest.raises(GraphError, match="Not valid trig: line 2"):
        list(parse(b"@prefix a: <urn:a> .\na:b nonsense", "trig"))


def test_whole_decimals_have_their_point_in_files_and_lose_it_in_stores(quads: list[Quad]) -> None:
    sure = Literal("1", datatype=expand("xsd:decimal"))
    assert [q for q in quads if q.object == sure]
    assert b"kg:confidence 1.0 ;" in serialize(quads, "trig")
    assert set(parse(serialize(quads, "trig"), "trig")) == set(quads)


def test_names_of_terms_are_short() -> None:
    assert local_name(KG.Attack) == "Attack"
    assert local_name("urn:other") == "urn:other"


def test_things_hit_sub_event_and_certainty_of_a_doer_are_written() -> None:
    story = article("Suspected rebels burned two trucks.")
    rebels = entity(story, "rebels", "ArmedGroup", "rebels")
    burned = replace(
        event(story, "e1", "Attack", "burned", agents=rebels),
        objects=(span(story, "two trucks"),),
        acled="Looting/property destruction",
        attribution=(("rebels", "suspected"),),
    )
    told = document(story, entities=(rebels,), events=(burned,))
    empty = Gazetteer({})
    found = {(q.predicate.value.rpartition("#")[2], q.object.value.rpartition("#")[2]) for q in write([told], fuse([told], empty), empty)}
    assert {
        ("thingHit", "char=24,34"),
        ("acledSubEvent", "acled-looting-property-destruction"),
        ("certainty", "certainty-suspected"),
    } <= found

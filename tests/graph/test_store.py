from __future__ import annotations

import gzip
import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from benchmarks.generate import generate
from kg.errors import GraphError, QueryError
from kg.graph.serialization import serialize, sort_quads
from kg.graph.store import EmbeddedGraph, Graph, open_store
from kg.graph.store.graph import iri

QUADS = generate(2)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f = ?i) }"


@pytest.fixture(scope="module")
def graph() -> EmbeddedGraph:
    return EmbeddedGraph.in_memory(QUADS)


def node(name: str) -> NamedNode:
    return NamedNode(f"http://example.org/{name}")


def count(graph: Graph) -> object:
    return graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]


# --- kinds


@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld"])
def test_a_file_keeps_its_graphs(tmp_path: Path, graph: EmbeddedGraph, ending: str) -> None:
    graph.save(tmp_path / f"g.{ending}")
    assert set(open_store(tmp_path / f"g.{ending}").quads()) == set(QUADS)


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf"])
def test_a_file_without_graphs_answers_too(tmp_path: Path, graph: EmbeddedGraph, ending: str) -> None:
    graph.save(tmp_path / f"g.{ending}")
    loaded = open_store(tmp_path / f"g.{ending}")
    assert count(loaded) == count(graph) == len(list(loaded.quads()))


def test_a_packed_file(tmp_path: Path, graph: EmbeddedGraph) -> None:
    (tmp_path / "g.trig.gz").write_bytes(gzip.compress(serialize(QUADS)))
    assert count(open_store(tmp_path / "g.trig.gz")) == count(graph)


def test_a_folder_is_kept_and_can_be_read_by_several(tmp_path: Path, graph: EmbeddedGraph) -> None:
    with open_store(tmp_path / "store") as made:
        assert made.load(QUADS) == len(QUADS)
    first, second = open_store(tmp_path / "store", read_only=True), open_store(tmp_path / "store", read_only=True)
    assert count(first) == count(second) == count(graph)
    assert sort_quads(first.quads()) == sort_quads(QUADS)


def test_a_folder_grows(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as made:
        made.load(QUADS[:10])
        made.load(QUADS[5:20])
        assert sort_quads(made.quads()) == sort_quads(QUADS[:20])
        made.clear()
        assert count(made) == 0


def test_a_read_only_folder_refuses_quads(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    with pytest.raises(GraphError, match="read-only"):
        open_store(tmp_path / "store", read_only=True).load(QUADS[:1])


def test_a_folder_open_elsewhere_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "store"):
        code = f"from kg.graph.store import open_store; open_store({str(tmp_path / 'store')!r})"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "is open in another process" in other.stderr


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("none.trig", None, r"Cannot read the graph .*none.trig: No such file.* kg build"),
        ("bad.trig", b"<a> <b>", "bad.trig: Not valid"),
        ("bad.rdf", b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>', "bad.rdf: Not valid"),
        ("bomb.rdf", b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>', "bomb.rdf defines entities by other entities"),
        ("long.rdf", b'<!DOCTYPE r [<!ENTITY a "' + b"a" * 600 + b'">]><r>&a;</r>', "long.rdf defines entities"),
        ("bad.jsonld", b'{"@context": "http://localhost:9/context", "a": "b"}', "bad.jsonld: Not valid"),
        ("text.docx", b"", "No RDF format"),
        ("bad.trig.gz", b"no gzip", "Cannot read the graph"),
    ],
)
def test_a_file_that_is_no_graph_is_told(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=message):
        open_store(tmp_path / name)


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(GraphError, match="holds other things"):
        open_store(tmp_path)
    with pytest.raises(GraphError, match="no graph at"):
        open_store(tmp_path, read_only=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


# --- the union


def test_a_query_without_graph_sees_each_triple_once() -> None:
    twice = EmbeddedGraph.in_memory([Quad(node("a"), node("p"), Literal(1), node(graph)) for graph in ("one", "two")])
    assert count(twice) == 1
    assert twice.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").rows == (("http://example.org/one",), ("http://example.org/two",))
    assert len(list(twice.quads())) == 2


def test_triples_without_a_graph_stay_without() -> None:
    quads = [Quad(node("a"), node("p"), Literal(1), node("g")), Quad(node("b"), node("p"), Literal(2))]
    graph = EmbeddedGraph.in_memory(quads)
    assert set(graph.quads()) == set(quads)
    assert [quad.graph_name for quad in graph.quads() if quad.subject == node("b")] == [DefaultGraph()]


def test_a_saved_file_holds_each_triple_once(tmp_path: Path, graph: EmbeddedGraph) -> None:
    graph.save(tmp_path / "g.trig")
    assert (tmp_path / "g.trig").read_bytes() == serialize(QUADS)


# --- queries


def test_prefixes_are_known_and_may_be_changed(graph: EmbeddedGraph) -> None:
    assert graph.query("ASK { ?a a kg:Article }").boolean
    assert not graph.query("PREFIX kg: <http://other/> ASK { ?a a kg:Article }").boolean


def test_values_of_python_are_bound(graph: EmbeddedGraph) -> None:
    article = graph.query("SELECT ?a ?t { ?a a kg:Article ; dct:title ?t } ORDER BY ?a").rows[0]
    assert graph.query("SELECT ?a { ?a dct:title ?t }", t=article[1]).rows == ((article[0],),)
    assert graph.query("SELECT ?t { ?a dct:title ?t }", {"a": NamedNode(str(article[0]))}).rows == ((article[1],),)
    assert graph.query("ASK { ?m nif:beginIndex ?n FILTER(?n > ?least) }", least=10).boolean
    assert not graph.query("ASK { ?m nif:beginIndex ?n FILTER(?n > ?least) }", least=10**6).boolean


def test_a_text_is_no_iri_unless_said(graph: EmbeddedGraph) -> None:
    assert not graph.query("ASK { ?thing a kg:Entity }", thing="id:al-omar-oil-field").boolean
    assert graph.query("ASK { ?thing ?p ?o }", thing=iri("id:" + str(graph.entities()["entity"][0]).rpartition("/")[2])).boolean


@pytest.mark.parametrize(
    "sparql, message",
    [
        ("SELECT *\n{ ?s kg:act ?o\n FILTER(? > 1) }", "does not parse at line 3, column"),
        ("SELECT *\n{ ?s kgg:act ?o }", "prefix 'kgg:' at line 2, column 6 is not declared. Did you mean 'kg:'"),
        ("SELECT * { ?s ?p", "does not parse"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE would change the graph"),
        ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "SERVICE"),
        ("denied-claim", "Did you mean 'denied-claims'"),
    ],
)
def test_a_wrong_query_is_told(graph: EmbeddedGraph, sparql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        graph.query(sparql)


def test_a_misspelt_term_is_warned_of(graph: EmbeddedGraph, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        graph.query("ASK { ?s a kg:RoketAttack }")
    assert caplog.messages == ["The ontology has no term kg:RoketAttack. Did you mean kg:RocketAttack?"]


@pytest.mark.parametrize("sparql", [RUNAWAY, RUNAWAY.replace("(COUNT(*) AS ?n)", "*")])
def test_a_runaway_query_is_given_up(graph: EmbeddedGraph, sparql: str) -> None:
    small = EmbeddedGraph.in_memory(QUADS[:600])  # what is left of it ends soon
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"took longer than 0.2 s"):
        small.query(sparql, timeout=0.2)
    assert time.monotonic() - start < 3


def test_a_quick_query_with_a_limit_answers(graph: EmbeddedGraph) -> None:
    assert graph.query("SELECT * { ?s ?p ?o }", timeout=60).rows == graph.query("SELECT * { ?s ?p ?o }").rows


# --- other forms


def test_tables_of_the_main_things(graph: EmbeddedGraph) -> None:
    assert len(graph.articles()) == 2
    assert {"event", "label", "status", "date", "agents"} <= set(graph.events().columns)
    assert {"sources", "act", "words"} <= set(graph.claims().columns)
    evidence = graph.evidence(graph.events()["event"][0])
    assert {"quote", "article", "start", "end", "sentence"} <= set(evidence.columns)
    assert all(row.quote in row.sentence for row in evidence.itertuples() if isinstance(row.sentence, str))


def test_rdflib_sees_the_same_store(graph: EmbeddedGraph) -> None:
    dataset = graph.rdf()
    ((n,),) = dataset.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert n.toPython() == count(graph)
    graphs = {str(one.identifier) for one in dataset.graphs()} - {"urn:x-rdflib:default"}
    assert graphs == {str(quad.graph_name.value) for quad in QUADS}  # type: ignore[union-attr]

from __future__ import annotations

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.results import shorten
from kg.graph.store import EmbeddedGraph

XSD = "http://www.w3.org/2001/XMLSchema#"
A, GRAPH = NamedNode(PREFIXES["id"] + "a"), NamedNode("http://graph")
VALUES = [
    (Literal(7), 7),
    (Literal("1.5", datatype=NamedNode(XSD + "decimal")), 1.5),
    (Literal(True), True),
    (Literal("2021-07-04", datatype=NamedNode(XSD + "date")), date(2021, 7, 4)),
    (Literal("2021-07", datatype=NamedNode(XSD + "gYearMonth")), "2021-07"),
    (Literal("many", datatype=NamedNode(XSD + "integer")), "many"),
    (Literal("07"), "07"),
    (Literal("ميناء", language="ar"), "ميناء"),
    (Literal('tab\t "quote" \\ line\nend'), 'tab\t "quote" \\ line\nend'),
    (Literal(""), ""),
    (NamedNode(PREFIXES["id"] + "syria"), PREFIXES["id"] + "syria"),
]


def graph_of(*terms: NamedNode | Literal) -> EmbeddedGraph:
    return EmbeddedGraph.in_memory(Quad(NamedNode(f"http://s/{i:03}"), NamedNode("http://p"), term, GRAPH) for i, term in enumerate(terms))


ALL = graph_of(*(term for term, _ in VALUES))


@pytest.mark.parametrize("term, value", VALUES)
def test_terms_become_python_values(term: NamedNode | Literal, value: object) -> None:
    result = graph_of(term).query("SELECT ?o { ?s ?p ?o }")
    assert result.rows == ((value,),)
    assert result.df["o"].tolist() == [value]


def test_a_table_has_the_values_of_the_rows() -> None:
    result = ALL.query("SELECT ?s ?o ?none { ?s ?p ?o OPTIONAL { ?s <http://none> ?none } } ORDER BY ?s")
    assert list(result.df.itertuples(index=False, name=None)) == list(result.rows)
    assert result.rows[0] == ("http://s/000", 7, None)


def test_columns_of_numbers_are_numbers() -> None:
    assert graph_of(Literal(1), Literal(2)).query("SELECT ?o { ?s ?p ?o }").df["o"].dtype == "int64"


def test_no_rows_still_have_columns() -> None:
    result = ALL.query("SELECT ?a ?b { ?a <http://none> ?b }")
    assert (result.variables, result.rows, list(result.df.columns), len(result), bool(result)) == (("a", "b"), (), ["a", "b"], 0, False)


def test_csv_json_and_xml_say_the_same() -> None:
    result = ALL.query("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s")
    texts = [term.value for term, _ in VALUES]
    assert [row["o"] for row in csv.DictReader(io.StringIO(result.to_csv(), newline=""))] == texts
    assert [binding["o"]["value"] for binding in json.loads(result.to_json())["results"]["bindings"]] == texts
    assert len(ElementTree.fromstring(result.to_xml()).findall(".//{*}result")) == len(VALUES)


def test_a_table_shows_short_names_and_no_control_characters() -> None:
    table = graph_of(NamedNode(PREFIXES["id"] + "syria"), Literal("a\x1b[31m\nb")).query("SELECT ?o { ?s ?p ?o } ORDER BY ?s").to_table()
    assert table == "o\n--------\nid:syria\na [31m b\n(2 rows)\n"


def test_a_long_cell_is_cut() -> None:
    assert graph_of(Literal("x" * 99)).query("SELECT ?o { ?s ?p ?o }").to_table(width=5).splitlines()[2] == "xxxx…"


def test_a_notebook_shows_markup_as_text() -> None:
    html = graph_of(Literal("<script>alert(1)</script>")).query("SELECT ?o { ?s ?p ?o }")._repr_html_()
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in html


def test_yes_or_no() -> None:
    result = ALL.query("ASK { ?s ?p 7 }")
    assert (result.boolean, bool(result), result.rows, result.to_table(), result.to_csv()) == (True, True, ((True,),), "yes\n", "true\n")
    assert json.loads(result.to_json())["boolean"] is True


def test_triples() -> None:
    result = ALL.query("CONSTRUCT { id:a rdfs:label ?o } WHERE { ?s ?p ?o FILTER(?o = 7) }")
    assert len(result.triples) == 1
    assert result.to_ttl().splitlines()[-1].endswith("<http://www.w3.org/2001/XMLSchema#integer> .") or "rdfs:label 7 ." in result.to_ttl()
    assert len(result.graph) == 1
    assert result.rows == ((A.value, PREFIXES["rdfs"] + "label", 7),)
    assert result.to_csv().splitlines() == ["subject,predicate,object", f"{A.value},{PREFIXES['rdfs']}label,7"]
    assert result.to_json().startswith("[") or result.to_json().startswith("{")
    assert "rdf:RDF" in result.to_xml()


@pytest.mark.parametrize("sparql, method", [("ASK {}", "to_ttl"), ("SELECT * {}", "to_ttl")])
def test_what_is_no_graph_has_no_turtle(sparql: str, method: str) -> None:
    with pytest.raises(QueryError, match="no graph"):
        getattr(ALL.query(sparql), method)()


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(QueryError, match="table, csv, json, xml, ttl"):
        ALL.query("ASK {}").to("xlsx")


def test_the_longest_prefix_shortens() -> None:
    assert shorten("http://a/b/c", {"a": "http://a/", "b": "http://a/b/"}) == "b:c"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.graph.sparql import bind, declared_prefixes, query_form, refuse_service, tokens, variables, with_prefixes

VALUE = {"x": Literal(7)}
SEVEN = ' VALUES (?x) { ("7"^^<http://www.w3.org/2001/XMLSchema#integer>) }'


@pytest.mark.parametrize(
    "before, after",
    [
        ("SELECT * { ?a kg:n ?x }", "SELECT * {V ?a kg:n ?x }"),
        ("SELECT * WHERE { ?a kg:n ?b FILTER(?b > ?x) }", "SELECT * WHERE {V ?a kg:n ?b FILTER(?b > ?x) }"),
        ("ASK { ?a kg:n $x }", "ASK {V ?a kg:n $x }"),
        ("SELECT ?x { ?a kg:n ?b }", "SELECT ?x {V ?a kg:n ?b }"),
        ("SELECT (?x + 1 AS ?y) { ?a kg:n ?b }", "SELECT (?x + 1 AS ?y) {V ?a kg:n ?b }"),
        ("ASK { { SELECT ?a { ?a kg:n ?x } } }", "ASK { { SELECT ?a {V ?a kg:n ?x } } }"),
        ("ASK { { ?a kg:n ?x } UNION { ?a kg:m ?x } }", "ASK { {V ?a kg:n ?x } UNION {V ?a kg:m ?x } }"),
        ("ASK { ?a kg:n ?b MINUS { ?a kg:m ?x } }", "ASK { ?a kg:n ?b MINUS {V ?a kg:m ?x } }"),
        ("ASK { ?a kg:n ?b OPTIONAL { ?a kg:m ?x } }", "ASK { ?a kg:n ?b OPTIONAL {V ?a kg:m ?x } }"),
        ("ASK { GRAPH ?g { ?a kg:m ?x } }", "ASK { GRAPH ?g {V ?a kg:m ?x } }"),
        ("CONSTRUCT { ?a kg:n ?x } WHERE { ?a kg:m ?b }", "CONSTRUCT { ?a kg:n ?x } WHERE {V ?a kg:m ?b }"),
        ("CONSTRUCT WHERE { ?a kg:m ?x } LIMIT 3 # end", "CONSTRUCT WHERE { ?a kg:m ?x } LIMIT 3V # end"),
        ("DESCRIBE ?x", "DESCRIBE ?xV"),
        ("ASK { VALUES ?x { 1 2 } ?a kg:n ?x }", "ASK {V VALUES ?x { 1 2 } ?a kg:n ?x }"),
        ("# ?x {\nASK { ?a kg:n '?x {' , ?x }", "# ?x {\nASK {V ?a kg:n '?x {' , ?x }"),
    ],
)
def test_a_value_reaches_every_group_that_uses_its_variable(before: str, after: str) -> None:
    assert bind(before, VALUE) == after.replace("V ", f"{SEVEN} ").replace("xV", f"x{SEVEN}").replace("3V", f"3{SEVEN}")
    Store().query(bind(before, VALUE), prefixes={"kg": "http://kg/"})  # it still parses


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_stays_a_text(text: str) -> None:
    node, label = NamedNode("http://a"), NamedNode("http://label")
    store = Store()
    store.add(Quad(node, label, Literal(text)))
    store.add(Quad(node, label, Literal(text + "!")))
    found = store.query(bind("SELECT ?s ?x { ?s <http://label> ?x }", {"x": Literal(text)}))
    assert [row["x"].value for row in found] == [text]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        '"} DROP ALL; {"',
        "'''",
        '"""',
        "\\",
        "\n\r\t",
        "\\u0022} DROP ALL",
        "} UNION { ?s ?p ?o",
        "# comment",
        "<http://x>",
        "?s",
        "\x00\x07",
    ],
)
def test_hostile_values_change_nothing_but_the_value(text: str) -> None:
    bound = bind("SELECT ?s { ?s <http://label> ?x }", {"x": Literal(text)})
    assert [token.kind for token in tokens(bound)] == [
        token.kind for token in tokens(bind("SELECT ?s { ?s <http://label> ?x }", {"x": Literal("a")}))
    ]
    assert list(Store().query(bound)) == []  # type: ignore[arg-type]


def test_an_unknown_variable_is_named() -> None:
    with pytest.raises(QueryError, match=r"has no variable \?z. It has: \?a, \?b"):
        bind("SELECT ?a { ?a kg:n ?b }", {"z": Literal(1)})


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://evil/> { ?s ?p ?o } }",
        "SELECT * { service silent ?host { ?s ?p ?o } }",
        "SELECT * { ?s kg:a\\#b 1 . SERVICE <http://evil/> { ?s ?p ?o } }",
        "SELECT * { <http://\\u0041#> kg:b 1 . SERVICE <http://evil/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://evil/> { ?s ?p ?o } }",
        "SELECT * { ?s kg:b '''a''' . # '''\n SERVICE <http://evil/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a < ?b) SERVICE <http://evil/> { ?s ?p ?o } FILTER(?c > ?d) }",
        "SELECT * { ?s kg:b 'a\\'' . SERVICE <http://evil/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_it_is_written(sparql: str) -> None:
    with pytest.raises(QueryError):
        refuse_service(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service a kg:service }",
        "ASK { ?s rdfs:label 'SERVICE <x> {' }",
        "ASK {} # SERVICE <http://x> {}",
        "ASK { <http://SERVICE> ?p ?o }",
    ],
)
def test_the_word_service_alone_is_no_service(sparql: str) -> None:
    refuse_service(sparql)


@pytest.mark.parametrize(
    "sparql, form",
    [
        ("select * {}", "SELECT"),
        ("BASE <http://x/> PREFIX select: <http://y/> ASK {}", "ASK"),
        ("# ASK\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("DESCRIBE <http://x>", "DESCRIBE"),
    ],
)
def test_the_form_is_the_first_keyword(sparql: str, form: str) -> None:
    assert query_form(sparql) == form


@pytest.mark.parametrize(
    "sparql", ["DROP ALL", "INSERT DATA { <a> <b> <c> }", "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }", "", "hello world"]
)
def test_updates_and_other_texts_are_refused(sparql: str) -> None:
    with pytest.raises(QueryError):
        query_form(sparql)


def test_a_character_that_starts_no_token_is_told_with_its_place() -> None:
    with pytest.raises(QueryError, match="line 2, column 12"):
        tokens("SELECT *\n{ ?s ?p ?o \\ }")


def test_prefixes_are_declared_once_and_keep_the_lines() -> None:
    sparql = "PREFIX kg: <http://mine/>\nSELECT * {\n ?s a kg:A ; rdfs:label ?l }"
    assert declared_prefixes(sparql) == {"kg"}
    assert with_prefixes(sparql, {"kg": "http://kg/", "rdfs": "http://rdfs/"}) == sparql.replace(
        "SELECT", "PREFIX rdfs: <http://rdfs/> SELECT"
    )


def test_variables_in_strings_and_comments_do_not_count() -> None:
    assert variables("SELECT ?a { ?a kg:n '?b' } # ?c") == {"a"}

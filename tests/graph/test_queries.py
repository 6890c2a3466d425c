from __future__ import annotations

import math
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.plugins.sparql import prepareQuery

from benchmarks.generate import generate
from benchmarks.queries import REQUIRED, rdflib_rows, rdflib_text, to_rdflib
from kg.errors import QueryError
from kg.graph.namespaces import KG, PREFIXES
from kg.graph.queries import NamedQuery, Parameter, find_query, list_queries, read_query, render_reference
from kg.graph.sparql import tokens, variables
from kg.graph.store import EmbeddedGraph, Graph, open_store
from kg.graph.terms import guess_term, read_iri, to_term
from kg.pipeline import build

QUERIES = list_queries()
BY_NAME = [pytest.param(query, id=query.name) for query in QUERIES]
QUADS = generate(6, seed=1)
GIVEN = {
    "timeline": {"from": "2020-06-01", "to": "2022-06-30"},
    "near-point": {"radius": "400"},
    "claims": {"text": "Actor 7"},
    "entities": {"class": "kg:Facility"},
    "events": {"class": "kg:Attack"},
    "facilities-by-attacks": {"class": "kg:Place"},
    "relations": {"relation": "kg:backs"},
    "reported-by-both": {"outlet": "Outlet 1", "other": "Outlet 2"},
    "article-contents": {"article": "5feceb66ffc86f38"},
    "claims-by-source": {"source": "actor-15"},
    "who-denies-what": {"actor": "actor-15"},
    "attackers-named": {"attacker": "actor-75"},
    "attacks-on-facility": {"facility": "place-15"},
    "actor-dossier": {"actor": "actor-15"},
}


@pytest.fixture(scope="module")
def graph() -> EmbeddedGraph:
    return EmbeddedGraph.in_memory(QUADS)


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    return to_rdflib(QUADS)


# --- the shipped queries


def test_there_are_many() -> None:
    assert len(QUERIES) >= 25


@pytest.mark.parametrize("query", BY_NAME)
def test_a_query_says_what_it_is_for(query: NamedQuery) -> None:
    assert query.title
    assert query.question.endswith("?")
    assert {parameter.name for parameter in query.parameters} <= variables(query.sparql)
    assert all(parameter.description for parameter in query.parameters)
    assert "ORDER BY" in query.sparql


@pytest.mark.parametrize("query", BY_NAME)
def test_a_query_uses_terms_of_the_ontology_only(query: NamedQuery) -> None:
    used = {token.text.partition(":")[2] for token in tokens(query.sparql) if token.kind == "name" and token.text.startswith("kg:")} - {""}
    assert used <= set(KG)


@pytest.mark.parametrize(
    "query, given",
    [*((query, REQUIRED.get(query.name, {})) for query in QUERIES), *((find_query(name), given) for name, given in GIVEN.items())],
)
def test_a_query_gives_the_columns_it_says_and_the_rows_that_rdflib_gives(
    query: NamedQuery, given: dict[str, str], graph: EmbeddedGraph, dataset: rdflib.Dataset
) -> None:
    result = graph.query(query, given)
    assert result.variables == query.columns
    assert Counter(result.rows) == Counter(rdflib_rows(dataset, rdflib_text(query, given)))


@pytest.mark.parametrize("query", BY_NAME)
def test_a_query_declares_its_prefixes(query: NamedQuery) -> None:
    prepareQuery(query.sparql)  # so that it can be taken elsewhere


def test_every_query_finds_something(graph: EmbeddedGraph) -> None:
    given = REQUIRED | GIVEN
    assert [query.name for query in QUERIES if not graph.query(query, given.get(query.name))] == []


@pytest.mark.parametrize("query", [param for param in BY_NAME if param.values[0].parameters])  # type: ignore[attr-defined]
@pytest.mark.parametrize("value", ['"} DROP ALL; {"', "x' || true || '", "a\nb", "\\", "<http://x> } UNION { ?s ?p ?o"])
def test_hostile_parameters_find_nothing_and_do_nothing(query: NamedQuery, value: str, graph: EmbeddedGraph) -> None:
    before = len(graph.store)
    for parameter in query.parameters:
        try:
            result = graph.query(query, {**REQUIRED.get(query.name, {}), parameter.name: value})
        except QueryError:
            continue  # refused: not of the parameter's type
        assert not result
    assert len(graph.store) == before


@pytest.fixture(scope="module")
def seed_graph(seeds: Path) -> Graph:
    return build([seeds]).graph


@pytest.mark.slow
@pytest.mark.parametrize("query", BY_NAME)
def test_a_query_gives_on_the_seeds_what_rdflib_gives(query: NamedQuery, seed_graph: Graph, seed_dataset: rdflib.Dataset) -> None:
    article = seed_graph.articles()["article"][0]
    required = {"at-sentence": {"sentence": f"{article}#sentence-1"}, "evidence": {"thing": seed_graph.events()["event"][0]}}
    given = required.get(query.name, {})
    assert Counter(seed_graph.query(query, given).rows) == Counter(rdflib_rows(seed_dataset, rdflib_text(query, given)))


@pytest.fixture(scope="module")
def seed_dataset(seed_graph: Graph) -> rdflib.Dataset:
    return to_rdflib(seed_graph.quads())


# --- distances


@pytest.mark.parametrize("latitude", [0.0, 15.0, 35.1, 48.0, 60.0])
def test_distances_are_near_those_on_the_globe(latitude: float) -> None:
    places = [(latitude + dy / 10, 40 + dx / 10) for dy in range(-40, 41, 13) for dx in range(-60, 61, 19)]
    graph = open_store()
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    for number, (lat, long) in enumerate(places):
        site, event = (NamedNode(PREFIXES[prefix] + str(number)) for prefix in ("id", "event"))
        label = NamedNode(PREFIXES["rdfs"] + "label")
        graph.load(
            [
                Quad(site, NamedNode(PREFIXES["wgs"] + "lat"), Literal(f"{lat:.2f}", datatype=decimal)),
                Quad(site, NamedNode(PREFIXES["wgs"] + "long"), Literal(f"{long:.2f}", datatype=decimal)),
                Quad(site, label, Literal(str(number))),
                Quad(event, KG.location, site),
                Quad(event, label, Literal("x")),
                Quad(event, KG.status, KG["status-asserted"]),
            ]
        )
    found = {int(str(place)): km for km, place, *_ in graph.query("near-point", latitude=latitude, longitude=40, radius=500).rows}
    for number, (lat, long) in enumerate(places):
        true = great_circle(latitude, 40.0, lat, long)
        if true < 498:
            assert found[number] == pytest.approx(true, rel=0.003, abs=0.06)
        elif true > 502:
            assert number not in found


def great_circle(lat1: float, long1: float, lat2: float, long2: float) -> float:
    """The haversine formula, in kilometres."""
    a, b, d = math.radians(lat1), math.radians(lat2), math.radians(long2 - long1)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(d / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


# --- headers


def test_a_header_is_read() -> None:
    query = read_query(
        '# title: T\n# question: Q: why?\n# param: a entity = any "An a"\n# param: b number "A b"\n# columns: x, y\n\nASK { ?a ?p ?b }', "q"
    )
    assert (query.title, query.question, query.columns) == ("T", "Q: why?", ("x", "y"))
    assert query.parameters == (Parameter("a", "entity", "any", "An a"), Parameter("b", "number", None, "A b"))


@pytest.mark.parametrize("line", ["a", "a thing 'x'", 'a colour = red "x"', 'a string = "x'])
def test_a_bad_header_is_told(line: str) -> None:
    with pytest.raises(QueryError, match="Write: # param:"):
        read_query(f"# param: {line}\nASK {{}}")


@pytest.mark.parametrize(
    "type, given, term",
    [
        ("entity", "syria", "<https://w3id.org/conflict-kg/id/syria>"),
        ("entity", "id:syria", "<https://w3id.org/conflict-kg/id/syria>"),
        ("iri", "<http://a/b>", "<http://a/b>"),
        ("iri", "http://a/b", "<http://a/b>"),
        ("iri", "kg:Attack", "<https://w3id.org/conflict-kg/ontology#Attack>"),
        ("article", "53d3731646a930de#e1", "<https://w3id.org/conflict-kg/article/53d3731646a930de#e1>"),
        ("event", "x-2021", "<https://w3id.org/conflict-kg/event/x-2021>"),
        ("number", "50", '"50"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("number", "35.10", '"35.10"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("number", 7, '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("date", "2021-07-04", '"2021-07-04"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("date", date(2021, 7, 4), '"2021-07-04"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("string", "id:syria", '"id:syria"'),
    ],
)
def test_a_parameter_becomes_a_term_of_its_type(type: str, given: object, term: str) -> None:
    assert str(Parameter("p", type, None, "").term(given)) == term


@pytest.mark.parametrize(
    "type, given", [("entity", "al omar"), ("iri", "a>b"), ("number", "many"), ("number", "NaN"), ("date", "July 4th"), ("date", "2021")]
)
def test_what_is_not_of_the_type_is_told(type: str, given: str) -> None:
    with pytest.raises(QueryError, match="Write"):
        Parameter("p", type, None, "").term(given)


def test_a_missing_or_unknown_parameter_is_told(graph: EmbeddedGraph) -> None:
    with pytest.raises(QueryError, match="needs a value for 'sentence'"):
        graph.query("at-sentence")
    with pytest.raises(QueryError, match=r"no parameter 'facilty'\. Did you mean 'facility'"):
        graph.query("attacks-on-facility", facilty="x")


def test_any_leaves_a_variable_open(graph: EmbeddedGraph) -> None:
    assert (
        len(graph.query("who-denies-what", actor="any"))
        == len(graph.query("who-denies-what"))
        > len(graph.query("who-denies-what", actor="nobody"))
    )


def test_terms_of_rdflib_and_numpy_are_taken() -> None:
    assert to_term(rdflib.URIRef("http://a")) == NamedNode("http://a")
    assert to_term(rdflib.Literal("a", lang="en")) == Literal("a", language="en")
    assert to_term(np.int64(3)) == Literal(3)
    with pytest.raises(QueryError, match="A list cannot be bound"):
        to_term([1])


@pytest.mark.parametrize(
    "text, term",
    [
        ("id:syria", read_iri("id:syria")),
        ("<http://a>", NamedNode("http://a")),
        ("3", Literal(3)),
        ("x:y", Literal("x:y")),
        ("id:a id:b", Literal("id:a id:b")),
        ("Syria", Literal("Syria")),
    ],
)
def test_an_undeclared_parameter_is_the_term_it_is_written_as(text: str, term: object) -> None:
    assert guess_term(text) == term


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(QueryError, match=r"No query named 'denied-claim'\. Did you mean 'denied-claims'"):
        find_query("denied-claim")


def test_the_reference_is_up_to_date() -> None:
    path = Path(__file__).parents[2] / "docs" / "queries.md"
    assert path.read_text(encoding="utf-8") == render_reference()

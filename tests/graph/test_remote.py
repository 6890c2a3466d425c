from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from benchmarks.generate import generate
from benchmarks.queries import REQUIRED
from kg.errors import GraphError, QueryError
from kg.graph.queries import NamedQuery, list_queries
from kg.graph.store import EmbeddedGraph, RemoteGraph, open_store

QUADS = generate(2)
OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Oxigraph server."""
    if OXIGRAPH is None:
        pytest.skip("no oxigraph server on this machine (pip install oxigraph)")
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    folder = tmp_path_factory.mktemp("oxigraph")
    process = subprocess.Popen(
        [OXIGRAPH, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


@pytest.fixture(scope="module")
def remote(server: str) -> RemoteGraph:
    graph = open_store(server)
    assert isinstance(graph, RemoteGraph)
    assert graph.load(QUADS) == len(QUADS)
    return graph


@pytest.fixture(scope="module")
def local() -> EmbeddedGraph:
    return EmbeddedGraph.in_memory(QUADS)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_a_query_gives_what_it_gives_at_home(query: NamedQuery, remote: RemoteGraph, local: EmbeddedGraph) -> None:
    given = REQUIRED.get(query.name)
    there, here = remote.query(query, given), local.query(query, given)
    assert there.rows == here.rows
    assert there.df.equals(here.df)


def test_all_quads_come_back(remote: RemoteGraph) -> None:
    assert set(remote.quads()) == set(QUADS)


def test_yes_or_no_and_triples(remote: RemoteGraph) -> None:
    assert remote.query("ASK { ?a a kg:Article }").boolean
    assert len(remote.query("CONSTRUCT WHERE { ?a a kg:Article }").triples) == 2


@pytest.mark.parametrize("value", ['"} DROP ALL; {"', "'''", "\\", "a\nb"])
def test_hostile_values_stay_values(remote: RemoteGraph, value: str) -> None:
    assert not remote.query("SELECT ?s { ?s rdfs:label ?x }", x=value)
    assert remote.query("ASK { ?a a kg:Article }").boolean


def test_values_reach_filters(remote: RemoteGraph) -> None:
    assert remote.query("ASK { { SELECT ?m { ?m nif:beginIndex ?n FILTER(?n > ?least) } } }", least=10).boolean


@pytest.mark.parametrize(
    "sparql, message",
    [
        ("SELECT *\n{ ?s kg:act ?o\n FILTER(? > 1) }", "400 Bad Request: error at 3:"),
        ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "SERVICE"),
        ("DROP ALL", "DROP would change"),
    ],
)
def test_a_wrong_query_is_told(remote: RemoteGraph, sparql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        remote.query(sparql)


def test_a_query_that_takes_too_long(remote: RemoteGraph) -> None:
    with pytest.raises(QueryError, match=r"longer than 0.3 s"):
        remote.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?c + ?f = 0.5) }", timeout=0.3)


def test_an_answer_that_is_too_large(server: str, remote: RemoteGraph) -> None:
    with pytest.raises(QueryError, match="larger than 1,000 bytes"):
        RemoteGraph(server, max_bytes=1000).query("SELECT * { ?s ?p ?o }")


def test_changes_elsewhere_are_told(server: str) -> None:
    with pytest.raises(GraphError, match="takes no changes"):
        RemoteGraph(server, update_url=server).load(QUADS[:1])


def test_blank_nodes_are_refused(remote: RemoteGraph) -> None:
    with pytest.raises(GraphError, match="Blank nodes"):
        remote.load([Quad(BlankNode(), NamedNode("http://p"), Literal(1), NamedNode("http://g"))])


def test_rdflib_sees_the_endpoint(remote: RemoteGraph) -> None:
    ((n,),) = remote.rdf().query("SELECT (COUNT(*) AS ?n) { ?a a <https://w3id.org/conflict-kg/ontology#Article> }")
    assert n.toPython() == 2


# --- endpoints that are none


def test_nobody_there() -> None:
    with pytest.raises(QueryError, match=r"No answer from http://127\.0\.0\.1:9/query"):
        open_store("http://127.0.0.1:9/query").query("ASK {}")


@pytest.fixture
def odd_server() -> Iterator[tuple[str, list[str | None]]]:
    """A server that notes passwords, sends elsewhere from /moved, and answers all else with a web page."""
    seen: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers.get("Authorization"))
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(302 if self.path == "/moved" else 200)
            self.send_header("Location", "http://elsewhere/")
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<html>Welcome")

        def log_message(self, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}", seen
    server.shutdown()


def test_a_web_page_is_no_answer(odd_server: tuple[str, list[str | None]]) -> None:
    with pytest.raises(QueryError, match="answered in 'text/html'"):
        open_store(f"http://{odd_server[0]}/").query("ASK {}")


def test_redirections_are_told_not_followed(odd_server: tuple[str, list[str | None]]) -> None:
    with pytest.raises(QueryError, match=r"sends elsewhere \(302\), to 'http://elsewhere/'"):
        open_store(f"http://{odd_server[0]}/moved").query("ASK {}")


def test_a_password_is_sent_but_never_shown(odd_server: tuple[str, list[str | None]]) -> None:
    graph = open_store(f"http://ada:secret@{odd_server[0]}/")
    with pytest.raises(QueryError) as error:
        graph.query("ASK {}")
    assert odd_server[1] == ["Basic YWRhOnNlY3JldA=="]
    assert "secret" not in str(error.value) + repr(graph)

"""A graph at a SPARQL 1.1 endpoint: queries by POST over HTTP, by the standard library alone."""

from __future__ import annotations

import base64
import itertools
import json
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.sparql import with_prefixes
from kg.graph.store.graph import Graph
from kg.graph.store.limits import MAX_BYTES, Deadline

if TYPE_CHECKING:
    import rdflib

_SOLUTIONS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_BATCH = 5_000  # quads in one update
_WAIT = 60.0  # seconds, where no time limit is given
_BLOCK = 1 << 16


class RemoteGraph(Graph):
    """A graph at a SPARQL 1.1 endpoint.

    The endpoint's default graph should be the union of its named graphs, as most can be told. Where it is not, `load` writes the
    union into it.

    Parameters
    ----------
    url
        Where queries go. A user and password in it (``https://user:password@host/``) are sent as Basic authentication.
    update_url
        Where changes go; by default, ``url`` with a last part of "query" or "sparql" turned into "update".
    max_bytes
        The size after which an answer is refused.

    """

    def __init__(self, url: str, *, update_url: str | None = None, max_bytes: int = MAX_BYTES, allow_service: bool = False) -> None:
        self._url, self._authorization = _without_password(url)
        super().__init__(self._url, allow_service=allow_service)
        self._update_url = update_url or _update_url(self._url)
        self._max_bytes = max_bytes

    def quads(self) -> Iterator[ox.Quad]:
        """Give every quad of the named graphs."""
        for solution in self._solutions("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"):
            yield ox.Quad(*solution)

    def load(self, quads: Iterable[ox.Quad]) -> int:
        """Add quads, some thousand at a time; give their number.

        Raises
        ------
        GraphError
            If a quad has a blank node: those cannot be told apart between two updates.
        """
        number = 0
        sample: ox.Quad | None = None
        for batch in _batched(quads, _BATCH):
            self._update(_insertion(batch))
            if sample is None:
                sample = next((quad for quad in batch if quad.graph_name != ox.DefaultGraph()), None)
            number += len(batch)
        if sample is not None and not self._sees(sample):
            self._update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
        return number

    def clear(self) -> None:
        """Remove everything at the endpoint."""
        self._update("CLEAR ALL")

    def close(self) -> None:
        """There is nothing to let go of."""

    def rdf(self) -> rdflib.Dataset:
        """Hand the endpoint out as an rdflib dataset, through rdflib's SPARQL store."""
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

        headers = {"Authorization": self._authorization} if self._authorization else {}
        store = SPARQLUpdateStore(self._url, self._update_url, headers=headers)
        return rdflib.Dataset(store, default_union=True)  # else it asks for a default graph of its own

    def _check(self, sparql: str) -> None:
        """The endpoint does that, and may know more than SPARQL 1.1."""

    def _answer(self, sparql: str, form: str, timeout: float | None) -> tuple[bytes, str]:
        accepted = _SOLUTIONS if form in ("SELECT", "ASK") else _TRIPLES
        text = with_prefixes(sparql, PREFIXES)
        data, media_type = self._post(self._url, text, "application/sparql-query", accepted, timeout)
        if form in ("SELECT", "ASK"):
            _check_json(data, media_type, self._url)
        return data, accepted

    def _solutions(self, sparql: str) -> ox.QuerySolutions:
        data, _ = self._answer(sparql, "SELECT", None)
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)  # type: ignore[return-value]  # of a SELECT, never of an ASK

    def _sees(self, quad: ox.Quad) -> bool:
        """Whether the endpoint's default graph holds a triple."""
        data, _ = self._answer(f"ASK {{ {quad.triple} }}", "ASK", None)
        return bool(json.loads(data).get("boolean"))

    def _update(self, text: str) -> None:
        try:
            self._post(self._update_url, text, "application/sparql-update", "*/*", None)
        except QueryError as error:
            raise GraphError(f"The endpoint takes no changes: {error}") from error

    def _post(self, url: str, text: str, content_type: str, accepted: str, timeout: float | None) -> tuple[bytes, str]:
        headers = {"Content-Type": f"{content_type}; charset=utf-8", "Accept": accepted, "User-Agent": "conflict-kg"}
        if self._authorization:
            headers["Authorization"] = self._authorization
        deadline = Deadline(_WAIT if timeout is None else timeout)
        request = urllib.request.Request(url, text.encode(), headers, method="POST")
        try:
            with _opener().open(request, timeout=deadline.seconds) as response:
                return self._read(response, deadline), response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            raise QueryError(_refusal(url, error)) from error
        except TimeoutError as error:
            raise deadline.error() from error
        except (urllib.error.URLError, OSError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise deadline.error() from error
            reason = getattr(error, "reason", error)
            raise QueryError(f"No answer from {url}: {reason}. Is the endpoint running, and the address right?") from error

    def _read(self, response: object, deadline: Deadline) -> bytes:
        parts: list[bytes] = []
        size = 0
        while block := response.read1(_BLOCK):  # type: ignore[attr-defined]  # of http.client
            size += len(block)
            if size > self._max_bytes:
                raise QueryError(f"The endpoint's answer is larger than {self._max_bytes:,} bytes. Add a LIMIT, or ask for fewer columns.")
            if deadline.is_over:
                raise deadline.error()
            parts.append(block)
        return b"".join(parts)


class _SameMethod(urllib.request.HTTPRedirectHandler):
    """Redirections are refused: they would turn a POST into a GET, and may send a password elsewhere."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # of urllib
        """Follow nowhere."""
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_SameMethod)


def _refusal(url: str, error: urllib.error.HTTPError) -> str:
    if 300 <= error.code < 400:
        return f"{url} sends elsewhere ({error.code}), to {error.headers.get('Location')!r}. Give that address."
    words = error.read(2_000).decode("utf-8", "replace").strip()
    return f"{url} answered {error.code} {error.reason}: {words or 'without a word'}"


def _check_json(data: bytes, media_type: str, url: str) -> None:
    if not data.lstrip().startswith(b"{"):
        raise QueryError(f"{url} answered in {media_type!r}, not in {_SOLUTIONS!r}. Is it the address of a SPARQL endpoint?")


def _without_password(url: str) -> tuple[str, str | None]:
    parts = urlsplit(url)
    if parts.username is None:
        return url, None
    secret = base64.b64encode(f"{parts.username}:{parts.password or ''}".encode()).decode()
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=host)), f"Basic {secret}"


def _update_url(url: str) -> str:
    parts = urlsplit(url)
    start, slash, last = parts.path.rpartition("/")
    return urlunsplit(parts._replace(path=f"{start}{slash}update")) if last in ("query", "sparql") else url


def _insertion(quads: Iterable[ox.Quad]) -> str:
    lines = []
    for quad in quads:
        if any(isinstance(term, ox.BlankNode) for term in quad):
            raise GraphError(f"Blank nodes cannot be sent to an endpoint: {quad}. Give the node an IRI.")
        is_default = quad.graph_name == ox.DefaultGraph()
        lines.append(f"{quad.triple} ." if is_default else f"GRAPH {quad.graph_name} {{ {quad.triple} }}")
    return "INSERT DATA {\n" + "\n".join(lines) + "\n}"


def _batched(quads: Iterable[ox.Quad], size: int) -> Iterator[tuple[ox.Quad, ...]]:
    """As itertools.batched, which Python 3.11 lacks."""
    iterator = iter(quads)
    while batch := tuple(itertools.islice(iterator, size)):
        yield batch

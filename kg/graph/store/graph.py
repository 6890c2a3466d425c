"""A query in, an answer out: what every graph can do, wherever it is kept."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError
from kg.graph.namespaces import KG, PREFIXES, class_iri, graph_iri
from kg.graph.queries import NamedQuery, find_query, is_name, read_query
from kg.graph.results import Result
from kg.graph.sparql import bind, query_form, refuse_service, tokens
from kg.graph.terms import read_iri

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyoxigraph import NamedNode, Quad

    from kg.export.html import Page


_logger = logging.getLogger(__name__)


class Graph(ABC):
    """A dataset of named graphs that answers SPARQL 1.1 queries; a query without ``GRAPH`` sees all of them."""

    def __init__(self, where: str, *, allow_service: bool = False) -> None:
        self.where = where
        self._allow_service = allow_service

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.where}>"

    # --- what each kind does in its own way

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Give every quad, each triple in the graph it was stated in, in no particular order."""

    @abstractmethod
    def load(self, quads: Iterable[Quad]) -> int:
        """Add quads; give their number."""

    @abstractmethod
    def clear(self) -> None:
        """Remove everything."""

    @abstractmethod
    def rdf(self) -> rdflib.Dataset:
        """Hand the same store out as an rdflib dataset."""

    @abstractmethod
    def close(self) -> None:
        """Write what is not yet written, and let go of files and locks."""

    @abstractmethod
    def _answer(self, sparql: str, form: str, timeout: float | None) -> tuple[bytes, str]:
        """Evaluate a query of that form; give the answer's bytes and media type."""

    # --- queries

    def query(
        self,
        sparql: str | NamedQuery,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        **bindings: object,
    ) -> Result:
        """Answer a SPARQL query, or a shipped query by its name.

        Parameters
        ----------
        sparql
            SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE), in which the project's prefixes are known; or a name, such as "denied-claims".
        params, bindings
            Values for variables. Texts are texts, unless the query's header gives the parameter another type; in a query of your own an
            IRI is given as ``iri("id:syria")``, or as a term of pyoxigraph or rdflib.
        timeout
            Seconds after which the query is given up. An embedded store stops at the next row; a step that gives no row is left to
            itself in the background.

        Raises
        ------
        QueryError
            If the query does not parse, a parameter is missing or wrong, or it took too long.

        """
        named = _named(sparql)
        terms = named.bindings({**(params or {}), **bindings})
        form = query_form(named.sparql)
        if not self._allow_service:
            refuse_service(named.sparql)
        self._check(named.sparql)
        for name in _unknown_terms(named.sparql):
            self._warn_unless_own(name)
        data, media_type = self._answer(bind(named.sparql, terms), form, timeout)
        return Result(form, data, media_type, PREFIXES)

    def _warn_unless_own(self, name: str) -> None:
        """Warn of a term that neither our ontology has nor a user's own, which is in the graph: a misspelt term finds nothing."""
        asked = f"ASK {{ GRAPH <{graph_iri('ontology').value}> {{ <{class_iri(name).value}> ?property ?value }} }}"
        data, media_type = self._answer(asked, "ASK", None)
        if not Result("ASK", data, media_type, PREFIXES).boolean:
            near = get_close_matches(name, KG, n=1)
            guess = f" Did you mean kg:{near[0]}?" if near else ""
            _logger.warning("The ontology has no term kg:%s.%s", name, guess)

    @abstractmethod
    def _check(self, sparql: str) -> None:
        """Check the query as the user wrote it, so that errors speak of that."""

    def articles(self) -> pd.DataFrame:
        """Give the articles, with what is known of their publication and how much they say."""
        return self.query("articles").df

    def entities(self) -> pd.DataFrame:
        """Give the actors, facilities and places, with how often they are mentioned."""
        return self.query("entities").df

    def events(self) -> pd.DataFrame:
        """Give the events, with class, status, date, participants and places."""
        return self.query("events").df

    def claims(self) -> pd.DataFrame:
        """Give the claims, with sources, words and what they are about."""
        return self.query("claims").df

    def evidence(self, thing: str | NamedNode) -> pd.DataFrame:
        """Give the words that an event, claim, entity or relation rests on: quote, article, offsets and sentence."""
        return self.query("evidence", thing=thing).df

    def positions(self, event: str | NamedNode | None = None) -> pd.DataFrame:
        """Give who affirms, denies or reports an event, in time order, with source chain, words and interest; of all events without one.

        Parameters
        ----------
        event
            An event's id, such as "event:rocket-attack-camp-falcon-2022-05-03", or words of its label that fit no other.

        Raises
        ------
        QueryError
            If no event has that id or those words, or several have the words.
        """
        from kg.graph.events import find_event

        return self.query("positions", {} if event is None else {"event": find_event(self, event)}).df

    # --- other forms

    def save(self, path: str | Path) -> None:
        """Write all quads to a file; its ending says the format: .trig, .nq, .jsonld, .ttl, .nt or .rdf.

        Raises
        ------
        GraphError
            If there is no such format, or the file cannot be written.
        """
        from kg.graph.serialization import serialize

        path = Path(path)
        data = serialize(self.quads(), path.suffix)
        try:
            path.write_bytes(data)
        except OSError as error:
            raise GraphError(f"Cannot write {path}: {error.strerror}.") from error

    def to_networkx(self, projection: str = "all") -> nx.Graph[Any]:
        """Give a network of the graph; the projections are those of `kg.analysis.networks`."""
        from kg.analysis.networks import to_networkx

        return to_networkx(self, projection)

    def show(self, path: str | Path | None = None, **options: Any) -> Page:
        """Draw the graph as an interactive page, in a notebook or a file; see `kg.export.html.show`."""
        from kg.export.html import show

        return show(self, path, **options)

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def iri(text: str) -> NamedNode:
    """Give an IRI as a value for a variable.

    >>> iri("id:syria")
    <NamedNode value=https://w3id.org/conflict-kg/id/syria>
    """
    return read_iri(text)


def _named(sparql: str | NamedQuery) -> NamedQuery:
    if isinstance(sparql, NamedQuery):
        return sparql
    return find_query(sparql) if is_name(sparql) else read_query(sparql)


def _unknown_terms(sparql: str) -> list[str]:
    """The terms of a query that our ontology does not have."""
    names = (token.text.partition(":") for token in tokens(sparql) if token.kind == "name")
    return [local for prefix, _, local in names if prefix == "kg" and local and local not in KG]

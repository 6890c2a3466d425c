"""A graph in memory or in a folder, kept and queried by Oxigraph.

Each quad is kept twice: in its named graph, and in the default graph, which so is the set of all triples. Oxigraph can make such a union
while it evaluates, but then counts a triple once for each graph it is in, and is up to a thousand times slower.
"""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.sparql import explain_syntax
from kg.graph.store.graph import Graph
from kg.graph.store.limits import Deadline, LimitedBuffer, run_until

if TYPE_CHECKING:
    import rdflib

_MANY = 100_000  # quads after which a folder is worth putting in order
_DEFAULT = ox.DefaultGraph()
_NOTHING = ox.Store()
_STRAYS = "SELECT ?s ?p ?o { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_BOMB = re.compile(rb"""<!ENTITY\s+[^"']*["'](?:[^"'&]*&|[^"'&]{500})""")


class EmbeddedGraph(Graph):
    """A graph kept by Oxigraph, in this process."""

    def __init__(self, store: ox.Store, where: str, *, on_disk: bool = False, allow_service: bool = False) -> None:
        super().__init__(where, allow_service=allow_service)
        self.store = store
        self._is_on_disk = on_disk

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad] = (), *, where: str = "in memory", allow_service: bool = False) -> Self:
        """Make a graph in memory."""
        graph = cls(ox.Store(), where, allow_service=allow_service)
        graph.load(quads)
        return graph

    @classmethod
    def from_file(cls, path: Path, *, allow_service: bool = False) -> Self:
        """Load a file into memory; its ending says the format.

        Raises
        ------
        GraphError
            If it cannot be read; the message names the line.
        """
        return cls.in_memory(_read_file(path), where=str(path), allow_service=allow_service)

    @classmethod
    def on_disk(cls, folder: Path, *, read_only: bool = False, allow_service: bool = False) -> Self:
        """Open or make a folder.

        Raises
        ------
        GraphError
            If another process has it open, or it holds other things than a store.
        """
        _check_folder(folder, read_only=read_only)
        try:
            store = ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
        except OSError as error:
            raise _open_error(folder, error) from error
        return cls(store, str(folder), on_disk=True, allow_service=allow_service)

    def quads(self) -> Iterator[ox.Quad]:
        """Give every quad in its named graph; then the triples that were stated in no named graph."""
        for name in self.store.named_graphs():
            yield from self.store.quads_for_pattern(None, None, None, name)
        strays = self.store.query(_STRAYS)
        yield from (ox.Quad(*solution) for solution in strays)  # type: ignore[union-attr]  # a SELECT

    def load(self, quads: Iterable[ox.Quad]) -> int:
        """Add quads, in bulk where the graph is empty, else all or none of them; give their number."""
        count = itertools.count()
        both = _with_union(quads, count)
        add = self.store.extend if len(self.store) else self.store.bulk_extend
        try:
            add(both)
        except (OSError, RuntimeError) as error:
            raise GraphError(f"Cannot write to {self.where}: {error}. Was it opened read-only?") from error
        number = next(count)
        if self._is_on_disk and number:
            self.store.flush()
        if self._is_on_disk and number >= _MANY:
            self.store.optimize()
        return number

    def clear(self) -> None:
        """Remove everything."""
        self.store.clear()

    def close(self) -> None:
        """Write what is not yet written, and let go of the folder's lock: the graph is empty afterwards."""
        self.store = ox.Store()

    def rdf(self) -> rdflib.Dataset:
        """Hand the same store out as an rdflib dataset, through oxrdflib: not a copy, what is added there is here too.

        Its default graph is the union of all, so that queries see what they see here; queries run in Oxigraph, and their bindings
        (`initBindings`) are limited to variables that the query projects.
        """
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(OxigraphStore(store=self.store))
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def _check(self, sparql: str) -> None:
        try:
            _NOTHING.query(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            raise QueryError(explain_syntax(sparql, str(error.msg or error), PREFIXES)) from error
        except (OSError, RuntimeError):  # only an allowed SERVICE can fail on nothing, and will say so in earnest
            return

    def _answer(self, sparql: str, form: str, timeout: float | None) -> tuple[bytes, str]:
        deadline = Deadline(timeout)
        buffer = LimitedBuffer(deadline)
        format = ox.QueryResultsFormat.TSV if form == "SELECT" else ox.QueryResultsFormat.JSON

        def evaluate() -> None:
            answer = self.store.query(sparql, prefixes=PREFIXES)
            if isinstance(answer, ox.QueryTriples):
                answer.serialize(buffer, ox.RdfFormat.N_TRIPLES)
            else:
                answer.serialize(buffer, format)

        try:
            run_until(deadline, evaluate)
        except (OSError, RuntimeError, SyntaxError, ValueError) as error:
            raise QueryError(f"The query failed: {error}") from error
        media_type = format.media_type if form in ("SELECT", "ASK") else ox.RdfFormat.N_TRIPLES.media_type
        return buffer.getvalue(), media_type


def _with_union(quads: Iterable[ox.Quad], count: itertools.count[int]) -> Iterator[ox.Quad]:
    for quad in quads:
        next(count)
        yield quad
        if quad.graph_name != _DEFAULT:
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _read_file(path: Path) -> Iterator[ox.Quad]:
    from kg.graph.serialization import parse

    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except OSError as error:
        hint = f"Make one with: kg build PATH... -o {path.name}"
        raise GraphError(f"Cannot read the graph {path}: {error.strerror or error}. {hint}") from error
    if suffix in (".rdf", ".xml") and _BOMB.search(data):
        raise GraphError(f"{path} defines entities by other entities, or long ones, which could fill the memory. Write them out.")
    try:
        yield from parse(data, suffix)
    except GraphError as error:
        raise GraphError(f"{path}: {error}") from error


def _check_folder(folder: Path, *, read_only: bool) -> None:
    """Refuse to turn a folder of other things into a store, and to read what is not there."""
    is_store = (folder / "CURRENT").exists()
    if read_only and not is_store:
        raise GraphError(f"There is no graph at {folder}. Make one with: kg build PATH... --store {folder}")
    if not is_store and folder.is_dir() and any(folder.iterdir()):
        raise GraphError(f"The folder {folder} holds other things than a graph. Name an empty or a new folder.")


def _open_error(folder: Path, error: OSError) -> GraphError:
    if "lock" in str(error).lower():
        return GraphError(f"The graph {folder} is open in another process. Close that first, or open it for reading only: read_only=True.")
    return GraphError(f"Cannot open the graph {folder}: {error}")

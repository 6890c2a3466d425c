"""A place in, a graph to query out: `open_store()` in memory, of a file, on disk, or at a SPARQL endpoint.

>>> graph = open_store()
>>> graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
((0,),)
"""

from __future__ import annotations

from pathlib import Path

from kg.graph.serialization import FORMATS
from kg.graph.store.embedded import EmbeddedGraph
from kg.graph.store.graph import Graph
from kg.graph.store.remote import RemoteGraph

__all__ = ["EmbeddedGraph", "Graph", "RemoteGraph", "open_store"]


def open_store(where: str | Path | None = None, *, read_only: bool = False, allow_service: bool = False) -> Graph:
    """Open a graph.

    Parameters
    ----------
    where
        Nothing: an empty graph in memory. A file (.trig, .nq, .jsonld, .ttl, .nt, .rdf; also with .gz): its content in memory.
        A folder: Oxigraph on disk, made if there is none. A URL (http, https): a SPARQL 1.1 endpoint.
    read_only
        For a folder: open it for queries only, which needs no lock. Do so only while nobody writes.
    allow_service
        Let queries fetch from other hosts with `SERVICE`.

    Raises
    ------
    GraphError
        If there is no such file, it cannot be read, or another process has the folder open.

    """
    if where is None:
        return EmbeddedGraph.in_memory(allow_service=allow_service)
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        return RemoteGraph(where, allow_service=allow_service)
    path = Path(where)
    if path.is_file() or (not path.exists() and path.suffix.lstrip(".") in (*FORMATS, "gz")):
        return EmbeddedGraph.from_file(path, allow_service=allow_service)
    return EmbeddedGraph.on_disk(path, read_only=read_only, allow_service=allow_service)

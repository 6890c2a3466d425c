"""The graph in, files out: pages, pictures, tables, networks and RDF, by the ending of the file's name.

>>> sorted(ENDINGS)
['csv', 'gexf', 'graphml', 'html', 'json', 'jsonld', 'nq', 'nt', 'png', 'rdf', 'svg', 'trig', 'ttl']
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError, InputError

if TYPE_CHECKING:
    from kg.graph.store import Graph

ENDINGS = {
    "csv": "kg.export.tables",
    "gexf": "kg.export.networks",
    "graphml": "kg.export.networks",
    "html": "kg.export.html",
    "json": "kg.export.clusters",
    "jsonld": "kg.export.exchange",
    "nq": "kg.export.exchange",
    "nt": "kg.export.exchange",
    "png": "kg.export.picture",
    "rdf": "kg.export.exchange",
    "svg": "kg.export.picture",
    "trig": "kg.export.exchange",
    "ttl": "kg.export.exchange",
}
"""The module that writes each format: its function ``write(graph, ending)`` gives the file's bytes."""


def export(graph: Graph, path: str | Path) -> Path:
    """Write a graph to a file in the format that the ending of its name says; the same graph gives the same bytes.

    Raises
    ------
    InputError
        If there is no such format.
    GraphError
        If the file cannot be written.
    """
    path = Path(path)
    data = to_bytes(graph, path.suffix.lstrip(".").lower(), name=path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise GraphError(f"Cannot write {path}: {error.strerror}. Is it a folder, or one that may not be written to?") from error
    return path


def to_bytes(graph: Graph, ending: str, *, name: str = "") -> bytes:
    """Give a graph as the bytes of a file of that ending.

    Raises
    ------
    InputError
        If there is no such format.
    """
    if ending not in ENDINGS:
        near = get_close_matches(ending, ENDINGS, n=1)
        guess = f" Did you mean .{near[0]}?" if near else ""
        raise InputError(f"No format for {name or '.' + ending!r}.{guess} The name's ending says the format: .{', .'.join(ENDINGS)}.")
    write: Callable[[Graph, str], bytes] = import_module(ENDINGS[ending]).write
    return write(graph, ending)

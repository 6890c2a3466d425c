"""Quads go in, bytes of an exchange format come out, always the same for the same quads; and bytes back into quads.

TriG, N-Quads and JSON-LD keep the named graphs. Turtle, N-Triples and RDF/XML have none: they hold each triple once. Files spell a whole
decimal number ``1.0``, stores ``1``: rdflib can write no other form in TriG, and Oxigraph keeps no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Protocol

from pyoxigraph import Literal, Quad, RdfFormat, Triple
from pyoxigraph import parse as parse_rdf
from pyoxigraph import serialize as serialize_rdf

from kg.errors import GraphError
from kg.graph.literals import DECIMAL, canonical
from kg.graph.namespaces import PREFIXES, RDF_TYPE

FORMATS: dict[str, RdfFormat] = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "json-ld": RdfFormat.JSON_LD,
    "ttl": RdfFormat.TURTLE,
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The formats, by name and by the ending of a file's name."""

_WITH_PREFIXES = (RdfFormat.TRIG, RdfFormat.TURTLE, RdfFormat.RDF_XML)


class HasQuads(Protocol):
    """A graph: anything that gives its quads."""

    def quads(self) -> Iterable[Quad]:
        """Give all quads."""


Source = Iterable[Quad] | HasQuads
"""Where quads are read from: quads, or a graph that gives them."""


def quads_of(source: Source) -> Iterable[Quad]:
    """Give the quads of a graph, or the quads themselves."""
    return source if isinstance(source, Iterable) else source.quads()


def rdf_format(name: str) -> RdfFormat:
    """Give the format of a name or file ending.

    Raises
    ------
    GraphError
        If there is no such format; the message names the nearest one.
    """
    found = FORMATS.get(name.lower().lstrip("."))
    if found is None:
        near = get_close_matches(name.lower(), FORMATS, n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        raise GraphError(f"No RDF format {name!r}.{guess} There are: {', '.join(FORMATS)}.")
    return found


def serialize(source: Source, format: str = "trig") -> bytes:
    """Write quads in a format: sorted by graph, subject, predicate and object, with the project's prefixes."""
    kind = rdf_format(format)
    quads = sort_quads(_spelled(quad) for quad in quads_of(source))
    data: Iterable[Quad] | Iterable[Triple] = quads if kind.supports_datasets else _triples(quads)
    written = serialize_rdf(data, format=kind, prefixes=_prefixes(quads) if kind in _WITH_PREFIXES else None)
    return written or b""


def parse(data: bytes, format: str = "trig") -> Iterator[Quad]:
    """Read the quads of a format.

    Raises
    ------
    GraphError
        If the bytes are not of that format; the message names the line.
    """
    try:
        for quad in parse_rdf(data, format=rdf_format(format)):
            yield _with_object(quad, canonical(quad.object)) if isinstance(quad.object, Literal) else quad
    except SyntaxError as error:
        raise GraphError(f"Not valid {format}: line {error.lineno}: {error.msg}") from error


def sort_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Sort quads by graph, subject, predicate (types first) and object; each once."""
    graphs: dict[str, list[Quad]] = {}
    for quad in set(quads):
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    return [quad for name in sorted(graphs) for quad in sorted(graphs[name], key=_order)]


def _order(quad: Quad) -> tuple[str, bool, str, str]:
    return str(quad.subject), quad.predicate != RDF_TYPE, quad.predicate.value, str(quad.object)


def _spelled(quad: Quad) -> Quad:
    """Spell a whole decimal number with its point, as files have it."""
    value = quad.object
    if isinstance(value, Literal) and value.datatype == DECIMAL and "." not in value.value:
        return _with_object(quad, Literal(value.value + ".0", datatype=DECIMAL))
    return quad


def _with_object(quad: Quad, value: Literal) -> Quad:
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    """Leave the graphs' names out: subjects in order, each triple once."""
    bare = {Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    return [quad.triple for quad in sorted(bare, key=_order)]


def _prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """The prefixes that occur: a file declares no other."""
    iris = {iri for quad in quads for term in (*quad, getattr(quad.object, "datatype", None)) if (iri := getattr(term, "value", None))}
    return {prefix: base for prefix, base in PREFIXES.items() if any(iri.startswith(base) for iri in iris)}

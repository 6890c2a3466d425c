"""A graph goes in; every node that is not as the shapes say comes out, with its article and sentence.

The shapes (SHACL, `kg/data/shapes.ttl`) see all named graphs as one, beside the ontology's classes and concept schemes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import GraphError
from kg.graph.namespaces import PREFIXES, local_name, scheme_members, subclass_pairs
from kg.graph.passages import Passages, named_quads
from kg.graph.serialization import Source, quads_of
from kg.resources import shapes_text

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a shape: ``article`` is the file's name and ``sentence`` the words it comes from ("" where it comes from none)."""

    article: str
    sentence: str
    node: str
    path: str
    message: str
    severity: str = "Violation"

    def __str__(self) -> str:
        """Say it in lines for a reader."""
        where = f"{self.article or 'no article'}: {self.message}"
        quoted = f"\n  in the sentence: {self.sentence}" if self.sentence else ""
        return f"{where}\n  at: {self.node}" + (f", {self.path}" if self.path else "") + quoted


def validate(source: Source, *, shapes: str | None = None) -> tuple[Violation, ...]:
    """Check a graph against the shapes.

    Parameters
    ----------
    source
        Quads, or a graph that gives them by ``quads()``.
    shapes
        Shapes in Turtle, instead of the shipped ones.

    Returns
    -------
    tuple[Violation, ...]
        Sorted by article and sentence; empty if the graph conforms.

    Raises
    ------
    GraphError
        If the shapes cannot be used.
    """
    import pyshacl
    import rdflib

    quads = named_quads(quads_of(source))
    shape_graph = rdflib.Graph().parse(data=shapes or shapes_text(), format="turtle")
    _, results, _ = pyshacl.validate(_data_graph(quads), shacl_graph=shape_graph, inplace=True, advanced=False, inference=None)
    if not isinstance(results, rdflib.Graph):
        raise GraphError(f"The shapes cannot be used: {results}. They must be SHACL that pySHACL reads.")
    return _violations(results, quads)


def _data_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """Put all triples into one rdflib graph in memory, with what the shapes need of the ontology."""
    import rdflib

    graph = rdflib.Graph()
    convert = _converter()
    for quad in quads:
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
    for name, above in subclass_pairs():
        graph.add((rdflib.URIRef(PREFIXES["kg"] + name), rdflib.RDFS.subClassOf, rdflib.URIRef(PREFIXES["kg"] + above)))
    for concept, scheme in scheme_members():
        graph.add((convert(concept), rdflib.SKOS.inScheme, convert(scheme)))
    return graph


def _converter() -> Any:
    """Give a function from pyoxigraph's terms to rdflib's, which converts each term once and leaves spellings alone."""
    import rdflib

    known: dict[object, rdflib.term.Identifier] = {}

    def convert(term: NamedNode | BlankNode | Literal) -> rdflib.term.Identifier:
        if term not in known:
            if isinstance(term, NamedNode):
                known[term] = rdflib.URIRef(term.value)
            elif isinstance(term, BlankNode):
                known[term] = rdflib.BNode(term.value)
            elif term.language:
                known[term] = rdflib.Literal(term.value, lang=term.language)
            else:
                known[term] = rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
        return known[term]

    return convert


def _violations(results: rdflib.Graph, quads: list[Quad]) -> tuple[Violation, ...]:
    import rdflib

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = list(results.subjects(rdflib.RDF.type, sh.ValidationResult))
    if not found:
        return ()
    passages = Passages(quads)
    return tuple(sorted({_violation(results, result, passages) for result in found}))


def _violation(results: rdflib.Graph, result: Any, passages: Passages) -> Violation:
    """Read one result; a constraint on a class as such reports the node as its value."""
    import rdflib

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    focus, value, path = (results.value(result, name) for name in (sh.focusNode, sh.value, sh.resultPath))
    node = value if str(focus).startswith(PREFIXES["kg"]) and value is not None else focus
    passage = passages.passage(NamedNode(str(node)) if isinstance(node, rdflib.URIRef) else BlankNode(str(node)))
    message = "; ".join(sorted(str(text) for text in results.objects(result, sh.resultMessage)))
    given = f" Found: {value}" if value is not None and node is focus and value is not focus else ""
    severity = str(results.value(result, sh.resultSeverity) or "").rpartition("#")[2]
    return Violation(passage.file, passage.sentence, str(node), _short(path), message + given, severity)


def _short(path: Any) -> str:
    """Write a path with the ontology's prefix; paths of several steps have no short form."""
    import rdflib

    if not isinstance(path, rdflib.URIRef):
        return ""
    name = local_name(str(path))
    return f"kg:{name}" if name != str(path) else name

"""The answer to a query in, Python values, tables and exchange formats out.

`Result` keeps an answer as the evaluator serialised it; everything else is made from that on demand, the same way for an embedded
store and for a remote endpoint. IRIs are whole in `rows` and `df`, so that the next query can use them, and prefixed names in tables.
"""

from __future__ import annotations

import html
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.sparql import Term

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

Value = str | int | float | bool | date | datetime | None
FORMATS = ("table", "csv", "json", "xml", "ttl")

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")}
_FLOATS = {_XSD + name for name in ("decimal", "double", "float")}
_SHOWN = 100  # rows of a notebook's table
_WIDEST = 200  # characters of a table's cell


def to_value(term: Term | None) -> Value:
    """Turn an RDF term into a Python value: number, boolean, date; else its text (for an IRI the whole IRI).

    >>> from pyoxigraph import Literal
    >>> to_value(Literal(2)), to_value(Literal("x", language="en")), to_value(None)
    (2, 'x', None)
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _literal_value(term.value, term.datatype.value)
    return str(term) if isinstance(term, ox.Triple) else term.value


def _literal_value(text: str, datatype: str) -> Value:
    """Malformed literals, and years that Python's dates do not reach, stay text."""
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            return float(text)
        if datatype == _XSD + "date":
            return date.fromisoformat(text)
        if datatype == _XSD + "dateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    if datatype == _XSD + "boolean":
        return text in ("true", "1")
    return text


@dataclass(frozen=True)
class Result:
    """The answer to a query: a table (SELECT), yes or no (ASK) or triples (CONSTRUCT, DESCRIBE).

    Parameters
    ----------
    form
        SELECT, ASK, CONSTRUCT or DESCRIBE.
    data
        The answer as the evaluator gave it: SPARQL results in ``media_type``, or N-Triples.
    media_type
        Of ``data``.
    prefixes
        For short names in tables and Turtle.

    """

    form: str
    data: bytes = field(repr=False)
    media_type: str
    prefixes: Mapping[str, str] = field(repr=False, default_factory=dict)

    # --- Python values

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns; of triples: subject, predicate, object; of yes or no: answer."""
        if self.form == "SELECT":
            return tuple(variable.value for variable in self._solutions().variables)
        return ("answer",) if self.form == "ASK" else ("subject", "predicate", "object")

    @cached_property
    def terms(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows as RDF terms of pyoxigraph."""
        if self.form == "SELECT":
            return tuple(tuple(solution) for solution in self._solutions())
        if self.form == "ASK":
            return ((ox.Literal(self.boolean),),)
        return tuple((triple.subject, triple.predicate, triple.object) for triple in self.triples)

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values; None where a variable is not bound."""
        return tuple(tuple(to_value(term) for term in row) for row in self.terms)

    @cached_property
    def df(self) -> pd.DataFrame:
        """The rows as a pandas table."""
        import pandas as pd

        if self.form != "SELECT":
            return pd.DataFrame(list(self.rows), columns=list(self.variables))
        lines = self._serialized("TSV").decode().split("\n")[1:-1]
        if not lines or not self.variables:
            return pd.DataFrame([()] * len(lines), columns=list(self.variables))
        columns = zip(*(line.split("\t") for line in lines), strict=True)
        return pd.DataFrame({name: _column(tokens) for name, tokens in zip(self.variables, columns, strict=True)})

    @cached_property
    def boolean(self) -> bool:
        """The answer to an ASK query."""
        if self.form != "ASK":
            raise QueryError(f"The answer to a {self.form} query is not yes or no. Use ASK, or len(result).")
        answer = ox.parse_query_results(self.data, format=_results_format(self.media_type))
        return isinstance(answer, ox.QueryBoolean) and bool(answer)

    @cached_property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once, sorted."""
        if self.form not in ("CONSTRUCT", "DESCRIBE"):
            raise QueryError(f"The answer to a {self.form} query is no graph. Use CONSTRUCT or DESCRIBE.")
        return tuple(sorted({quad.triple for quad in ox.parse(self.data, format=ox.RdfFormat.N_TRIPLES)}, key=str))

    @cached_property
    def graph(self) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE query as an rdflib graph."""
        import rdflib

        graph = rdflib.Graph()
        for prefix, namespace in self.prefixes.items():
            graph.bind(prefix, namespace)
        return graph.parse(data=self.data, format="nt")

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        return self.boolean if self.form == "ASK" else len(self) > 0

    # --- exchange formats

    def to(self, format: str) -> str:
        """Write the answer in one of the `FORMATS`."""
        writers = {"table": self.to_table, "csv": self.to_csv, "json": self.to_json, "xml": self.to_xml, "ttl": self.to_ttl}
        if format not in writers:
            raise QueryError(f"No format {format!r} for an answer. Allowed: {', '.join(FORMATS)}.")
        return writers[format]()

    def to_csv(self) -> str:
        """Write CSV: a table as SPARQL 1.1 says, with whole IRIs; triples in three columns."""
        if self.form in ("SELECT", "ASK"):
            return self._serialized("CSV").decode() + ("\n" if self.form == "ASK" else "")
        return self.df.to_csv(index=False, lineterminator="\r\n")

    def to_json(self) -> str:
        """Write SPARQL results in JSON, or triples in JSON-LD."""
        return self._serialized("JSON").decode() if self.form in ("SELECT", "ASK") else self._graph_in("JSON_LD")

    def to_xml(self) -> str:
        """Write SPARQL results in XML, or triples in RDF/XML."""
        return self._serialized("XML").decode() if self.form in ("SELECT", "ASK") else self._graph_in("RDF_XML")

    def to_ttl(self) -> str:
        """Write triples in Turtle."""
        return self._graph_in("TURTLE")

    def to_table(self, *, width: int = _WIDEST) -> str:
        """Write a table of text with prefixed names, for reading; longer cells are cut to ``width``."""
        if self.form == "ASK":
            return "yes\n" if self.boolean else "no\n"
        cells = [[_cut(cell, width) for cell in row] for row in ([*self.variables], *self._cells())]
        widths = [max(len(row[i]) for row in cells) for i in range(len(self.variables))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
        lines.insert(1, "  ".join("-" * width for width in widths))
        count = len(cells) - 1
        return "\n".join(lines) + f"\n({count} row{'s' * (count != 1)})\n"

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        if self.form == "ASK":
            return f"<p>{'yes' if self.boolean else 'no'}</p>"
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.variables)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self._cells(_SHOWN))
        rest = f"<p>{_SHOWN} of {len(self)} rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"

    def _cells(self, limit: int | None = None) -> list[list[str]]:
        return [[self._shown(term) for term in row] for row in self.terms[:limit]]

    def _shown(self, term: Term | None) -> str:
        """A term as one line of text: IRIs short; no control characters, which could rewrite the reader's terminal."""
        if isinstance(term, ox.NamedNode):
            text = shorten(term.value, self.prefixes)
        else:
            text = "" if term is None else getattr(term, "value", str(term))
        return "".join(char if char.isprintable() or char == "\xa0" else " " for char in text)

    def _solutions(self) -> ox.QuerySolutions:
        solutions = ox.parse_query_results(self.data, format=_results_format(self.media_type))
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("The endpoint answered yes or no to a question for a table.")
        return solutions

    def _serialized(self, format: str) -> bytes:
        wanted: ox.QueryResultsFormat = getattr(ox.QueryResultsFormat, format)
        if wanted == _results_format(self.media_type):
            return self.data
        return bytes(ox.parse_query_results(self.data, format=_results_format(self.media_type)).serialize(format=wanted) or b"")

    def _graph_in(self, format: str) -> str:
        output = io.BytesIO()
        ox.serialize(self.triples, output, getattr(ox.RdfFormat, format), prefixes=dict(self.prefixes))
        return output.getvalue().decode()


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Give the prefixed name of an IRI, or the IRI where no prefix fits.

    >>> shorten("https://w3id.org/conflict-kg/id/syria", {"id": "https://w3id.org/conflict-kg/id/"})
    'id:syria'
    """
    fitting = [(len(start), prefix) for prefix, start in prefixes.items() if iri.startswith(start)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _column(tokens: tuple[str, ...]) -> pd.Series[Any]:
    """One column of a TSV table as values: each distinct token is read once."""
    import pandas as pd

    codes, unique = pd.factorize(pd.Series(tokens, dtype=object))
    table = "?x\n" + "".join(f"{token}\n" for token in unique)
    solutions = Result("SELECT", table.encode(), ox.QueryResultsFormat.TSV.media_type)
    values: pd.Series[Any] = pd.Series([row[0] for row in solutions.rows], dtype=object)
    return values.take(codes).reset_index(drop=True).infer_objects()


def _results_format(media_type: str) -> ox.QueryResultsFormat:
    format = ox.QueryResultsFormat.from_media_type(media_type)
    if format is None:
        raise QueryError(f"The endpoint answered in {media_type!r}, which is no format of SPARQL results.")
    return format

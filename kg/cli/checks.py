"""A graph in, what is wrong with it out: `kg validate` and `kg verify`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.terminal import FOUND, graph_argument, open_graph, tell, write_output

if TYPE_CHECKING:
    from kg.graph.validation import Violation
    from kg.graph.verification import Failure

_JSON = click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")


@click.command()
@graph_argument
@_JSON
def validate(where: str, as_json: bool) -> int:
    """Check a graph's form against the shapes (SHACL); exit 1 if anything breaks one."""
    from kg.graph.validation import validate as find_violations

    return _report(find_violations(open_graph(where)), "violation", as_json)


@click.command()
@graph_argument
@click.option("--articles", metavar="DIR", type=click.Path(exists=True, file_okay=False), help="The files, for a graph without texts.")
@_JSON
def verify(where: str, articles: str | None, as_json: bool) -> int:
    """Prove that every quote stands at its characters; exit 1 if one does not."""
    from kg.graph.verification import verify as find_failures

    return _report(find_failures(open_graph(where), Path(articles) if articles else None), "unproven fact", as_json)


def _report(found: Sequence[Violation] | Sequence[Failure], noun: str, as_json: bool) -> int:
    if as_json:
        write_output(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1) + "\n", None)
    else:
        write_output("".join(f"{one}\n" for one in found), None)
    tell(f"{len(found)} {noun}{'s' * (len(found) != 1)}")
    return FOUND if found else 0

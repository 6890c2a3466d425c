"""An event in, every voice on it out: `kg positions`."""

from __future__ import annotations

import sys

import click

from kg.cli.terminal import graph_option, open_graph, output_option, write_output

_FORMATS = ("table", "csv", "json")
_CELL = 70  # characters of a cell on a screen


@click.command()
@click.argument("event", required=False)
@graph_option
@click.option("-f", "--format", type=click.Choice(_FORMATS), default="table", show_default=True)
@output_option("The file to write; stdout by default.")
def positions(event: str | None, where: str, format: str, output: str | None) -> None:
    """Show who affirms, denies or reports an event, in time order: source chain, words, article, and who has a part in it.

    EVENT is an id (event:...) or words of its label; without it, all events are shown.
    """
    from kg.graph.events import find_event

    graph = open_graph(where)
    bindings = {} if event is None else {"event": find_event(graph, event)}
    result = graph.query("positions", bindings)
    is_screen = format == "table" and output is None and sys.stdout.isatty()
    write_output(result.to_table(width=_CELL) if is_screen else result.to(format), output)

"""A graph in, pages and exchange files out: `kg show` and `kg export`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.terminal import STREAM, graph_argument, graph_option, open_graph, output_option, tell, write_output


@click.command()
@graph_argument
@output_option("The page to write; - for stdout.", default="graph.html")
@click.option("--title", help="The page's title.")
@click.option("--limit", type=click.IntRange(min=1), help="The most nodes to show.")
def show(where: str, output: str, title: str | None, limit: int | None) -> None:
    """Draw a graph as an interactive page: one file, no network needed."""
    from kg.export.html import show as draw

    options = {name: value for name, value in (("title", title), ("limit", limit)) if value is not None}
    page = draw(open_graph(where), None, **options)  # type: ignore[arg-type]  # click gives options by name
    write_output(page.html, output)
    if output != STREAM:
        tell(f"{output}: {len(page.html.encode()):,} bytes")


@click.command()
@click.argument("output", metavar="OUTPUT")
@graph_option
@click.option("-f", "--format", metavar="ENDING", help="The format, where OUTPUT is - (stdout) or its ending does not say it.")
def export(output: str, where: str, format: str | None) -> None:
    """Write a graph in another format, which the ending says: trig, nq, jsonld, ttl, nt, rdf, graphml, gexf, csv, json, html, svg or png.

    csv holds the events, json the clusters of entities and events and what contradicts what.
    """
    from kg.export import to_bytes

    if output == STREAM and format is None:
        raise click.UsageError("Say the format for stdout: --format trig")
    ending = format or Path(output).suffix.lstrip(".").lower()
    data = to_bytes(open_graph(where), ending, name=output)
    write_output(data, output)
    if output != STREAM:
        tell(f"{output}: {len(data):,} bytes")

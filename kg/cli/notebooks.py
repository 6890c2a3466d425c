"""A notebook and a graph in, the notebook with its results out: `kg notebook run`."""

from __future__ import annotations

import sys

import click

from kg.cli.terminal import graph_option, tell


@click.group()
def notebook() -> None:
    """Run the project's notebooks without a browser."""


@notebook.command("run")
@click.argument("name", metavar="NAME|FILE")
@graph_option
@click.option("-o", "--output", metavar="FILE", required=True, help="The notebook to write, with its results.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A text for one of the notebook's parameters.")
@click.option("--timeout", type=click.IntRange(min=1), default=600, show_default=True, help="Seconds that one cell may take.")
def run(name: str, where: str, output: str, params: tuple[str, ...], timeout: int) -> None:
    """Run a notebook over a graph, from top to bottom."""
    from kg.notebook import run_notebook

    if not all("=" in param for param in params):
        raise click.UsageError("--param is NAME=VALUE.")
    values = dict(param.split("=", 1) for param in params)
    tell(str(run_notebook(name, where, output, timeout=timeout, parameters=values, progress=_tell_cells)))


def _tell_cells(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[Kcell {done}/{total}" + ("\n" if done == total else ""), nl=False, err=True)

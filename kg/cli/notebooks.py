"""A notebook and a graph in, the notebook with its results out: `kg notebook`."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from pathlib import Path

import click

from kg.cli.terminal import graph_option, tell
from kg.errors import InputError, KGError

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@click.group()
def notebook() -> None:
    """Run the project's notebooks without a browser."""


@notebook.command("list")
def list_notebooks() -> None:
    """List the notebooks."""
    for path in _notebooks():
        click.echo(path.stem)


@notebook.command("run")
@click.argument("name", metavar="NAME|FILE")
@graph_option
@click.option("-o", "--output", metavar="FILE", required=True, help="The notebook to write, with its results.")
@click.option("--timeout", type=click.IntRange(min=1), default=600, show_default=True, help="Seconds that one cell may take.")
def run_notebook(name: str, where: str, output: str, timeout: int) -> None:
    """Run a notebook over a graph, from top to bottom."""
    path = _find(name)
    _execute(path, where, Path(output), timeout)
    tell(f"{output}: {path.stem}")


def _execute(path: Path, where: str, output: Path, timeout: int) -> None:
    """The notebook learns of the graph by the variable KG_GRAPH, as the command line does."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    content = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    os.environ["KG_GRAPH"] = where if where.startswith(("http://", "https://")) else str(Path(where).resolve())
    output.parent.mkdir(parents=True, exist_ok=True)
    client = NotebookClient(content, timeout=timeout, kernel_name="python3", resources={"metadata": {"path": str(output.parent)}})
    try:
        client.execute()
    except CellExecutionError as error:
        nbformat.write(content, output)  # type: ignore[no-untyped-call]
        raise NotebookError(f"{path.name} failed: {error.ename}: {_ESCAPES.sub('', error.evalue)}. See {output}.") from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{path.name} was given up: {str(error).strip().splitlines()[0]}") from error
    nbformat.write(content, output)  # type: ignore[no-untyped-call]


class NotebookError(KGError):
    """A notebook that does not run to its end."""


def _find(name: str) -> Path:
    if Path(name).is_file():
        return Path(name)
    known = {path.stem: path for path in _notebooks()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise InputError(f"No notebook {name!r}.{guess} List them with: kg notebook list")


def _notebooks() -> list[Path]:
    from kg.resources import data_path

    return sorted(data_path("notebooks").glob("*.ipynb"))

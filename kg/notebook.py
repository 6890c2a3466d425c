"""A notebook and a graph in, the executed notebook out; and what notebooks load with ``%load_ext kg``.

A notebook has one cell tagged ``parameters`` with plain assignments, such as ``GRAPH = "graph.trig"``. Running it on another graph replaces
the assigned value while it runs, and leaves all else as it is.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, KGError, QueryError

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from kg.graph.store import Graph

Progress = Callable[[int, int], None]
"""Called after each executed cell with its number, from 1, and the number of code cells."""

_FOLDER = "notebooks"
_COLORS = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(KGError):
    """A notebook that cannot be read, has no such parameter, or stopped at a cell."""


def run_notebook(
    notebook: str | Path,
    graph: str | Path,
    output: str | Path,
    *,
    timeout: int = 300,
    parameters: Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> Path:
    """Execute a notebook on a graph and write it with its outputs.

    Parameters
    ----------
    notebook
        A path, or the name of one of the project's notebooks ("01", "01_the_graph_at_a_glance").
    graph
        The file, folder or endpoint that the parameter ``GRAPH`` is set to.
    output
        The file to write; relative paths in the notebook's cells count from its folder.
    timeout
        Seconds that one cell may take.
    parameters
        Further values, by the names that the cell tagged ``parameters`` assigns.
    progress
        Told of each executed cell.

    Raises
    ------
    InputError
        If there is no such notebook.
    NotebookError
        If it cannot be read, lacks a parameter, or a cell fails or takes too long; the message names the cell.
    """
    import nbformat

    path = find_notebook(notebook)
    book: Any = _read(path)
    where = str(graph) if str(graph).startswith(("http://", "https://")) else str(Path(graph).resolve())
    written = set_parameters(book, {"GRAPH": where, **(parameters or {})}, path.name)
    output = Path(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    _execute(book, path.name, output.parent, timeout, progress)
    _parameter_cell(book, path.name).source = written  # the file names no folder of this machine
    _settle(book)
    nbformat.write(book, str(output))  # type: ignore[no-untyped-call]
    return output


def find_notebook(notebook: str | Path) -> Path:
    """Give the path of a notebook that is given as a path or by the beginning of its name.

    Raises
    ------
    InputError
        If there is none, or several.
    """
    path = Path(notebook)
    if path.is_file():
        return path
    folders = [Path(__file__).resolve().parent.parent / _FOLDER, Path(_FOLDER)]
    known = {found.name: found for folder in folders for found in sorted(folder.glob("*.ipynb"))}
    fitting = [found for name, found in known.items() if name.startswith(str(notebook))]
    if len(fitting) != 1:
        raise InputError(f"No notebook {str(notebook)!r}. There are: {', '.join(sorted(known)) or 'none here'}. Or give a file's path.")
    return fitting[0]


def set_parameters(book: Any, parameters: Mapping[str, object], name: str = "notebook") -> str:
    """Replace the values that a notebook's parameters are assigned; give the cell as it was.

    Raises
    ------
    NotebookError
        If the notebook has no cell tagged ``parameters``, or that one does not assign a name.
    """
    cell = _parameter_cell(book, name)
    before = str(cell.source)
    lines = before.split("\n")
    assigned = {target.id: node for node in ast.parse(cell.source).body for target in _targets(node)}
    for parameter, value in parameters.items():
        if parameter not in assigned:
            raise NotebookError(f"{name}: no parameter {parameter!r}. Its parameters: {', '.join(sorted(assigned)) or 'none'}.")
        node = assigned[parameter]
        lines[node.lineno - 1 : node.end_lineno] = [f"{parameter} = {value!r}", *[""] * ((node.end_lineno or 0) - node.lineno)]
    cell.source = "\n".join(lines).rstrip("\n")
    return before


def _parameter_cell(book: Any, name: str) -> Any:
    for cell in book.cells:
        if "parameters" in cell.metadata.get("tags", []):
            return cell
    raise NotebookError(f"{name}: no cell is tagged 'parameters'. Tag the one that assigns GRAPH.")


def _targets(node: ast.stmt) -> list[ast.Name]:
    return [target for target in node.targets if isinstance(target, ast.Name)] if isinstance(node, ast.Assign) else []


def _read(path: Path) -> Any:
    import nbformat

    try:
        return nbformat.read(str(path), as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, UnicodeDecodeError, nbformat.reader.NotJSONError) as error:
        raise NotebookError(f"Cannot read the notebook {path}: {error}") from error


def _execute(book: Any, name: str, folder: Path, timeout: int, progress: Progress | None) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    codes = [index for index, cell in enumerate(book.cells) if cell.cell_type == "code"]
    last = [0]

    def executed(cell: Any, cell_index: int, execute_reply: dict[str, Any]) -> None:
        last[0] = codes.index(cell_index) + 1
        if progress:
            progress(last[0], len(codes))

    client = NotebookClient(
        book, timeout=timeout, kernel_name="python3", resources={"metadata": {"path": str(folder)}}, on_cell_executed=executed
    )
    try:
        client.execute(env={**os.environ, "PYTHONHASHSEED": "0"})
    except CellExecutionError as error:
        raise NotebookError(f"{name}: {_place(book)} failed with {error.ename}: {_COLORS.sub('', error.evalue)}") from error
    except CellTimeoutError as error:
        raise NotebookError(f"{name}: code cell {last[0] + 1} took over {timeout} seconds. Give a longer timeout.") from error
    except DeadKernelError as error:
        raise NotebookError(f"{name}: the kernel died at code cell {last[0] + 1} of {len(codes)}. Is there enough memory?") from error


def _place(book: Any) -> str:
    """The number and first line of the cell that failed."""
    number = 0
    for cell in book.cells:
        number += cell.cell_type == "code"
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return f"code cell {number} ({cell.source.strip().splitlines()[0]!r})"
    return "a cell"


def _settle(book: Any) -> None:
    """Leave out what differs from run to run: times, and cell ids made up while running."""
    for number, cell in enumerate(book.cells):
        cell.metadata.pop("execution", None)
        cell["id"] = f"cell-{number:02d}"
    info = book.metadata.get("language_info", {})
    book.metadata["language_info"] = {"name": info.get("name", "python")}


# --- inside a notebook


def show_inline(graph: Graph, **options: Any) -> Any:
    """Show a graph's interactive page in the notebook itself; options as for `kg.export.html.show`."""
    from kg.export.html import show

    return show(graph, None, **options)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Add the magic ``%%sparql [--graph NAME|FILE|URL] [--df NAME]`` to a notebook: called by ``%load_ext kg``.

    Without ``--graph`` it is $KG_GRAPH, else graph.trig; a variable that holds an open graph may be named too. With ``--df`` the answer
    becomes a table of that name.
    """

    def sparql(line: str, cell: str | None = None) -> Any:
        options = _options(line)
        result = _graph(options.graph, shell.user_ns).query(cell or "")
        if options.df is None:
            return result
        shell.user_ns[options.df] = result.df
        return None

    shell.register_magic_function(sparql, "cell", "sparql")  # type: ignore[arg-type]  # its decorators hide its signature


def _options(line: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="%%sparql", add_help=False, exit_on_error=False)
    parser.add_argument("--graph", default=os.environ.get("KG_GRAPH", "graph.trig"))
    parser.add_argument("--df")
    try:
        return parser.parse_args(shlex.split(line))
    except (argparse.ArgumentError, ValueError) as error:
        raise QueryError(f"%%sparql: {error}. Allowed: --graph NAME|FILE|URL, --df NAME.") from error


def _graph(named: str, names: Mapping[str, Any]) -> Graph:
    from kg.graph.store import Graph, open_store

    known = names.get(named)
    return known if isinstance(known, Graph) else open_store(named)

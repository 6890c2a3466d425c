"""What the verbs share: which graph is meant, where output goes, and how problems are told."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.graph.store import Graph

FOUND = 1
DEFAULT_GRAPH = "graph.trig"
STREAM = "-"

_FROM: dict[str, Any] = {"envvar": "KG_GRAPH", "default": DEFAULT_GRAPH}
_GRAPH_HELP = "The graph: a file (.trig, .nq, .ttl, ...), a folder, an endpoint's URL, or - for TriG on stdin."


def graph_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--graph``."""
    names = ("-g", "--graph", "where")
    return click.option(*names, **_FROM, metavar="FILE|DIR|URL", show_default=True, show_envvar=True, help=_GRAPH_HELP)(command)


def graph_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an optional argument GRAPH."""
    return click.argument("where", metavar="[GRAPH]", **_FROM)(command)


def output_option(help: str, default: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add ``-o/--output``."""
    return click.option("-o", "--output", metavar="FILE", default=default, show_default=default is not None, help=help)


def open_graph(where: str) -> Graph:
    """Open a graph for reading."""
    from kg.graph.serialization import parse
    from kg.graph.store import EmbeddedGraph, open_store

    if where == STREAM:
        return EmbeddedGraph.in_memory(parse(sys.stdin.buffer.read(), "trig"), where="stdin")
    return open_store(where, read_only=Path(where).is_dir())


def write_output(data: str | bytes, output: str | None) -> None:
    """Write to a file, or to stdout where none is given."""
    from kg.errors import InputError

    data = data.encode() if isinstance(data, str) else data
    if output is None or output == STREAM:
        _write_stdout(data)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise InputError(f"Cannot write {output}: {error.strerror}. Name a file in a folder that may be written to.") from error


def _write_stdout(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(0) from error


@contextmanager
def input_paths(paths: Iterable[str]) -> Iterator[list[str]]:
    """Give the paths of articles; ``-`` stands for one article on stdin."""
    with tempfile.TemporaryDirectory() as folder:
        stdin = Path(folder) / "stdin.txt"
        if STREAM in (found := list(paths)):
            stdin.write_bytes(sys.stdin.buffer.read())
        yield [str(stdin) if path == STREAM else path for path in found]


def tell(message: str) -> None:
    """Say something on stderr."""
    click.echo(message, err=True)


def tell_progress(done: int, total: int, file: str) -> None:
    """Say how far it is, on a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{done}/{total} {file}" + ("\n" if done == total else ""), nl=False, err=True)


def tell_problems(problems: Iterable[str]) -> int:
    """Say what was wrong with the input; give the exit code."""
    code = 0
    for problem in problems:
        tell(f"kg: {problem}")
        code = FOUND
    return code

"""Pages of the documentation in, the same pages with the real output of their examples out.

Run with ``python docs/examples.py``; a test compares. Three kinds of blocks are examples, and each sees the graph of the seeds:

- ``console``: lines with ``$ kg ...`` (continued by ``> ``) are run in a folder that holds ``seeds`` and ``graph.trig``;
- ``python`` with ``>>>``: run like a doctest, in the same folder; the blocks of one page share their names;
- ``turtle`` after ``<!-- CONSTRUCT ... -->``: the query's answer.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.store import Graph

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TURTLE = re.compile(r"(<!-- (CONSTRUCT .*?) -->\n+```turtle\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)", re.MULTILINE)

_BROKEN = '[[events.event]]\ntype = "Atack"\nframe = "attack"\nverbs = ["despoil"]\n'  # a mistake that a page shows


@contextlib.contextmanager
def prepared_folder() -> Iterator[Graph]:
    """Make a folder that holds what examples need, and work in it; give the graph of the seeds."""
    from kg.pipeline import build

    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("seeds", "tests", "notebooks"):
            (Path(folder) / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / "docs" / "sahel", Path(folder) / "sahel")
        os.chdir(folder)
        try:
            graph = build(["seeds"]).graph
            graph.save("graph.trig")
            (Path(folder) / "broken.toml").write_text(_BROKEN, encoding="utf-8")
            yield graph
        finally:
            os.chdir(before)


def render(page: str, graph: Graph) -> str:
    """Write a page with its examples' real output."""
    names: dict[str, Any] = {}
    page = _TURTLE.sub(lambda found: found[1] + _turtle(found[2], graph) + found[4], page)
    return BLOCK.sub(lambda found: f"```{found[1]}\n{_run(found[1], found[2], names)}```", page)


def commands(block: str) -> list[list[str]]:
    r"""Give the arguments of each ``kg`` command in a block of shell lines.

    >>> commands("$ kg query '\n> ASK {}'\nyes\n")
    [['query', '\nASK {}']]
    """
    lines = [found.replace("\n> ", "\n") for found in _COMMAND.findall(block)] or block.splitlines()
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1:] for line in words if line[:1] == ["kg"]]


def _run(kind: str, block: str, names: dict[str, Any]) -> str:
    if kind == "console":
        parts = [f"$ {found}\n" for found in _COMMAND.findall(block)]
        return "".join(part + output(commands(part)[0]) for part in parts)
    if kind == "python" and ">>>" in block:
        return "".join(_interpret(example, names) for example in doctest.DocTestParser().get_examples(block))
    return block


def output(arguments: list[str]) -> str:
    """Give what a command writes to both its streams."""
    from click.testing import CliRunner

    from kg.cli import cli
    from kg.errors import KGError

    try:
        result = CliRunner().invoke(cli, arguments, prog_name="kg", catch_exceptions=False)
    except KGError as error:
        return f"kg: {error}\n"
    return result.output if not result.output or result.output.endswith("\n") else result.output + "\n"


def _interpret(example: doctest.Example, names: dict[str, Any]) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(example.source, "<example>", "single"), names)
    return ">>> " + "... ".join(example.source.splitlines(keepends=True)) + said.getvalue()


def _turtle(query: str, graph: Graph) -> str:
    lines = graph.query(query).to_ttl().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("@prefix")).replace("\t", "    ")


def main() -> None:
    """Rewrite every page."""
    with prepared_folder() as graph:
        for page in PAGES:
            page.write_text(render(page.read_text(encoding="utf-8"), graph), encoding="utf-8")


if __name__ == "__main__":
    main()

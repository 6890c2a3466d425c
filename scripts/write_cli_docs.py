"""The command line goes in; its reference, ``docs/cli.md``, comes out: every command with its own help text.

python scripts/write_cli_docs.py [FILE]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
INTRODUCTION = "# Command line\n\nMade from the commands' own help by `make docs`. `kg COMMAND --help` says the same.\n"


def write_reference(root: click.Group) -> str:
    """Give the reference of a command and all below it, as Markdown."""
    sections = (f"## `{path}`\n\n```text\n{text}\n```\n" for path, text in _help_texts(root, "kg", None))
    return "\n".join((INTRODUCTION, *sections))


def _help_texts(command: click.Command, path: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    name = path.rpartition(" ")[2]
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    yield path, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _help_texts(command.commands[name], f"{path} {name}", context)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(exist_ok=True)
    target.write_text(write_reference(cli), encoding="utf-8")

"""Nothing in, the generated pages of the documentation out: the queries from their headers, the command line from its commands.

Run with ``python scripts/reference.py``.
"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import cli
from kg.graph.queries import render_reference

DOCS = Path(__file__).resolve().parent.parent / "docs"


def render_commands() -> str:
    """Write the reference of the command line, in Markdown."""
    parts = ["# Command line", "", "Exit codes: 0 all is well, 1 something was found, 2 wrong usage or bad input, 130 interrupted.", ""]
    for path, command in _walk(cli, ("kg",)):
        context = click.Context(command, info_name=" ".join(path), terminal_width=100, **cli.context_settings)
        parts += [f"## {' '.join(path)}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(parts)


def _walk(command: click.Command, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], click.Command]]:
    inner = sorted(command.commands.items()) if isinstance(command, click.Group) else []
    return [(path, command), *(found for name, child in inner for found in _walk(child, (*path, name)))]


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    (DOCS / "queries.md").write_text(render_reference(), encoding="utf-8")
    (DOCS / "cli.md").write_text(render_commands(), encoding="utf-8")

"""A command line in, files and tables out: each verb is a library function of the same name.

Results go to stdout or to the file given with ``-o``; progress and problems to stderr. Exit codes: 0 all is well, 1 something was found
(a violation, a quote that is not proven, a file that could not be read), 2 wrong usage or bad input, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence

import click

from kg import __version__
from kg.cli.articles import build, extract
from kg.cli.checks import validate, verify
from kg.cli.evaluation import evaluate
from kg.cli.installation import info
from kg.cli.ledger import positions
from kg.cli.notebooks import notebook
from kg.cli.questions import query
from kg.cli.views import export, show
from kg.errors import KGError

__all__ = ["cli", "main"]

BAD_INPUT = 2
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="kg")
def cli() -> None:  # click takes a backspace as: keep these lines
    """A knowledge graph of conflict news: who says what happened, through whom, in which words of which article.

    \b
    kg build seeds -o graph.trig      read articles into a graph
    kg query --list                   the questions that ship with it
    kg query denied-claims            ask one
    kg show graph.trig -o graph.html  look at it
    """  # noqa: D301  # click keeps the lines after a backspace


for _command in (build, extract, query, positions, validate, verify, show, export, notebook, evaluate, info):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; errors are one line on stderr."""
    code = run(arguments)
    sys.stderr.flush()
    if threading.active_count() > 1:  # a query that was given up may still be at work, and cannot be stopped otherwise
        os._exit(code)
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; give its exit code."""
    try:
        result = cli.main(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return _fail("Interrupted.", INTERRUPTED)
    except MemoryError:
        return _fail("Out of memory. Give fewer articles at a time, fewer --workers, or a graph on disk: --store DIR.")
    except (KGError, OSError) as error:
        return _fail(str(error))


def _fail(message: str, code: int = BAD_INPUT) -> int:
    click.echo("kg: " + " ".join(message.split()), err=True)
    return code

"""Options in, files of one's own and the extractor's name out: what `kg build`, `kg extract` and `kg evaluate` read articles with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kg.own import OwnFiles

_RULES, _FAST = "rules", "rules-fast"  # those of kg.extraction.extractors, which is not loaded for --help
_FILES = (
    ("--gazetteer", "gazetteers", "Names of your own (Turtle), read beside the shipped ones."),
    ("--lexicon", "lexicons", "Words of your own for events, speech and things (TOML)."),
    ("--ontology", "ontologies", "Classes of events of your own (Turtle)."),
)
_FAST_HELP = "Read without the statistical entity recogniser: quicker, with fewer unlisted names found."
_EXTRACTOR_HELP = "Who reads the articles: our rules, or what another package offers as kg.extractors."


def own_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for files of one's own, given as ``own``, and ``--fast`` and ``--extractor``, given as ``extractor``."""

    @wraps(command)
    def run(**options: Any) -> Any:
        own = OwnFiles.of(**{name: options.pop(name) for _, name, _ in _FILES})
        extractor, is_fast = options.pop("extractor"), options.pop("fast")
        if is_fast and extractor != _RULES:
            raise click.UsageError("--fast is for our own rules; leave out --extractor.")
        return command(**options, own=own, extractor=_FAST if is_fast else extractor)

    run = click.option("--extractor", metavar="NAME", default=_RULES, show_default=True, help=_EXTRACTOR_HELP)(run)
    run = click.option("--fast", is_flag=True, help=_FAST_HELP)(run)
    for option, name, help in reversed(_FILES):
        run = click.option(option, name, multiple=True, metavar="FILE", type=click.Path(path_type=Path), help=help)(run)
    return run

"""A knowledge graph of conflict news: news articles go in; out comes who says what happened, through whom, in which words, where.

The folders are the pipeline, and each stage is a function from values to values:

1. `read`     (`kg.text`)        files, folders and globs -> articles, their text untouched
2. `extract`  (`kg.extraction`)  an article -> a document: mentions, entities, events, claims, relations, each with its characters
3. `fuse`     (`kg.fusion`)      documents -> the world: which mentions are one thing, which events are one, what contradicts what
4. `quads`    (`kg.graph`)       documents and world -> RDF, one named graph per article
5. `open_store`, `validate`, `verify` (`kg.graph`)  query the graph; prove its form, and every quote
6. `kg.analysis`                 the graph -> networks, measures, timelines
7. `kg.export`                   the graph -> pages, pictures, tables and exchange files
8. `build`    (`kg.pipeline`)    all of it in one call

Nothing heavy is loaded before it is used: the names below are fetched from their modules on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for editors and type checkers: the same names, from the same modules
    from kg.errors import KGError as KGError
    from kg.extraction import extract as extract
    from kg.fusion import fuse as fuse
    from kg.graph.store import open_store as open_store
    from kg.graph.validation import validate as validate
    from kg.graph.verification import verify as verify
    from kg.model import Article as Article
    from kg.model import Document as Document
    from kg.model import World as World
    from kg.notebook import load_ipython_extension as load_ipython_extension
    from kg.pipeline import build as build
    from kg.resources import load_gazetteer as load_gazetteer
    from kg.text import read as read

__version__ = "0.1.0"

_HOME = {
    "Article": "kg.model",
    "Document": "kg.model",
    "World": "kg.model",
    "KGError": "kg.errors",
    "read": "kg.text",
    "extract": "kg.extraction",
    "load_gazetteer": "kg.resources",
    "fuse": "kg.fusion",
    "open_store": "kg.graph.store",
    "validate": "kg.graph.validation",
    "verify": "kg.graph.verification",
    "build": "kg.pipeline",
    "load_ipython_extension": "kg.notebook",  # %load_ext kg
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]

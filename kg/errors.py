"""The errors of the package: all derive from `KGError`; the library raises and logs, only the command line prints."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

_MOST = 40  # allowed values that one message lists


class KGError(Exception):
    """Base class: the message says what was wrong, where, what is allowed and what to try."""


class InputError(KGError):
    """A file, folder or manifest that cannot be read as asked."""


class GraphError(KGError):
    """A graph that cannot be opened, parsed or written."""


class QueryError(KGError):
    """A query that does not parse, is not known by that name, or took too long."""


class ResourceError(KGError):
    """A gazetteer, lexicon, ontology or shapes file with a mistake in it."""


def suggest(name: str, allowed: Sequence[str]) -> str:
    """Say what is allowed instead of a name: the closest match first, and all of them if they are not too many.

    >>> suggest("Atack", ["Attack", "Ambush"])
    'did you mean Attack? Attack, Ambush'
    """
    near = get_close_matches(name, allowed, n=1)
    guess = f"did you mean {near[0]}? " if near else ""
    return guess + (", ".join(allowed) if len(allowed) <= _MOST else f"one of {len(allowed)} names")

"""The errors of the package: all derive from `KGError`; the library raises and logs, only the command line prints."""

from __future__ import annotations


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

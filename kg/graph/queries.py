"""Named queries in, their texts and typed parameters out: the `.rq` files that ship with the package, and files of users in the same form.

A query's header says what it is for, in comment lines before anything else::

    # title: Attacks on a facility
    # question: When was this facility attacked, and who says so or denies it?
    # param: facility entity = id:al-omar-oil-field "The facility, base, field or place"
    # columns: event, label, date

A parameter has a type, so that what is given for it becomes a term of that type: ``iri``, or ``entity``, ``event`` or ``article`` (IRIs
too, where the bare id will do), ``string``, ``number`` or ``date``. Without a default it must be given; with the default ``any`` it is
left open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kg.errors import QueryError
from kg.graph.sparql import Term
from kg.graph.terms import HOMES, READERS, read_iri, to_term
from kg.resources import query_names, query_text

ANY = "any"
TYPES = (*HOMES, *READERS)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARAMETER = re.compile(r'(?P<name>\w+)\s+(?P<type>\w+)(?:\s*=\s*(?P<default>"[^"]*"|\S+))?\s+"(?P<description>[^"]*)"\s*')


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that is given from outside."""

    name: str
    type: str
    default: str | None  # None: it must be given
    description: str

    def term(self, value: object) -> Term | None:
        """Read what was given for the parameter; None for `any`, which leaves the variable open.

        >>> Parameter("facility", "entity", None, "").term("al-omar-oil-field")
        <NamedNode value=https://w3id.org/conflict-kg/id/al-omar-oil-field>

        Raises
        ------
        QueryError
            If it is not of the parameter's type.
        """
        if type(value) is not str:
            return to_term(value)
        if value == ANY == self.default:
            return None
        if self.type in HOMES:
            return read_iri(value, HOMES[self.type])
        return READERS[self.type](self.name, value)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with what its header says of it."""

    name: str
    sparql: str
    title: str = ""
    question: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()
    note: str = ""

    def bindings(self, given: Mapping[str, object]) -> dict[str, Term]:
        """Turn what is given, and the defaults of the rest, into terms.

        What the header does not declare is taken as the Python value it is: a text is a text, never an IRI.

        Raises
        ------
        QueryError
            If a parameter is missing or not of its type.
        """
        declared = {parameter.name: parameter for parameter in self.parameters}
        values: dict[str, object] = {p.name: p.default for p in self.parameters if p.default is not None} | dict(given)
        missing = [p for p in self.parameters if p.name not in values]
        if missing:
            raise QueryError(
                f"The query {self.name!r} needs a value for {missing[0].name!r}: {missing[0].description} ({missing[0].type}). "
                f"Give it with: --param {missing[0].name}=..."
            )
        terms = {name: declared[name].term(value) if name in declared else to_term(value) for name, value in values.items()}
        self._check_names(given, declared)
        return {name: term for name, term in terms.items() if term is not None}

    def _check_names(self, given: Mapping[str, object], declared: Mapping[str, Parameter]) -> None:
        if not declared:
            return
        for name in sorted(set(given) - set(declared)):
            near = get_close_matches(name, declared, n=1)
            guess = f" Did you mean {near[0]!r}?" if near else ""
            raise QueryError(f"The query {self.name!r} has no parameter {name!r}.{guess} It has: {', '.join(declared)}.")


def is_name(text: str) -> bool:
    """Say whether a text looks like a query's name; no SPARQL does."""
    return _NAME.fullmatch(text) is not None


def list_queries() -> tuple[NamedQuery, ...]:
    """Give the shipped queries, sorted by name."""
    return tuple(read_query(query_text(name), name) for name in query_names())


def find_query(name: str) -> NamedQuery:
    """Give the shipped query of that name.

    >>> find_query("denied-claims").title
    'Claims that somebody denies'

    Raises
    ------
    QueryError
        If there is none; the message names the nearest one.
    """
    names = query_names()
    if name in names:
        return read_query(query_text(name), name)
    near = get_close_matches(name, names, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise QueryError(f"No query named {name!r}.{guess} List them with: kg query --list")


def load_query(path: Path) -> NamedQuery:
    """Read a query from a file.

    Raises
    ------
    QueryError
        If the file cannot be read.
    """
    try:
        return read_query(path.read_text(encoding="utf-8-sig"), path.stem)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"Cannot read the query file {path}: {error}. It must be a text file in UTF-8.") from error


def read_query(sparql: str, name: str = "query") -> NamedQuery:
    r"""Read a query's header; a query without one has no parameters of its own.

    >>> read_query('# param: n number = 3 "How many"\nASK { ?x ?y ?n }').parameters[0].default
    '3'
    """
    fields: dict[str, str] = {}
    parameters = []
    for line in sparql.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        key, _, value = line.lstrip("# ").partition(":")
        if key == "param":
            parameters.append(_read_parameter(value.strip(), name))
        else:
            fields[key] = value.strip()
    columns = tuple(column.strip() for column in fields.get("columns", "").split(",") if column.strip())
    return NamedQuery(name, sparql, fields.get("title", ""), fields.get("question", ""), tuple(parameters), columns, fields.get("note", ""))


def _read_parameter(line: str, name: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match["type"] not in TYPES:
        raise QueryError(
            f"The query {name!r} declares a parameter in a way that cannot be read: {line!r}. "
            f'Write: # param: name type = default "What it is", where type is one of {", ".join(TYPES)}.'
        )
    default = match["default"]
    if default is not None and default.startswith('"'):
        default = default[1:-1]
    return Parameter(match["name"], match["type"], default, match["description"])


# --- reference -------------------------------------------------------------------------------------------------------


def render_reference() -> str:
    """Write the reference of the shipped queries, in Markdown, from their headers."""
    parts = ["# Queries", "", "Run one with `kg query NAME --param name=value`, or `graph.query(NAME, name=value)`.", ""]
    for query in list_queries():
        parts += [f"## {query.name}", "", f"**{query.title}.** {query.question}", ""]
        if query.parameters:
            parts += ["| parameter | type | default | |", "|---|---|---|---|"]
            parts += [f"| `{p.name}` | {p.type} | {_shown_default(p)} | {p.description} |" for p in query.parameters]
            parts.append("")
        parts += [f"Columns: {', '.join(f'`{column}`' for column in query.columns)}.", ""]
        parts += [query.note, ""] if query.note else []
    return "\n".join(parts).rstrip("\n") + "\n"


def _shown_default(parameter: Parameter) -> str:
    if parameter.default is None:
        return "must be given"
    return f"`{parameter.default}`" if parameter.default else "empty"

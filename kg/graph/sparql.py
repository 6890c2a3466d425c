"""A query's text in, a query's text out: tokens, project prefixes, values bound to variables, and what is not allowed.

Values never become part of the text as the user wrote them: they are RDF terms first, serialised by the RDF library,
and reach the query as data in ``VALUES`` clauses. Unlike an evaluator's own substitution this works in every group, in sub-selects
and filters too, and for any endpoint.

>>> from pyoxigraph import Literal
>>> print(bind('SELECT * { ?a kg:value ?n FILTER(?n > ?least) }', {"least": Literal(2)}))
SELECT * { VALUES (?least) { ("2"^^<http://www.w3.org/2001/XMLSchema#integer>) } ?a kg:value ?n FILTER(?n > ?least) }
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import QueryError

Term = NamedNode | BlankNode | Literal | Triple
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

# SPARQL 1.1, section 19.8. Letters beyond ASCII are taken more widely than there. What none of these match is an error, so that
# no text can hide in a token that an evaluator reads in another way.
_TOKEN = re.compile(
    r"""
    (?P<space>[\s]+|\#[^\r\n]*)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | \"(?:[^\"\\\r\n]|\\.)*\" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<variable>[?$][\w\x80-\U0010ffff]+)
  | (?P<language>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<name>(?:[\w\x80-\U0010ffff][\w\x80-\U0010ffff.-]*)?:(?:[\w\x80-\U0010ffff:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>[\w\x80-\U0010ffff]+)
  | (?P<sign>[{}()\[\].;,*/+\-|^!=<>&?~])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """A piece of a query: its kind, its text and where it starts."""

    kind: str
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Say whether this is one of the keywords, in any case."""
        return self.kind == "word" and self.text.upper() in words


@lru_cache(maxsize=64)
def tokens(sparql: str) -> tuple[Token, ...]:
    """Give the tokens of a query, without spaces and comments.

    Raises
    ------
    QueryError
        At a character that starts no token; the message names line and column.
    """
    found: list[Token] = []
    position = 0
    while position < len(sparql):
        match = _TOKEN.match(sparql, position)
        if match is None:
            line, column = _place(sparql, position)
            rest = sparql[position : position + 20]
            raise QueryError(f"The query cannot be read at line {line}, column {column}: {rest!r}. Is a quote or bracket left open?")
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), position))
        position = match.end()
    return tuple(found)


def query_form(sparql: str) -> str:
    r"""Give the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    >>> query_form("PREFIX x: <http://x/> # SELECT\n ask { x:select a x:y }")
    'ASK'

    Raises
    ------
    QueryError
        If it is an update, or no query at all.
    """
    for token in tokens(sparql):
        if token.is_word(*FORMS):
            return token.text.upper()
        if token.is_word(*_CHANGES):
            raise QueryError(f"Queries only read: {token.text.upper()} would change the graph. Allowed are {', '.join(FORMS)}.")
    raise QueryError(f"This is no query: it has none of {', '.join(FORMS)}.")


def variables(sparql: str) -> frozenset[str]:
    """Give the names of all variables of a query.

    >>> sorted(variables('SELECT ?a { $a kg:value "?b" }'))
    ['a']
    """
    return frozenset(token.text[1:] for token in tokens(sparql) if token.kind == "variable")


def refuse_service(sparql: str) -> None:
    """Refuse a query that would fetch from another host: `SERVICE`, also when written with escapes."""
    unescaped = _ESCAPE.sub(lambda match: chr(min(int(match.group(1) or match.group(2), 16), 0x10FFFF)), sparql)
    for text in (sparql, unescaped):
        if any(token.is_word("SERVICE") for token in tokens(text)):
            raise QueryError(
                "The query has a SERVICE clause, which would send data to another host. "
                "If you mean it, open the graph with allow_service=True."
            )


def declared_prefixes(sparql: str) -> frozenset[str]:
    """Give the prefixes that a query declares itself.

    >>> sorted(declared_prefixes("PREFIX x: <http://x/> prefix : <http://y/> SELECT * { x:a x:b :c }"))
    ['', 'x']
    """
    found = tokens(sparql)
    return frozenset(b.text.rstrip(":") for a, b in pairwise(found) if a.is_word("PREFIX") and b.kind == "name")


def with_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """Declare the prefixes that a query does not declare itself, right before its form, so that line numbers stay.

    >>> with_prefixes("SELECT * { ?s a kg:Attack }", {"kg": "http://kg/"})
    'PREFIX kg: <http://kg/> SELECT * { ?s a kg:Attack }'
    """
    known = declared_prefixes(sparql)
    missing = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in sorted(prefixes.items()) if prefix not in known)
    start = next((token.start for token in tokens(sparql) if token.is_word(*FORMS)), 0)
    return sparql[:start] + missing + sparql[start:]


def explain_syntax(sparql: str, message: str, prefixes: Collection[str]) -> str:
    """Say in a user's words why a query does not parse, from Oxigraph's message and the query itself.

    >>> explain_syntax("SELECT * { ?s kgg:act ?o }", "error at 1:18: expected one of ...", ["kg"])
    "The query's prefix 'kgg:' at line 1, column 15 is not declared. Did you mean 'kg:'?"
    """
    declared = {*prefixes, *declared_prefixes(sparql), "_"}
    for token in tokens(sparql):
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in declared:
            line, column = _place(sparql, token.start)
            near = get_close_matches(prefix, declared, n=1)
            hint = f" Did you mean '{near[0]}:'?" if near else f" Known without declaring: {', '.join(sorted(prefixes))}."
            return f"The query's prefix '{prefix}:' at line {line}, column {column} is not declared.{hint}"
    match = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", message, re.DOTALL)
    if match is None:
        return f"The query does not parse: {message}"
    words = [word for word in re.split(r",\s+", match[3]) if re.fullmatch(r"[A-Za-z]+|\W", word)]
    expected = f": expected {' or '.join(words[:8])}{' or the like' * (len(words) > 8)}" if words else ""
    said = "".join(sparql.splitlines()[int(match[1]) - 1 :][:1]).strip()
    return f"The query does not parse at line {match[1]}, column {match[2]} ({said!r}){expected}."


@dataclass(slots=True)
class _Group:
    """A group ``{...}``: where its inside begins, which variables stand in it directly, and its first inner group."""

    start: int
    variables: set[str] = field(default_factory=set)
    is_select: bool = False
    first: _Group | None = None


def bind(sparql: str, values: Mapping[str, Term]) -> str:
    """Bind variables to terms: a ``VALUES`` clause in each group that uses them. Lines stay as they are.

    >>> from pyoxigraph import NamedNode
    >>> bind("ASK { { SELECT ?e { ?e kg:target ?x } } }", {"x": NamedNode("http://x")})
    'ASK { { SELECT ?e { VALUES (?x) { (<http://x>) } ?e kg:target ?x } } }'

    Raises
    ------
    QueryError
        If the query has no such variable.
    """
    if not values:
        return sparql
    _check_names(sparql, values)
    insertions = [(group.start, _clause(sorted(group.variables & set(values)), values)) for group in _groups(sparql)]
    for start, clause in sorted(insertions, reverse=True):
        sparql = sparql[:start] + clause + sparql[start:]
    return sparql


def _check_names(sparql: str, values: Mapping[str, Term]) -> None:
    known = variables(sparql)
    unknown = sorted(set(values) - known)
    if unknown:
        raise QueryError(f"The query has no variable ?{unknown[0]}. It has: {', '.join('?' + name for name in sorted(known)) or 'none'}.")


def _clause(names: list[str], values: Mapping[str, Term]) -> str:
    if not names:
        return ""
    terms = " ".join(str(values[name]) for name in names)
    return f" VALUES ({' '.join('?' + name for name in names)}) {{ ({terms}) }}"


def _groups(sparql: str) -> list[_Group]:
    """Find the groups of a query. What stands beside a sub-select's group (its head, its modifiers) counts as part of that group."""
    found = tokens(sparql)
    top = _Group(0, is_select=True)
    stack, groups = [top], [top]
    is_data = False  # the next brace opens a CONSTRUCT template or the rows of VALUES
    for i, token in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else Token("end", "", len(sparql))
        if token.is_word("VALUES") or (token.is_word("CONSTRUCT") and following.text == "{"):
            is_data = True
        elif token.text == "{":
            stack.append(stack[-1] if is_data else _Group(token.start + 1, is_select=following.is_word("SELECT")))
            if not is_data:
                stack[-2].first = stack[-2].first or stack[-1]
                groups.append(stack[-1])
            is_data = False
        elif token.text == "}" and len(stack) > 1:
            stack.pop()
        elif token.kind == "variable":
            stack[-1].variables.add(token.text[1:])
    return _settle(groups, found)


def _settle(groups: list[_Group], found: Sequence[Token]) -> list[_Group]:
    """Hand the variables of heads and modifiers to the group they belong to; without one, a clause may stand at the query's end."""
    trailing = _Group(found[-1].start + len(found[-1].text))
    for group in groups:
        if group.is_select:
            (group.first or trailing).variables |= group.variables
    if _is_short_construct(found):  # CONSTRUCT WHERE allows nothing but triples in its group
        trailing.variables |= {name for group in groups for name in group.variables}
        return [trailing]
    return [*(group for group in groups if not group.is_select), trailing]


def _is_short_construct(found: Sequence[Token]) -> bool:
    return any(a.is_word("CONSTRUCT") and b.text != "{" for a, b in pairwise(found))


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")

"""Python values and words of a command line in, RDF terms out: what is bound to a query's variables."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.namespaces import PREFIXES
from kg.graph.sparql import Term, tokens

HOMES = {"iri": "id", "entity": "id", "event": "event", "article": "article"}
"""The types of parameters that are IRIs, and the prefix that a bare id belongs to."""


def read_iri(text: str, home: str = "id") -> ox.NamedNode:
    """Read an IRI: whole, in angle brackets, as a prefixed name of the project, or as a bare id of the prefix ``home``.

    >>> read_iri("kg:Attack").value
    'https://w3id.org/conflict-kg/ontology#Attack'

    Raises
    ------
    QueryError
        If it is none of these.
    """

    text = text.strip()
    prefix, colon, local = text.partition(":")
    if text.startswith("<") and text.endswith(">"):
        iri = text[1:-1]
    elif not colon:
        iri = PREFIXES[home] + text
    else:
        iri = PREFIXES[prefix] + local if prefix in PREFIXES and not local.startswith("//") else text
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(
            f"{text!r} is no IRI: {error}. Write <https://...>, a prefixed name such as id:syria, or the bare id, such as syria."
        ) from error


def to_term(value: object) -> Term:
    """Turn a Python value into an RDF term: numbers, truth values, dates and texts become literals; RDF terms stay.

    >>> to_term(2), to_term("id:syria")
    (<Literal value=2 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>,
     <Literal value=id:syria datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>)
    """

    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if _is_rdflib(value):
        return _from_rdflib(value)
    item = getattr(value, "item", None)  # numpy's scalars
    value = item() if callable(item) else value
    if isinstance(value, bool | int | float | str):
        return ox.Literal(value)
    for kind, name in ((Decimal, "decimal"), (date, "dateTime" if hasattr(value, "hour") else "date")):
        if isinstance(value, kind):
            text = value.isoformat() if isinstance(value, date) else format(value, "f")
            return ox.Literal(text, datatype=_xsd(name))
    raise QueryError(f"A {type(value).__name__} cannot be bound to a variable. Give a text, number, truth value, date or RDF term.")


def guess_term(text: str) -> Term:
    """Read what the command line gives for a variable that no header declares: an RDF term if it is written as one, else a text.

    >>> guess_term("id:syria"), guess_term('"} DROP ALL')
    (<NamedNode value=https://w3id.org/conflict-kg/id/syria>,
     <Literal value="} DROP ALL datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>)
    """

    try:
        found = tokens(text)
    except QueryError:
        found = ()
    is_known = len(found) == 1 and found[0].text == text and found[0].kind == "name" and text.partition(":")[0] in PREFIXES
    if is_known or re.fullmatch(r"<[^<>\s]+>", text):
        return read_iri(text)
    return _read_number("", text) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else ox.Literal(text)


def _read_string(name: str, text: str) -> Term:

    return ox.Literal(text)


def _read_number(name: str, text: str) -> Term:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise QueryError(f"{text!r} is no number, which {name!r} must be. Write it like 50 or 35.1.") from error
    if not number.is_finite():
        raise QueryError(f"{text!r} is no finite number, which {name!r} must be. Write it like 50 or 35.1.")
    return to_term(int(number) if number == number.to_integral_value() else number)


def _read_date(name: str, text: str) -> Term:
    try:
        return to_term(date.fromisoformat(text))
    except ValueError as error:
        raise QueryError(f"{text!r} is no day, which {name!r} must be. Write it like 2021-07-04.") from error


READERS = {"string": _read_string, "number": _read_number, "date": _read_date}


def _is_rdflib(value: object) -> bool:
    return type(value).__module__.startswith("rdflib")


def _from_rdflib(value: object) -> Term:
    import rdflib

    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if isinstance(value, rdflib.Literal):
        if value.language:
            return ox.Literal(str(value), language=value.language)
        return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype)) if value.datatype else None)
    raise QueryError(f"{value!r} cannot be bound to a variable: only IRIs and literals can.")


def _xsd(name: str) -> ox.NamedNode:

    return ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}")

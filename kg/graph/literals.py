"""Python values go in, RDF literals come out, in the one spelling that every store keeps.

Oxigraph rewrites other spellings when they are loaded ("1.50" becomes "1.5", language tags become lower-case), and a rewritten literal is
another literal to whoever compares files.
"""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal

from kg.graph.namespaces import expand
from kg.text.edtf import EdtfDate

DECIMAL = expand("xsd:decimal")
_INTEGER = expand("xsd:integer")
_BOOLEAN = expand("xsd:boolean")
_DATE = expand("xsd:date")
_PRECISIONS = {10: _DATE, 7: expand("xsd:gYearMonth"), 4: expand("xsd:gYear")}


def integer(value: int) -> Literal:
    """Give a whole number.

    >>> integer(7).value
    '7'
    """
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float | Decimal) -> Literal:
    """Give a decimal number, rounded to six places, without trailing zeros.

    >>> [decimal(x).value for x in (1.0, 0.85, 40.630, -0.0)]
    ['1', '0.85', '40.63', '0']
    """
    text = f"{Decimal(str(value)):.6f}".rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=DECIMAL)


def boolean(value: bool) -> Literal:
    """Give a truth value."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def words(text: str) -> Literal:
    """Give a text in no language in particular: quotes, names of files, codes."""
    return Literal(text)


def english(text: str) -> Literal:
    """Give an English text."""
    return Literal(text, language="en")


def day(iso: str) -> Literal:
    """Give a day, from its ISO date."""
    return Literal(iso, datatype=_DATE)


def date_literal(date: EdtfDate) -> Literal | None:
    """Give a date as precise as it is known; None for intervals, seasons, decades and what is not known.

    >>> from kg.text.edtf import parse_edtf
    >>> texts = ("2021-07-05?", "2021-03~", "2021", "XXXX-07-04", "2021-01/2021-03")
    >>> [getattr(date_literal(parse_edtf(text)), "value", None) for text in texts]
    ['2021-07-05', '2021-03', '2021', '--07-04', None]
    """
    if date.precision == "day" and date.earliest is None:
        return Literal("-" + date.text.rstrip("~?%").removeprefix("XXXX"), datatype=expand("xsd:gMonthDay"))
    if date.precision not in ("day", "month", "year") or date.earliest is None:
        return None
    iso = date.earliest.isoformat()[: {"day": 10, "month": 7, "year": 4}[date.precision]]
    return Literal(iso, datatype=_PRECISIONS[len(iso)])


def canonical(literal: Literal) -> Literal:
    """Give a literal that somebody else wrote in our spelling.

    >>> canonical(Literal("40.630", datatype=DECIMAL)).value
    '40.63'
    """
    if literal.datatype == DECIMAL:
        return decimal(Decimal(literal.value))
    return integer(int(literal.value)) if literal.datatype == _INTEGER else literal

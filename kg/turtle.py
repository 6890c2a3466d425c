"""Turtle files of knowledge in, their triples out; what is wrong with a file is named with its line.

The gazetteer and the ontology are read with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ResourceError

if TYPE_CHECKING:
    from pyoxigraph import Triple

KG = "https://w3id.org/conflict-kg/ontology#"
ID = "https://w3id.org/conflict-kg/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WGS = "http://www.w3.org/2003/01/geo/wgs84_pos#"
DCT = "http://purl.org/dc/terms/"
GEO = "http://www.opengis.net/ont/geosparql#"

_PREFIXES = {KG: "kg:", ID: "id:", RDF: "rdf:", RDFS: "rdfs:", OWL: "owl:", SKOS: "skos:", WGS: "wgs:", DCT: "dct:", GEO: "geo:"}
_REACH = 60  # lines of one entry that are searched for a word


def parse_turtle(path: Path) -> Iterator[Triple]:
    """Parse a file as far as it goes; to be used inside `naming`."""
    from pyoxigraph import RdfFormat
    from pyoxigraph import parse as parse_rdf

    return parse_rdf(path=str(path), format=RdfFormat.TURTLE)


@contextmanager
def naming(path: Path, kind: str) -> Iterator[None]:
    """Turn what the parser raises into an error that names the file, of a ``kind`` such as "gazetteer", and the line."""
    try:
        yield
    except SyntaxError as error:
        raise ResourceError(f"{path}, line {error.lineno}: not valid Turtle: {error.msg}. The shipped files show the form.") from error
    except OSError as error:
        hint = "Give the path of a Turtle file (.ttl)."
        raise ResourceError(f"Cannot read the {kind} file {path}: {error.strerror or error}. {hint}") from error
    except AttributeError as error:  # a quoted triple has no value
        raise ResourceError(f"{path}: a triple about a triple. Allowed: subjects with properties.") from error


def shorten(iri: str) -> str:
    """Write an IRI with the prefix of the shipped files, or in full where none fits (a wrongly bound prefix shows).

    >>> shorten(KG + "Attack"), shorten("https://example.org/Attack")
    ('kg:Attack', '<https://example.org/Attack>')
    """
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return f"<{iri}>"


def find_line(path: Path, subject: str, word: str | None = None) -> int:
    """Find the line of a word in what a file says of a subject (an IRI), else of the subject itself.

    The parser gives lines for wrong syntax only.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    names = "|".join(re.escape(name) for name in (shorten(subject), f"<{subject}>"))
    start = next((n for n, line in enumerate(lines) if re.match(rf"\s*({names})(\s|$)", line)), 0)
    after = (n for n, line in enumerate(lines[start : start + _REACH], start) if word and word in line)
    return next(after, start) + 1

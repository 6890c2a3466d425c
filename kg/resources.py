"""Knowledge files in, values out: the gazetteer, the lexicon, the ontology, the shapes and the named queries.

Files are looked for in the installed package first, then beside the checkout. Analysts add files of their own with ``extra``:
an entry with a new id is added; one with a known id adds its names to ours and replaces our single values.

>>> load_gazetteer().entries["syria"].label
'Syria'
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import ResourceError
from kg.gazetteer import Gazetteer, entity_classes, parse
from kg.ontology import Ontology, read_ontology

_PACKAGE = Path(__file__).resolve().parent

Version = tuple[Path, int, int]
"""A file, and when and how long it was when it was read."""


def data_path(*parts: str) -> Path:
    """Give the path of a file or folder of knowledge, in the package or beside the checkout.

    >>> data_path("gazetteer").is_dir()
    True
    """
    for folder in (_PACKAGE / "data", _PACKAGE.parent):
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceError(f"No file {'/'.join(parts)!r} in the package's data, nor beside it. Is the installation complete?")


def ontology_text() -> str:
    """Give the ontology, in Turtle."""
    return _read(data_path("ontology.ttl"))


def shapes_text() -> str:
    """Give the SHACL shapes, in Turtle."""
    return _read(data_path("shapes.ttl"))


def query_names() -> tuple[str, ...]:
    """Give the names of the shipped queries, sorted."""
    return _names("queries", ".rq")


def query_text(name: str) -> str:
    """Give the SPARQL of a shipped query.

    Raises
    ------
    ResourceError
        If there is no query of that name; the message names the nearest one.
    """
    return _read(_named("query", name, "queries", ".rq", "List them with: kg query --list"))


def lexicon_names() -> tuple[str, ...]:
    """Give the names of the shipped lexicon files, sorted."""
    return _names("lexicon", ".toml")


def lexicon(name: str) -> dict[str, Any]:
    """Give the tables of a shipped lexicon file.

    Raises
    ------
    ResourceError
        If there is no lexicon of that name, or a file is not TOML; the message names file and line.
    """
    return _parse_toml(_named("lexicon", name, "lexicon", ".toml", f"There are: {', '.join(lexicon_names())}"))


def load_ontology(own: Sequence[Path] = ()) -> Ontology:
    """Load the classes of the shipped ontology, and of ``own`` files.

    >>> load_ontology().lineage("RocketAttack")
    ('RocketAttack', 'Attack', 'KineticEvent', 'Event')

    Raises
    ------
    ResourceError
        If a file has a mistake; the message names file, line, what is wrong and what is allowed.
    """
    return _cached_ontology(versions(own, "ontology"))


@lru_cache(maxsize=4)
def _cached_ontology(own: tuple[Version, ...]) -> Ontology:
    return read_ontology(ontology_text(), [path for path, _, _ in own])


def gazetteer_paths(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Give the shipped gazetteer files in order of name, then the extra ones."""
    return (*sorted(data_path("gazetteer").glob("*.ttl")), *(Path(path) for path in extra))


def load_gazetteer(extra: Sequence[Path] = ()) -> Gazetteer:
    """Load the shipped gazetteer and the ``extra`` files; the same files are parsed once in a process.

    Raises
    ------
    ResourceError
        If a file has a mistake; the message names file, line, what is wrong and what is allowed.
    """
    shipped = len(gazetteer_paths())
    return _cached(versions(gazetteer_paths(extra), "gazetteer"), shipped)


def digests(paths: Sequence[Path]) -> dict[str, str]:
    """Give the SHA-256 of each file under its name: which knowledge a graph was built with."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths, key=lambda p: p.name)}


@lru_cache(maxsize=4)
def _cached(versions: tuple[Version, ...], shipped: int) -> Gazetteer:
    paths = tuple(path for path, _, _ in versions)
    return parse(paths[:shipped], paths[shipped:], entity_classes(ontology_text()), data_path("gazetteer", "world.tsv"))


def versions(paths: Sequence[Path], kind: str) -> tuple[Version, ...]:
    """Give files of a ``kind`` such as "gazetteer" as they are now, to tell an edited file from the one that was read."""
    return tuple(_version(path, kind) for path in paths)


def _version(path: Path, kind: str) -> Version:
    try:
        stat = path.stat()
    except OSError as error:
        form = "TOML file (.toml)" if kind == "lexicon" else "Turtle file (.ttl)"
        raise ResourceError(f"Cannot read the {kind} file {path}: {error.strerror}. Give the path of a {form}.") from error
    return path, stat.st_mtime_ns, stat.st_size


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"Cannot read {path}: {error}. It must be a text file in UTF-8.") from error


def _names(folder: str, suffix: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in data_path(folder).glob(f"*{suffix}")))


def _named(kind: str, name: str, folder: str, suffix: str, hint: str) -> Path:
    names = _names(folder, suffix)
    if name in names:
        return data_path(folder, name + suffix)
    near = get_close_matches(name, names, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise ResourceError(f"No {kind} named {name!r}.{guess} {hint}")


def _parse_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{path}: not valid TOML: {error}") from error

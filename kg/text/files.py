"""Paths go in: files, folders, globs; the files that hold articles come out, and what was named and is none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
_NO_ARTICLES = ("README", "LICENSE", "LICENCE", "CONTRIBUTING", "CHANGELOG", "NOTICE")  # what else lies in folders of text files


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, and the folders that may hold its list of articles, nearest first."""

    path: Path
    folders: tuple[Path, ...]


def find_files(paths: Iterable[str]) -> tuple[tuple[FoundFile, ...], tuple[str, ...]]:
    """Find the files of articles: each once, in the order of the paths, alphabetically inside a folder.

    Subfolders are searched; hidden files and folders are passed over, links to folders not followed, ``README`` and its like left out.

    Returns the files, and one message for each path without any.

    Raises
    ------
    InputError
        If a path does not exist or a glob matches nothing.
    """
    files: dict[Path, FoundFile] = {}
    problems: list[str] = []
    missing: list[str] = []
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            found, top, problem = list(_walk(path)), path, f"{path}: no articles in this folder"
        elif path.exists():
            found, top, problem = [path], path.parent, ""
        else:
            found, top, problem = _match(path), None, f"{path}: no articles among what matches"
        articles = [file for file in found if _is_article(file, is_named=not problem)]
        if not found and not path.is_dir():
            missing.append(given)
        elif not articles:
            problems.append(_say_why_not(path, problem, found))
        for file in articles:
            files.setdefault(file.resolve(), FoundFile(file, _folders(file, top or file.parent)))
    if missing:
        raise InputError(
            f"No such file or folder: {', '.join(missing)}. Nothing was read. Check the spelling; paths count from {Path.cwd()}."
        )
    return tuple(files.values()), tuple(problems)


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and its subfolders in alphabetical order, without hidden ones."""
    for root, folders, names in os.walk(folder):  # follows no links: they may lead in circles
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _match(pattern: Path) -> list[Path]:
    """The files that a glob matches; none if it is no glob."""
    if not any(char in str(pattern) for char in "*?["):
        return []
    base = Path(pattern.anchor)
    return sorted(path for path in base.glob(str(pattern.relative_to(pattern.anchor))) if path.is_file())


def _is_article(path: Path, *, is_named: bool) -> bool:
    """Say whether a file holds articles, by its name; one that was named itself may also be a README."""
    return path.suffix.lower() in SUFFIXES and (is_named or not path.stem.upper().startswith(_NO_ARTICLES))


def _say_why_not(path: Path, problem: str, found: list[Path]) -> str:
    allowed = f"Articles end in {', '.join(SUFFIXES)}."
    if problem:
        return f"{problem} ({len(found)} other files). {allowed}"
    kind = f"{path.suffix!r} files are not read" if path.suffix else "a file without a suffix is not read"
    return f"{path}: {kind}. {allowed} Try: save the article as plain text, with the suffix .txt."


def _folders(path: Path, top: Path) -> tuple[Path, ...]:
    """The folders from a file's own up to ``top``, and the one above that."""
    own, last = path.parent.resolve(), top.resolve()
    return (*(folder for folder in (own, *own.parents) if folder.is_relative_to(last)), last.parent)

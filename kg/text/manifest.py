"""A list of articles (``articles.csv``: file,title,outlet,date,url) goes in; what it says of each file, and its mistakes, come out.

The list stands in the folder of the articles or in one above. Only the column ``file`` has to be there; an empty cell means: not known.
A file with several rows holds several articles, in the order of the rows; the title of each row after the first stands in the file word for
word, on the line where its article starts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from kg.errors import InputError
from kg.text.decoding import read_text
from kg.text.edtf import parse_edtf
from kg.text.facts import Facts

NAME = "articles.csv"
COLUMNS = ("file", "title", "outlet", "date", "url")
_SHOWN = 5  # names in one message


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the list (counted from 1), the file it names, and the facts."""

    line: int
    file: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Manifest:
    """A list of articles that was read."""

    path: Path
    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)  # by file as written
    problems: tuple[str, ...] = ()

    def rows_of(self, file: Path) -> tuple[Row, ...]:
        """The rows of a file, in order; rows name it by its path from the list's folder, or by its name alone."""
        path, folder = file.resolve(), self.path.resolve().parent
        by_path = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file.name
        return self.rows.get(by_path) or self.rows.get(file.name, ())

    def find_unknown(self, names: Set[str]) -> tuple[str, ...]:
        """Say which files of the list are neither there nor among the names of the files that were read."""
        missing = [rows[0] for file, rows in self.rows.items() if file not in names and not _exists(self.path.parent / file)]
        if not missing:
            return ()
        shown = ", ".join(f"{row.file!r} (line {row.line})" for row in missing[:_SHOWN])
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        return (f"{self.path}: no such file: {shown}{more}. Check the spelling in the column 'file'.",)


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False


def find_manifest(folders: Iterable[Path]) -> Path | None:
    """Give the list of articles in the first of the folders that has one."""
    return next((folder / NAME for folder in folders if _exists(folder / NAME)), None)


def read_manifest(path: Path) -> Manifest:
    """Read a list of articles; what is wrong with a row costs that row, or that cell, alone."""
    try:
        text = read_text(path).removeprefix("\ufeff")
        lines = csv.reader(StringIO(text, newline=""), strict=True)
        numbered = [(lines.line_num, cells) for cells in lines if any(cell.strip() for cell in cells)]
    except InputError as error:
        return Manifest(path, problems=(f"{error} The articles are read without the list.",))
    except csv.Error as error:
        return Manifest(
            path, problems=(f"{path}: line {lines.line_num}: not a CSV file ({error}). The articles are read without the list.",)
        )
    return _read_rows(path, numbered)


def _read_rows(path: Path, numbered: list[tuple[int, list[str]]]) -> Manifest:
    header = [name.strip().lower() for name in numbered[0][1]]
    if "file" not in header:
        hint = " Separate the columns by commas." if ";" in numbered[0][1][0] or "\t" in numbered[0][1][0] else ""
        message = f"{path}: line 1: no column 'file'. The columns are {', '.join(COLUMNS)}.{hint} The articles are read without the list."
        return Manifest(path, problems=(message,))
    problems = [
        f"{path}: line 1: unknown column {name!r} is left out. The columns are {', '.join(COLUMNS)}."
        for name in header
        if name not in COLUMNS
    ]
    rows: dict[str, tuple[Row, ...]] = {}
    for line, cells in numbered[1:]:
        row, found = _read_row(path, line, header, cells)
        problems += found
        if row is None:
            continue
        before = rows.get(row.file, ())
        if any(row.facts.title == other.facts.title for other in before):
            problems.append(f"{path}: line {line}: {row.file!r} stands in the list already, with the same title; the row is left out.")
        else:
            rows[row.file] = (*before, row)
    return Manifest(path, rows, tuple(problems))


def _read_row(path: Path, line: int, header: list[str], cells: list[str]) -> tuple[Row | None, list[str]]:
    if len(cells) > len(header):
        return None, [
            f"{path}: line {line}: {len(cells)} cells for {len(header)} columns; the row is left out. "
            'Put text that holds a comma in quotes: "Rockets hit base, no one hurt".'
        ]
    known = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
    if "file" not in known:
        return None, [f"{path}: line {line}: no file is named; the row is left out."]
    date, problems = known.get("date"), []
    if date is not None:
        try:
            parse_edtf(date)
        except InputError as error:
            problems = [f"{path}: line {line}: {error} The article is read without this date."]
            date = None
    return Row(
        line, known["file"].replace("\\", "/").removeprefix("./"), Facts(known.get("title"), known.get("outlet"), date, known.get("url"))
    ), problems

"""Lexicon files of one's own in, their tables in the form of ours out, with every mistake named with its line.

Such a file has a table for each of ours that it adds to: ``[[events.event]]`` is read beside the entries of `events.toml`,
``[nominals.heads]`` beside that table of `nominals.toml`. What a file may hold follows from what ours hold: their tables, their keys, the
values of their entries.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import ResourceError, suggest
from kg.ontology import Ontology

Tables = Mapping[str, Any]
"""The content of lexicon files, by the name of the file, the table and the key."""

_HEADER = re.compile(r"\s*\[\[?[\w.\s\"-]+\]\]?\s*(#.*)?")
_NEW_KEYS = ("events.frames",)  # tables whose keys are names that a file may add to
_ONE_LIST_EACH = ("nominals.heads", "facilities.after", "facilities.before", "events.weapons")  # tables that say what a word is


@dataclass(frozen=True)
class _File:
    """A lexicon file being checked, against ours."""

    path: Path
    text: str
    ours: Tables
    ontology: Ontology

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def mistake(self, table: str, what: str, allowed: str, word: str | None = None, nth: int = 0) -> ResourceError:
        return ResourceError(f"{self.path}, line {self.line(table, word, nth)}: [{table}]: {what}. Allowed: {allowed}.")

    def line(self, table: str, word: str | None, nth: int) -> int:
        """Find the line of a word under the nth header of a table, else of the header itself (TOML's parser gives none)."""
        header = re.compile(rf"\s*\[\[?\s*{re.escape(table)}\s*\]")
        starts = [n for n, line in enumerate(self.lines) if header.match(line)][nth:] or [0]
        end = next((n for n, line in enumerate(self.lines) if n > starts[0] and _HEADER.fullmatch(line)), len(self.lines))
        end = end if header.match(self.lines[starts[0]]) else len(self.lines)
        wanted = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])") if word is not None else None
        found = (n for n in range(starts[0], end) if wanted and wanted.search(self.lines[n]))
        return next(found, starts[0]) + 1


def read_words(path: Path, ours: Tables, ontology: Ontology) -> dict[str, dict[str, Any]]:
    """Read one file and see that all in it is of a kind that ours have.

    Raises
    ------
    ResourceError
        It names the file, the line, what is wrong and what is allowed.
    """
    text = _read(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f'{path}: not valid TOML: {error}. Words stand in quotes, lists in brackets: verbs = ["raze"].') from error
    file = _File(path, text, ours, ontology)
    own_frames = content.get("events", {}).get("frames", {}) if isinstance(content.get("events"), dict) else {}
    for name, tables in content.items():
        _check_name(file, name, ours, "a table of")
        if not isinstance(tables, dict):
            raise file.mistake(name, "is no table of tables", f"[{name}.TABLE], where TABLE is {suggest(name, sorted(ours[name]))}", name)
        for table, value in tables.items():
            _check_table(file, name, table, value, own_frames if isinstance(own_frames, dict) else {})
    return content


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResourceError(f"Cannot read the lexicon file {path}: it is not in UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except OSError as error:
        raise ResourceError(f"Cannot read the lexicon file {path}: {error.strerror}. Give the path of a TOML file.") from error


def _check_name(file: _File, name: str, allowed: Tables, what: str) -> None:
    if name in allowed:
        return
    within = [f"{other}.{name}" for other, tables in file.ours.items() if name in tables]
    hint = f"did you mean [{within[0]}]? " if within else ""
    raise file.mistake(name, f"there is no {name!r} in our lexicon", hint + suggest(name, sorted(allowed)), name)


def _check_table(file: _File, name: str, table: str, value: Any, own_frames: Tables) -> None:
    path = f"{name}.{table}"
    ours = file.ours[name].get(table)
    if ours is None:
        raise file.mistake(path, f"there is no table {table!r} in {name}", suggest(table, sorted(file.ours[name])), table)
    if isinstance(ours, list) != isinstance(value, list):
        form = f"entries, each under [[{path}]]" if isinstance(ours, list) else f"one table [{path}]"
        raise file.mistake(path, "the brackets are wrong", form)
    if isinstance(value, list):
        for nth, entry in enumerate(value):
            _check_entry(file, path, entry, nth, {**file.ours[name].get("frames", {}), **own_frames})
    else:
        _check_keys(file, path, value, ours)


def _check_keys(file: _File, path: str, value: Any, ours: Tables) -> None:
    if not isinstance(value, dict):
        raise file.mistake(path, "is no table", f"[{path}], with lines key = [words]", path.rpartition(".")[2])
    for key, words in value.items():
        if path in _NEW_KEYS:
            _check_frame(file, path, key, words, ours)
            continue
        if key not in ours:
            raise file.mistake(path, f"there is no {key!r}", suggest(key, sorted(ours)), key)
        _check_words(file, path, key, words, ours[key])


def _check_frame(file: _File, path: str, name: str, frame: Any, ours: Tables) -> None:
    """A frame says which position fills which role."""
    roles = sorted({role for each in ours.values() for role in each.values()})
    if not isinstance(frame, dict) or not frame:
        raise file.mistake(path, f"the frame {name!r} is no table", f'[{path}.{name}], with lines such as subject = "agents"', name)
    for position, role in frame.items():
        if role not in roles:
            raise file.mistake(f"{path}.{name}", f"{position} fills {role!r}", suggest(str(role), roles), position)


def _check_words(file: _File, path: str, key: str, words: Any, ours: Any, nth: int = 0) -> None:
    """Words stand in a list, or each before an example: in lower case where all of ours do, names of classes where all of ours are."""
    examples = words.values() if isinstance(words, dict) else ()
    is_list = isinstance(words, list | dict) and all(isinstance(each, str) and each.strip() for each in (*words, *examples))
    if not is_list:
        raise file.mistake(path, f"{key} is no list of words", f'{key} = ["one", "another"]', key, nth)
    is_lower = all(word == word.lower() for word in ours)
    is_class = bool(ours) and all(word in file.ontology.above for word in ours)
    for word in words:
        if is_lower and word != word.lower():
            raise file.mistake(path, f"{word!r} has a capital letter", f"{word.lower()!r}; names go into a gazetteer", word, nth)
        if is_class and word not in file.ontology.above:
            raise file.mistake(path, f"{word!r} is no class", suggest(word, sorted(file.ontology.above)), word, nth)


def add_words(tables: Tables, own: Tables) -> None:
    """Add the words of a file of one's own: its entries of events go first, so that they count before ours; so do its cues, which go last.

    A word moves to the list that the file gives it, where the lists of a table say what a word is.
    """
    for name, content in own.items():
        for table, value in content.items():
            known = tables[name][table]
            if isinstance(value, list):
                known[:] = [*value, *known] if name == "events" else [*known, *value]
                continue
            if f"{name}.{table}" in _ONE_LIST_EACH:
                moved = {word for words in value.values() for word in words}
                known.update({key: [word for word in words if word not in moved] for key, words in known.items()})
            for key, words in value.items():
                is_new = f"{name}.{table}" in _NEW_KEYS
                known[key] = words if is_new else [*known[key], *(word for word in words if word not in known[key])]


# --- entries: events and cues --------------------------------------------------------------------------------------------------


def _check_entry(file: _File, path: str, entry: Any, nth: int, frames: Tables) -> None:
    ours = file.ours[path.partition(".")[0]][path.partition(".")[2]]
    fields = {key: value for each in ours for key, value in each.items()}
    if not isinstance(entry, dict):
        raise file.mistake(path, "is no entry", f"[[{path}]], with lines key = value", None, nth)
    for key, value in entry.items():
        if key not in fields:
            raise file.mistake(path, f"there is no {key!r}", suggest(key, sorted(fields)), key, nth)
        if isinstance(fields[key], list | dict):  # of cues a table: word = example
            _check_words(file, path, key, value, _all_words(ours, key), nth)
        elif type(value) is not type(fields[key]):
            raise file.mistake(path, f"{key} is {value!r}", _example(fields[key]), key, nth)
        elif isinstance(value, str):
            _check_value(file, path, key, value, _values(file, entry, ours, key, frames), nth)
    needed = [key for key in ("type", "act", "frame") if all(key in each for each in ours)]
    for key in needed:
        if key not in entry:
            raise file.mistake(path, f"an entry without {key}", f"entries with {', '.join(needed)}", None, nth)
    if not entry.get("verbs") and not entry.get("nouns"):
        raise file.mistake(path, "an entry without words", 'verbs = ["..."] or nouns = ["..."], or both', None, nth)


def _example(value: Any) -> str:
    return "true or false" if isinstance(value, bool) else "one word in quotes"


def _all_words(entries: Sequence[Tables], key: str) -> list[str]:
    return [word for entry in entries for word in entry.get(key, ())]


def _values(file: _File, entry: Tables, ours: Sequence[Tables], key: str, frames: Tables) -> Sequence[str] | None:
    """What a field may say: a class of events, a frame, or what one of our entries with the same parts of speech says."""
    if key == "type":
        return file.ontology.events()
    if key == "frame" and frames:
        return sorted(frames)
    if key.startswith("example"):
        return None
    return sorted(set(_values_of(entry, ours, key)))


def _values_of(entry: Tables, ours: Sequence[Tables], key: str) -> Iterator[str]:
    parts = [part for part in ("verbs", "nouns") if entry.get(part)]
    yield from (each[key] for each in ours if key in each and all(each.get(part) for part in parts))


def _check_value(file: _File, path: str, key: str, value: str, allowed: Sequence[str] | None, nth: int) -> None:
    if allowed is not None and value not in allowed:
        raise file.mistake(path, f"{key} is {value!r}", suggest(value, allowed), value, nth)

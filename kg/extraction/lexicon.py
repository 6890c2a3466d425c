"""Lexicon files in, look-up tables out: which words name events, weapons, cues and relations, and what each does with its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import resources


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that names an event: its class, its frame (preposition or position -> role) and what it needs beside it to be one."""

    word: str
    type: str
    frame: dict[str, str]
    frame_name: str
    needs: str | None = None
    is_aggregate: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of speech: the act it is, and the pattern of its clause."""

    word: str
    act: str
    frame: str


@dataclass(frozen=True)
class Lexicon:
    """All tables, keyed by lemma or lower-case phrase."""

    verbs: dict[str, tuple[EventWord, ...]]
    nouns: dict[str, tuple[EventWord, ...]]
    weapons: dict[str, str]
    cue_verbs: dict[str, Cue]
    cue_nouns: dict[str, Cue]
    heads: dict[str, str]  # noun (lower case, as written) -> entity type
    after: dict[str, str]  # facility noun behind a name -> type
    before: dict[str, str]  # "camp", "village of" -> type
    relations: dict[str, dict[str, Any]]
    tables: dict[str, dict[str, Any]] = field(repr=False)

    def words(self, file: str, table: str, key: str) -> frozenset[str]:
        """The words of one list of a file."""
        return frozenset(self.tables[file][table][key])


@lru_cache(maxsize=4)
def load_lexicon(extra: Sequence[Path] = ()) -> Lexicon:
    """Load the shipped lexicon with the entries of ``extra`` files (a tuple of paths) beside it."""
    tables = {name: resources.lexicon(name) for name in ("events", "cues", "nominals", "facilities", "relations")}
    for path in extra:
        for name in tables:
            if path.stem == name:
                tables[name] = resources.lexicon(name, (path,))
    verbs, nouns = _event_words(tables["events"])
    cue_verbs, cue_nouns = _cues(tables["cues"])
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        weapons={word: kind for kind, words in tables["events"]["weapons"].items() for word in words},
        cue_verbs=cue_verbs,
        cue_nouns=cue_nouns,
        heads={word: kind for kind, words in tables["nominals"]["heads"].items() for word in words},
        after={word: kind for kind, words in tables["facilities"]["after"].items() for word in words},
        before={word: kind for kind, words in tables["facilities"]["before"].items() for word in words},
        relations=tables["relations"],
        tables=tables,
    )


def _event_words(tables: dict[str, Any]) -> tuple[dict[str, tuple[EventWord, ...]], dict[str, tuple[EventWord, ...]]]:
    verbs: dict[str, tuple[EventWord, ...]] = {}
    nouns: dict[str, tuple[EventWord, ...]] = {}
    for entry in tables["event"]:
        for table, key in ((verbs, "verbs"), (nouns, "nouns")):
            for word in entry.get(key, ()):
                event = EventWord(
                    word, entry["type"], tables["frames"][entry["frame"]], entry["frame"], entry.get("needs"), entry.get("aggregate", False)
                )
                table[word] = (*table.get(word, ()), event)
    return verbs, nouns


def _cues(tables: dict[str, Any]) -> tuple[dict[str, Cue], dict[str, Cue]]:
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    for entry in tables["cue"]:
        for word in entry.get("verbs", ()):
            verbs[word] = Cue(word, entry["act"], entry["frame"])
        for word in entry.get("nouns", ()):
            nouns[word] = Cue(word, entry["act"], entry["frame"])
    return verbs, nouns

"""Lexicon files in, look-up tables out: which words name events, weapons, cues and relations, and what each does with its neighbors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.extraction.own_words import add_words, read_words
from kg.ontology import Ontology

FILES = ("events", "cues", "nominals", "facilities", "relations", "names", "context", "grammar", "acled", "senses")
_CLOSED = ("grammar",)  # words of the language, which no file of one's own adds to


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that names an event: its class, its frame (preposition or position -> role) and what it needs beside it to be one."""

    word: str
    type: str
    frame: dict[str, str]
    frame_name: str
    needs: str | None = None
    is_aggregate: bool = False
    own: str | None = None  # the class below `type` that a file of one's own gives it


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of speech or thought: the act it is, and the pattern of its clause."""

    word: str
    act: str
    frame: str
    is_speech: bool = True


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables, keyed by lemma or lower-case phrase; two lexicons are the same only if they are one object."""

    verbs: dict[str, tuple[EventWord, ...]]
    nouns: dict[str, tuple[EventWord, ...]]
    weapons: dict[str, str]
    cue_verbs: dict[str, Cue]
    thought_verbs: dict[str, Cue]
    cue_nouns: dict[str, Cue]
    thought_nouns: dict[str, Cue]
    heads: dict[str, str]  # noun (lower case, as written) -> entity type
    after: dict[str, str]  # facility noun behind a name -> type
    before: dict[str, str]  # "camp", "village of" -> type
    things: dict[str, str]  # noun of no entity -> "Weapon", "Vehicle" or "MilitaryPlatform"
    thing_words: frozenset[str] = field(repr=False)  # what such a noun may begin with
    relations: dict[str, dict[str, Any]]
    acled: dict[str, str]  # event class -> ACLED's name of it
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)  # "file.table.key" -> its words
    sets: Mapping[str, frozenset[str]] = field(repr=False)  # the same, to look words up in
    endings: frozenset[str] = field(repr=False)  # what a noun of `heads`, `after` or the groups may end with, up to the whole noun

    def words(self, path: str) -> frozenset[str]:
        """Give the words of a list, named by file, table and key.

        >>> "warplane" in load_lexicon().words("events.weapons.Airstrike")
        True
        """
        return self.sets[path]

    def is_event_noun(self, lemma: str) -> bool:
        """Say whether a noun names an event by itself, not only where somebody saw it ("convoys have been reported")."""
        return any(word.needs != "sighted" for word in self.nouns.get(lemma, ()))

    def ordered(self, path: str) -> tuple[str, ...]:
        """Give the words of a list in the order of the file."""
        return self.lists[path]

    def ordered_keys(self, path: str) -> tuple[str, ...]:
        """Give the keys of a table of lists, named by file and table, in the order of the file."""
        return tuple(name.removeprefix(f"{path}.") for name in self.lists if name.startswith(f"{path}."))


def load_lexicon(own: Sequence[Path] = (), ontologies: Sequence[Path] = ()) -> Lexicon:
    """Load the shipped lexicon with the words of ``own`` files beside it, whose classes may be those of own ``ontologies``."""
    return _cached(resources.versions(own, "lexicon"), resources.versions(ontologies, "ontology"))


@lru_cache(maxsize=4)
def _cached(own: tuple[resources.Version, ...], ontologies: tuple[resources.Version, ...]) -> Lexicon:
    ontology = resources.load_ontology([path for path, _, _ in ontologies])
    tables = {name: resources.lexicon(name) for name in FILES}
    ours = {name: content for name, content in tables.items() if name not in _CLOSED}
    for path in (path for path, _, _ in own):
        add_words(tables, read_words(path, ours, ontology))
    return _make_lexicon(tables, ontology)


def _make_lexicon(tables: Mapping[str, Any], ontology: Ontology) -> Lexicon:
    lists = dict(_lists(tables))
    heads, after = (_by_word(tables["nominals"]["heads"]), _by_word(tables["facilities"]["after"]))
    things = _by_word(tables["nominals"]["things"])
    return Lexicon(
        verbs=_event_words(tables["events"], "verbs", ontology),
        nouns=_event_words(tables["events"], "nouns", ontology),
        weapons=_by_word(tables["events"]["weapons"]),
        cue_verbs=_cues(tables["cues"]["cue"], "verbs", is_speech=True),
        thought_verbs=_cues(tables["cues"]["thought"], "verbs", is_speech=False),
        cue_nouns=_cues(tables["cues"]["cue"], "nouns", is_speech=True),
        thought_nouns=_cues(tables["cues"]["thought"], "nouns", is_speech=False),
        heads=heads,
        after=after,
        before=_by_word(tables["facilities"]["before"]),
        things=things,
        thing_words=frozenset(noun.split()[0] for noun in things),
        relations=tables["relations"],
        acled=_by_word(tables["acled"]["classes"]),
        lists=lists,
        sets={path: frozenset(words) for path, words in lists.items()},
        endings=_endings([*heads, *after, *lists["nominals.refine.group"]]),
    )


def _lists(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of words, under "file.table.key"."""
    for file, content in tables.items():
        for name, table in content.items():
            for key, words in table.items() if isinstance(table, dict) else ():
                if isinstance(words, list):
                    yield f"{file}.{name}.{key}", tuple(words)


def _by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
    """A table of lists turned round: word -> key."""
    return {word: key for key, words in table.items() for word in words}


def _endings(nouns: Sequence[str]) -> frozenset[str]:
    return frozenset(noun[i:] for noun in nouns for i in range(len(noun)))


def _event_words(tables: Mapping[str, Any], part: str, ontology: Ontology) -> dict[str, tuple[EventWord, ...]]:
    """The words of a part of speech ("verbs" or "nouns"), each with its events in order of the file."""
    found: dict[str, tuple[EventWord, ...]] = {}
    for entry in tables["event"]:
        frame, type = entry["frame"], ontology.kind(entry["type"])
        own = entry["type"] if entry["type"] != type else None
        for word in entry.get(part, ()):
            event = EventWord(word, type, tables["frames"][frame], frame, entry.get("needs"), entry.get("aggregate", False), own)
            found[word] = (*found.get(word, ()), event)
    return found


def _cues(entries: Sequence[Mapping[str, Any]], part: str, *, is_speech: bool) -> dict[str, Cue]:
    """The cues of a part of speech; their words are a list, or a table with an example beside each."""
    return {word: Cue(word, entry["act"], entry["frame"], is_speech) for entry in entries for word in entry.get(part, ())}

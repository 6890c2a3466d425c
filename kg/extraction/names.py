"""Text in, stretches that name a gazetteer entry out: a look-up of word sequences that forgives case, accents, hyphens and apostrophes.

"Kata’ib Hezbollah" and "Kataib Hizballah" are words to be listed; "Deir ez-Zor" and "Deir Ez Zor" are one key.
Names of the gazetteer match whole words only, and only where the text has a capital letter; abbreviations match with their
case ("US", not "us").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kg.gazetteer import Gazetteer
from kg.model import GazetteerEntry

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’ʼʿʾ`´][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0\-\u2010-\u2013'’ʼʿʾ`´]{1,2}|\. ?|['’]s |")  # what may stand between two words of one name
_BASE_AT = re.compile(r"(?P<base>(?:[\w.]+ ){0,3}(?:base|outpost|garrison)) (?:in|at|near) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
_APOSTROPHES = str.maketrans("", "", "'’ʼʿʾ`´")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, its offsets and the key it is looked up by."""

    start: int
    end: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A stretch of text that names one or several gazetteer entries."""

    start: int
    end: int
    entries: tuple[GazetteerEntry, ...]
    is_demonym: bool = False


def split_words(text: str) -> list[Word]:
    """Split into words as names are looked up.

    >>> [w.key for w in split_words("U.S. troops at Syria’s al-Omar")]
    ['us', 'troops', 'at', 'syria', 'al', 'omar']
    """
    words = []
    for match in _WORD.finditer(text):
        raw = _POSSESSIVE.sub("", match.group())
        words.append(Word(match.start(), match.start() + len(raw), fold(raw), raw))
    return words


def fold(word: str) -> str:
    """Lower case without accents, dots and apostrophes.

    >>> fold("Kata’ib"), fold("Hāshim"), fold("U.S.")
    ('kataib', 'hashim', 'us')
    """
    plain = word.translate(_APOSTROPHES).replace(".", "")
    if plain.isascii():
        return plain.lower()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def skeleton(name: str) -> str:
    """Consonants of a name without articles: what spelling variants of one Arabic, Persian or Slavic name share.

    >>> skeleton("Dayr az-Zawr") == skeleton("Deir ez-Zor")
    True
    """
    words = [w.key for w in split_words(name)]
    kept = [w for w in words if w not in _ARTICLES] or words
    text = "".join(kept)
    for pattern, by in _SOUNDS:
        text = pattern.sub(by, text)
    return text


_ARTICLES = frozenset(["al", "el", "as", "ad", "ar", "an", "at", "ash", "az", "ez", "es", "ed", "er", "et", "ul", "il", "the"])
_DIGRAPHS = {"sh": "s", "sch": "s", "th": "t", "dh": "d"}
_SOUNDS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"kh|ch"), "h"),
    (re.compile(r"gh|q|ck|c"), "k"),
    (re.compile(r"sh|sch|th|dh"), lambda match: _DIGRAPHS[match.group()]),
    (re.compile(r"ph"), "f"),
    (re.compile(r"[aeiouyw]"), ""),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"j"), "g"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"h$"), ""),
)


class NameIndex:
    """All names of a gazetteer, ready to be found in text."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._exact: dict[str, dict[tuple[str, ...], list[GazetteerEntry]]] = {}
        self._demonyms: dict[tuple[str, ...], list[GazetteerEntry]] = {}
        self._cased: dict[tuple[str, ...], list[tuple[str, GazetteerEntry]]] = {}
        self._skeletons: dict[str, list[GazetteerEntry]] = {}
        self._lower: set[tuple[str, ...]] = set()
        for entry in gazetteer.entries.values():
            for name in dict.fromkeys((entry.label, *entry.names)):
                self._add(name, entry)
            for name in entry.abbreviations:
                if key := self._open(name):
                    self._cased.setdefault(key, []).append((name.replace(".", ""), entry))
            for name in entry.demonyms:
                if key := self._open(name):
                    self._demonyms.setdefault(key, []).append(entry)
        self._longest = max((len(k) for table in self._exact.values() for k in table), default=0)

    def _open(self, name: str) -> tuple[str, ...]:
        """The key of a name, which has its place in the look-up from now on; empty if the name has no word."""
        key = _key(name)
        if key:
            self._exact.setdefault(key[0], {}).setdefault(key, [])
        return key

    def _add(self, name: str, entry: GazetteerEntry) -> None:
        key = self._open(name)
        if not key:
            return
        entries = self._exact[key[0]][key]
        if entry not in entries:
            entries.append(entry)
        if name == name.lower():
            self._lower.add(key)
        bones = skeleton(name)
        if len(bones) >= 4 and entry not in self._skeletons.setdefault(bones, []):
            self._skeletons[bones].append(entry)

    def find(self, text: str) -> Iterator[NameMatch]:
        """Give all longest matches, left to right, none overlapping."""
        words = split_words(text)
        i = 0
        while i < len(words):
            match, step = self._match_at(text, words, i)
            if match and words[i].key == "the" and i + 1 < len(words):
                match, step = self._without_article(text, words, i, match, step)
            if match and (base := _BASE_AT.match(text, match.start, match.end)):
                # "US base at Rmelan": the base is one mention, the place it is named after another
                match, step = replace(match, end=base.end("base")), len(base["base"].split())
            if match:
                yield match
            i += step

    def _without_article(self, text: str, words: list[Word], i: int, match: NameMatch, step: int) -> tuple[NameMatch, int]:
        """Leave out an article that is no part of the label: "the Red Sea", "The Gulf Clan", but "The Cradle"."""
        rest, more = self._match_at(text, words, i + 1)
        if rest is not None and rest.end > match.end:
            return rest, more + 1
        is_part = text[match.start] == "T" and any(entry.label.startswith("The ") for entry in match.entries)
        return (match if is_part else replace(match, start=words[i + 1].start)), step

    def _match_at(self, text: str, words: list[Word], i: int) -> tuple[NameMatch | None, int]:
        table = self._exact.get(words[i].key)
        if not table:
            return None, 1
        reach = 1
        while i + reach < len(words) and reach < self._longest and _GAP.fullmatch(text, words[i + reach - 1].end, words[i + reach].start):
            reach += 1
        for n in range(reach, 0, -1):
            key = tuple(w.key for w in words[i : i + n])
            if key in table and (match := self._accept(text, words[i : i + n], key, table[key])):
                return match, n
        return None, 1

    def _accept(self, text: str, words: list[Word], key: tuple[str, ...], entries: list[GazetteerEntry]) -> NameMatch | None:
        start, end = words[0].start, words[-1].end
        raw = "".join(w.text for w in words).replace(".", "")
        cased = [entry for written, entry in self._cased.get(key, ()) if written.replace(" ", "").replace("-", "") == raw.replace("-", "")]
        found = list(dict.fromkeys(cased)) if cased else list(entries)
        if key in self._demonyms and not found and words[0].text[:1].isupper():
            return NameMatch(start, end, tuple(self._demonyms[key]), is_demonym=True)
        if not found:
            return None
        if not cased and key not in self._lower and not _has_capital(words):
            return None
        return NameMatch(start, end, tuple(found))

    def similar(self, name: str, types: frozenset[str]) -> tuple[GazetteerEntry, ...]:
        """Entries of these types that share the name's skeleton and look alike: candidates for a name not listed as written."""
        bones = skeleton(name)
        if len(bones) < 4:
            return ()
        folded = " ".join(w.key for w in split_words(name))
        return tuple(
            entry
            for entry in self._skeletons.get(bones, ())
            if entry.type in types and max(fuzz.ratio(folded, " ".join(_key(n))) for n in (entry.label, *entry.names)) >= 78
        )


def _key(name: str) -> tuple[str, ...]:
    return tuple(w.key for w in split_words(name))


def _has_capital(words: list[Word]) -> bool:
    """Whether the match looks like a name: a word of it has a capital ("US forces", "pro-Russian separatists", "al-Omar")."""
    return any(c.isupper() for w in words for c in w.text)


_INDEXES: dict[int, tuple[Gazetteer, NameIndex]] = {}


def name_index(gazetteer: Gazetteer) -> NameIndex:
    """Give the index of a gazetteer, built once for each."""
    if id(gazetteer) not in _INDEXES:
        _INDEXES[id(gazetteer)] = (gazetteer, NameIndex(gazetteer))
    return _INDEXES[id(gazetteer)][1]


def prior(counts: Counter[str], entries: tuple[GazetteerEntry, ...]) -> tuple[GazetteerEntry, ...]:
    """Keep the candidates of the country that the article speaks of most, where that settles it.

    A place in a country the article never names is kept only if no other candidate is better placed.
    """
    if len(entries) < 2:
        return entries
    best = max(counts[entry.country or entry.id] for entry in entries)
    return tuple(entry for entry in entries if counts[entry.country or entry.id] == best) if best else entries

"""The clusters of an article so far: what they hold, and how the nearest ones are found without looking at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extraction.names import split_words
from kg.extraction.parsed import Phrase

Key = tuple[str, ...]
_SLACK = 200  # characters by which the ends of overlapping mentions may be out of order


@dataclass(slots=True, eq=False)
class Cluster:
    """The phrases of one entity."""

    index: int
    type: str
    phrases: list[Phrase] = field(default_factory=list)
    links: tuple[str, ...] = ()
    name: str | None = None
    owner: str | None = None
    is_named: bool = False
    is_plural: bool = False
    named: int = 0  # how many of the phrases are names

    @property
    def last(self) -> int:
        """Where the latest mention ends."""
        return self.phrases[-1].end

    def add(self, phrase: Phrase) -> None:
        """Take in a phrase; the first name decides the type, the least ambiguous one the links, the longest the name."""
        self.phrases.append(phrase)
        phrase.entity = self.index
        self.named += phrase.kind == "name"
        if phrase.kind != "nominal" and not self.is_named:
            self.is_named, self.type = True, phrase.type
        if phrase.links and (not self.links or len(phrase.links) < len(self.links)):
            self.links, self.name = phrase.links, phrase.name
        if self.name is None or (phrase.kind == "name" and not self.links and len(phrase.text) > len(self.name) and phrase.name is None):
            self.name = phrase.name or (phrase.text if phrase.kind == "name" else None)
        self.owner = self.owner or phrase.owner
        self.is_plural = self.is_plural or phrase.is_plural


class Clusters:
    """All clusters, by key, by the parts of names, and by where they were mentioned last."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self._by_key: dict[Key, Cluster] = {}
        self._by_name_part: dict[Key, dict[int, Cluster]] = defaultdict(dict)
        self._by_first_word: dict[str, dict[int, Cluster]] = defaultdict(dict)
        self._recent: dict[int, Cluster] = {}  # in order of the last mention

    def open(self, phrase: Phrase) -> Cluster:
        """Open a cluster for a phrase."""
        cluster = Cluster(len(self.all), phrase.type)
        self.all.append(cluster)
        return cluster

    def join(self, cluster: Cluster, phrase: Phrase, keys: Sequence[Key]) -> None:
        """Put a phrase into a cluster; keys that are taken stay with their cluster."""
        cluster.add(phrase)
        self._recent.pop(cluster.index, None)
        self._recent[cluster.index] = cluster
        for key in keys:
            self._by_key.setdefault(key, cluster)
        words = tuple(w.key for w in split_words(phrase.text))
        if len(words) > 1:
            self._by_first_word[words[0]][cluster.index] = cluster
        for i in range(1, len(words)):
            self._by_name_part[words[i:]][cluster.index] = cluster

    def by_keys(self, keys: Sequence[Key]) -> Cluster | None:
        """Give the cluster of the first key that has one."""
        return next((self._by_key[key] for key in keys if key in self._by_key), None)

    def by_name_part(self, words: Key) -> Cluster | None:
        """Give the latest named person with a longer name that ends with these words."""
        persons = [c for c in self._by_name_part.get(words, {}).values() if c.type == "Person" and c.is_named]
        return max(persons, key=lambda c: c.index, default=None)

    def by_first_name(self, word: str) -> Cluster | None:
        """Give the only named person whose longer name begins with a word."""
        persons = [c for c in self._by_first_word.get(word, {}).values() if c.type == "Person" and c.is_named]
        return persons[0] if len(persons) == 1 else None

    def recent(self, phrase: Phrase, reach: int) -> Iterator[Cluster]:
        """Give the clusters mentioned last within ``reach`` characters before a phrase, in any order."""
        for cluster in reversed(self._recent.values()):
            distance = phrase.start - cluster.last
            if distance >= reach + _SLACK:
                return
            if 0 <= distance < reach:
                yield cluster

    def nearest(self, phrase: Phrase, fits: Callable[[Cluster], bool], reach: int = 1500) -> Cluster | None:
        """Give the cluster mentioned last before a phrase that fits."""
        found = (c for c in self.recent(phrase, reach) if fits(c))
        return max(found, key=lambda c: (c.last, -c.index), default=None)

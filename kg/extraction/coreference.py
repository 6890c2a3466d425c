"""Phrases in, entities out: which mentions of one article stand for the same thing.

Names corefer by gazetteer entry, else by name; a noun phrase by its head, its owner and place ("US base at Rmelan"), or, when definite,
with the nearest thing before it of its kind ("the oilfield"). What has no antecedent is an entity of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.extraction import syntax
from kg.extraction.names import fold, split_words
from kg.extraction.parsed import ARMED, BASES, FACILITIES, FIELDS, ParsedArticle, Phrase

_KINDS = {**dict.fromkeys(BASES, "base"), **dict.fromkeys(FIELDS, "field")}
_CALLED = re.compile(r"\b(?:calling (?:itself|themselves)|known as|called|named|dubbed|referred to as),? (?:the )?[“\"‘']?$")
_GENERIC = frozenset({"group", "groups", "militia", "movement", "organization", "forces", "faction"})


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

    @property
    def last(self) -> int:
        """Where the latest mention ends."""
        return self.phrases[-1].end


def cluster_mentions(parsed: ParsedArticle) -> list[Cluster]:
    """Give the clusters in order of their first mention, and set `Phrase.entity`."""
    title = _title_end(parsed)
    book = _Book(parsed, title)
    for phrase in (*(p for p in parsed.phrases if p.start >= title), *(p for p in parsed.phrases if p.start < title)):
        cluster = book.find(phrase) or book.open(phrase)
        book.join(cluster, phrase)
    for cluster in book.clusters:
        cluster.phrases.sort(key=lambda p: p.start)
    return book.clusters


def _title_end(parsed: ParsedArticle) -> int:
    """Where the title ends: its noun phrases stand for what the text then names."""
    title = parsed.article.title_span
    return parsed.clean.to_clean(title.start, title.end)[1] if title is not None else 0


class _Book:
    """The clusters so far, with their keys."""

    def __init__(self, parsed: ParsedArticle, title_end: int) -> None:
        self.parsed = parsed
        self.title_end = title_end
        self.clusters: list[Cluster] = []
        self._by_key: dict[tuple[str, ...], Cluster] = {}

    def find(self, phrase: Phrase) -> Cluster | None:
        """The cluster that a phrase belongs to, None if it opens one."""
        if phrase.kind == "name" and (called := self._abbreviated(phrase)) is not None:
            return called
        for key in self._keys(phrase):
            if key in self._by_key:
                return self._by_key[key]
        if phrase.kind == "nominal":
            return self._antecedent(phrase)
        if phrase.type == "Person":
            return self._by_surname(phrase)
        return self._abbreviated(phrase)

    def open(self, phrase: Phrase) -> Cluster:
        cluster = Cluster(len(self.clusters), phrase.type)
        self.clusters.append(cluster)
        return cluster

    def join(self, cluster: Cluster, phrase: Phrase) -> None:
        cluster.phrases.append(phrase)
        phrase.entity = cluster.index
        if phrase.kind != "nominal" and not cluster.is_named:
            cluster.is_named, cluster.type = True, phrase.type
        if phrase.links and (not cluster.links or len(phrase.links) < len(cluster.links)):
            cluster.links, cluster.name = phrase.links, phrase.name
        if cluster.name is None or (
            phrase.kind == "name" and not cluster.links and len(phrase.text) > len(cluster.name) and phrase.name is None
        ):
            cluster.name = phrase.name or (phrase.text if phrase.kind == "name" else None)
        cluster.owner = cluster.owner or phrase.owner
        cluster.is_plural = cluster.is_plural or phrase.is_plural
        for key in self._keys(phrase):
            self._by_key.setdefault(key, cluster)

    # --- keys: equal key, same entity -------------------------------------------------------------------------------

    def _keys(self, phrase: Phrase) -> list[tuple[str, ...]]:
        kind = _KINDS.get(phrase.type, phrase.type)
        if phrase.links:
            return [("link", *phrase.links), *([("coalition",)] if "coalition" in phrase.links[0] else [])]
        if phrase.kind != "nominal":
            return [("name", kind, _name_key(phrase.name or phrase.text))]
        return self._nominal_keys(phrase, kind)

    def _nominal_keys(self, phrase: Phrase, kind: str) -> list[tuple[str, ...]]:
        head = self.parsed.doc[phrase.head].lemma_.lower()
        if phrase.type in FACILITIES:
            place = self._place_of(phrase)
            return [("at", kind, phrase.owner or "", place)] if place and not phrase.is_definite else []
        if phrase.type == "ArmedGroup":
            backer = self._backer(phrase)
            if backer:
                return [("backed", backer)]
            if self.parsed.doc[phrase.head].lower_ in _GENERIC or head in _GENERIC:
                return [] if phrase.text.lower() in _GENERIC else [("group", phrase.text.lower())]
            return [("group", phrase.owner or "", head)]
        if phrase.type in {"PopulationGroup", "MediaOutlet"}:
            return (
                [("people", fold(phrase.text))]
                if phrase.type == "PopulationGroup" and phrase.owner is None and head not in {"source", "official"}
                else [("people", phrase.text.lower(), str(phrase.start) if head in {"report", "source"} else "")]
            )
        if head == "coalition":
            return [("coalition",)]
        return []

    def _place_of(self, phrase: Phrase) -> str:
        for prep, token in syntax.prepositions(self.parsed.doc[phrase.head]):
            other = self.parsed.at.get(token.i)
            if prep in {"in", "at", "near", "inside"} and other is not None:
                return other.links[0] if other.links else fold(other.text)
        return ""

    def _backer(self, phrase: Phrase) -> str:
        """Whose group it is: "Iran" in "Iran-backed militia groups", "pro-Iran militias", "Iranian militias"."""
        doc = self.parsed.doc
        if phrase.owner:
            return phrase.owner
        for i in range(phrase.tokens[0] - 1, max(-1, phrase.tokens[0] - 5), -1):
            other = self.parsed.at.get(i)
            if doc[i].is_sent_start and other is None:
                break
            if other is not None:
                between = doc[other.tokens[-1] + 1 : phrase.tokens[0]].text.lower()
                return other.links[0] if other.links and re.search(r"backed|aligned|supported|linked|sponsored", between) else ""
        return ""

    # --- antecedents --------------------------------------------------------------------------------------------------

    def _antecedent(self, phrase: Phrase) -> Cluster | None:
        doc, head = self.parsed.doc, self.parsed.doc[phrase.head].lemma_.lower()
        if phrase.start < self.title_end:
            kind = _KINDS.get(phrase.type, phrase.type)
            return next((c for c in self.clusters if _KINDS.get(c.type, c.type) == kind and c.is_plural == phrase.is_plural), None)
        if (named := self._predicated(phrase)) is not None:
            return named
        if any(
            c.lower_ in {"a", "an", "another", "other", "no", "some", "several"}
            or (c.dep_ == "nummod" and phrase.type not in {"MilitaryForce"})
            for c in doc[phrase.head].children
        ):
            return (
                self._nearest_force(phrase)
                if phrase.type == "MilitaryForce" and not any(c.lower_ == "another" for c in doc[phrase.head].children)
                else None
            )
        if phrase.type == "State" and head in {"country", "nation"}:
            return self._country(phrase)
        if phrase.type in ARMED and (own := self._owned_force(phrase)) is not None:
            return own
        if phrase.type == "MilitaryForce":
            return self._nearest_force(phrase)
        if phrase.type == "Person" and (phrase.is_definite or head == "official"):
            return (
                self._nearest(phrase, lambda c: c.type == "Person" and not c.is_named and doc[c.phrases[-1].head].lemma_.lower() == head)
                if phrase.is_definite
                else None
            )
        if phrase.type == "ArmedGroup" and phrase.is_definite and head in _GENERIC:
            return self._nearest(phrase, lambda c: c.type == "ArmedGroup" and not (phrase.is_plural and c.is_named and not c.is_plural))
        if phrase.type in FACILITIES and phrase.is_definite:
            return self._facility(phrase, head)
        if phrase.type == "Region":
            return self._region(phrase, head)
        if phrase.type == "City" and phrase.is_definite:
            return self._nearest(phrase, lambda c: c.type == "City" and c.is_named)
        return None

    def _predicated(self, phrase: Phrase) -> Cluster | None:
        """Read "Al-Omar is Syria’s largest oil field": the field is what the subject names."""
        token = self.parsed.doc[phrase.head]
        subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None) if token.dep_ == "attr" else None
        other = self.parsed.at.get(subject.i) if subject is not None else None
        if other is None or other.entity < 0 or phrase.type not in FACILITIES:
            return None
        return self.clusters[other.entity] if self.clusters[other.entity].type in FACILITIES else None

    def _nearest(self, phrase: Phrase, fits: object) -> Cluster | None:
        found = [c for c in self.clusters if fits(c) and c.last <= phrase.start and phrase.start - c.last < 1500]  # type: ignore[operator]
        return max(found, key=lambda c: c.last, default=None)

    def _nearest_force(self, phrase: Phrase) -> Cluster | None:
        text = self.parsed.doc[phrase.head].lower_
        if text in {"police", "policeman", "policemen", "coalition"}:
            return None
        backer = self._backer(phrase)
        if backer:
            return None
        wanted = ARMED if text in {"forces", "fighters"} else {"MilitaryForce"}
        return self._nearest(phrase, lambda c: c.type in wanted and phrase.start - c.last < 1500)

    def _owned_force(self, phrase: Phrase) -> Cluster | None:
        """Read "its fighters", "their troops": the group or the state's forces named last."""
        doc = self.parsed.doc
        if not any(c.dep_ == "poss" and c.lower_ in {"its", "their", "his"} for c in doc[phrase.head].children):
            return None
        if phrase.type == "ArmedGroup":
            return self._nearest(phrase, lambda c: c.type == "ArmedGroup" and c.is_named)
        states = [c for c in self.clusters if c.type in {"State", "Government"} and c.last <= phrase.start and phrase.start - c.last < 200]
        state = max(states, key=lambda c: c.last, default=None)
        if state is None or not state.links:
            return None
        owner = state.links[0] if state.type == "State" else self.parsed.gazetteer.entries[state.links[0]].country
        return next((c for c in reversed(self.clusters) if c.type == "MilitaryForce" and c.owner == owner), None)

    def _country(self, phrase: Phrase) -> Cluster | None:
        states = [c for c in self.clusters if c.type == "State" and c.last <= phrase.start]
        named = Counter({c.index: sum(p.kind == "name" for p in c.phrases) for c in states})
        return max(states, key=lambda c: (named[c.index], c.last), default=None)

    def _facility(self, phrase: Phrase, head: str) -> Cluster | None:
        kind = _KINDS.get(phrase.type, phrase.type)
        if phrase.type == "Facility" and head not in {"facility", "site", "installation"}:
            return self._nearest(
                phrase, lambda c: c.type == "Facility" and any(self.parsed.doc[p.head].lemma_.lower() == head for p in c.phrases)
            )
        if phrase.type == "Facility":
            return self._nearest(phrase, lambda c: c.type in FACILITIES and c.is_plural == phrase.is_plural)
        found = self._nearest(phrase, lambda c: _KINDS.get(c.type, c.type) == kind and c.is_plural == phrase.is_plural)
        return found or (self._nearest(phrase, lambda c: c.type in FIELDS) if kind == "field" and not phrase.is_plural else None)

    def _region(self, phrase: Phrase, head: str) -> Cluster | None:
        if head.startswith(("north", "south", "east", "west")):
            return self._nearest(phrase, lambda c: c.type == "Region" and bool(c.name) and head in (c.name or "").lower())
        if (
            phrase.is_definite
            and head in {"region", "area", "province", "governorate", "territory", "border", "district"}
            and not any(t.dep_ == "prep" for t in self.parsed.doc[phrase.head].children)
        ):
            return self._nearest(phrase, lambda c: c.type == "Region" and c.is_named and (head != "border" or "border" in (c.name or "")))
        return None

    def _by_surname(self, phrase: Phrase) -> Cluster | None:
        """A person named by the last part of a name given in full before."""
        words = [w.key for w in split_words(phrase.text)]
        for cluster in reversed(self.clusters):
            if cluster.type == "Person" and cluster.is_named and words:
                for other in cluster.phrases:
                    full = [w.key for w in split_words(other.text)]
                    if len(full) > len(words) and full[-len(words) :] == words:
                        return cluster
        return None

    def _abbreviated(self, phrase: Phrase) -> Cluster | None:
        """A name in brackets right after another one: "Kachin Independence Army (KIA)"; one that a group gives itself."""
        text, start = self.parsed.text, phrase.start
        if _CALLED.search(text[max(0, start - 40) : start]):
            return next((c for c in reversed(self.clusters) if 0 <= start - c.last < 40 and c.type == phrase.type), None)
        if start < 3 or text[start - 1] != "(" or not phrase.text.isupper():
            return None
        return next((c for c in reversed(self.clusters) if c.last in {start - 2, start - 1} and c.is_named), None)


def _name_key(name: str) -> str:
    return " ".join(w.key for w in split_words(name))

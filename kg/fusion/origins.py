"""Whose word it is that an event happened: tellings and claims in, independent origins out, however many outlets pass them on.

Ten papers that print one wire story, or cite one spokesman, are one origin. Voices are joined into an origin if they share a speaker, an
outlet that the word came through, or a text. What is not known to be independent is not counted as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.fusion.telling import Key, Telling
from kg.model import Claim, Origin

_AFFIRMING = frozenset({"assert", "announce", "accuse", "claim-responsibility", "attribute", "estimate", "warn", "condemn"})


@dataclass(frozen=True)
class Voices:
    """What tells voices apart: canonical entities, those with a name, outlets, and which articles print one text."""

    entity_of: Mapping[Key, str]
    named: frozenset[str]
    reprint_of: Mapping[str, str]
    outlet_of: Mapping[str, str]  # article -> its outlet's id or name

    def of_claim(self, article: str, claim: Claim) -> frozenset[str]:
        """Whose word a claim is: the named speakers, else whom an unnamed one is known through, else the article's text."""
        speakers = origin_of(article, claim, self.entity_of)
        if known := speakers & self.named:
            return known
        via = frozenset(self.entity_of[article, id] for id in claim.via) & self.named
        return via or self.of_article(article)

    def of_article(self, article: str) -> frozenset[str]:
        """The voice of an article that cites nobody: its outlet's, and that of the text it prints."""
        first = self.reprint_of.get(article, article)
        outlet = self.outlet_of.get(first) or self.outlet_of.get(article)
        return frozenset({outlet} if outlet else {f"article:{first}"})


def origin_of(article: str, claim: Claim, entity_of: Mapping[Key, str]) -> frozenset[str]:
    """Give the speakers of a claim by their canonical ids; those it is reported through are left out."""
    return frozenset(entity_of[article, speaker] for speaker in claim.speakers)


def find_origins(tellings: Iterable[Telling], claims: Mapping[Key, list[tuple[str, Claim]]], voices: Voices) -> tuple[Origin, ...]:
    """Give the independent origins that affirm an event told by these tellings.

    An article's own voice counts where it tells the event as a fact and cites nobody on it.
    """
    found: list[tuple[frozenset[str], str]] = []
    for telling in tellings:
        article = telling.key[0]
        about = [claim for _, claim in claims.get(telling.key, ())]
        found += [(voices.of_claim(article, claim), article) for claim in about if claim.act in _AFFIRMING]
        if not about and telling.event.status in ("asserted", "disputed"):
            found.append((voices.of_article(article), article))
    return join_voices(found, voices.reprint_of)


def join_voices(voices: Iterable[tuple[frozenset[str], str]], reprint_of: Mapping[str, str]) -> tuple[Origin, ...]:
    """Join voices that share a name into one origin each.

    >>> spokesman, mayor = frozenset({"spokesman"}), frozenset({"mayor"})
    >>> [origin.articles for origin in join_voices([(spokesman, "a"), (spokesman, "b"), (mayor, "b")], {})]
    [('b',), ('a', 'b')]
    """
    joined: list[tuple[frozenset[str], frozenset[str]]] = []
    for names, article in sorted(voices, key=lambda voice: (sorted(voice[0]), voice[1])):
        same = [group for group in joined if group[0] & names]
        rest = [group for group in joined if not group[0] & names]
        joined = [*rest, (names.union(*(group[0] for group in same)), frozenset({article}).union(*(group[1] for group in same)))]
    origins = [Origin(tuple(sorted(names)), tuple(sorted(articles))) for names, articles in joined]
    return tuple(sorted(origins, key=lambda origin: origin.voices))

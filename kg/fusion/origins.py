"""Where a claim comes from: a claim in, the canonical sources out whose word it is, however many outlets pass it on.

Two outlets that cite one spokesman are one origin: their reports do not bear each other out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.fusion.telling import Key
from kg.model import Claim


def origin_of(article: str, claim: Claim, entity_of: Mapping[Key, str]) -> frozenset[str]:
    """Give the speakers of a claim by their canonical ids; those it is reported through are left out."""
    return frozenset(entity_of[article, speaker] for speaker in claim.speakers)


def independent_origins(claims: Iterable[tuple[str, Claim]], entity_of: Mapping[Key, str]) -> tuple[frozenset[str], ...]:
    """Give the origins of several claims, each once: claims that share a speaker have one origin."""
    origins: list[frozenset[str]] = []
    for article, claim in claims:
        origin = origin_of(article, claim, entity_of)
        joined = [other for other in origins if other & origin]
        origins = [other for other in origins if other not in joined] + [origin.union(*joined)]
    return tuple(sorted((origin for origin in origins if origin), key=sorted))

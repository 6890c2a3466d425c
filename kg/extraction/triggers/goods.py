"""A noun in, whether it names goods of a kind out: oil, military equipment, vehicles of a convoy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_goods(parsed: ParsedArticle, token: Token, kind: str) -> bool:
    """Say whether a noun phrase has to do with goods of a kind ("oil", "military", "convoy") of the lexicon."""
    words = parsed.lexicon.words(f"events.goods.{kind}")
    return any(
        h.lower_ in words
        or h.lemma_.lower() in words
        or any(c.lower_ in words for c in h.children if c.dep_ in {"compound", "amod", "conj"})
        for h in syntax.noun_heads(token)
    )

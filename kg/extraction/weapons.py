"""A word of the parse in, the class that it makes of an attack out, if it names a weapon."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.parsed import ParsedArticle


def weapon_class(parsed: ParsedArticle, token: Token) -> str | None:
    """Give the event type that a word for a weapon makes of an attack, "other" where it makes none, None where it is no weapon."""
    weapons = parsed.lexicon.weapons
    if token.i > 0 and (kind := weapons.get(f"{token.nbor(-1).lower_} {token.lower_}")):
        return kind
    return weapons.get(token.lower_) or weapons.get(token.lemma_.lower())

"""A position in the parse in, the things hit there that are no entity out: "two armored vehicles", "power lines", "crops"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.roles.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "quantmod"})


def note_objects(parsed: ParsedArticle, draft: Draft, role: str, token: Token | None) -> None:
    """Note the things among what a target position holds that the lexicon knows as such."""
    if role not in {"targets", "place"} or token is None:
        return
    words = parsed.lexicon.words
    vague, known = words("context.objects.vague"), (words("context.objects.tangible"), words("context.objects.things"))
    for head in syntax.noun_heads(token):
        lemma = head.lemma_.lower()
        if head.i not in parsed.at and head.pos_ == "NOUN" and lemma not in vague and any(lemma in each for each in known):
            draft.add_object(_first(parsed, head), head.i)


def _first(parsed: ParsedArticle, head: Token) -> int:
    """The first token of the noun's modifiers and figures: no article, owner or name before it."""
    first = head.i
    while first > head.sent.start:
        token = parsed.tokens[first - 1]
        is_joined = token.text == "-" and first - 2 >= head.sent.start and not parsed.tokens[first - 2].whitespace_
        is_part = token.dep_ in _MODIFIERS and head.left_edge.i <= token.i and not token.is_punct
        if not (is_joined or is_part) or token.i in parsed.at:
            return first
        first -= 1
    return first

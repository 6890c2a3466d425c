"""Nouns of support in, who backs whom out: "America’s support for Israel", "conducted strikes in support of the army"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate
from kg.extraction.status import verb_modality

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_support(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read the nouns of support that have a giver and a receiver."""
    nouns = parsed.lexicon.words("relations.backs.support")
    for token in parsed.with_lemma(nouns):
        if token.pos_ != "NOUN":
            continue
        is_with = token.dep_ == "pobj" and token.head.lower_ == "in"
        wanted = {"of"} if is_with else {"for", "to"}
        receivers = [p for prep, o in syntax.prepositions(token) if prep in wanted for p in phrases_at(parsed, o)]
        if receivers:
            givers = _doers(parsed, token.head) if is_with else _owners(parsed, token)
            yield from (relate(g, "backs", r, f"noun-{token.lemma_}") for g in givers for r in receivers)


def _doers(parsed: ParsedArticle, prep: Token) -> list[Phrase]:
    """Who does what is done "in support of" somebody."""
    verb = syntax.clause_verb(prep.head)
    if verb.pos_ != "VERB" or verb_modality(parsed, verb) != "asserted":
        return []
    return phrases_at(parsed, syntax.agent_of(verb))


def _owners(parsed: ParsedArticle, noun: Token) -> list[Phrase]:
    return [parsed.at[c.i] for c in noun.children if c.i < noun.i and c.i in parsed.at and c.dep_ in {"poss", "amod", "compound", "nmod"}]

"""Verbs of belonging in, who is part of what out: "the alliance includes Mali and Niger", "the fighters belong to the brigade"."""

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


def find_parts(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read the verbs that say what belongs to what."""
    words = parsed.lexicon.words
    including, belonging = words("relations.memberOf.including"), words("relations.memberOf.belonging")
    for token in parsed.with_lemma(including | belonging):
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB" or verb_modality(parsed, token) != "asserted":
            continue
        if lemma in including:
            wholes = _wholes(parsed, syntax.agent_of(token))
            parts = [p for o in syntax.patients_of(token) for p in phrases_at(parsed, o)]
        else:
            wholes = [p for prep, o in syntax.prepositions(token) if prep == "to" for p in phrases_at(parsed, o)]
            parts = phrases_at(parsed, syntax.grammatical_subject(token))
        yield from (relate(part, "memberOf", whole, f"verb-{lemma}") for whole in wholes for part in parts if part.kind == "name")


def _wholes(parsed: ParsedArticle, subject: Token | None) -> list[Phrase]:
    """What includes something; of "coalition nations" and "members of NATO" the coalition and NATO."""
    if subject is None:
        return []
    if subject.lower_ in parsed.lexicon.words("relations.memberOf.members"):
        inner = [parsed.at[c.i] for c in subject.children if c.i in parsed.at and c.i < subject.i]
        return inner + [p for prep, o in syntax.prepositions(subject) if prep == "of" for p in phrases_at(parsed, o)]
    return phrases_at(parsed, subject)

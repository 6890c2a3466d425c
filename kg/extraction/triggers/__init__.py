"""A parsed article in, event candidates out: the words that name an event which took place, is planned, alleged or denied.

A light verb ("carried out a strike", "came under attack") leaves the naming to its noun; a verb that tells what an event did
("an attack killing ten") is no event of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import ParsedArticle
from kg.extraction.triggers.candidate import Candidate
from kg.extraction.triggers.casualties import add_casualties
from kg.extraction.triggers.consequences import drop_consequences
from kg.extraction.triggers.nouns import noun_candidate
from kg.extraction.triggers.verbs import verb_candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBZ", "VBP"})  # a noun all the same, where it stands as one: "said that talks would resume"
_PLACES_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})

__all__ = ["Candidate", "find_triggers"]


def find_triggers(parsed: ParsedArticle) -> list[Candidate]:
    """Give the event candidates in order of text."""
    found: dict[int, Candidate] = {}
    for token in parsed.tokens:
        if not token.is_punct and not token.is_space and not _is_in_name(parsed, token):
            candidate = _candidate(parsed, token)
            if candidate is not None:
                found[token.i] = candidate
    drop_consequences(parsed, found)
    add_casualties(parsed, found)
    return list(found.values())


def _candidate(parsed: ParsedArticle, token: Token) -> Candidate | None:
    is_noun = token.pos_ in {"NOUN", "PROPN"} or (
        token.tag_ in _FINITE and token.dep_ in _PLACES_OF_NOUNS
    )  # "said that talks would resume"
    candidate = noun_candidate(parsed, token) if is_noun else None
    is_verb = token.pos_ == "VERB" or (token.pos_ in {"ADJ", "NOUN", "PROPN"} and token.tag_ in {"VBN", "VBG", "VBD"})
    return verb_candidate(parsed, token) if candidate is None and is_verb else candidate


def _is_in_name(parsed: ParsedArticle, token: Token) -> bool:
    phrase = parsed.at.get(token.i)
    if any(word.needs == "sighted" for word in parsed.lexicon.nouns.get(token.lemma_.lower(), ())):
        return False  # "US convoys have been reported": a force and its move in one word
    return phrase is not None and (phrase.kind != "nominal" or token.i == phrase.head)

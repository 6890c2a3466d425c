"""A word that tells what an event did to people in, the people out: "killed", "the death of", "left two dead", "claimed the lives of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, ParsedArticle, Phrase
from kg.extraction.roles.draft import Draft
from kg.extraction.roles.positions import put, put_all, put_prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = ARMED | {"Person", "PopulationGroup"}


def fill_from_consequence(parsed: ParsedArticle, draft: Draft, word: Token) -> None:
    """Fill roles from a word that tells what the event did: whom it killed, what it left, where."""
    if word.pos_ == "VERB":
        _fill_from_verb(parsed, draft, word)
    else:
        put_lost(parsed, draft, word)


def _fill_from_verb(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    where = {position: role for position, role in draft.frame.items() if role == "location"}
    is_hitting = verb.lemma_ in parsed.lexicon.words("context.verbs.striking")
    patients = syntax.patients_of(verb)
    for patient in patients:
        put_all(parsed, draft, "targets", patient)
        put_lost(parsed, draft, patient)
        if patient.lemma_.lower() == "damage":
            put_prepositions(parsed, draft, patient, {"to": "targets"})  # "caused damage to two shops"
        if is_hitting and any(child.dep_ == "prep" for child in patient.children):
            put_prepositions(parsed, draft, patient, where)
    if verb.lemma_ in parsed.lexicon.words("events.casualties.verbs"):
        put_all(parsed, draft, "targets", syntax.grammatical_subject(verb))
    if verb.lemma_ == "leave":
        _put_left(parsed, draft, verb)
    put_named_among(parsed, draft, verb, patients)
    put_prepositions(parsed, draft, verb, where)


def _put_left(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    """Read "left two soldiers dead", which the parser takes for a clause of its own."""
    for token in verb.subtree:
        if token.i > verb.i and token.dep_ in {"nsubj", "dobj", "conj"}:
            for phrase in phrases_at(parsed, token):
                if phrase.type in _PEOPLE:
                    put(parsed, draft, "targets", phrase)


def put_lost(parsed: ParsedArticle, draft: Draft, noun: Token) -> None:
    """Take for targets whose death, injuries or lives a noun tells of: "the deaths of two officers", "her death"."""
    if noun.lemma_.lower() not in parsed.lexicon.words("context.nouns.losses"):
        return
    owners = [o for prep, o in syntax.prepositions(noun) if prep in {"of", "among", "to"}]
    owners += [c for c in noun.children if c.dep_ == "poss"]
    for owner in owners:
        for phrase in phrases_at(parsed, owner):
            if phrase.type in _PEOPLE:
                put(parsed, draft, "targets", phrase)


def put_named_among(parsed: ParsedArticle, draft: Draft, verb: Token, patients: list[Token]) -> None:
    """Take in the persons that are named among those hit: "killed ten people, including the mayor, Ali Hassan"."""
    if not patients:
        return
    for phrase in (p for word in (*patients, verb) for p in _included(parsed, word)):
        if phrase.type in _PEOPLE:
            put(parsed, draft, "targets", phrase)


def _included(parsed: ParsedArticle, word: Token) -> Iterator[Phrase]:
    for prep, obj in syntax.prepositions(word):
        if prep == "including":
            yield from phrases_at(parsed, obj)

"""A pronoun of the parse in, the phrase that it stands for out: the subject of the clause before, of a fitting kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ACTORS, ARMED, FACILITIES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 400  # characters from a pronoun back to the start of its antecedent
_REACH_OF_NAMES = 600  # to a person's name that is no subject
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INSIDE = frozenset({"compound", "nmod", "poss", "amod"})  # positions inside another noun phrase
_PLACES = FACILITIES | {"City"}
_THINGS = ARMED | FACILITIES | {"City", "PopulationGroup", "Organization", "Company"}
_OBJECTS = frozenset({"dobj", "pobj", "dative"})


def antecedent_of(parsed: ParsedArticle, token: Token) -> Phrase | None:
    """Give what "they", "it", "he", "who" stand for, None where nothing fits."""
    known, word = parsed.lexicon, token.lower_
    if token.pos_ != "PRON" or word not in known.words("grammar.pronouns.all"):
        return None
    if word in known.words("grammar.pronouns.relative") and token.head.dep_ == "relcl":
        return parsed.at.get(token.head.head.i)
    if word in known.words("grammar.pronouns.persons"):
        return _last_subject(parsed, token, frozenset({"Person"})) or _last_person(parsed, token)
    if token.dep_ in _OBJECTS and word in known.words("grammar.pronouns.things"):
        return _last_thing(parsed, token, is_plural=word in known.words("grammar.pronouns.plural"))
    groups = ACTORS - {"Person"} if word in known.words("grammar.pronouns.plural") else ACTORS - {"Person", "PopulationGroup"}
    return _last_subject(parsed, token, groups)


def _last_subject(parsed: ParsedArticle, token: Token, types: frozenset[str]) -> Phrase | None:
    own = _own_subject(parsed, token)
    for phrase in reversed(parsed.between(token.idx - _REACH + 1, token.idx)):
        is_subject = phrase.end <= token.idx and phrase.type in types and parsed.tokens[phrase.head].dep_ in _SUBJECTS
        if is_subject and (own is None or phrase.entity != own.entity):
            return phrase
    return None


def _last_thing(parsed: ParsedArticle, token: Token, *, is_plural: bool) -> Phrase | None:
    """What was named last before "it" or "them" that somebody can attack or hold: of "it" a place, of "four of them" nothing."""
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        return None
    own, types = _own_subject(parsed, token), _THINGS if is_plural else _PLACES
    for phrase in reversed(parsed.between(token.idx - _REACH + 1, token.idx)):
        is_free = parsed.doc[phrase.head].dep_ not in _INSIDE and phrase.kind != "adjective" and phrase.end <= token.idx
        plural = phrase.is_plural or (phrase.type in ARMED and is_plural)
        if is_free and plural == is_plural and phrase.type in types and (own is None or phrase.entity != own.entity):
            return phrase
    return None


def _own_subject(parsed: ParsedArticle, token: Token) -> Phrase | None:
    """The doer of a pronoun's own clause, which it does not stand for: "the army besieged it"."""
    if token.dep_ not in _OBJECTS:
        return None
    subject = syntax.agent_of(syntax.clause_verb(token))
    return parsed.at.get(subject.i) if subject is not None else None


def _last_person(parsed: ParsedArticle, token: Token) -> Phrase | None:
    for phrase in reversed(parsed.between(token.idx - _REACH_OF_NAMES + 1, token.idx)):
        if phrase.end <= token.idx and phrase.type == "Person" and phrase.kind == "name":
            return phrase
    return None

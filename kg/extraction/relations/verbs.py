"""Verbs of relation in, relations out: "Turkey backs the group", "the base is located in", "troops are stationed at"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ACTORS, FACILITIES, LOCATIONS, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate
from kg.extraction.status import verb_modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_ROLES = ("controls", "backs", "leads", "memberOf")  # subject and object of the verb
_OF_PLACE = ("stationedAt", "locatedIn")  # something is somewhere


def find_verb_relations(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read the verbs that state a relation as present fact."""
    verbs = {verb: p for p in (*_OF_ROLES, *_OF_PLACE) for verb in parsed.lexicon.ordered(f"relations.{p}.verbs")}
    for token in parsed.with_lemma(verbs):
        predicate = verbs[token.lemma_.lower()]
        if token.pos_ == "VERB" and _is_stated(parsed, token):
            yield from (_by_roles if predicate in _OF_ROLES else _by_place)(parsed, token, predicate)


def _is_stated(parsed: ParsedArticle, token: Token) -> bool:
    if verb_modality(parsed, token) != "asserted":
        return False
    doubting = parsed.lexicon.words("context.relations.doubting")
    return not any(above.lemma_ in doubting for above in syntax.ancestors(token, 4))


def _by_roles(parsed: ParsedArticle, verb: Token, predicate: str) -> Iterator[RelationDraft]:
    """Read subject and object; who controlled something in the past need not now."""
    if predicate == "controls" and verb.tag_ == "VBD" and not syntax.is_passive(verb):
        return
    if predicate == "leads" and not _leads(verb):
        return
    kinds = parsed.lexicon.words("relations.memberOf.joined") if predicate == "memberOf" else LOCATIONS | ACTORS
    for a in phrases_at(parsed, syntax.agent_of(verb)):
        for patient in syntax.patients_of(verb):
            is_described = verb.dep_ == "relcl" and patient.i == verb.head.i
            for b in [*phrases_at(parsed, patient), *_one_of(parsed, patient)]:
                described = _described(parsed, patient) if is_described else None
                if b.type in kinds:
                    yield relate(a, predicate, described or b, f"verb-{verb.lemma_}")


def _one_of(parsed: ParsedArticle, token: Token) -> list[Phrase]:
    """What is one of several: the field in "the field is one of several fields occupied by US forces"."""
    one = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    if one is None or one.lower_ != "one" or one.dep_ != "attr":
        return []
    return phrases_at(parsed, syntax.grammatical_subject(one.head))


def _leads(verb: Token) -> bool:
    """Whether somebody leads now: "led by Kony", "who heads the army", not "led the group until 2016"."""
    return (verb.tag_ != "VBD" or syntax.is_passive(verb)) and not any(c.lower_ in {"until", "from"} for c in verb.children)


def _by_place(parsed: ParsedArticle, verb: Token, predicate: str) -> Iterator[RelationDraft]:
    """Read "troops are stationed at the base", "the base houses troops", "the airbase in Iraq, where troops are based"."""
    things = [p for o in syntax.patients_of(verb) for p in phrases_at(parsed, o)] or phrases_at(parsed, syntax.grammatical_subject(verb))
    if verb.lemma_ in parsed.lexicon.words("context.relations.housing"):
        for place in phrases_at(parsed, syntax.agent_of(verb)):
            yield from (relate(force, predicate, place, f"verb-{verb.lemma_}") for force in things)
        return
    for prep, obj in syntax.prepositions(verb):
        for place in phrases_at(parsed, obj) if prep in {"in", "at", "on", "inside"} else ():
            yield from (relate(thing, predicate, place, f"verb-{verb.lemma_}") for thing in things)
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        described = _described(parsed, verb.head)
        if described is not None:
            yield from (relate(thing, predicate, described, f"where-{verb.lemma_}") for thing in things)


def _described(parsed: ParsedArticle, token: Token) -> Phrase | None:
    """The facility that a relative clause is about though a place stands between: "the airbase in Iraq, where"."""
    node = token
    for _ in range(6):
        phrase = parsed.at.get(node.i)
        if phrase is not None and phrase.type in FACILITIES:
            return phrase
        if node.dep_ not in {"pobj", "appos", "conj", "prep"} or node.head.pos_ not in {"NOUN", "PROPN", "ADP"}:
            break
        node = node.head
    return parsed.at.get(token.i)

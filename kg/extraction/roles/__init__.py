"""Event candidates in, their arguments out: who did it, to whom, where, from where to where, with what.

The positions that fill a role are the lexicon's frames; these modules only walk the parse to the words in those positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import BASES, FACILITIES, FIELDS, ParsedArticle, Phrase
from kg.extraction.roles.classes import refine_type
from kg.extraction.roles.draft import ROLES, Draft
from kg.extraction.roles.nouns import fill_from_noun
from kg.extraction.roles.places import locate
from kg.extraction.roles.positions import put
from kg.extraction.roles.responsibility import find_responsible
from kg.extraction.roles.verbs import fill_from_verb
from kg.extraction.roles.victims import fill_from_consequence
from kg.extraction.triggers import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ROLES", "Draft", "fill_roles"]


def fill_roles(parsed: ParsedArticle, candidate: Candidate) -> Draft:
    """Give the event draft of a candidate."""
    draft = Draft(candidate, instruments=_means(candidate), type=candidate.type)
    if candidate.token is candidate.verb and candidate.light is None:
        fill_from_verb(parsed, draft, candidate.token)
    else:
        draft.step = "noun"
        fill_from_noun(parsed, draft)
    draft.step = "consequence"
    for verb in candidate.consequences:
        fill_from_consequence(parsed, draft, verb)
    draft.step = "responsible"
    _name_responsible(parsed, draft)
    _settle(parsed, draft)
    draft.step = "place"
    locate(parsed, draft)
    draft.type = refine_type(parsed, draft)
    return draft


def _means(candidate: Candidate) -> list[Token]:
    """The weapons that an event is done with: not the tank or drone that a verb says was hit."""
    if candidate.token is not candidate.verb or candidate.word.frame.get("object") != "targets":
        return list(candidate.weapons)
    hit = {head.i for patient in syntax.patients_of(candidate.token) for head in syntax.noun_heads(patient)}
    return [weapon for weapon in candidate.weapons if weapon.i not in hit]


def _name_responsible(parsed: ParsedArticle, draft: Draft) -> None:
    """Take who is said to be behind the event for a doer."""
    if draft.frame.get("by") != "agents":
        return
    for doer, certainty in find_responsible(parsed, draft.candidate.token):
        for phrase in phrases_at(parsed, doer):
            put(parsed, draft, "agents", phrase)
            if draft.has(phrase, "agents"):
                draft.roles["targets"] = [p for p in draft.roles.get("targets", ()) if p.entity != phrase.entity]  # "blamed it on X"
                draft.attribution[phrase.entity] = certainty


def _settle(parsed: ParsedArticle, draft: Draft) -> None:
    """A base or field where an attack took place is what was hit if nothing else was; a state that others were hit in is the place."""
    targets, places = draft.roles.get("targets", []), draft.roles.get("location", [])
    if draft.frame_name not in {"attack", "fire"}:
        if draft.frame_name == "happen" and not targets and refine_type(parsed, draft) == "Bombing":
            _hit_first(draft, [p for p in places if p.type in FACILITIES and not _is_road(parsed, p)])
        return
    if not targets:
        is_bombing = refine_type(parsed, draft) == "Bombing"
        _hit_first(
            draft, [p for p in places if p.type in BASES | FIELDS or (is_bombing and p.type in FACILITIES and not _is_road(parsed, p))]
        )
    elif len(targets) > 1 or draft.candidate.consequences:
        states = [p for p in targets if p.type == "State"]
        if len(states) < len(targets):
            draft.roles["targets"] = [p for p in targets if p not in states]
            draft.roles["location"] = [*places, *states]


def _hit_first(draft: Draft, facilities: list[Phrase]) -> None:
    """Make the first of the places a target: a bomb outside a police station is meant for it."""
    draft.roles["targets"] = facilities[:1]
    draft.roles["location"] = [p for p in draft.roles.get("location", ()) if p not in facilities[:1]]


def _is_road(parsed: ParsedArticle, phrase: Phrase) -> bool:
    return parsed.tokens[phrase.head].lemma_.lower() in parsed.lexicon.words("context.places.roads")

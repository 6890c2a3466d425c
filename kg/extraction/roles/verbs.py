"""Verbs that name an event in, the roles around them out: subjects, objects, prepositions."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, LOCATIONS, ParsedArticle, Phrase
from kg.extraction.roles.belongings import put_belongings
from kg.extraction.roles.draft import Draft
from kg.extraction.roles.objects import note_objects
from kg.extraction.roles.positions import put, put_all, put_company, put_owners, put_prepositions
from kg.extraction.roles.victims import put_named_among

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_AGENTS = frozenset({"from", "in", "at", "near", "into", "to"})
_OF_GOODS = frozenset({"from", "to", "into"})


def fill_from_verb(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    """Fill the roles of an event that a verb names: from its subject, its objects and the prepositions on them."""
    frame, agent, patients = (draft.frame, syntax.agent_of(verb), _patients(draft, verb))
    put_all(parsed, draft, frame.get("subject", "none"), agent)
    put_company(parsed, draft, frame.get("subject", "none"), agent, verb)
    for patient in patients:
        for phrase in phrases_at(parsed, patient):
            put(parsed, draft, _object_role(draft, phrase), phrase)
        note_objects(parsed, draft, frame.get("object", "none"), patient)
        put_belongings(parsed, draft, frame.get("object", "none"), patient)
        put_owners(parsed, draft, patient)
    if frame.get("object") == "targets":
        put_named_among(parsed, draft, verb, patients)
    put_prepositions(parsed, draft, verb, frame | {"to": "targets"} if draft.candidate.word.word == "set fire" else frame)
    if agent is not None and syntax.is_passive(verb):
        put_prepositions(parsed, draft, agent, _part(frame, _OF_AGENTS))
    for patient in patients:
        if frame.get("object") == "instrument":
            put_prepositions(parsed, draft, patient, frame)
        elif draft.frame_name in {"seize", "smuggle", "send"}:
            put_prepositions(parsed, draft, patient, _part(frame, _OF_GOODS))
        if draft.frame_name == "seize" and patient.i not in parsed.at:
            put_prepositions(parsed, draft, patient, {"of": "targets", "over": "targets"})  # "took control of the airport"


def _part(frame: dict[str, str], positions: Container[str]) -> dict[str, str]:
    return {position: role for position, role in frame.items() if position in positions}


def _object_role(draft: Draft, phrase: Phrase) -> str:
    """The role of a verb's object; forces that are sent are doers, other things sent are none."""
    role = draft.frame.get("object", "none")
    if role == "agents" and phrase.type not in ARMED:
        return "location" if phrase.type in LOCATIONS else "none"
    return "none" if role == "targets" and draft.frame_name == "send" else role


def _patients(draft: Draft, verb: Token) -> list[Token]:
    """What a verb is done to; not the bare object of its phrase: in "took engineers hostage" the engineers."""
    *_, last = draft.candidate.word.word.split(" ")
    found: list[Token] = []
    for patient in syntax.patients_of(verb):
        inner = [c for c in patient.children if c.dep_ in {"compound", "nmod"}] if patient.lower_ == last else []
        found += inner or [patient]
    return found

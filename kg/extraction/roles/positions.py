"""Phrases and the position they stand in, in; roles filled out: each phrase goes into a role that its type can fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ACTORS, ARMED, FACILITIES, LOCATIONS, PLACES, ParsedArticle, Phrase
from kg.extraction.roles.belongings import put_belongings
from kg.extraction.roles.draft import Draft
from kg.extraction.roles.objects import note_objects
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOERS = ACTORS - {"MediaOutlet"}
_TARGETS = ACTORS | FACILITIES | PLACES
_PERSONS = frozenset({"Person", "PopulationGroup"})
_MOVES = frozenset({"move", "leave", "send"})  # frames


def put(parsed: ParsedArticle, draft: Draft, role: str, phrase: Phrase) -> None:
    """Put a phrase into a role, or into the one beside it that its type can fill."""
    if role in {"none", "instrument"}:
        return
    if role == "agents" and phrase.type not in _DOERS:
        if phrase.type in LOCATIONS and phrase.kind != "adjective":
            draft.add("location", phrase)
    elif role == "targets" and phrase.type not in _TARGETS:
        return
    elif role in {"location", "origin", "destination", "via"} and phrase.type not in LOCATIONS:
        if role == "location" and phrase.type in ARMED and draft.frame_name in {"attack", "fire"}:
            draft.add("targets", phrase)
    elif _is_passed(parsed, draft, role, phrase):
        draft.add("via", phrase)
    else:
        draft.add(role, phrase)


def put_all(parsed: ParsedArticle, draft: Draft, role: str, token: Token | None) -> None:
    """Put all phrases that a token stands for into a role."""
    for phrase in phrases_at(parsed, token):
        put(parsed, draft, role, phrase)
    note_objects(parsed, draft, role, token)
    put_belongings(parsed, draft, role, token)


def _is_passed(parsed: ParsedArticle, draft: Draft, role: str, phrase: Phrase) -> bool:
    """Whether a place is only on the way: a crossing that a convoy goes to, a road."""
    if phrase.type == "BorderCrossing":
        return role in {"location", "destination"} and draft.frame_name in {*_MOVES, "smuggle"}
    if phrase.type != "Facility" or role != "destination":
        return False
    return parsed.tokens[phrase.head].lemma_.lower() in parsed.lexicon.words("context.places.roads")


def put_prepositions(parsed: ParsedArticle, draft: Draft, token: Token, frame: Mapping[str, str]) -> None:
    """Fill roles with what prepositions on a token govern, as the frame says; a passive's "by" phrase is its doer already."""
    is_passive_trigger = token is draft.candidate.token and token.pos_ == "VERB" and syntax.is_passive(token)
    for prep, obj in syntax.prepositions(token):
        role = frame.get(prep)
        if role is None or (prep == "by" and is_passive_trigger):
            continue
        for phrase in phrases_at(parsed, obj):
            put(parsed, draft, _role_behind(parsed, role, prep, phrase), phrase)
        note_objects(parsed, draft, role, obj)
        put_belongings(parsed, draft, role, obj)
        if role in {"targets", "place"}:
            put_owners(parsed, draft, obj)


def _role_behind(parsed: ParsedArticle, role: str, prep: str, phrase: Phrase) -> str:
    """The role of what a preposition governs: a facility is hit by what slams "into" it."""
    if role == "place" and prep == "into" and phrase.type in FACILITIES:
        return "targets"
    return "location" if _is_way(parsed, role, prep, phrase) else _place_role(role, phrase)


def _is_way(parsed: ParsedArticle, role: str, prep: str, phrase: Phrase) -> bool:
    """Whether an "attack on" something says where it took place: "on the road to Gao"."""
    is_on = role == "targets" and prep == "on" and phrase.type == "Facility"
    return is_on and parsed.doc[phrase.head].lemma_.lower() in parsed.lexicon.words("context.places.ways")


def _place_role(role: str, phrase: Phrase) -> str:
    """The role of a phrase in a position that several roles share: "place", "taken-from", "targets"."""
    if role == "place":
        return "targets" if phrase.type in ARMED | _PERSONS else "location"
    if role == "targets" and phrase.type == "Region":
        return "location"
    if role == "taken-from":
        return "targets" if phrase.type in FACILITIES else "location" if phrase.type in PLACES else "origin"
    return role


def put_owners(parsed: ParsedArticle, draft: Draft, token: Token) -> None:
    """Take who owns what is moved for the doer: "a US convoy", "trucks of the army"."""
    if draft.frame_name not in _MOVES:
        return
    for head in syntax.noun_heads(token):
        for child in head.children if head.i not in parsed.at else ():
            if child.i in parsed.at and child.dep_ in {"poss", "compound", "amod"} and parsed.at[child.i].type in {"State", *ARMED}:
                draft.add("agents", parsed.at[child.i])


def put_company(parsed: ParsedArticle, draft: Draft, role: str, doer: Token | None, verb: Token) -> None:
    """Take for doers too whose weapon the subject is ("Iranian missiles hit") and who acts with it ("along with its allies")."""
    if role != "agents" or doer is None:
        return
    for head in syntax.noun_heads(doer):
        for state in _coordinated(parsed, head):
            put(parsed, draft, role, state)
        for child in head.children if weapon_class(parsed, head) and head.i not in parsed.at else ():
            if child.i < head.i and child.dep_ in {"poss", "compound", "amod", "nmod"} and child.i in parsed.at:
                put(parsed, draft, role, parsed.at[child.i])
    if draft.frame_name == "kill":
        return  # whom "alongside" names is killed too
    for word in (doer, verb):
        for prep, other in syntax.prepositions(word):
            if prep in {"alongside"} or (prep == "with" and word.doc[other.left_edge.i - 2].lower_ in {"along", "together"}):
                put_all(parsed, draft, role, other)


def _coordinated(parsed: ParsedArticle, head: Token) -> list[Phrase]:
    """The first of "French and British warplanes": that state's forces where the article tells of them, else the state."""
    phrase = parsed.at.get(head.i)
    if phrase is None or phrase.type != "MilitaryForce":
        return []
    first = [c for c in head.children if c.dep_ == "amod" and c.i not in phrase.tokens and c.i in parsed.at]
    pairs = [c for c in first if any(d.dep_ == "conj" and d.i in phrase.tokens for d in c.children)]
    states = [parsed.at[c.i] for c in pairs if parsed.at[c.i].type == "State"]
    forces = [p for p in parsed.phrases if p.type == "MilitaryForce" and p.owner] if states else []
    return [next((p for p in forces if p.owner == state.link), state) for state in states]

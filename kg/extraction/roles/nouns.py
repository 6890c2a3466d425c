"""Nouns that name an event in, the roles around them out: owners, prepositions, participles, and the light verb's clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.roles.draft import Draft
from kg.extraction.roles.positions import put, put_all, put_prepositions
from kg.extraction.roles.victims import put_lost
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token


def fill_from_noun(parsed: ParsedArticle, draft: Draft) -> None:
    """Fill the roles of an event that a noun names."""
    candidate, token = draft.candidate, draft.candidate.token
    seen: set[int] = set()
    for child in _modifiers(token):
        phrase = parsed.at.get(child.i)
        if phrase is not None and id(phrase) not in seen:
            seen.add(id(phrase))
            put(parsed, draft, _modifier_role(draft, child, phrase), phrase)
    carried = _carried(parsed, token)
    if carried is not token:
        put_prepositions(parsed, draft, carried, draft.frame)
    put_prepositions(parsed, draft, token, draft.frame)
    for prep, means in syntax.prepositions(token):
        if prep in {"by", "with"} and weapon_class(parsed, means) and "of" in draft.frame:
            put_prepositions(parsed, draft, means, {"of": draft.frame["of"]})  # "the assassination by drone of X"
    for child in (*token.children, *(carried.children if carried is not token else ())):
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            _fill_from_participle(parsed, draft, child)
    if candidate.verb is not None:
        _fill_from_carrier(parsed, draft, candidate.verb, candidate.light)


def _carried(parsed: ParsedArticle, token: Token) -> Token:
    """The noun that says nothing of its own behind the event's: "attempt" in "an assassination attempt by gunmen"."""
    is_before = token.dep_ in {"compound", "amod", "nmod"} and token.head.lemma_.lower() in parsed.lexicon.words("context.nouns.empty")
    return token.head if is_before else token


def _modifiers(token: Token) -> list[Token]:
    """The words before a noun, nearest to the tree's top first: owners, names, adjectives, and what is coordinated with them."""
    found, stack = ([], [c for c in token.children if c.i < token.i and c.dep_ in {"poss", "amod", "compound", "nmod", "npadvmod"}])
    while stack:
        t = stack.pop(0)
        found.append(t)
        inner = {"conj", "compound", "amod", "nmod"} if t.pos_ in {"NOUN", "PROPN"} else {"conj", "compound"}
        stack += [c for c in t.children if c.dep_ in inner and c.i < token.i]
    return found


def _modifier_role(draft: Draft, child: Token, phrase: Phrase) -> str:
    """The role of a phrase before the noun: a place or facility is where it happens or what is hit, an actor who does it."""
    frame = draft.frame
    if phrase.type in PLACES:
        return "location"
    if phrase.type in FACILITIES:
        return "targets" if frame.get("on") == "targets" else "location"
    is_owner = child.dep_ == "poss" or (child.dep_ == "conj" and child.head.dep_ == "poss")
    if is_owner and draft.frame_name in {"kill", "seize-person"} and phrase.type in {"Person", "PopulationGroup"}:
        return "targets"
    return frame.get("possessive", "none")


def _fill_from_participle(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    """Read "targeting a truck", "carried out by militants", "blamed on militants" behind the noun."""
    known, is_passive = parsed.lexicon, syntax.is_passive(verb)
    doers = known.words("events.light.doer")
    if verb.lemma_ in known.words("context.verbs.directed") and not is_passive:
        for patient in syntax.patients_of(verb):
            put_all(parsed, draft, draft.frame.get("on", "none"), patient)
            put_prepositions(parsed, draft, patient, draft.frame)
        put_prepositions(parsed, draft, verb, draft.frame)
    elif verb.lemma_ in known.words("events.light.blame") or verb.lemma_ in known.words("context.verbs.attributing"):
        for prep, obj in syntax.prepositions(verb):
            if prep in {"on", "to"}:
                put_all(parsed, draft, "agents", obj)
    elif verb.lemma_ in known.words("context.verbs.happening"):
        put_prepositions(parsed, draft, verb, draft.frame)
    elif is_passive and (
        verb.lemma_ in doers or syntax.particle_lemma(verb) in doers or verb.lemma_ in known.words("context.verbs.claiming")
    ):
        put_all(parsed, draft, "agents", next((o for p, o in syntax.prepositions(verb) if p in {"by", "on"}), None))


def _fill_from_carrier(parsed: ParsedArticle, draft: Draft, verb: Token, light: str | None) -> None:
    """Fill roles from the clause of the light verb, by the way it carries the noun."""
    frame = draft.frame
    if light == "doer":
        put_all(parsed, draft, frame.get("subject", "none"), syntax.agent_of(verb))
        put_prepositions(parsed, draft, verb, frame)
    elif light == "hit":
        put_all(parsed, draft, frame.get("object", "none"), syntax.grammatical_subject(verb))
        put_prepositions(parsed, draft, verb, frame)
    elif light == "effect":
        _fill_from_effect(parsed, draft, verb)
    elif light == "claim":
        put_all(parsed, draft, "agents", syntax.agent_of(verb))
    elif light == "blame":
        for patient in syntax.patients_of(verb):
            put_all(parsed, draft, "agents", patient)
    elif light == "means":
        put_prepositions(parsed, draft, verb, {p: role for p, role in frame.items() if role == "location" or p in {"on", "against"}})


def _fill_from_effect(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    """Read "the attack hit a convoy": the object of the verb is the event's."""
    role = draft.frame.get("object", "location")
    if verb.lemma_ in parsed.lexicon.words("context.verbs.harming"):
        for patient in syntax.patients_of(verb):
            put_all(parsed, draft, role if role != "none" else "location", patient)
    lost = [o for _, o in syntax.prepositions(verb)] + [c for c in verb.children if c.dep_ == "dobj"]
    for noun in (n for o in lost for n in syntax.noun_heads(o)):
        put_lost(parsed, draft, noun)  # "resulted in the death of", "claimed the lives of"
    put_prepositions(parsed, draft, verb, draft.frame)

"""What an event verb needs beside it to name an event, by the word for it in the lexicon: "weapon", "actor", "place-object"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ARMED, BASES, FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.triggers.clauses import Clause
from kg.extraction.triggers.goods import is_goods
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONS = frozenset({"Person", "PopulationGroup"})
_SEARCHING = ARMED | {"State", "Government", "Organization"}  # who finds arms
_HITTABLE = ARMED | FACILITIES | _PERSONS | {"City", "Company"}


def is_literal(clause: Clause) -> bool:
    """Whether what is attacked or raided is a thing that can be: not "attacked the goal", "raided the fridge"."""
    if not clause.objects or clause.phrases or clause.weapons:
        return True
    if any(clause.has_object(f"context.objects.{kind}") for kind in ("tangible", "people", "holdable", "posts", "property")):
        return True
    if any(p.type in ARMED for p in clause.doers):
        return True
    return any(o.pos_ in {"PROPN", "PRON", "NUM"} or o.ent_type_ for o in clause.objects)


def _is_hostile(clause: Clause) -> bool:
    if any(p.type in _HITTABLE for p in clause.phrases) or clause.has_object("context.objects.tangible"):
        return True
    if any(p.type in ARMED for p in clause.doers) and any(
        clause.has_object(f"context.objects.{kind}") for kind in ("holdable", "posts", "property")
    ):
        return True
    if clause.has_object("context.objects.parts"):
        return True
    if clause.agent is not None and clause.parsed.lexicon.is_event_noun(clause.agent.lemma_.lower()):
        return True
    return bool(clause.weapons) and bool(clause.phrases or not clause.objects)


def _has_weapon_subject(clause: Clause) -> bool:
    kinds = {weapon_class(clause.parsed, h) for h in clause.subject} - {None, "other"}
    return bool(kinds - {"Airstrike"} if clause.is_in("senses.verbs.accidental") else kinds)


def _has_weapon(clause: Clause) -> bool:
    if any(weapon_class(clause.parsed, o) for o in clause.objects):
        return True
    return clause.is_in("context.verbs.shooting") and any(
        p in {"on", "at"} and o.ent_type_ not in {"DATE", "TIME"} for p, o in syntax.prepositions(clause.verb)
    )


def _has_animate(clause: Clause) -> bool:
    if clause.has_object("context.objects.holdable"):
        return False  # "captured the group's last territory"
    if any(p.type in ARMED | _PERSONS for p in clause.phrases) or clause.has_object("context.objects.people"):
        return True
    if clause.has_object("context.objects.numbers") or any(_are_nationals(clause.parsed, p) for p in clause.phrases):
        return True
    pronouns = clause.parsed.lexicon.words("grammar.pronouns.persons")
    return any(o.pos_ == "NUM" or o.ent_type_ == "PERSON" or o.lower_ in pronouns for o in clause.objects)


def _are_nationals(parsed: ParsedArticle, phrase: Phrase) -> bool:
    """Whether a State's name stands for people of it: "two Russians"."""
    return phrase.type == "State" and parsed.tokens[phrase.head].tag_ in {"NNS", "NNPS"}


def _has_actor(clause: Clause) -> bool:
    is_armed = any(p.type in ARMED | {"State"} for p in (*clause.phrases, *clause.doers)) or _are_sides(clause)
    return is_armed and not (clause.verb.lemma_ == "fight" and clause.verb.dep_ == "xcomp")


def _are_sides(clause: Clause) -> bool:
    """Whether those who fight are told only as sides: "both groups clashed", "the rivals exchanged fire"."""
    sides = clause.parsed.lexicon.words("context.subjects.sides")
    beside = (h for prep, o in syntax.prepositions(clause.verb) if prep in {"with", "between"} for h in syntax.noun_heads(o))
    return any(h.lemma_.lower() in sides for h in (*clause.subject, *beside))


def _has_no_weapon(clause: Clause) -> bool:
    if clause.is_in("context.verbs.erupting") or not clause.subject:
        return False
    return all(weapon_class(clause.parsed, h) in {None, "Bombing", "other"} for h in clause.subject)


def _has_convoy_subject(clause: Clause) -> bool:
    subject = syntax.grammatical_subject(clause.verb)
    return (
        subject is not None
        and is_goods(clause.parsed, subject, "convoy")
        and (clause.is_in("context.verbs.going") or not syntax.is_passive(clause.verb))
    )


def _has_convoy(clause: Clause) -> bool:
    return clause.has_goods("convoy")


def _has_force(clause: Clause) -> bool:
    if clause.is_in("context.verbs.strengthening") and any(
        o.lemma_ in clause.parsed.lexicon.words("context.objects.presence") for o in clause.objects
    ):
        return True
    if clause.is_in("context.verbs.vacating") and any(p.type in ARMED for p in clause.doers):
        return True
    moved = any(p.type in ARMED for p in clause.phrases) or any(weapon_class(clause.parsed, o) for o in clause.objects)
    moved = moved or clause.has_goods("military") or (not clause.objects and any(p.type in ARMED for p in clause.doers))
    if clause.is_in("context.verbs.withdrawing") and any(p.type in ARMED | {"State"} for p in clause.doers):
        moved = moved or not clause.objects or any(p.type in BASES for p in clause.phrases) or clause.has_object("context.objects.posts")
    return moved and (bool(clause.objects) or clause.with_particle not in clause.parsed.lexicon.words("context.verbs.sending"))


def _has_force_subject(clause: Clause) -> bool:
    """Whether a force itself goes: "the last French soldiers left the country", "fighters arrived at the camp"."""
    if syntax.is_passive(clause.verb) or not any(p.type in ARMED for p in clause.doers):
        return False
    reached = [p for p in clause.phrases if p.type in PLACES | FACILITIES | {"State"}]
    return bool(reached) if clause.objects else any(p in {"at", "in", "from", "to"} for p, _ in syntax.prepositions(clause.verb))


def _has_place(clause: Clause) -> bool:
    if any(p.type in FACILITIES | PLACES for p in clause.phrases):
        return True
    if clause.has_object("context.objects.holdable"):
        return True
    return clause.is_in("context.verbs.retaking") and any(o.pos_ == "PRON" for o in clause.objects)  # "its fighters had retaken it"


def _has_oil(clause: Clause) -> bool:
    return clause.has_goods("oil")


def _has_people(clause: Clause) -> bool:
    at, known = clause.parsed.at, clause.parsed.lexicon
    if clause.objects and clause.is_in("context.verbs.objectless"):
        return False
    if clause.is_in("context.verbs.protesting") and not clause.objects:
        many = known.words("events.modality.aggregate") | known.words("grammar.pronouns.plural") | syntax.MEASURES
        heads = [h for h in (clause.subject_word, *clause.subject) if h is not None]
        if any(h.lower_ in many or h.pos_ == "NUM" or h.tag_ in {"NNS", "NNPS"} for h in heads):
            return True
    return clause.verb.dep_ != "amod" and any(h.i in at and at[h.i].type in _PERSONS for h in clause.subject)


def _has_person(clause: Clause) -> bool:
    return any(p.type == "Person" for p in clause.phrases)


def _has_protesters(clause: Clause) -> bool:
    words = clause.parsed.lexicon.words("context.subjects.protesting")
    beside = (h for prep, o in syntax.prepositions(clause.verb) if prep in {"with", "between", "by"} for h in syntax.noun_heads(o))
    if clause.verb.lemma_.lower() in clause.parsed.lexicon.words("context.verbs.mutual"):
        return any(h.lemma_.lower() in words for h in (*clause.subject, *clause.objects, *beside))
    agents = syntax.noun_heads(clause.agent) if clause.agent is not None else []
    return any(h.lemma_.lower() in words for h in agents)


def _are_parties(clause: Clause) -> bool:
    """Whether those who meet can negotiate: two officials or states, or several told as one."""
    able = clause.parsed.lexicon.words("context.subjects.negotiating")
    beside = [h for prep, o in syntax.prepositions(clause.verb) if prep == "with" for h in syntax.noun_heads(o)]

    def is_party(head: Token) -> bool:
        phrase = clause.parsed.at.get(head.i)
        return head.lemma_.lower() in able or (phrase is not None and phrase.type in {"State", "Government"})

    sides = [h for h in (*clause.subject, *clause.objects, *beside) if is_party(h)]
    return len(sides) > 1 or any(h.tag_ in {"NNS", "NNPS"} for h in sides if h in clause.subject and not clause.objects)


def _has_arms(clause: Clause) -> bool:
    if clause.verb.lemma_.lower() in clause.parsed.lexicon.words("context.verbs.finding") and clause.doers:
        return clause.has_goods("arms") and any(p.type in _SEARCHING for p in clause.doers)
    return clause.has_goods("arms")


def _has_post(clause: Clause) -> bool:
    is_post = any(p.type in BASES for p in clause.phrases) or clause.has_object("context.objects.posts")
    return is_post and (clause.agent is None or any(p.type in ARMED | {"State", "Government"} for p in clause.doers))


def _has_property(clause: Clause) -> bool:
    return clause.has_object("context.objects.property") or any(p.type in FACILITIES | {"Company"} for p in clause.phrases)


CHECKS: dict[str, Callable[[Clause], bool]] = {
    "protesters": _has_protesters,
    "parties": _are_parties,
    "arms": _has_arms,
    "post": _has_post,
    "property": _has_property,
    "hostile": _is_hostile,
    "weapon-subject": _has_weapon_subject,
    "weapon": _has_weapon,
    "animate": _has_animate,
    "actor": _has_actor,
    "no-weapon": _has_no_weapon,
    "convoy-subject": _has_convoy_subject,
    "convoy": _has_convoy,
    "force": _has_force,
    "force-subject": _has_force_subject,
    "place-object": _has_place,
    "oil": _has_oil,
    "people": _has_people,
    "named": _has_person,
}

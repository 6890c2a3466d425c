"""An event draft in, its class out: weapons and the one hit make it more specific than its word."""

from __future__ import annotations

from kg.extraction.parsed import ParsedArticle
from kg.extraction.roles.draft import Draft
from kg.extraction.weapons import weapon_class

_ARMED = frozenset({"attack", "fire", "kill", "happen"})  # frames
_DROPPED = frozenset({"Airstrike", "Bombing", "MissileAttack", "RocketAttack"})  # what aircraft use
_OTHER = frozenset(
    {("Bombing", "Airstrike"), ("Explosion", "Bombing"), ("Shelling", "Airstrike")}
)  # class by its word, class by its only kind of weapon


def refine_type(parsed: ParsedArticle, draft: Draft) -> str:
    """Let weapons and the one hit decide the class: rockets make a RocketAttack, two kinds of weapon leave an Attack."""
    known, candidate = parsed.lexicon, draft.candidate
    lemma, is_named = candidate.token.lemma_, _is_named_person(draft)
    if draft.frame_name == "kill" and is_named and not candidate.is_aggregate:
        is_fatal = lemma not in known.words("context.verbs.wounding")
        return "Assassination" if is_fatal and draft.type in {"Attack", "Assassination"} else _by_weapons(parsed, draft)
    is_fatal_strike = any(verb.lemma_ in known.words("context.verbs.killing") for verb in candidate.consequences)
    if is_named and (lemma.lower() in known.words("context.nouns.killing") or (is_fatal_strike and not candidate.is_aggregate)):
        return "Assassination"
    if draft.type == "Arrest" and lemma.lower() in known.words("context.verbs.capturing") and _is_by_fighters(draft):
        return "Abduction"  # no law lets them arrest: "the rebels captured two soldiers"
    if draft.type == "Assassination" and not is_named and lemma.lower() in known.words("context.nouns.murder"):
        return "Attack"
    return _by_weapons(parsed, draft)


def _by_weapons(parsed: ParsedArticle, draft: Draft) -> str:
    """The class that the weapons make of an attack; of a bombing only aircraft make another, of an explosion only bombs."""
    kinds = {weapon_class(parsed, token) for token in draft.instruments} - {None, "other"}
    if not kinds or draft.frame_name not in _ARMED:
        return draft.type
    if "Airstrike" in kinds and kinds <= _DROPPED:
        kinds = {"Airstrike"}  # "jets dropped bombs"
    only = kinds.pop() if len(kinds) == 1 else None
    if draft.type == "Attack":
        return only or "Attack"
    if (draft.type, only) in _OTHER:
        return only or draft.type
    return draft.type


def _is_by_fighters(draft: Draft) -> bool:
    doers = draft.roles.get("agents", ())
    return bool(doers) and all(p.type == "ArmedGroup" for p in doers)


def _is_named_person(draft: Draft) -> bool:
    return any(p.type == "Person" and p.kind == "name" for p in draft.roles.get("targets", ()))

"""Event candidates in, their arguments out: who did it, to whom, where, from where to where, with what.

The positions that fill a role are the lexicon's frames; this module only walks the parse to the words in those positions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ACTORS, ARMED, BASES, FACILITIES, FIELDS, LOCATIONS, PLACES, ParsedArticle, Phrase
from kg.extraction.triggers import Candidate, _weapon

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOERS = ACTORS - {"MediaOutlet", "PopulationGroup"} | {"PopulationGroup"}
_TARGETS = ACTORS | FACILITIES | {"City", "Region"}
_SPECIFIC = {
    "City": 5,
    "MilitaryBase": 4,
    "Airbase": 4,
    "OilField": 4,
    "GasField": 4,
    "Facility": 4,
    "BorderCrossing": 4,
    "Region": 3,
    "State": 1,
}


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making: a candidate with what fills its roles."""

    candidate: Candidate
    roles: dict[str, list[Phrase]] = field(default_factory=dict)
    instruments: list[Token] = field(default_factory=list)
    type: str = "Attack"

    def add(self, role: str, phrase: Phrase) -> None:
        """Put a phrase into a role, once."""
        if all(phrase.entity != p.entity for p in self.roles.setdefault(role, [])):
            self.roles[role].append(phrase)

    def has(self, phrase: Phrase, *roles: str) -> bool:
        """Whether the phrase's entity is in one of these roles (in any, if none is named)."""
        return any(phrase.entity == p.entity for r in (roles or tuple(self.roles)) for p in self.roles.get(r, []))


def fill_roles(parsed: ParsedArticle, candidate: Candidate) -> Draft:
    """Give the event draft of a candidate."""
    draft = Draft(candidate, type=candidate.type)
    draft.instruments = list(candidate.weapons)
    if candidate.token is candidate.verb and candidate.light is None:
        _from_verb(parsed, draft, candidate.token)
    else:
        _from_noun(parsed, draft)
    for verb in candidate.consequences:
        _from_consequence(parsed, draft, verb)
    _settle(draft)
    _locate(parsed, draft)
    draft.type = refine_type(parsed, draft)
    return draft


# --- positions -----------------------------------------------------------------------------------------------------------


def _from_verb(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    frame = draft.candidate.word.frame
    agent = syntax.agent_of(verb)
    for phrase in phrases_at(parsed, agent):
        _put(parsed, draft, frame.get("subject", "none"), phrase)
    for patient in syntax.patients_of(verb):
        for phrase in phrases_at(parsed, patient):
            role = frame.get("object", "none")
            if role == "agents" and phrase.type not in ARMED:
                role = "location" if phrase.type in LOCATIONS else "none"
            if role == "targets" and draft.candidate.word.frame_name == "send":
                role = "none"
            _put(parsed, draft, role, phrase)
        for head in syntax.noun_heads(patient):
            _goods_owner(parsed, draft, head)
    _prepositions(parsed, draft, verb, frame)
    if agent is not None and syntax.is_passive(verb):
        _prepositions(parsed, draft, agent, {p: r for p, r in frame.items() if p in {"from", "in", "at", "near", "into", "to"}})
    for patient in syntax.patients_of(verb):
        if frame.get("object") == "instrument":
            _prepositions(parsed, draft, patient, frame)
        elif draft.candidate.word.frame_name in {"seize", "smuggle", "send"}:
            _prepositions(parsed, draft, patient, {p: r for p, r in frame.items() if p in {"from", "to", "into"}})


def _goods_owner(parsed: ParsedArticle, draft: Draft, head: Token) -> None:
    """What is moved tells whose it is: "a US convoy", "trucks of the army"."""
    if draft.candidate.word.frame_name in {"move", "leave", "send"} and head.i not in parsed.at:
        for child in head.children:
            if child.i in parsed.at and child.dep_ in {"poss", "compound", "amod"} and parsed.at[child.i].type in {"State", *ARMED}:
                draft.add("agents", parsed.at[child.i])


def _from_noun(parsed: ParsedArticle, draft: Draft) -> None:
    candidate, frame = draft.candidate, draft.candidate.word.frame
    token = candidate.token
    seen: set[int] = set()
    for child in _modifiers(token):
        phrase = parsed.at.get(child.i)
        if phrase is None or id(phrase) in seen:
            continue
        seen.add(id(phrase))
        is_owner = child.dep_ == "poss" or (child.dep_ == "conj" and child.head.dep_ == "poss")
        role = frame.get("possessive", "none")
        if is_owner and draft.candidate.word.frame_name in {"kill", "seize-person"} and phrase.type in {"Person", "PopulationGroup"}:
            role = "targets"
        if child.dep_ == "poss" and phrase.type in LOCATIONS - {"State"} and phrase.type not in BASES:
            role = "location"
        if phrase.type in PLACES | FACILITIES:
            role = "location" if phrase.type in PLACES else "targets" if frame.get("on") == "targets" else "location"
        _put(parsed, draft, role, phrase)
    _prepositions(parsed, draft, token, frame)
    for child in token.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            _from_participle(parsed, draft, child)
    if candidate.verb is not None:
        _from_carrier(parsed, draft, candidate.verb, candidate.light)


def _modifiers(token: Token) -> list[Token]:
    found, stack = [], [c for c in token.children if c.i < token.i and c.dep_ in {"poss", "amod", "compound", "nmod", "npadvmod"}]
    while stack:
        t = stack.pop(0)
        found.append(t)
        stack += [c for c in t.children if c.dep_ in {"conj", "compound"} and c.i < token.i]
    return found


def _from_participle(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    """Read "targeting a truck", "carried out by militants", "against" on a participle behind the noun."""
    light = parsed.lexicon.tables["events"]["light"]
    if verb.lemma_ in {"target", "hit", "strike", "involve"} and not syntax.is_passive(verb):
        for patient in syntax.patients_of(verb):
            for phrase in phrases_at(parsed, patient):
                _put(parsed, draft, draft.candidate.word.frame.get("on", "none"), phrase)
            _prepositions(parsed, draft, patient, draft.candidate.word.frame)
        _prepositions(parsed, draft, verb, draft.candidate.word.frame)
    elif verb.lemma_ in light["blame"] or verb.lemma_ == "attribute":
        for prep, obj in syntax.prepositions(verb):
            for phrase in phrases_at(parsed, obj) if prep in {"on", "to"} else ():
                _put(parsed, draft, "agents", phrase)
    elif syntax.is_passive(verb) and (
        verb.lemma_ in light["doer"] or syntax.particle_lemma(verb) in light["doer"] or verb.lemma_ == "claim"
    ):
        agent = next((o for p, o in syntax.prepositions(verb) if p in {"by", "on"}), None)
        for phrase in phrases_at(parsed, agent):
            _put(parsed, draft, "agents", phrase)


def _from_carrier(parsed: ParsedArticle, draft: Draft, verb: Token, light: str | None) -> None:
    frame = draft.candidate.word.frame
    if light == "doer":
        for phrase in phrases_at(parsed, syntax.agent_of(verb)):
            _put(parsed, draft, frame.get("subject", "none"), phrase)
        _prepositions(parsed, draft, verb, frame)
    elif light == "hit":
        for phrase in phrases_at(parsed, syntax.grammatical_subject(verb)):
            _put(parsed, draft, frame.get("object", "none"), phrase)
        _prepositions(parsed, draft, verb, frame)
    elif light == "effect":
        _from_effect(parsed, draft, verb)
    elif light == "claim":
        for phrase in phrases_at(parsed, syntax.agent_of(verb)):
            _put(parsed, draft, "agents", phrase)
    elif light == "blame":
        for patient in syntax.patients_of(verb):
            for phrase in phrases_at(parsed, patient):
                _put(parsed, draft, "agents", phrase)
    elif light == "means":
        _prepositions(parsed, draft, verb, {p: r for p, r in frame.items() if r in {"location"}})


def _from_effect(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    frame = draft.candidate.word.frame
    if verb.lemma_ in {"target", "hit", "strike", "rock", "shake", "destroy", "damage", "rip", "tear", "kill", "injure", "wound"}:
        for patient in syntax.patients_of(verb):
            for phrase in phrases_at(parsed, patient):
                role = frame.get("object", "location")
                _put(parsed, draft, role if role != "none" else "location", phrase)
    _prepositions(parsed, draft, verb, frame)


def _from_consequence(parsed: ParsedArticle, draft: Draft, verb: Token) -> None:
    for patient in syntax.patients_of(verb):
        for phrase in phrases_at(parsed, patient):
            _put(parsed, draft, "targets", phrase)
        for child in patient.children if verb.lemma_ in {"target", "hit", "strike"} else ():
            if child.dep_ == "prep":
                _prepositions(parsed, draft, patient, {p: r for p, r in draft.candidate.word.frame.items() if r == "location"})
    if verb.lemma_ == "leave":
        for token in verb.subtree:
            if token.i > verb.i and token.dep_ in {"nsubj", "dobj", "conj"}:
                for phrase in phrases_at(parsed, token):
                    if phrase.type in ARMED | {"Person", "PopulationGroup"}:
                        _put(parsed, draft, "targets", phrase)
    _prepositions(parsed, draft, verb, {p: r for p, r in draft.candidate.word.frame.items() if r == "location"})


def _prepositions(parsed: ParsedArticle, draft: Draft, token: Token, frame: dict[str, str]) -> None:
    for prep, obj in syntax.prepositions(token):
        role = frame.get(prep)
        if role is None or (prep == "by" and token.pos_ == "VERB" and syntax.is_passive(token) and token is draft.candidate.token):
            continue
        for phrase in phrases_at(parsed, obj):
            _put(parsed, draft, _place_role(role, phrase), phrase)
        for head in syntax.noun_heads(obj):
            if role in {"targets", "place"} and head.i not in parsed.at:
                _goods_owner(parsed, draft, head)


def _place_role(role: str, phrase: Phrase) -> str:
    if role == "place":
        return "targets" if phrase.type in ARMED | {"Person", "PopulationGroup"} else "location"
    if role == "targets" and phrase.type in PLACES | {"State"}:
        return "location" if phrase.type == "Region" else role
    if role == "taken-from":
        return "targets" if phrase.type in FACILITIES else "location" if phrase.type in PLACES else "origin"
    return role


def _put(parsed: ParsedArticle, draft: Draft, role: str, phrase: Phrase) -> None:
    """Put a phrase into a role that its type can fill."""
    frame_name = draft.candidate.word.frame_name
    if role == "none" or role == "instrument":
        return
    if role == "agents" and phrase.type not in _DOERS:
        if phrase.type in LOCATIONS and phrase.type != "State" and phrase.kind != "adjective":
            draft.add("location", phrase)
        return
    if role == "targets" and phrase.type not in _TARGETS:
        return
    if role in {"location", "origin", "destination", "via"} and phrase.type not in LOCATIONS:
        if role == "location" and phrase.type in ARMED and frame_name in {"attack", "fire"}:
            draft.add("targets", phrase)
        return
    if role in {"location", "destination"} and phrase.type == "BorderCrossing" and frame_name in {"move", "leave", "send", "smuggle"}:
        role = "via"
    if phrase.type == "Facility" and role == "destination" and parsed.doc[phrase.head].lemma_.lower() in {"highway", "road", "bridge"}:
        role = "via"
    draft.add(role, phrase)


def _settle(draft: Draft) -> None:
    """A base or field where an attack took place is what was hit if nothing else was; a state that others were hit in is the place."""
    if draft.candidate.word.frame_name not in {"attack", "fire"}:
        return
    targets, places = draft.roles.get("targets", []), draft.roles.get("location", [])
    if not targets:
        hit = [p for p in places if p.type in BASES | FIELDS][:1]
        draft.roles["targets"] = hit
        draft.roles["location"] = [p for p in places if p not in hit]
    elif len(targets) > 1 or draft.candidate.consequences:
        states = [p for p in targets if p.type == "State"]
        if len(states) < len(targets):
            draft.roles["targets"] = [p for p in targets if p not in states]
            draft.roles["location"] = [*places, *states]


# --- places ----------------------------------------------------------------------------------------------------------------


def _locate(parsed: ParsedArticle, draft: Draft) -> None:
    """Give an event without a place the place its target or its sentence names; keep the most specific one."""
    if draft.candidate.word.frame_name in {"move", "leave"}:
        return
    if not draft.roles.get("location") and not any(draft.roles.get(r) for r in ("origin", "destination")):
        for place in _containing(parsed, draft):
            draft.add("location", place)
        for target in (*draft.roles.get("targets", ()), *draft.roles.get("agents", ())):
            _locate_by(parsed, draft, parsed.doc[target.head])
            if draft.roles.get("location"):
                break
    if not draft.roles.get("location") and not any(draft.roles.get(r) for r in ("origin", "destination")):
        _locate_by_sentence(parsed, draft)
    if not draft.roles.get("location") and not any(draft.roles.get(r) for r in ("origin", "destination")):
        _locate_by_nearness(parsed, draft)
    if draft.roles.get("location"):
        draft.roles["location"] = _most_specific(parsed, [p for p in draft.roles["location"] if not draft.has(p, "targets")])


def _containing(parsed: ParsedArticle, draft: Draft) -> list[Phrase]:
    """The town or province that a facility hit is said to lie in, over the field it stands in."""
    wave = [p.entity for p in draft.roles.get("targets", ()) if p.type in FACILITIES]
    for _ in range(3):
        found = [place for entity in wave for place in parsed.located_in.get(entity, ())]
        narrow = [p for p in found if p.type in PLACES and not draft.has(p)]
        if narrow:
            return narrow[:1]
        wave = [p.entity for p in found if p.type in FACILITIES]
    return []


def _locate_by(parsed: ParsedArticle, draft: Draft, head: Token) -> None:
    """The places that hang on a noun: "US bases in Iraq and northeastern Syria", "the field in Deir Ezzor"."""
    for prep, obj in syntax.prepositions(head):
        if prep in {"in", "at", "near", "inside", "on"}:
            for phrase in phrases_at(parsed, obj):
                if phrase.type in LOCATIONS and not draft.has(phrase, "targets"):
                    draft.add("location", phrase)
    for child in head.children:
        if child.dep_ == "poss" and child.i in parsed.at and parsed.at[child.i].type in PLACES:
            draft.add("location", parsed.at[child.i])


def _locate_by_sentence(parsed: ParsedArticle, draft: Draft) -> None:
    """The place that opens the sentence ("In Iraq, ...") or hangs on the verb above the event."""
    token = draft.candidate.verb or draft.candidate.token
    for verb in (token, *syntax.ancestors(token, 4)):
        if verb.pos_ != "VERB" and verb is not token:
            continue
        for prep, obj in syntax.prepositions(verb):
            if prep in {"in", "at", "near"}:
                for phrase in phrases_at(parsed, obj):
                    if phrase.type in LOCATIONS and not draft.has(phrase):
                        draft.add("location", phrase)
        if draft.roles.get("location"):
            return


def _locate_by_nearness(parsed: ParsedArticle, draft: Draft) -> None:
    """The town or province named nearest in the sentence, if it stands there as a place ("in", "near", "at")."""
    if draft.candidate.word.frame_name not in _HAPPENING:
        return
    token = draft.candidate.token
    sent = token.sent
    near = [
        p
        for p in parsed.between(sent.start_char, sent.end_char)
        if p.type in PLACES and p.kind == "name" and not draft.has(p) and parsed.doc[max(0, p.tokens[0] - 1)].lower_ in _STANDING
    ]
    if near:
        draft.add("location", min(near, key=lambda p: abs(p.head - token.i)))


_HAPPENING = frozenset({"attack", "fire", "kill", "clash", "seize-person", "happen", "intercept"})
_STANDING = frozenset({"in", "at", "near", "outside", "inside", "of", "the", "around", "on"})


def narrowest(places: list[Phrase]) -> list[Phrase]:
    """Of the places of all tellings those of the narrowest kind: a state says nothing more where a town or province is named."""
    kinds = [p for p in places if p.type != "State"]
    named = [p for p in kinds if p.kind == "name"] or kinds
    return named or places


def _most_specific(parsed: ParsedArticle, places: list[Phrase]) -> list[Phrase]:
    if len(places) < 2:
        return places
    best = max(_SPECIFIC.get(p.type, 2) for p in places)
    kept = [p for p in places if _SPECIFIC.get(p.type, 2) == best]
    first = kept[0]
    group = {first.head} | {t.i for t in syntax.conjuncts(parsed.doc[first.head])}
    return [p for p in places if p.head in group] or [first]


# --- the class ---------------------------------------------------------------------------------------------------------------


def refine_type(parsed: ParsedArticle, draft: Draft) -> str:
    """Let weapons and the one hit decide the class: rockets make a RocketAttack, two kinds of weapon leave an Attack."""
    base = draft.type
    kinds = {k for k in (_weapon(parsed, t) for t in draft.instruments) if k and k != "other"}
    if base in {"Attack", "Bombing", "Explosion"} and kinds and draft.candidate.word.frame_name in {"attack", "fire", "kill", "happen"}:
        if base == "Explosion" and not kinds <= {"Bombing"}:
            return base
        if base == "Bombing" and kinds != {"Airstrike"}:
            return base
        base = kinds.pop() if len(kinds) == 1 else "Attack" if base == "Attack" else base
    if draft.candidate.word.frame_name == "kill" and _is_named_person(draft) and not draft.candidate.is_aggregate:
        return (
            "Assassination"
            if draft.type in {"Attack", "Assassination"} and draft.candidate.token.lemma_ not in {"wound", "injure", "maim"}
            else base
        )
    if draft.candidate.token.lemma_.lower() in {"killing", "slaying", "murder"} and _is_named_person(draft):
        return "Assassination"
    if draft.type == "Assassination" and draft.candidate.token.lemma_.lower() == "murder" and not _is_named_person(draft):
        return "Attack"
    return base


def _is_named_person(draft: Draft) -> bool:
    return any(p.type == "Person" and p.kind == "name" for p in draft.roles.get("targets", ()))

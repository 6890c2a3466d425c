"""Verbs in, event candidates out: those that have beside them what their word needs to name an event ("struck" a base, not a deal)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.lexicon import EventWord
from kg.extraction.parsed import ARMED, BASES, FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.triggers.candidate import Candidate
from kg.extraction.triggers.goods import is_goods
from kg.extraction.triggers.senses import is_other_verb
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONS = frozenset({"Person", "PopulationGroup"})
_SEARCHING = ARMED | {"State", "Government", "Organization"}  # who finds arms
_ADJECTIVAL = frozenset({"seize", "seize-person", "smuggle", "kill", "intercept"})  # frames that a participle before a noun may tell
_NEXT = 2  # tokens to a verb that shares the object
_BARE = frozenset({"control", "possession", "siege"})  # objects that say nothing of their own
_HITTABLE = ARMED | FACILITIES | _PERSONS | {"City", "Company"}


def verb_candidate(parsed: ParsedArticle, token: Token) -> Candidate | None:
    """Give the candidate of a verb by the first of its words whose needs are met, None if it names no event here."""
    verbs = parsed.lexicon.verbs
    options = _event_words(verbs, token)
    if not options or (token.dep_ in {"amod", "compound"} and token.tag_ != "VBN"):
        return None
    if is_other_verb(parsed, token):
        return None
    clause = _Clause(parsed, token, _weapons(parsed, token))
    for word in options:
        if token.dep_ == "amod" and word.frame_name not in _ADJECTIVAL:
            continue  # "the besieged town"
        if clause.is_natural and word.frame_name in {"attack", "kill"}:
            continue
        is_plain = word.frame_name == "attack" and " " not in word.word  # other frames, and phrases such as "open fire", tell enough
        if (word.needs is None and (not is_plain or _is_literal(clause))) or (word.needs in _CHECKS and _CHECKS[word.needs](clause)):
            return Candidate(token, word, token, weapons=clause.weapons)
    return None


def _event_words(verbs: dict[str, tuple[EventWord, ...]], token: Token) -> tuple[EventWord, ...]:
    """What the lexicon has for a verb: with its particle, its object, what a preposition on it governs, an adverb before it, or alone."""
    lemma, with_particle = token.lemma_.lower(), syntax.particle_lemma(token)
    if options := (verbs.get(with_particle) if with_particle != lemma else None) or verbs.get(_with_object(token)):
        return options
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    is_state = following is not None and following.pos_ in {"ADJ", "ADV"}
    if following is not None and is_state and (options := verbs.get(f"{lemma} {following.lower_}")):
        return options  # "took captive", "set ablaze"
    objects = (c for c in token.children if c.dep_ == "dobj")
    for prep, governed in (pair for word in (token, *objects) for pair in syntax.prepositions(word)):  # "set a store on fire"
        if options := verbs.get(f"{lemma} {prep} {governed.lemma_.lower()}"):
            return options
    before = next((c.lower_ for c in token.children if c.dep_ == "advmod" and c.i == token.i - 1), None)
    return (verbs.get(f"{before} {lemma}") if before else None) or verbs.get(lemma) or verbs.get(f"{lemma}e") or ()  # "raped": "rap"


def _with_object(token: Token) -> str:
    """Give the verb with its bare object: "take control", "exchange fire", "take hostage"."""
    bare = next((c for c in token.children if c.dep_ in {"dobj", "oprd"} and c.i > token.i), None)
    return f"{token.lemma_.lower()} {bare.lower_}" if bare is not None else ""


def _weapons(parsed: ParsedArticle, verb: Token) -> list[Token]:
    """The weapons among a verb's subject, objects and means: "fired rockets", "attacked with drones", "using mortars"."""
    subject, agent = syntax.grammatical_subject(verb), syntax.agent_of(verb)
    places = [*syntax.patients_of(verb), *(t for t in (subject, agent) if t is not None)]
    places += [o for p, o in syntax.prepositions(verb) if p in {"with", "by", "using"}]
    places += [c for v in verb.children if v.lemma_ == "use" and v.dep_ in {"advcl", "xcomp"} for c in v.children if c.dep_ == "dobj"]
    found: list[Token] = []
    for place in places:
        heads = syntax.noun_heads(place)
        inside = (o for h in heads for o in _load(parsed, h))
        found += [h for h in (*heads, *inside) if weapon_class(parsed, h) and h not in found]
    return found


def _load(parsed: ParsedArticle, noun: Token) -> list[Token]:
    """What a vehicle is "loaded with", "packed with", "carrying"."""
    loading = parsed.lexicon.words("context.weapons.loading")
    verbs = [c for c in noun.children if c.dep_ == "acl" and c.lemma_ in loading]
    return [h for v in verbs for prep, o in syntax.prepositions(v) if prep == "with" for h in syntax.noun_heads(o)]


# --- what a verb needs beside it -----------------------------------------------------------------------------------------------


@dataclass
class _Clause:
    """A verb with its subject, doer and objects, each looked up once."""

    parsed: ParsedArticle
    verb: Token
    weapons: list[Token]

    @cached_property
    def subject(self) -> list[Token]:
        """The heads of the grammatical subject."""
        subject = syntax.grammatical_subject(self.verb)
        return syntax.noun_heads(subject) if subject is not None else []

    @property
    def subject_word(self) -> Token | None:
        """The grammatical subject as it stands: "hundreds" in "hundreds of Lebanese"."""
        return syntax.grammatical_subject(self.verb)

    @cached_property
    def objects(self) -> list[Token]:
        """The heads of what it is done to."""
        found = [h for o in syntax.patients_of(self.verb) for h in syntax.noun_heads(o)]
        if not found and not syntax.is_passive(self.verb):
            found = [h for c in self._joined for o in syntax.patients_of(c) for h in syntax.noun_heads(o)]  # "shot and killed two men"
        if self.verb.dep_ == "amod" and self.verb.tag_ == "VBN":
            found = [self.verb.head]  # "its confiscated oil fields"
        held = (o for bare in found if bare.lemma_.lower() in _BARE for prep, o in syntax.prepositions(bare) if prep in {"of", "over"})
        lit = (o for bare in found if bare.lower_ == "fire" for prep, o in syntax.prepositions(self.verb) if prep == "to")
        return [*found, *(h for o in (*held, *lit) for h in syntax.noun_heads(o))]  # "took control of the airport", "set fire to a shop"

    @property
    def _joined(self) -> list[Token]:
        """The verb right behind it that has the object of both."""
        return [c for c in self.verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - self.verb.i <= _NEXT]

    @cached_property
    def agent(self) -> Token | None:
        """Who does it."""
        return syntax.agent_of(self.verb)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The phrases among the objects."""
        return [p for o in self.objects for p in phrases_at(self.parsed, o)]

    @cached_property
    def doers(self) -> list[Phrase]:
        """The phrases among who does it."""
        heads = syntax.noun_heads(self.agent) if self.agent is not None else []
        return [self.parsed.at[h.i] for h in heads if h.i in self.parsed.at]

    @property
    def is_natural(self) -> bool:
        """Whether nature does it, or an accident: "floods killed 40", "were killed in a crash", "after an earthquake struck"."""
        words = self.parsed.lexicon.words("context.subjects.natural")
        causes = [o for prep, o in syntax.prepositions(self.verb) if prep in {"in", "by", "after", "during", "from"}]
        causes += [s for c in self.verb.children if c.dep_ == "advcl" for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}]
        bare = (h for o in causes for h in syntax.noun_heads(o) if h.lemma_.lower() != "fire" or not _is_modified(h))
        is_of_accident = self.verb.dep_ in {"advcl", "conj"} and self.verb.head.lemma_.lower() in self.parsed.lexicon.words(
            "senses.verbs.accidents"
        )
        return is_of_accident or any(h.lemma_.lower() in words for h in (*self.subject, *bare))

    def has_object(self, path: str) -> bool:
        """Whether the lemma of an object is in a list of the lexicon."""
        words = self.parsed.lexicon.words(path)
        return any(o.lemma_.lower() in words for o in self.objects)

    def has_goods(self, kind: str) -> bool:
        """Whether an object is goods of a kind."""
        return any(is_goods(self.parsed, o, kind) for o in self.objects)

    @property
    def with_particle(self) -> str:
        """The verb's lemma with its particle: "pull out" is no "pull"."""
        return syntax.particle_lemma(self.verb)

    def is_in(self, path: str) -> bool:
        """Whether the verb's lemma is in a list of the lexicon."""
        return self.verb.lemma_ in self.parsed.lexicon.words(path)


def _is_modified(token: Token) -> bool:
    return any(c.dep_ in {"compound", "amod", "poss", "nmod"} for c in token.children)


def _is_literal(clause: _Clause) -> bool:
    """Whether what is attacked or raided is a thing that can be: not "attacked the goal", "raided the fridge"."""
    if not clause.objects or clause.phrases or clause.weapons:
        return True
    if any(clause.has_object(f"context.objects.{kind}") for kind in ("tangible", "people", "holdable", "posts", "property")):
        return True
    if any(p.type in ARMED for p in clause.doers):
        return True
    return any(o.pos_ in {"PROPN", "PRON", "NUM"} or o.ent_type_ for o in clause.objects)


def _is_hostile(clause: _Clause) -> bool:
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


def _has_weapon_subject(clause: _Clause) -> bool:
    kinds = {weapon_class(clause.parsed, h) for h in clause.subject} - {None, "other"}
    return bool(kinds - {"Airstrike"} if clause.is_in("senses.verbs.accidental") else kinds)


def _has_weapon(clause: _Clause) -> bool:
    if any(weapon_class(clause.parsed, o) for o in clause.objects):
        return True
    return clause.is_in("context.verbs.shooting") and any(
        p in {"on", "at"} and o.ent_type_ not in {"DATE", "TIME"} for p, o in syntax.prepositions(clause.verb)
    )


def _has_animate(clause: _Clause) -> bool:
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


def _has_actor(clause: _Clause) -> bool:
    is_armed = any(p.type in ARMED | {"State"} for p in (*clause.phrases, *clause.doers)) or _are_sides(clause)
    return is_armed and not (clause.verb.lemma_ == "fight" and clause.verb.dep_ == "xcomp")


def _are_sides(clause: _Clause) -> bool:
    """Whether those who fight are told only as sides: "both groups clashed", "the rivals exchanged fire"."""
    sides = clause.parsed.lexicon.words("context.subjects.sides")
    beside = (h for prep, o in syntax.prepositions(clause.verb) if prep in {"with", "between"} for h in syntax.noun_heads(o))
    return any(h.lemma_.lower() in sides for h in (*clause.subject, *beside))


def _has_no_weapon(clause: _Clause) -> bool:
    if clause.is_in("context.verbs.erupting") or not clause.subject:
        return False
    return all(weapon_class(clause.parsed, h) in {None, "Bombing", "other"} for h in clause.subject)


def _has_convoy_subject(clause: _Clause) -> bool:
    subject = syntax.grammatical_subject(clause.verb)
    return (
        subject is not None
        and is_goods(clause.parsed, subject, "convoy")
        and (clause.is_in("context.verbs.going") or not syntax.is_passive(clause.verb))
    )


def _has_convoy(clause: _Clause) -> bool:
    return clause.has_goods("convoy")


def _has_force(clause: _Clause) -> bool:
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


def _has_force_subject(clause: _Clause) -> bool:
    """Whether a force itself goes: "the last French soldiers left the country", "fighters arrived at the camp"."""
    if syntax.is_passive(clause.verb) or not any(p.type in ARMED for p in clause.doers):
        return False
    reached = [p for p in clause.phrases if p.type in PLACES | FACILITIES | {"State"}]
    return bool(reached) if clause.objects else any(p in {"at", "in", "from", "to"} for p, _ in syntax.prepositions(clause.verb))


def _has_place(clause: _Clause) -> bool:
    if any(p.type in FACILITIES | PLACES for p in clause.phrases):
        return True
    if clause.has_object("context.objects.holdable"):
        return True
    return clause.is_in("context.verbs.retaking") and any(o.pos_ == "PRON" for o in clause.objects)  # "its fighters had retaken it"


def _has_oil(clause: _Clause) -> bool:
    return clause.has_goods("oil")


def _has_people(clause: _Clause) -> bool:
    at, known = clause.parsed.at, clause.parsed.lexicon
    if clause.objects and clause.is_in("context.verbs.objectless"):
        return False
    if clause.is_in("context.verbs.protesting") and not clause.objects:
        many = known.words("events.modality.aggregate") | known.words("grammar.pronouns.plural") | syntax.MEASURES
        heads = [h for h in (clause.subject_word, *clause.subject) if h is not None]
        if any(h.lower_ in many or h.pos_ == "NUM" or h.tag_ in {"NNS", "NNPS"} for h in heads):
            return True
    return clause.verb.dep_ != "amod" and any(h.i in at and at[h.i].type in _PERSONS for h in clause.subject)


def _has_person(clause: _Clause) -> bool:
    return any(p.type == "Person" for p in clause.phrases)


def _has_protesters(clause: _Clause) -> bool:
    words = clause.parsed.lexicon.words("context.subjects.protesting")
    beside = (h for prep, o in syntax.prepositions(clause.verb) if prep in {"with", "between", "by"} for h in syntax.noun_heads(o))
    if clause.verb.lemma_.lower() in clause.parsed.lexicon.words("context.verbs.mutual"):
        return any(h.lemma_.lower() in words for h in (*clause.subject, *clause.objects, *beside))
    agents = syntax.noun_heads(clause.agent) if clause.agent is not None else []
    return any(h.lemma_.lower() in words for h in agents)


def _are_parties(clause: _Clause) -> bool:
    """Whether those who meet can negotiate: two officials or states, or several told as one."""
    able = clause.parsed.lexicon.words("context.subjects.negotiating")
    beside = [h for prep, o in syntax.prepositions(clause.verb) if prep == "with" for h in syntax.noun_heads(o)]

    def is_party(head: Token) -> bool:
        phrase = clause.parsed.at.get(head.i)
        return head.lemma_.lower() in able or (phrase is not None and phrase.type in {"State", "Government"})

    sides = [h for h in (*clause.subject, *clause.objects, *beside) if is_party(h)]
    return len(sides) > 1 or any(h.tag_ in {"NNS", "NNPS"} for h in sides if h in clause.subject and not clause.objects)


def _has_arms(clause: _Clause) -> bool:
    if clause.verb.lemma_.lower() in clause.parsed.lexicon.words("context.verbs.finding") and clause.doers:
        return clause.has_goods("arms") and any(p.type in _SEARCHING for p in clause.doers)
    return clause.has_goods("arms")


def _has_post(clause: _Clause) -> bool:
    is_post = any(p.type in BASES for p in clause.phrases) or clause.has_object("context.objects.posts")
    return is_post and (clause.agent is None or any(p.type in ARMED | {"State", "Government"} for p in clause.doers))


def _has_property(clause: _Clause) -> bool:
    return clause.has_object("context.objects.property") or any(p.type in FACILITIES | {"Company"} for p in clause.phrases)


_CHECKS: dict[str, Callable[[_Clause], bool]] = {
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

"""Verbs in, event candidates out: those that have beside them what their word needs to name an event ("struck" a base, not a deal)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.lexicon import EventWord
from kg.extraction.parsed import ParsedArticle
from kg.extraction.triggers.candidate import Candidate
from kg.extraction.triggers.clauses import Clause
from kg.extraction.triggers.needs import CHECKS, is_literal
from kg.extraction.triggers.senses import is_other_verb
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADJECTIVAL = frozenset({"seize", "seize-person", "smuggle", "kill", "intercept"})  # frames that a participle before a noun may tell


def verb_candidate(parsed: ParsedArticle, token: Token) -> Candidate | None:
    """Give the candidate of a verb by the first of its words whose needs are met, None if it names no event here."""
    verbs = parsed.lexicon.verbs
    options = _event_words(verbs, token)
    if not options or (token.dep_ in {"amod", "compound"} and token.tag_ != "VBN"):
        return None
    if is_other_verb(parsed, token):
        return None
    clause = Clause(parsed, token, _weapons(parsed, token))
    for word in options:
        if token.dep_ == "amod" and word.frame_name not in _ADJECTIVAL:
            continue  # "the besieged town"
        if clause.is_natural and word.frame_name in {"attack", "kill"}:
            continue
        is_plain = word.frame_name == "attack" and " " not in word.word  # other frames, and phrases such as "open fire", tell enough
        if (word.needs is None and (not is_plain or is_literal(clause))) or (word.needs in CHECKS and CHECKS[word.needs](clause)):
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

"""A person or a number of persons in the parse in; whether they are told to be killed or injured out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = frozenset({"conj", "appos"})
_STEPS = 4  # of a list: "two soldiers, three policemen and a child"


def harm_of(known: Lexicon, token: Token) -> str | None:
    """Give what the clause of a noun says of it: "killed", "injured" or nothing; a listed one shares what is said of the first."""
    for noun in _noun_and_firsts(token):
        verb = noun.head
        if verb.i == noun.i or any(c.dep_ == "neg" for c in verb.children):
            return None
        if found := _by_verb(known, noun, verb) or _by_clause_behind(known, noun):
            return found
    return None


def does_harm(known: Lexicon, token: Token) -> bool:
    """Say whether a noun is, or is part of, who kills or wounds somebody: "two bombers killed ten", "blasts in two markets killed ten"."""
    for node in (token, *syntax.ancestors(token, _STEPS)):
        verb = node.head
        if node.dep_ == "nsubj" and verb.pos_ == "VERB":
            harms = known.words("context.harm.killed") | known.words("context.harm.injured")
            return _lemma(verb) in harms and any(c.dep_ == "dobj" for c in verb.children)
        if verb.pos_ == "VERB":
            return False
    return False


def _noun_and_firsts(token: Token) -> list[Token]:
    """The noun, the measure or number that it hangs on by "of", and those before it in a list."""
    found, node = [], token
    for _ in range(_STEPS):
        if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.pos_ in {"NUM", "NOUN"} and _is_measure(node.head.head):
            node = node.head.head
        found.append(node)
        if node.dep_ not in _UP or node.head.pos_ not in {"NOUN", "PROPN", "NUM", "PRON"}:
            break
        node = node.head
    return found


def _is_measure(token: Token) -> bool:
    return token.pos_ == "NUM" or token.like_num or token.lemma_.lower() in syntax.MEASURES


def _by_verb(known: Lexicon, noun: Token, verb: Token) -> str | None:
    """What the verb above says: "were killed", "killing two", "ten died", "received burns", "admitted 11", "lay dead"."""
    lemma = _lemma(verb)
    if noun.dep_ in syntax.PASSIVE_SUBJECTS or (noun.dep_ == "dobj" and not syntax.is_passive(verb)):
        return _done_to(known, noun, verb, lemma)
    if noun.dep_ != "nsubj":
        return None
    if lemma in known.words("context.harm.dying"):
        return "killed"
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
    if lemma == "lose" and objects & {"life"}:
        return "killed"
    if lemma in known.words("context.harm.suffering") and objects & known.words("context.harm.wounds"):
        return "injured"
    if verb.lower_ in known.words("context.harm.hurt"):
        return "injured"  # "ten were killed and five wounded", which the parser takes for an adjective
    return _state(known, verb) if lemma in known.words("context.harm.leaving") else None


def _done_to(known: Lexicon, noun: Token, verb: Token, lemma: str) -> str | None:
    """What is done to the object: killed, wounded, left dead, admitted to a hospital."""
    for role in ("killed", "injured"):
        if lemma in known.words(f"context.harm.{role}"):
            return role
    if lemma == "shoot" and any(c.lower_ == "dead" for c in verb.children):
        return "killed"
    if lemma in known.words("context.harm.leaving"):
        return _state(known, verb) or _state(known, noun)
    if lemma in known.words("context.harm.treating") and noun.dep_ == "dobj":
        subject = syntax.grammatical_subject(verb)
        is_healer = subject is not None and subject.lemma_.lower() in known.words("context.harm.healers")
        return "injured" if is_healer or (lemma in {"admit", "treat"} and noun.pos_ == "NUM") else None
    return None


def _by_clause_behind(known: Lexicon, noun: Token) -> str | None:
    """What a relative clause or a participle says: "ten men who were killed", "two soldiers wounded by a mine"."""
    for clause in noun.children:
        if clause.dep_ not in {"relcl", "acl"} or any(c.dep_ == "neg" for c in clause.children):
            continue
        lemma = _lemma(clause)
        if lemma in known.words("context.harm.dying"):
            return "killed"
        for role in ("killed", "injured"):
            if lemma in known.words(f"context.harm.{role}") and syntax.is_passive(clause):
                return role
    return None


def _state(known: Lexicon, head: Token) -> str | None:
    """The state that a verb or noun has beside it: "dead", "wounded"."""
    states = {c.lower_ for c in head.children if c.dep_ in {"acomp", "oprd", "amod", "advcl", "xcomp", "acl"}}
    if states & known.words("context.harm.dead"):
        return "killed"
    return "injured" if states & known.words("context.harm.hurt") else None


def _lemma(verb: Token) -> str:
    lemma = syntax.particle_lemma(verb)
    return lemma if lemma in {"gun down", "mow down", "cut down"} else verb.lemma_.lower()

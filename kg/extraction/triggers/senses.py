"""A word that may name an event in, whether it has another sense here out: "shares exploded", "a battle against inflation".

What stands beside it decides: a particle, a preposition and what it governs, the topic of the sentence. Where armed people or
weapons stand in the sentence, its topic is no reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ARMED, BASES, ParsedArticle
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_REASONS = frozenset({"over", "for", "as"})
_AIMS = frozenset({"on", "against", "over", "with", "by", "for", "of"})


def is_other_verb(parsed: ParsedArticle, verb: Token) -> bool:
    """Say whether a verb has another sense here: "shelled out money", "attacked the minister over the scandal".

    Only verbs whose doers are armed, or that weapons stand beside, need not be asked.
    """
    words, lemma = parsed.lexicon.words, verb.lemma_.lower()
    if syntax.particle_lemma(verb) in words("senses.verbs.phrases"):
        return True
    if is_other_topic(parsed, verb):
        return True
    if lemma in words("senses.verbs.verbal") and any(prep in _REASONS for prep, _ in syntax.prepositions(verb)):
        return not _has_arms(parsed, verb)
    if lemma in words("senses.verbs.objecting"):
        return any(c.dep_ == "ccomp" for c in verb.children) or any(prep == "to" for prep, _ in syntax.prepositions(verb))
    subject = syntax.grammatical_subject(verb)
    heads = syntax.noun_heads(subject) if subject is not None else []
    return lemma in words("senses.verbs.booming") and any(h.lemma_.lower() in words("senses.nouns.booming") for h in heads)


def is_other_noun(parsed: ParsedArticle, noun: Token) -> bool:
    """Say whether a noun has another sense here: "a barrage of questions", "the war on drugs", "reached the summit"."""
    words = parsed.lexicon.words
    if is_other_topic(parsed, noun):
        return True
    aims = words("senses.nouns.aims")
    beside = [h for prep, o in syntax.prepositions(noun) if prep in _AIMS for h in syntax.noun_heads(o)]
    beside += [c for c in noun.children if c.dep_ == "compound"]
    if any(h.lemma_.lower() in aims or h.lower_ in aims for h in beside):
        return True
    is_climbed = noun.dep_ == "dobj" and noun.head.lemma_.lower() in words("senses.verbs.climbing")
    return is_climbed and noun.lemma_.lower() in words("senses.nouns.peaks")


def is_other_topic(parsed: ParsedArticle, token: Token) -> bool:
    """Say whether the sentence is of sports, business, films or space, with nothing armed in it."""
    topics = parsed.lexicon.words("senses.topics.words")
    named = (t for t in token.sent if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound")
    if not any(t.lower_ in topics or t.lemma_.lower() in topics for t in named):
        return False
    launched = parsed.lexicon.words("senses.topics.launched")
    return not any(_is_armed(parsed, t) or (t.i != token.i and _is_weapon(parsed, t)) for t in token.sent if t.lower_ not in launched)


def _is_armed(parsed: ParsedArticle, token: Token) -> bool:
    return token.i in parsed.at and parsed.at[token.i].type in ARMED | BASES


def _is_weapon(parsed: ParsedArticle, token: Token) -> bool:
    return weapon_class(parsed, token) not in {None, "Airstrike", "other"}


def _has_arms(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether who does it is armed, or a weapon stands beside the verb."""
    agent = syntax.agent_of(verb)
    beside = [*(syntax.noun_heads(agent) if agent is not None else ()), *(o for _, o in syntax.prepositions(verb))]
    return any(weapon_class(parsed, t) or (t.i in parsed.at and parsed.at[t.i].type in ARMED) for t in beside)

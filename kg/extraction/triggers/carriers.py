"""An event noun in, the light verb that carries it out: who does it and who is hit stand around that verb ("came under attack")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

Carrier = tuple["Token | None", "str | None"]


def find_carrier(parsed: ParsedArticle, token: Token) -> Carrier:
    """Give the verb that carries an event noun, and how: "doer", "hit", "effect", "claim", "blame" or "means"."""
    doers = parsed.lexicon.words("events.light.doer")
    node = _above_measures(parsed, token)
    naming = _naming_verb(parsed, node)
    if naming is not None:
        node = naming
        if _is_one_of(node.head, doers):
            return node.head, "doer"
    head = node.head
    is_passive_subject = node.dep_ == "nsubjpass" and head.pos_ == "VERB"
    if node.dep_ in {"dobj", "oprd"} or is_passive_subject:
        if head.lemma_.lower() in doers or (head.pos_ in {"VERB", "AUX"} and syntax.particle_lemma(head) in doers):
            return head, "doer"
        if head.lemma_.lower() in parsed.lexicon.words("events.light.hit") and not is_passive_subject:
            return head, "hit"
    if node.dep_ == "nsubj" and head.pos_ == "VERB":
        return head, "effect"
    return _governing_verb(parsed, head) if node.dep_ == "pobj" else (None, None)


def _is_one_of(verb: Token, lemmas: frozenset[str]) -> bool:
    return verb.lemma_.lower() in lemmas or syntax.particle_lemma(verb) in lemmas


def _above_measures(parsed: ParsedArticle, token: Token) -> Token:
    """The word that stands in the noun's place: the first of coordinated ones, a measure ("a series of attacks")."""
    node = _first_conjunct(token)
    above = node.head
    if node.dep_ == "pobj" and above.lower_ == "of" and _measures(parsed, above.head):
        node = above.head
    return _first_conjunct(node)


def _measures(parsed: ParsedArticle, token: Token) -> bool:
    return (
        token.lemma_.lower() in syntax.MEASURES
        or token.lower_ in syntax.MEASURES
        or token.lower_ in parsed.lexicon.words("context.carriers.measures")
    )


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _naming_verb(parsed: ParsedArticle, node: Token) -> Token | None:
    """The verb in "carried out what it described as a strike", whose object the noun really is."""
    if node.dep_ != "pobj" or node.head.lower_ != "as":
        return None
    verb = node.head.head
    is_naming = verb.lemma_ in parsed.lexicon.words("context.carriers.naming")
    return verb if is_naming and verb.dep_ in {"ccomp", "acl", "pcomp"} else None


def _governing_verb(parsed: ParsedArticle, prep: Token) -> Carrier:
    """What a preposition before the noun hangs on: "came under attack", "responsibility for", "killed in an attack"."""
    known, above = parsed.lexicon, prep.head
    lemma = above.lemma_.lower()
    if prep.lower_ in {"under", "to"} and (lemma in known.words("events.light.hit") or lemma in known.words("context.carriers.exposing")):
        return (above if above.pos_ in {"VERB", "AUX"} else above.head), "hit"
    if prep.lower_ == "from" and lemma in known.words("context.carriers.surviving") and above.pos_ == "VERB":
        return above, "hit"
    if prep.lower_ in {"for", "in", "of", "behind"} and lemma in known.words("context.carriers.responsibility"):
        return syntax.clause_verb(above), "claim"
    if prep.lower_ in {"for", "of", "over"} and lemma in known.words("events.light.blame"):
        return above, "blame"
    if prep.lower_ in {"in", "by", "during", "with"} and above.pos_ == "VERB":
        return above, "means"
    return None, None

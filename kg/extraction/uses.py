"""A state's mention in, what it is told as out: a place ("in Iraq"), an actor ("Iraq said") or a nationality ("Iraqi officials")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import PLACES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 8  # up a list of states


def use_of_state(parsed: ParsedArticle, phrase: Phrase) -> str | None:
    """Give how a mention of a state is meant, None for mentions of anything else."""
    if phrase.type != "State":
        return None
    if phrase.kind == "adjective":
        return "nationality"
    if phrase.rule == "government-of" or phrase.text.lower() in parsed.lexicon.words("grammar.uses.governing"):
        return "actor"
    return "place" if _is_place(parsed, phrase) else "actor"


def _is_place(parsed: ParsedArticle, phrase: Phrase) -> bool:
    head = _first_of_list(parsed.tokens[phrase.head])
    if head.dep_ == "pobj":
        return _is_locative(parsed, head.head)
    if head.dep_ in {"appos", "npadvmod"}:
        other = parsed.at.get(head.head.i)  # "Berlin, Germany"
        return head.dep_ == "npadvmod" or (other is not None and other.type in PLACES)
    if head.dep_ == "poss":
        owned = parsed.at.get(head.head.i)  # "Syria’s northeast", "Iraq's Anbar province"
        return owned is not None and owned.type in PLACES
    return head.dep_ == "dobj" and head.head.lemma_.lower() in parsed.lexicon.words("grammar.uses.moving")


def _first_of_list(token: Token) -> Token:
    for _ in range(_STEPS):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


def _is_locative(parsed: ParsedArticle, prep: Token) -> bool:
    """Whether a preposition says where: "in Iraq", "the people of Iraq", not "with Iraq", "the government of Iraq"."""
    word, above = prep.lower_, prep.head
    if word == "of":
        return above.lemma_.lower() not in parsed.lexicon.words("grammar.uses.of_actors")
    if word in {"to", "from"}:
        return above.lemma_.lower() not in parsed.lexicon.words("grammar.uses.given")
    return word in parsed.lexicon.words("grammar.uses.locative")

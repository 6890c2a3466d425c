"""A parsed article in; those counted without a number out: "killing a guard" is one killed, "both attackers were shot dead" two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.harm import harm_of
from kg.extraction.lexicon import Lexicon
from kg.extraction.numerals import read_number
from kg.extraction.parsed import ParsedArticle
from kg.extraction.quantities.nouns import NOUN_ROLES, is_person
from kg.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_VALUES = {"a": 1, "an": 1, "both": 2}
_THEM = frozenset({"them", "these", "those"})
_THINGS = frozenset({"drones", "munitions", "vehicles", "tankers"})
_REACH = 40  # words back to what "them" stands for
_SINGULAR, _PLURAL = frozenset({"NN"}), frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of an event and the word that it hangs on in the parse."""

    token: Token
    quantity: Quantity


def find_victims(parsed: ParsedArticle) -> Iterator[Counted]:
    """Find the persons killed or wounded, and the drones shot down, that no number counts."""
    for token in parsed.doc:
        if token.pos_ == "NUM" and (counted := _part(parsed, token)) is not None:
            yield counted
        value = _VALUES.get(token.lower_)
        if value is None or token.dep_ not in {"det", "predet"} or token.head.i <= token.i:
            continue
        noun = token.head
        if noun.dep_ == "appos" or any(c.like_num for c in noun.children) or noun.tag_ not in (_SINGULAR if value == 1 else _PLURAL):
            continue
        role = harm_of(parsed.lexicon, noun) if _is_person(parsed, noun) else _downed(parsed.lexicon, noun)
        if role:
            start, end = token.idx, noun.idx + len(noun)
            yield Counted(noun, Quantity(role, value, "exact", value, value, parsed.span(start, end)))


def _part(parsed: ParsedArticle, number: Token) -> Counted | None:
    """A part of the things named before: "four of them hit the port" where drones are told of last, "two of them died"."""
    value = read_number(number.text)
    them = next((o for prep, o in syntax.prepositions(number) if prep == "of" and o.lower_ in _THEM), None)
    if not value or them is None or number.dep_ not in {"nsubj", "nsubjpass", "dobj"} or number.head.pos_ != "VERB":
        return None
    before = (parsed.doc[i] for i in range(number.i - 1, max(-1, number.i - _REACH), -1))
    things = next((t for t in before if t.tag_ == "NNS"), None)
    own = NOUN_ROLES.get(things.lemma_.lower()) if things is not None else None
    role = own if own in _THINGS else harm_of(parsed.lexicon, number)
    return Counted(number, Quantity(role, value, "exact", value, value, parsed.span_of(number, them))) if role else None


def _is_person(parsed: ParsedArticle, noun: Token) -> bool:
    """Whether a noun is a person: one of a known kind, or a phrase that mentions one; not "a group", "a family"."""
    lemma, phrase = noun.lemma_.lower(), parsed.at.get(noun.i)
    is_kind = is_person(lemma) or (phrase is not None and phrase.type == "Person")
    return is_kind and lemma not in parsed.lexicon.words("context.harm.groups")


def _downed(known: Lexicon, noun: Token) -> str | None:
    """The role of a drone that is shot down; what a sentence says of a drone else counts none."""
    if NOUN_ROLES.get(noun.lemma_.lower()) != "drones" or noun.dep_ not in {"dobj", "nsubjpass"}:
        return None
    return "drones" if syntax.particle_lemma(noun.head) in known.words("context.harm.downing") else None

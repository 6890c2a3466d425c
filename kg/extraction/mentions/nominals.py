"""A parsed article in, noun phrases that stand for things out: "the base", "Iran-backed militia groups", "local officials"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.mentions.nouns import describes_a_name, is_hyphenated, is_title, noun_start, phrase_start
from kg.extraction.mentions.phrases import add_nominal
from kg.extraction.parsed import ARMED, FACILITIES, PLACES, ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIDED = re.compile(r"[“\"‘]?\b(?:pro|anti)[-–][A-Z]\w+[”\"’]? $")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "same", "both"})
_BODIES = frozenset({"MediaOutlet", "Company", "Organization", "ArmedGroup"})
_FAR = 200  # tokens from "the group" back to its name
_PLACES_OF_NOUNS = frozenset({"nsubj", "dobj", "pobj", "nsubjpass"})


def add_nominals(parsed: ParsedArticle) -> None:
    """Add the noun phrases whose head the lexicon knows, unless they are titles or modifiers."""
    for token in parsed.tokens:
        if token.i in parsed.at or not (token.pos_ in {"NOUN", "PROPN"} or token.dep_ in _PLACES_OF_NOUNS or _is_doer(parsed, token)):
            continue
        first = noun_start(parsed, token.i)
        if first is not None and parsed.is_free(first, token.i):
            kind = _nominal_type(parsed, first, token)
            if kind is not None and _is_mention(parsed, token, kind):
                _add(parsed, first, token, kind)


def _is_doer(parsed: ParsedArticle, token: Token) -> bool:
    """Whether an adjective before an event says who does it: "a militant drone attack"."""
    is_before = token.dep_ == "amod" and token.head.lemma_.lower() in parsed.lexicon.nouns
    return is_before and token.lower_ in parsed.lexicon.words("nominals.refine.doers")


def _add(parsed: ParsedArticle, first: int, token: Token, kind: str) -> None:
    at = parsed.tokens[first].idx
    start = phrase_start(parsed, first)
    if kind == "MediaOutlet" and start and parsed.tokens[start - 1].lower_ == "other":
        start -= 1  # "other reports" are not the reports told of before
    sided = _SIDED.search(parsed.text[max(0, at - 30) : at]) if kind in ARMED else None
    add_nominal(
        parsed,
        start,
        token.i,
        kind,
        rule="nominal",
        start=at - len(sided.group()) if sided else None,
        is_definite=any(c.lower_ in _DEFINITE for c in token.children),
    )


def _nominal_type(parsed: ParsedArticle, first: int, token: Token) -> str | None:
    """The type of a head noun; of "group", "forces" and the like by the words before it."""
    known, text = parsed.lexicon, parsed.lower(first, token.i)
    if text not in known.words("nominals.refine.group"):
        return known.heads.get(text)
    children = [c for c in token.children if c.i < token.i]
    before = {c.lower_ for c in children} | {g.lower_ for c in children for g in c.children}
    if before & known.words("nominals.refine.armed") or before & known.words("names.groups.backing"):
        return "ArmedGroup"
    if text in known.words("names.groups.forces"):
        return "MilitaryForce"
    if before and text in known.words("names.groups.organizations"):
        return "Organization"
    if text in known.words("names.groups.told") and not before - _DEFINITE and before & _DEFINITE:
        return _type_told(parsed, token.i)
    return known.heads.get(text) if text in known.words("nominals.refine.people") else None


def _type_told(parsed: ParsedArticle, i: int) -> str | None:
    """The type of what "the group", "the movement" stand for: of the group or organization named last."""
    for at in range(i - 1, max(-1, i - _FAR), -1):
        phrase = parsed.at.get(at)
        if phrase is not None and phrase.kind == "name" and phrase.type in {"ArmedGroup", "Organization"}:
            return phrase.type
    return None


def _is_mention(parsed: ParsedArticle, token: Token, kind: str) -> bool:
    """Whether a noun of the type stands for a thing: not in "secretary-general", "the province of X", "coalition official"."""
    if is_hyphenated(parsed.doc, token.i) or _introduces_a_place(parsed, token) or describes_a_name(parsed, token):
        return False
    if _ends_a_name(parsed, token) or _only_says_what_it_is(parsed, token, kind):
        return False
    is_modifier = token.dep_ in {"compound", "nmod"} and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"}
    return not is_modifier or _counts_as_modifier(parsed, token, kind)


def _ends_a_name(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a capitalized noun is the last word of a name that nobody knows: "Galaxy Leader"."""
    if token.i == 0 or token.pos_ != "PROPN" or not token.text[:1].isupper() or token.is_sent_start:
        return False
    before = token.nbor(-1)
    return before.pos_ == "PROPN" and before.text[:1].isupper() and before.head.i == token.i and before.i not in parsed.at


def _only_says_what_it_is(parsed: ParsedArticle, token: Token, kind: str) -> bool:
    """Whether a noun stands behind a name of its type: "the Kordofan Observer newspaper"."""
    before = parsed.at.get(token.i - 1)
    return before is not None and before.kind == "name" and before.type == kind and kind in _BODIES and token.nbor(-1).head.i == token.i


def _introduces_a_place(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a noun only says what the name behind it is: "the province of Deir Ezzor"."""
    doc, i = parsed.tokens, token.i
    if i + 2 >= len(doc) or doc[i + 1].lower_ != "of":
        return False
    named = parsed.at.get(i + 2)
    return named is not None and named.kind == "name" and named.type in PLACES


def _counts_as_modifier(parsed: ParsedArticle, token: Token, kind: str) -> bool:
    """Whether a noun of the type stands for its thing before another noun: in "militant attack", not in "coalition official"."""
    known = parsed.lexicon
    if kind in FACILITIES and token.i + 1 < len(parsed.doc) and token.nbor().lower_ in known.words("names.groups.hosts"):
        return True
    head = token.head.lower_
    if kind == "MilitaryForce" and (is_title(token.head) or head in known.words("relations.memberOf.members")):
        return True  # "coalition spokesman Col. Marotto", "coalition nations"
    is_noun_of_things = head in known.words("nominals.refine.group") or head in known.heads
    return kind in ARMED and token.lower_ not in known.words("names.groups.persons") and not is_noun_of_things

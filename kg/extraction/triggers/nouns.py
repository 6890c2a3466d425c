"""Nouns in, event candidates out: "attack", "drone strike", "the killing of", with the light verb that carries them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.lexicon import EventWord
from kg.extraction.parsed import ARMED, FACILITIES, PLACES, ParsedArticle
from kg.extraction.triggers.candidate import Candidate
from kg.extraction.triggers.carriers import find_carrier
from kg.extraction.triggers.goods import is_goods
from kg.extraction.triggers.senses import is_other_noun
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_MONTHS = frozenset({"March", "May"})


def noun_candidate(parsed: ParsedArticle, token: Token) -> Candidate | None:
    """Give the candidate of a noun, None if it names no event here."""
    options = _event_words(parsed, token)
    if not options or _is_modifier(parsed, token) or (token.text in _MONTHS and token.ent_type_ == "DATE"):
        return None
    carried = token.head if _is_beside_empty(parsed, token) else token
    verb, light = find_carrier(parsed, carried)
    for option in options:
        candidate = Candidate(token, option, verb, light, weapons=_weapons(parsed, token))
        if _is_event(parsed, candidate):
            return candidate
    return None


def _event_words(parsed: ParsedArticle, token: Token) -> tuple[EventWord, ...]:
    """The events that a noun may name, with the words before it ("prisoner swap") or alone."""
    nouns, lemma = parsed.lexicon.nouns, token.lemma_.lower()
    first, options = _with_words_before(parsed, token)
    is_empty = lemma in parsed.lexicon.words("context.nouns.empty")
    if options and is_empty and first.lemma_.lower() in nouns and lemma not in nouns:
        return ()  # "reconnaissance flights": the first word names it
    return options or nouns.get(lemma) or nouns.get(token.lower_) or ()


def _with_words_before(parsed: ParsedArticle, token: Token) -> tuple[Token, tuple[EventWord, ...]]:
    """What the lexicon has for a noun and the one or two words before it, and the first of these."""
    nouns, lemma = parsed.lexicon.nouns, token.lemma_.lower()
    is_plain = lemma in nouns and nouns[lemma][0].type == "Attack" and nouns[lemma][0].needs is None
    if token.i and is_plain and weapon_class(parsed, token.nbor(-1)):
        return token, ()  # the weapons before it decide: "rocket and missile attacks"
    for first in range(max(0, token.i - 2), token.i):
        before = parsed.lower(first, token.i - 1)
        if options := nouns.get(parsed.lower(first, token.i)) or nouns.get(f"{before} {lemma}"):
            return parsed.tokens[first], options
    return token, ()


def _is_beside_empty(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a noun stands before one that says nothing of its own: "smuggling operation"."""
    is_before = token.dep_ in {"compound", "amod", "nmod"}
    return is_before and token.head.lemma_.lower() in parsed.lexicon.words("context.nouns.empty")


def _is_modifier(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a noun only describes another one ("attack helicopter", "war-torn"), which is not empty ("smuggling operation")."""
    known, lemma = parsed.lexicon, token.lemma_.lower()
    if token.i + 1 < len(parsed.doc) and token.nbor().text == "-" and not token.whitespace_:
        return True
    if token.head.lemma_.lower() in known.words("context.nouns.empty"):
        return lemma in known.words("context.nouns.states_of_war")
    if lemma in known.words("context.nouns.counting") and any(
        p == "of" and known.is_event_noun(o.lemma_.lower()) for p, o in syntax.prepositions(token)
    ):
        return True
    is_before = 0 < token.head.i - token.i <= 3 and token.head.pos_ in {"NOUN", "PROPN"}
    return is_before and token.dep_ in {"compound", "nmod", "amod"}


def _modifiers(token: Token) -> list[Token]:
    """The modifiers before a noun, with what is coordinated with them: "drone and mortar attack"."""
    found: list[Token] = []
    stack = [c for c in token.children if c.i < token.i and c.dep_ in {"compound", "amod", "nmod", "conj", "npadvmod", "poss"}]
    while stack:
        t = stack.pop()
        if t not in found:
            found.append(t)
            stack += [c for c in t.children if c.dep_ in {"conj", "compound", "amod", "nmod"} and c.i < token.i]
    return sorted(found, key=lambda t: t.i)


def _weapons(parsed: ParsedArticle, token: Token) -> list[Token]:
    """The weapons before an event noun, in the parse or side by side: "drone and mortar attack", "missile, rocket and drone attacks"."""
    doc, between = parsed.tokens, parsed.lexicon.words("context.weapons.between")
    found = {c.i: c for c in _modifiers(token) if weapon_class(parsed, c)}
    for i in range(token.i - 1, token.sent.start - 1, -1):
        if weapon_class(parsed, doc[i]):
            found[i] = doc[i]
        elif doc[i].lower_ not in between:
            break
    return [found[i] for i in sorted(found)]


# --- what an ambiguous noun needs beside it ------------------------------------------------------------------------------------


def _is_event(parsed: ParsedArticle, candidate: Candidate) -> bool:
    """Whether a noun has beside it what makes it an event."""
    token, known = candidate.token, parsed.lexicon
    is_phrase = " " in candidate.word.word  # "hunger strike": the word before it belongs to it
    if not is_phrase and (_is_figurative(parsed, token) or is_other_noun(parsed, token)):
        return False
    if token.lemma_.lower() in known.words("context.nouns.training"):
        return _is_beside_empty(parsed, token) or any(p in {"with", "of", "for"} for p, _ in syntax.prepositions(token))
    check = _CHECKS.get(candidate.word.needs or "")
    if check is not None:
        return check(parsed, candidate)
    if token.lower_ in known.words("context.nouns.plural_only"):
        return False
    return token.lemma_ not in known.words("context.nouns.ambiguous") or _looks_like_event(parsed, candidate)


def _is_figurative(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a noun of violence is none: "heart attack", "price war", "on strike", "strike by railway workers", "battle with cancer"."""
    known = parsed.lexicon
    before = [*_modifiers(token), *([token.nbor(-1)] if token.i > token.sent.start else [])]
    if any(c.lower_ in known.words("context.nouns.figurative") for c in before):
        return True
    if token.lemma_ == "strike" and token.dep_ == "pobj" and token.head.lower_ == "on" and not any(c.dep_ == "det" for c in token.children):
        return True
    heads = (h for prep, o in syntax.prepositions(token) if prep in {"by", "with", "for"} for h in syntax.noun_heads(o))
    return any(h.lemma_.lower() in known.words("context.nouns.peaceful") for h in heads)


def _looks_like_event(parsed: ParsedArticle, candidate: Candidate) -> bool:
    """Whether a noun of several senses ("strike", "fall") is told like an event: with an owner, weapons, a place, a verb or an article."""
    token = candidate.token
    return (
        _is_owned(parsed, token)
        or bool(candidate.weapons)
        or any(True for _ in syntax.prepositions(token))
        or candidate.light in {"doer", "effect", "hit", "means"}
        or any(c.dep_ == "det" for c in token.children)
        or token.tag_ == "NNS"
    )


def _is_owned(parsed: ParsedArticle, token: Token) -> bool:
    return any(c.i in parsed.at for c in _modifiers(token))


def _is_related(parsed: ParsedArticle, token: Token, types: frozenset[str]) -> bool:
    """Whether a preposition on a noun governs a phrase of one of the types."""
    heads = (h for _, o in syntax.prepositions(token) for h in syntax.noun_heads(o))
    return any(parsed.at[h.i].type in types for h in heads if h.i in parsed.at)


def _has_weapon(parsed: ParsedArticle, candidate: Candidate) -> bool:
    return any(weapon_class(parsed, o) for _, o in syntax.prepositions(candidate.token))


def _has_oil(parsed: ParsedArticle, candidate: Candidate) -> bool:
    token = candidate.token
    return any(is_goods(parsed, o, "oil") for o in (*_modifiers(token), *(o for _, o in syntax.prepositions(token))))


def _has_company(parsed: ParsedArticle, candidate: Candidate) -> bool:
    return candidate.light == "doer" or _is_related(parsed, candidate.token, frozenset({"Company", "State", "ArmedGroup"}))


def _has_place(parsed: ParsedArticle, candidate: Candidate) -> bool:
    held = parsed.lexicon.words("context.objects.holdable")
    heads = (h for _, o in syntax.prepositions(candidate.token) for h in syntax.noun_heads(o))
    return _is_related(parsed, candidate.token, FACILITIES | PLACES) or any(h.lemma_.lower() in held for h in heads)


def _has_force(parsed: ParsedArticle, candidate: Candidate) -> bool:
    if candidate.light is not None or _is_owned(parsed, candidate.token):
        return True
    return _is_related(parsed, candidate.token, ARMED | {"State"}) or _has_weapon(parsed, candidate)


def _has_actor(parsed: ParsedArticle, candidate: Candidate) -> bool:
    if candidate.light == "doer" or candidate.is_aggregate or _modifiers(candidate.token):
        return True
    told_by = (candidate.token, candidate.verb) if candidate.light == "effect" and candidate.verb is not None else (candidate.token,)
    return any(_is_related(parsed, token, ARMED | PLACES | {"State"}) for token in told_by)


def _has_animate(parsed: ParsedArticle, candidate: Candidate) -> bool:
    return _is_owned(parsed, candidate.token) or _is_related(parsed, candidate.token, ARMED | {"Person", "PopulationGroup"})


def _has_protesters(parsed: ParsedArticle, candidate: Candidate) -> bool:
    words = parsed.lexicon.words("context.subjects.protesting")
    told_by = [candidate.token] if candidate.verb is None else [candidate.token, candidate.verb]
    beside = (o for token in told_by for prep, o in syntax.prepositions(token) if prep in {"with", "between", "by"})
    return any(h.lemma_.lower() in words for o in beside for h in syntax.noun_heads(o))


def _is_hit(parsed: ParsedArticle, candidate: Candidate) -> bool:
    """Whether somebody is under it: "came under fire", not "under fire over the scandal"."""
    reasons = {prep for token in (candidate.token, candidate.verb) if token is not None for prep, _ in syntax.prepositions(token)}
    return candidate.light == "hit" and not reasons & {"over", "for"}


def _is_waged(parsed: ParsedArticle, candidate: Candidate) -> bool:
    """Whether a campaign is told against or in what armed people fight: not one for votes."""
    token, armed = candidate.token, ARMED | PLACES | {"State", "PopulationGroup"}
    heads = (h for prep, o in syntax.prepositions(token) if prep in {"against", "in", "on"} for h in syntax.noun_heads(o))
    if any(parsed.at[h.i].type in armed for h in heads if h.i in parsed.at):
        return True
    before, warlike = _modifiers(token), parsed.lexicon.words("context.nouns.warlike")
    return any(c.lower_ in warlike or (c.i in parsed.at and parsed.at[c.i].type in ARMED) for c in before)


def _is_sighted(parsed: ParsedArticle, candidate: Candidate) -> bool:
    """Whether somebody saw or reported it, and no verb says what it did: "convoys have been reported", not "was seen leaving"."""
    node = candidate.token
    if node.dep_ == "pobj" and node.head.lower_ == "of":
        node = node.head.head
    verb = node.head
    is_seen = node.dep_ == "nsubjpass" and verb.lemma_.lower() in parsed.lexicon.words("context.verbs.sighting")
    return is_seen and not any(c.dep_ in {"xcomp", "ccomp", "advcl", "oprd"} for c in verb.children)


_CHECKS: dict[str, Callable[[ParsedArticle, Candidate], bool]] = {
    "sighted": _is_sighted,
    "hit": _is_hit,
    "waged": _is_waged,
    "protesters": _has_protesters,
    "oil": _has_oil,
    "company": _has_company,
    "place-object": _has_place,
    "force": _has_force,
    "actor": _has_actor,
    "weapon": _has_weapon,
    "animate": _has_animate,
}

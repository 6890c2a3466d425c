"""An event draft in, its place out: where its words say none, what its target, its sentence or the nearest place say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import FACILITIES, LOCATIONS, PLACES, ParsedArticle, Phrase
from kg.extraction.roles.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRECISION = {**dict.fromkeys(FACILITIES, 4), "City": 5, "Region": 3, "State": 1}
_HAPPENING = frozenset({"attack", "fire", "kill", "clash", "seize-person", "happen", "intercept"})  # frames
_PATHS = ("location", "origin", "destination")


def locate(parsed: ParsedArticle, draft: Draft) -> None:
    """Give an event without a place the place its target or its sentence names; keep the most specific one."""
    if draft.frame_name in {"move", "leave"}:
        return
    if not draft.is_filled(*_PATHS):
        _locate_by_fillers(parsed, draft)
    if not draft.is_filled(*_PATHS):
        _locate_by_sentence(parsed, draft)
    if not draft.is_filled(*_PATHS):
        _locate_by_nearness(parsed, draft)
    if draft.is_filled("location"):
        draft.roles["location"] = _most_specific(parsed, [p for p in draft.roles["location"] if not draft.has(p, "targets")])


def _locate_by_fillers(parsed: ParsedArticle, draft: Draft) -> None:
    """Take the place that contains a facility hit, and one that hangs on a target or doer."""
    place = _containing(parsed, draft)
    if place is not None:
        draft.add("location", place)
    for filler in (*draft.roles.get("targets", ()), *draft.roles.get("agents", ())):
        _locate_by_noun(parsed, draft, parsed.doc[filler.head])
        if draft.is_filled("location"):
            return


def _containing(parsed: ParsedArticle, draft: Draft) -> Phrase | None:
    """The town or province that a facility hit is said to lie in, over the field it stands in."""
    facilities = [p.entity for p in draft.roles.get("targets", ()) if p.type in FACILITIES]
    for _ in range(3):
        wider = [place for entity in facilities for place in parsed.located_in.get(entity, ())]
        for place in wider:
            if place.type in PLACES and not draft.has(place):
                return place
        facilities = [p.entity for p in wider if p.type in FACILITIES]
    return None


def _locate_by_noun(parsed: ParsedArticle, draft: Draft, head: Token) -> None:
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
    for verb in (token, *(above for above in syntax.ancestors(token, 4) if above.pos_ == "VERB")):
        for prep, obj in syntax.prepositions(verb):
            for phrase in phrases_at(parsed, obj) if prep in {"in", "at", "near"} else ():
                if phrase.type in LOCATIONS and not draft.has(phrase):
                    draft.add("location", phrase)
        if draft.is_filled("location"):
            return


def _locate_by_nearness(parsed: ParsedArticle, draft: Draft) -> None:
    """The town or province named nearest in the sentence, if it stands there as a place ("in", "near", "at")."""
    if draft.frame_name not in _HAPPENING:
        return
    token, standing = (draft.candidate.token, parsed.lexicon.words("context.places.standing"))
    near = [
        p
        for p in parsed.between(token.sent.start_char, token.sent.end_char)
        if p.type in PLACES and p.kind == "name" and not draft.has(p) and parsed.doc[max(0, p.tokens[0] - 1)].lower_ in standing
    ]
    place = min(near, key=lambda p: abs(p.head - token.i), default=None)
    if place is not None and not _is_other_event_between(parsed, token, place):
        draft.add("location", place)


def _is_other_event_between(parsed: ParsedArticle, token: Token, place: Phrase) -> bool:
    """Whether a word for another event stands nearer to the place."""
    known, (first, last) = parsed.lexicon, sorted((token.i, place.head))
    lemmas = (t.lemma_.lower() for t in parsed.doc[first + 1 : last])
    return any(known.is_event_noun(lemma) or lemma in known.verbs for lemma in lemmas)


def narrowest(places: list[Phrase]) -> list[Phrase]:
    """Give, of the places of all tellings, those of the narrowest kind: a state says nothing more where a town or province is named."""
    kinds = [p for p in places if p.type != "State"]
    named = [p for p in kinds if p.kind == "name"] or kinds
    return named or places


def _most_specific(parsed: ParsedArticle, places: list[Phrase]) -> list[Phrase]:
    """The first place of the most precise type, and those coordinated with it."""
    if len(places) < 2:
        return places
    best = max(_PRECISION[p.type] for p in places)
    first = next(p for p in places if _PRECISION[p.type] == best)
    group = {first.head} | {t.i for t in syntax.conjuncts(parsed.doc[first.head])}
    return [p for p in places if p.head in group] or [first]

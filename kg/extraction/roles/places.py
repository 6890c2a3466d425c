"""An event draft in, its place out: where its words say none, what its target, its sentence or the nearest place say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.roles.draft import Draft
from kg.extraction.roles.reach import reached_places

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRECISION = {**dict.fromkeys(FACILITIES, 4), "City": 5, "Region": 3, "State": 1}
_HAPPENING = frozenset({"attack", "fire", "kill", "clash", "seize-person", "happen", "intercept"})  # frames
_PATHS = ("origin", "destination")


def locate(parsed: ParsedArticle, draft: Draft) -> None:
    """Give an event without a named place the one that its words, its target or its sentence name; keep the most specific one."""
    if draft.frame_name in {"move", "leave"}:
        return
    for find in (_by_words, _by_fillers, _by_sentence, _by_nearness):
        if draft.is_filled(*_PATHS) or any(p.entity in parsed.named for p in draft.roles.get("location", ())):
            break
        for phrase in find(parsed, draft):
            draft.add("location", phrase)
    if draft.is_filled("location"):
        draft.roles["location"] = _most_specific(parsed, [p for p in draft.roles["location"] if not draft.has(p, "targets")])


def _by_words(parsed: ParsedArticle, draft: Draft) -> Iterator[Phrase]:
    """The places below the event's own word: "killed during clashes in Jenin", "shot at his home in Riyadh"."""
    candidate = draft.candidate
    for token in dict.fromkeys((candidate.token, candidate.verb or candidate.token)):
        patients = syntax.patients_of(token) if token.pos_ == "VERB" else []
        for word in (token, *(noun for noun in patients if noun.i not in parsed.at)):
            yield from _new(draft, reached_places(parsed, word))


def _new(draft: Draft, places: Iterable[Phrase]) -> Iterator[Phrase]:
    return (place for place in places if not draft.has(place, "targets", "agents", "location"))


def _by_fillers(parsed: ParsedArticle, draft: Draft) -> Iterator[Phrase]:
    """The place that contains a facility hit, and one that hangs on a target or doer."""
    place = _containing(parsed, draft)
    if place is not None:
        yield place
    for filler in (*draft.roles.get("targets", ()), *draft.roles.get("agents", ())):
        head, found = parsed.doc[filler.head], False
        for place in _new(draft, [*reached_places(parsed, head), *_owners(parsed, head)]):
            found = True
            yield place
        if found:
            return


def _owners(parsed: ParsedArticle, head: Token) -> Iterator[Phrase]:
    for child in head.children:
        if child.dep_ == "poss" and child.i in parsed.at and parsed.at[child.i].type in PLACES and parsed.at[child.i].links:
            yield parsed.at[child.i]


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


def _by_sentence(parsed: ParsedArticle, draft: Draft) -> Iterator[Phrase]:
    """The place that opens the sentence ("In Iraq, ...") or hangs on the verb above the event."""
    token = draft.candidate.verb or draft.candidate.token
    for verb in (above for above in syntax.ancestors(token, 4) if above.pos_ == "VERB"):
        found = False
        for place in reached_places(parsed, verb):
            if not draft.has(place):
                found = True
                yield place
        if found:
            return


def _by_nearness(parsed: ParsedArticle, draft: Draft) -> Iterator[Phrase]:
    """The place named nearest in the sentence, if it stands there as a place ("in", "near", "at")."""
    if draft.frame_name not in _HAPPENING:
        return
    token, standing = (draft.candidate.token, parsed.lexicon.words("context.places.standing"))
    near = [
        p
        for p in parsed.between(token.sent.start_char, token.sent.end_char)
        if p.type in PLACES and p.kind == "name" and not draft.has(p) and parsed.doc[max(0, p.tokens[0] - 1)].lower_ in standing
    ]
    near = [p for p in near if not _is_far(parsed, p)] or near
    place = min(near, key=lambda p: abs(p.head - token.i), default=None)
    if place is not None and not _is_other_event_between(parsed, token, place, is_only=len({p.entity for p in near}) == 1):
        yield place


def _is_far(parsed: ParsedArticle, place: Phrase) -> bool:
    """Whether a place only tells the way to another: "70 km north of Baghdad"."""
    first = place.tokens[0]
    return (
        first > 1
        and parsed.doc[first - 1].lower_ == "of"
        and parsed.doc[first - 2].lower_ in parsed.lexicon.words("names.directions.words")
    )


def _is_other_event_between(parsed: ParsedArticle, token: Token, place: Phrase, *, is_only: bool) -> bool:
    """Whether a word for another event stands nearer to the place; where no other is named, only one of another time counts."""
    known, (first, last) = parsed.lexicon, sorted((token.i, place.head))
    between = parsed.doc[first + 1 : last]
    if is_only:
        return any(t.lower_ in known.words("context.places.apart") for t in between)
    return any(known.is_event_noun(t.lemma_.lower()) or t.lemma_.lower() in known.verbs for t in between)


def narrowest(parsed: ParsedArticle, places: list[Phrase]) -> list[Phrase]:
    """Give, of the places of all tellings, the named ones of the narrowest kind: a state says nothing more where a town is named."""
    kinds = [p for p in places if p.type != "State"]
    for group in (kinds, places):
        if named := [p for p in group if p.entity in parsed.named]:
            return named
    return kinds or places


def _most_specific(parsed: ParsedArticle, places: list[Phrase]) -> list[Phrase]:
    """The first place of the most precise type, named ones before others, and those coordinated with it."""
    if len(places) < 2:
        return places
    best = max(_rank(parsed, p) for p in places)
    first = next(p for p in places if _rank(parsed, p) == best)
    group = {first.head} | {t.i for t in syntax.conjuncts(parsed.doc[first.head])}
    return [p for p in places if p.head in group] or [first]


def _rank(parsed: ParsedArticle, place: Phrase) -> tuple[bool, int]:
    return place.entity in parsed.named, _PRECISION[place.type]

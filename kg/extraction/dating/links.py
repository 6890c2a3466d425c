"""Tellings of one sentence in, those told as one happening out: "killed when a bomb exploded on Monday", "abducted and shot in May"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.dating.clauses import carrier_of, noun_phrase_above
from kg.extraction.dating.placing import REACH
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import ATTACKS, Telling

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({*syntax.SUBJECTS, *syntax.PASSIVE_SUBJECTS})


def share_dates(parsed: ParsedArticle, tellings: Sequence[Telling]) -> None:
    """Give an undated telling the date of one that stands below it and tells the same happening."""
    carried = {carrier_of(t).i: t for t in reversed(tellings)} | {t.token.i: t for t in reversed(tellings)}
    for telling in reversed(tellings):
        other = _whole(parsed, telling, carried) if telling.date else None
        if other is not None and _may_take(other, telling):
            other.time, other.date = telling.time, telling.date


def _may_take(telling: Telling, other: Telling) -> bool:
    is_even = telling.is_aggregate == other.is_aggregate and telling.modality == other.modality
    return telling.date is None and not telling.is_shifted and not telling.is_undatable and is_even


def _whole(parsed: ParsedArticle, telling: Telling, carried: dict[int, Telling]) -> Telling | None:
    """The telling of which this one tells a part, if nothing between says that it was at another time."""
    node = carrier_of(telling)
    if node.i != telling.token.i and carried[node.i] is not telling:
        return carried[node.i]
    for above in syntax.ancestors(node, REACH):
        if not _is_part(parsed, telling, node, above):
            return None
        found = carried.get(above.i) or _event_of(telling, node, above, carried)
        if found is not None and found is not telling:
            return found
        node = above
    return None


def _is_part(parsed: ParsedArticle, telling: Telling, node: Token, above: Token) -> bool:
    """Whether a clause or phrase goes on telling what happened in the one above it."""
    if node.dep_ == "conj":
        return not any(c.dep_ in _SUBJECTS for c in node.children) or syntax.is_passive(node)
    if node.dep_ == "advcl":
        marks = {c.lower_ for c in node.children if c.dep_ in {"mark", "advmod"}}
        return bool(marks & {"when", "as", "where"}) or (not marks and node.tag_ == "VBG")
    if node.dep_ in {"relcl", "acl"}:
        return above.pos_ in {"NOUN", "PROPN"}
    if node.dep_ == "pobj":
        return above.lower_ in parsed.lexicon.words("context.dating.same_time")
    return node.dep_ in {"prep", "xcomp", "dobj", "agent"}


def _event_of(telling: Telling, node: Token, above: Token, carried: dict[int, Telling]) -> Telling | None:
    """The event whose victims a relative clause tells of: "the assassination of six priests who were shot in May"."""
    if node.dep_ not in {"relcl", "acl"} or telling.draft.type not in ATTACKS or not syntax.is_passive(node):
        return None
    events = (carried[noun.i] for noun in noun_phrase_above(above) if noun.i in carried)
    return next((event for event in events if event.draft.type in ATTACKS), None)

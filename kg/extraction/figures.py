"""Events and a text in, the figures of each event out: how many were killed, fired, driven, sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.merging import ATTACKS, Story
from kg.extraction.parsed import ParsedArticle
from kg.extraction.quantities import Figure, find_quantities, quantities_of
from kg.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIOLENT = ATTACKS | {"ArmedClash", "Explosion", "Abduction", "Interception", "Arrest", "Protest", "Seizure"}
_MOVES = frozenset({"ConvoyMovement", "Deployment", "Withdrawal", "ResourceSmuggling"})
_TAKES = {
    "killed": _VIOLENT,
    "injured": _VIOLENT,
    "casualties": _VIOLENT,
    "munitions": ATTACKS | {"Interception", "ArmedClash"},
    "drones": ATTACKS | {"Interception"},
    "vehicles": _MOVES | {"Attack", "Ambush"},
    "tankers": _MOVES,
    "troops": frozenset({"Deployment", "Withdrawal", "MilitaryExercise", "ConvoyMovement"}),
    "barrels": frozenset({"ResourceSmuggling"}),
    "usd": frozenset({"ResourceSmuggling", "EconomicAgreement", "Deployment", "Sanction"}),
    "events": _VIOLENT | _MOVES,
}


def attach_figures(parsed: ParsedArticle, stories: list[Story]) -> list[list[Quantity]]:
    """Give the quantities of each story, in the same order; a figure goes to the nearest event that takes its role."""
    found: list[list[Quantity]] = [[] for _ in stories]
    for figure in find_quantities(parsed.text):
        for quantity in quantities_of(figure):
            index = _event_for(parsed, stories, figure, quantity.role)
            if index is None:
                continue
            placed = replace(quantity, span=parsed.span(quantity.span.start, quantity.span.end))
            if all((q.role, q.value, q.qualifier) != (placed.role, placed.value, placed.qualifier) for q in found[index]):
                found[index].append(placed)
    return found


def _event_for(parsed: ParsedArticle, stories: list[Story], figure: Figure, role: str) -> int | None:
    span = parsed.doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    root = span.root
    options = []
    for index, story in enumerate(stories):
        if story.type not in _TAKES.get(role, frozenset()):
            continue
        if role == "events" and not story.is_aggregate:
            continue
        for telling in story.tellings:
            token = telling.draft.candidate.token
            if token.sent == root.sent:
                options.append(
                    (
                        min(
                            _distance(root, t)
                            for t in (token, telling.draft.candidate.verb or token, *telling.draft.candidate.consequences)
                        ),
                        abs(root.i - token.i),
                        index,
                    )
                )
    if options:
        return min(options)[2]
    return None


def _distance(a: Token, b: Token) -> int:
    """Steps between two words in the parse."""
    up = {t.i: n for n, t in enumerate((a, *syntax.ancestors(a, 20)))}
    for n, t in enumerate((b, *syntax.ancestors(b, 20))):
        if t.i in up:
            return n + up[t.i]
    return 99

"""Events and a text in, the figures of each event out: how many were killed, fired, driven, sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.quantities import find_quantities, quantities_of
from kg.extraction.stories import ATTACKS, Story, Telling
from kg.model import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIOLENT = ATTACKS | {"ArmedClash", "Explosion", "Abduction", "Interception", "Arrest", "Protest", "Seizure"}
_MOVES = frozenset({"ConvoyMovement", "Deployment", "Withdrawal", "ResourceSmuggling"})
_TAKES = {  # role of a figure -> classes of event that have it
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
_NEAR = 2  # steps in the parse: a figure of the event's own arguments
_FAR = 99  # steps between words of different trees


def attach_figures(parsed: ParsedArticle, stories: Sequence[Story]) -> list[list[Quantity]]:
    """Give the quantities of each story, in the same order; a figure goes to the nearest event that takes its role."""
    told: dict[int, list[tuple[int, Telling]]] = defaultdict(list)  # sentence -> story and telling
    for index, story in enumerate(stories):
        for telling in story.tellings:
            words = (telling.token, *telling.draft.candidate.consequences)
            for sentence in dict.fromkeys(parsed.sentence_of[word.i] for word in words):
                told[sentence].append((index, telling))
    found: list[list[Quantity]] = [[] for _ in stories]
    for figure in find_quantities(parsed.text, reference=parsed.article.date):
        root = _root(parsed, figure.span)
        if root is None:
            continue
        for quantity in quantities_of(figure):
            nearest = _event_for(stories, told.get(parsed.sentence_of[root.i], ()), root, quantity.role)
            if nearest is not None:
                steps, event = nearest
                rule = "near" if steps <= _NEAR else "far"
                _add(found[event], replace(quantity, span=parsed.span(quantity.span.start, quantity.span.end), rule=rule))
    return found


def _root(parsed: ParsedArticle, span: Span) -> Token | None:
    words = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def _add(quantities: list[Quantity], quantity: Quantity) -> None:
    """Add a quantity, unless the event has the same figure already."""
    if all((q.role, q.value, q.qualifier) != (quantity.role, quantity.value, quantity.qualifier) for q in quantities):
        quantities.append(quantity)


def _event_for(stories: Sequence[Story], told: Sequence[tuple[int, Telling]], root: Token, role: str) -> tuple[int, int] | None:
    """The event of the sentence nearest to a figure in the parse, among those that can have it, behind its steps from there."""
    takes = _TAKES.get(role, frozenset())
    options = [
        (_steps(root, telling), abs(root.i - telling.token.i), index)
        for index, telling in told
        if stories[index].type in takes and (role != "events" or stories[index].is_aggregate)
    ]
    if not options:
        return None
    steps, _, index = min(options)
    return steps, index


def _steps(root: Token, telling: Telling) -> int:
    """Steps in the parse from a word to the trigger, its light verb or a verb of its consequences, whichever is nearest."""
    words = (telling.token, telling.verb or telling.token, *telling.draft.candidate.consequences)
    return min(_distance(root, word) for word in words)


def _distance(a: Token, b: Token) -> int:
    up = {t.i: n for n, t in enumerate((a, *syntax.ancestors(a, 20)))}
    for n, t in enumerate((b, *syntax.ancestors(b, 20))):
        if t.i in up:
            return n + up[t.i]
    return _FAR

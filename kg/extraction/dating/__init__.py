"""Tellings of events in, their dates out: which time expression of its own clause dates which event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.dating.clauses import carrier_of, clauses_above, happening, noun_phrase_above
from kg.extraction.dating.links import share_dates
from kg.extraction.dating.placing import REACH, Placed, adjoins, by_sentence, follows, hangs_on, is_beside, is_near, opening_of, verb_above
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Telling
from kg.extraction.times import find_shifts, find_times
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_parsed_times(parsed: ParsedArticle) -> tuple[TimeExpression, ...]:
    """Give all time expressions of the clean text, in its characters."""
    return find_times(parsed.text, parsed.article.date)


def date_tellings(parsed: ParsedArticle, tellings: Sequence[Telling], times: Sequence[TimeExpression]) -> None:
    """Give each telling the time expression that its own clause holds, or one that tells the same happening."""
    opening = opening_of(parsed)
    placed = by_sentence(parsed, [time for time in times if time.span.start >= opening and (time.edtf or _is_vague(time))])
    repeated = by_sentence(parsed, [time for time in times if time.kind == "SET" and " " in time.span.text])
    shifts = by_sentence(parsed, [shift.expression for shift in find_shifts(parsed.text, parsed.article.date)])
    triggers = frozenset(t.token.i for t in tellings)
    together: dict[int, list[Telling]] = defaultdict(list)
    for telling in tellings:
        sentence = parsed.sentence_of[telling.token.i]
        together[sentence].append(telling)
        here, distances = placed.get(sentence, ()), shifts.get(sentence, ())
        if any(_dates(parsed, p.root, telling, triggers) for p in repeated.get(sentence, ())):
            telling.is_repeated = True
        if here or distances:
            _date(parsed, telling, here, distances, triggers)
    for beside in together.values():
        if len(beside) > 1:
            share_dates(parsed, beside)


def _is_vague(time: TimeExpression) -> bool:
    """Whether a time says only that it was not long ago: "recently", "in recent years"."""
    return time.edtf is None and time.span.text.lower().startswith("recent")


def _date(parsed: ParsedArticle, telling: Telling, here: Sequence[Placed], distances: Sequence[Placed], triggers: frozenset[int]) -> None:
    is_direct = any(
        adjoins(p, telling) or (p.time.kind != "DURATION" and _dates(parsed, p.root, telling, triggers)) for p in here if p.time.edtf
    )
    telling.is_shifted = not is_direct and any(_dates(parsed, p.root, telling, triggers) for p in distances)
    if telling.is_shifted:
        return
    found, is_report = _own_time(parsed, telling, here, triggers)
    if found is None or _is_unsure(parsed, found):
        return
    edtf = found.time.edtf
    if edtf is None:
        telling.is_undatable = True
        return
    if edtf.endswith("/..") and _is_then(found.root, telling):
        edtf = edtf.removesuffix("/..")
    telling.time, telling.date = found.time, _about(edtf) if is_report else edtf


def _is_then(root: Token, telling: Telling) -> bool:
    """Whether an event is told in a clause on the time itself: "since November, when rebels captured the town"."""
    clauses = (t for t in (carrier_of(telling), *syntax.ancestors(carrier_of(telling), REACH)) if t.dep_ == "relcl")
    return any(clause.head.i == root.i and any(c.lower_ == "when" for c in clause.children) for clause in clauses)


def _about(edtf: str) -> str:
    """The date with ``~``: that of the report, near which the event lies."""
    return edtf if "/" in edtf or edtf.endswith("~") else f"{edtf}~"


def _dates(parsed: ParsedArticle, root: Token, telling: Telling, triggers: frozenset[int]) -> bool:
    """Whether a time hangs on the trigger or on its light verb."""
    verb = None if telling.draft.candidate.light in {"claim", "blame", "means"} else telling.verb
    words = (telling.token,) if verb is None else (telling.token, verb)
    return any(hangs_on(parsed, root, word, telling, triggers) for word in words)


def _compares(parsed: ParsedArticle, token: Token, root: Token) -> bool:
    """Whether a time says only among what something is the greatest: "the biggest attack since October", "the deadliest this year"."""
    start, doc = root.left_edge.i, root.doc
    before = doc[max(root.sent.start, start - REACH) : start]
    is_since = any(t.lower_ == "since" for t in doc[max(root.sent.start, start - 2) : start + 1])
    if not is_since and doc[start].lower_ != "this":
        return False
    superlatives = parsed.lexicon.words("grammar.determiners.superlative")
    modifiers = {t for c in token.children for t in (c, *c.children)} | set(before if is_since else ())
    return any(t.tag_ in {"JJS", "RBS"} or t.lower_ in superlatives for t in modifiers)


def _is_unsure(parsed: ParsedArticle, found: Placed) -> bool:
    """Whether a date must not be taken: "today" in a quotation counts from the day it was said, which the article's date need not be."""
    is_relative = found.time.span.text.lower() in parsed.lexicon.words("context.tellings.relative_days")
    return is_relative and parsed.quotations.around(found.root.idx) is not None


def _own_time(parsed: ParsedArticle, telling: Telling, here: Sequence[Placed], triggers: frozenset[int]) -> tuple[Placed | None, bool]:
    """The time in the noun phrase of the trigger, else in its clause, else in the clause above it; and whether it is that of a report.

    A time without a date ("recently") counts where the sentence has no better one.
    """
    token = telling.token
    here = [p for p in here if not _compares(parsed, token, p.root)]
    adjoining = next((p for p in here if adjoins(p, telling) or follows(parsed, p, telling)), None)
    if adjoining is not None or not here:
        return adjoining, False
    inside = _inside(parsed, token, here)
    if _is_dated(inside) and token.pos_ != "VERB":
        return _nearest(inside, token), False
    vague = _nearest(inside, token) if inside else None
    for clause in clauses_above(parsed, telling, triggers | {p.root.i for p in here}):
        if clause.is_report and vague is not None:
            break
        owned = [p for p in here if hangs_on(parsed, p.root, clause.word, telling, triggers)]
        if _is_dated(owned):
            return _nearest(owned, token), clause.is_report
        vague = vague or (owned[0] if owned else None)
    return vague or next((p for p in here if is_beside(parsed, p, token)), None), False


def _is_dated(found: Sequence[Placed]) -> bool:
    return any(p.time.edtf for p in found)


def _inside(parsed: ParsedArticle, token: Token, here: Sequence[Placed]) -> list[Placed]:
    """The times in the phrase of a trigger, or in a clause on it that says when it happened."""
    tree = {t.i for t in token.subtree}
    near = [p for p in here if p.root.i in tree and is_near(p.root, token)]
    if near or token.pos_ == "VERB":
        return near
    told = ((p, happening(parsed, verb_above(p.root))) for p in here)
    return [p for p, noun in told if noun is not None and any(above.i == token.i for above in noun_phrase_above(noun))]


def _nearest(found: Sequence[Placed], token: Token) -> Placed:
    """The nearest time, one with a date before one without."""
    return min(found, key=lambda p: (p.time.edtf is None, abs(p.root.i - token.i)))

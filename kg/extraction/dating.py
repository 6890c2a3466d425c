"""Tellings of events in, their dates out: which time expression dates which event, and what distances ("six days after") make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.merging import Story, Telling
from kg.extraction.parsed import ParsedArticle
from kg.extraction.times import find_shifts, find_times
from kg.extraction.times.shifts import TimeShift, shift_date
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


def date_tellings(parsed: ParsedArticle, tellings: Sequence[Telling], times: Sequence[TimeExpression]) -> None:
    """Give each telling the time expression that its own clause holds."""
    placed = [(time, root) for time in times if time.edtf and (root := _root(parsed, time)) is not None]
    triggers = frozenset(t.draft.candidate.token.i for t in tellings)
    shifts = [root for shift in find_shifts(parsed.text, parsed.article.date) if (root := _root(parsed, shift.expression)) is not None]
    for telling in tellings:
        others = triggers - {telling.draft.candidate.token.i}
        direct = any(_hangs_on(root, v, others) and time.kind != "DURATION" for time, root in placed for v in _verbs(telling))
        telling.is_shifted = not direct and any(_hangs_on(root, v, others) for root in shifts for v in _verbs(telling))
        found = None if telling.is_shifted else _own_time(telling, placed, triggers)
        if found is not None and not _is_unsure(parsed, telling, found):
            telling.time, telling.date = found, found.edtf


def _root(parsed: ParsedArticle, time: TimeExpression) -> Token | None:
    span = parsed.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _compares(token: Token, time: TimeExpression, root: Token) -> bool:
    """Whether a time says only since when something is the greatest: "the biggest attack since October"."""
    start = root.left_edge.i
    since = any(t.lower_ == "since" for t in root.doc[max(root.sent.start, start - 2) : start + 1])
    modifiers = {t for c in token.children for t in (c, *c.children)}
    return since and any(t.tag_ in {"JJS", "RBS"} or t.lower_ in {"first", "biggest", "worst", "deadliest", "largest"} for t in modifiers)


def _verbs(telling: Telling) -> list[Token]:
    candidate = telling.draft.candidate
    return (
        [candidate.token] if candidate.verb is None or candidate.light in {"claim", "blame", "means"} else [candidate.token, candidate.verb]
    )


_QUOTE_RELATIVE = frozenset({"today", "tonight", "yesterday", "tomorrow", "this morning"})


def _is_unsure(parsed: ParsedArticle, telling: Telling, time: TimeExpression) -> bool:
    """Whether a date must not be taken: "today" in a quotation counts from the day it was said, which the article's date need not be."""
    root = _root(parsed, time)
    return time.span.text.lower() in _QUOTE_RELATIVE and root is not None and syntax.is_quoted(root)


def _own_time(telling: Telling, placed: list[tuple[TimeExpression, Token]], triggers: frozenset[int]) -> TimeExpression | None:
    """The time in the noun phrase of the trigger, else in its clause, else in the clause above it, within the sentence."""
    token = telling.draft.candidate.token
    here = [(time, root) for time, root in placed if root.sent == token.sent and not _compares(token, time, root)]
    if not here:
        return None
    tree = {t.i for t in token.subtree}
    inside = [(abs(root.i - token.i), time) for time, root in here if root.i in tree and _is_near(root, token)]
    if inside and token.pos_ != "VERB":
        return min(inside, key=lambda pair: pair[0])[1]
    for above in _clauses(telling):
        owned = [(abs(root.i - token.i), time) for time, root in here if _hangs_on(root, above, triggers - {token.i})]
        if owned:
            return min(owned, key=lambda pair: pair[0])[1]
    return min(inside, key=lambda pair: pair[0])[1] if inside else None


def _clauses(telling: Telling) -> Iterator[Token]:
    """The words whose times may date the event, nearest first: trigger, light verb, and the clauses above as far as they tell of the same time."""
    candidate = telling.draft.candidate
    node = candidate.token if candidate.verb is None or candidate.light in {"claim", "blame"} else candidate.verb
    yield node
    for above in syntax.ancestors(node, 8):
        if node.dep_ == "pobj" and above.head.pos_ not in {"VERB", "AUX"}:
            return
        if node.dep_ in {"relcl", "acl"} and above.pos_ in {"NOUN", "PROPN"} and candidate.token.pos_ != "VERB":
            return
        if node.dep_ == "advcl" and any(
            c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in {"after", "before", "since", "until", "while", "whereas"}
            for c in node.children
        ):
            return
        if node.pos_ == "VERB" and node.dep_ == "pcomp" and above.lower_ in {"after", "before", "since"}:
            return
        if above.pos_ in {"VERB", "AUX"}:
            yield above
        node = above


def _is_near(root: Token, token: Token) -> bool:
    """Whether a time hangs on the trigger without another verb between."""
    for above in (root, *syntax.ancestors(root, 8)):
        if above.i == token.i:
            return True
        if above.pos_ == "VERB" and above is not root:
            return False
    return False


def _hangs_on(root: Token, verb: Token, others: frozenset[int]) -> bool:
    """Whether a time hangs on this word: directly, by prepositions or by nouns, not by another verb or another event's noun."""
    if root.i == verb.i:
        return True
    for above in syntax.ancestors(root, 8):
        if above.i == verb.i:
            return True
        if above.pos_ in {"VERB", "AUX"} or above.i in others:
            return False
    return False


# --- distances from other events -----------------------------------------------------------------------------------------


def shift_dates(parsed: ParsedArticle, stories: list[Story]) -> None:
    """Date events by others: "six days after U.S. troops came under attack", "a day earlier", "the next day"."""
    shifts = find_shifts(parsed.text, parsed.article.date)
    for _ in range(2):
        for shift in shifts:
            _apply(parsed, stories, shift)


def _apply(parsed: ParsedArticle, stories: list[Story], shift: TimeShift) -> None:
    span = parsed.doc.char_span(shift.expression.span.start, shift.expression.span.end, alignment_mode="expand")
    if span is None:
        return
    sentence = span.root.sent
    own = _event_of(stories, span.root)
    anchor = _first_after(stories, span.end, sentence.end) if parsed.doc[span.end - 1].lower_ in {"after", "before", "following"} else None
    if own is None or (anchor is own[0]):
        return
    story, telling = own
    if anchor is not None:
        known, other = story.date, anchor.date
        if known and (not other or "/" in other):
            _set(anchor.tellings[0], shift_date(known, shift.reversed()), shift.expression)
        elif other and not known:
            _set(telling, shift_date(other, shift), shift.expression)
    elif not story.date or "/" in story.date:
        base = _date_before(stories, telling) or shift.antecedent
        if base:
            _set(telling, shift_date(base, shift), shift.expression)


def _set(telling: Telling, date: str | None, time: TimeExpression) -> None:
    if date:
        telling.date, telling.time = date, time


def _event_of(stories: list[Story], root: Token) -> tuple[Story, Telling] | None:
    """The event whose verb a distance hangs on."""
    for above in (root, *syntax.ancestors(root, 8)):
        for story in stories:
            for telling in story.tellings:
                candidate = telling.draft.candidate
                if above.i == candidate.token.i or (candidate.verb is not None and above.i == candidate.verb.i):
                    return story, telling
    before = [(t.draft.candidate.token.i, s, t) for s in stories for t in s.tellings if t.draft.candidate.token.sent == root.sent]
    later = [x for x in before if x[0] > root.i]
    chosen = min(later, key=lambda x: x[0], default=None) or max(before, key=lambda x: x[0], default=None)
    return (chosen[1], chosen[2]) if chosen else None


def _first_after(stories: list[Story], start: int, end: int) -> Story | None:
    found = [(t.draft.candidate.token.i, s) for s in stories for t in s.tellings if start <= t.draft.candidate.token.i < end]
    return min(found, key=lambda x: x[0])[1] if found else None


def _date_before(stories: list[Story], telling: Telling) -> str | None:
    """The date of the last dated telling before."""
    i = telling.draft.candidate.token.i
    found = [
        (t.draft.candidate.token.i, t.date)
        for s in stories
        for t in s.tellings
        if t.date and "/" not in t.date and t.draft.candidate.token.i < i
    ]
    return max(found, key=lambda x: x[0])[1] if found else None


def find_parsed_times(parsed: ParsedArticle) -> tuple[TimeExpression, ...]:
    """All time expressions of the clean text, in its characters."""
    return find_times(parsed.text, parsed.article.date)

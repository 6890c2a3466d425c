"""Events and the distances between them in, dates out: "six days after U.S. troops came under attack", "a day earlier", "the next day"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.dating.clauses import CLAIMED
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Story, Telling
from kg.extraction.times import TimeShift, find_shifts, shift_date
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_REACH = 8  # steps up the parse from a distance to its event
_ROUNDS = 2  # a date found by one distance may be what another counts from


def shift_dates(parsed: ParsedArticle, stories: Sequence[Story]) -> None:
    """Date events by others, where the text says how far apart they are."""
    shifts = find_shifts(parsed.text, parsed.article.date)
    places = _Places(parsed, stories) if shifts else None
    for _ in range(_ROUNDS if places else 0):
        for shift in shifts:
            span = parsed.doc.char_span(shift.expression.span.start, shift.expression.span.end, alignment_mode="expand")
            if span is not None and places is not None:
                _apply(places, shift, span)


class _Places:
    """Where the tellings of all events stand."""

    def __init__(self, parsed: ParsedArticle, stories: Sequence[Story]) -> None:
        self.parsed = parsed
        self.stories = {t.token.i: story for story in stories for t in story.tellings}
        self.tellings = sorted((t for story in stories for t in story.tellings), key=lambda t: t.token.i)
        self._carried: dict[int, Telling] = {}
        self._in_sentence: dict[int, list[Telling]] = defaultdict(list)
        for telling in (t for story in stories for t in story.tellings):
            self._carried.setdefault(telling.token.i, telling)
            if telling.verb is not None and telling.draft.candidate.light not in CLAIMED:
                self._carried.setdefault(telling.verb.i, telling)
        for telling in self.tellings:
            self._in_sentence[parsed.sentence_of[telling.token.i]].append(telling)

    def owner(self, root: Token) -> Telling | None:
        """The telling whose verb a distance hangs on; else the next one of its sentence, else the one before."""
        for above in (root, *syntax.ancestors(root, _REACH)):
            if above.i in self._carried:
                return self._carried[above.i]
        verb = next((t for t in syntax.ancestors(root, _REACH) if t.pos_ == "VERB"), None)
        if verb is not None and verb.lemma_.lower() in self.parsed.lexicon.words("context.dating.reactions"):
            return None  # "which claimed the ambush the following day"
        beside = self._in_sentence.get(self.parsed.sentence_of[root.i], [])
        later = [t for t in beside if t.token.i > root.i]
        return later[0] if later else beside[-1] if beside else None

    def twins(self, telling: Telling) -> list[Telling]:
        """Give the tellings of one word: it and, where it tells of two events, the other."""
        return [t for t in self._in_sentence[self.parsed.sentence_of[telling.token.i]] if t.token.i == telling.token.i]

    def first_between(self, start: int, end: int) -> Story | None:
        """The event told first between two tokens."""
        return next((self.stories[i] for i in range(start, end) if i in self.stories), None)

    def date_before(self, telling: Telling) -> str | None:
        """The date of the last dated telling before."""
        before = (t for t in reversed(self.tellings) if t.token.i < telling.token.i)
        return next((t.date for t in before if t.date and "/" not in t.date), None)


def _apply(places: _Places, shift: TimeShift, span: Span) -> None:
    """Date an event by one distance: from the event that its clause names, or from the one told before."""
    telling = places.owner(span.root)
    links = places.parsed.lexicon.words("grammar.conjunctions.distance")
    anchor = places.first_between(span.end, span.root.sent.end) if span[-1].lower_ in links else None
    if telling is None:
        return
    story = places.stories[telling.token.i]
    if anchor is story:  # the parser hangs "two days after militants struck" on "struck": the event is that of the clause above
        above = (telling.verb or telling.token).head
        telling = places.owner(above)
        if telling is None or places.stories[telling.token.i] is anchor:
            return
        story = places.stories[telling.token.i]
    if anchor is not None:
        _date_pair(story, telling, anchor, shift)
    elif not story.date or "/" in story.date:
        base = places.date_before(telling) or shift.antecedent
        if base:
            for twin in places.twins(telling):
                _set(twin, shift_date(base, shift), shift.expression)


def _date_pair(story: Story, telling: Telling, anchor: Story, shift: TimeShift) -> None:
    """Date one of two events by the other, whichever has a date."""
    known, other = story.date, anchor.date
    if known and not _is_firm(other):
        _set(anchor.tellings[0], shift_date(known, shift.reversed()), shift.expression)
    elif other and not _is_firm(known):
        _set(telling, shift_date(other, shift), shift.expression)


def _is_firm(date: str | None) -> bool:
    """Whether a date is neither an interval nor only about."""
    return bool(date) and "/" not in str(date) and str(date)[-1] not in "~?"


def _set(telling: Telling, date: str | None, time: TimeExpression) -> None:
    if date:
        telling.date, telling.time = date, time

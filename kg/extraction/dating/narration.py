"""Events of an article in, dates for those told without one out: the story goes on from the date last told of, or is the day's news.

Such a date is inferred, which ``?`` says, or ``~`` for the news of the article's day. An event keeps none where its clause turns to the
past ("had been", "who were"), where its sentence has another time, or where too much stands between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.dating.behind import date_from_behind
from kg.extraction.dating.clauses import carrier_of
from kg.extraction.dating.placing import Placed, by_sentence, opening_of, verb_above
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import ATTACKS, Story, Telling
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_DAY = re.compile(r"\d{4}-\d\d-\d\d[~?%]?")
_VIOLENT = ATTACKS | {"Explosion", "Abduction", "ArmedClash", "Interception", "Arrest", "Seizure"}
_NEAR = 5  # sentences over which a story goes on
_LEAD = 3  # sentences of an article that tell its news
_MOODS = frozenset({"had", "will", "would", "may", "might", "could", "should", "to", "can"})


def carry_dates(parsed: ParsedArticle, stories: Sequence[Story], times: Sequence[TimeExpression]) -> None:
    """Give events without a date that of the story that they go on with, or the article's in its opening."""
    opening = opening_of(parsed)
    placed = by_sentence(parsed, [t for t in times if t.span.start >= opening])
    first = next((parsed.sentence_of[t.i] for t in parsed.doc if t.idx >= opening), 0)
    today = parsed.article.date or ""
    owners = {t.token.i: story for story in stories for t in story.tellings}
    carried = {carrier_of(t).i: t for story in stories for t in story.tellings}
    last_sentence, last = -1, ""
    tellings = sorted((t for story in stories for t in story.tellings), key=lambda t: t.token.i)
    date_from_behind(parsed, tellings, owners, placed)
    for telling in tellings:
        story, sentence = owners[telling.token.i], parsed.sentence_of[telling.token.i]
        for number in range(last_sentence + 1, sentence):
            if told := _time_of(placed.get(number, ())):
                last_sentence, last = number, told
        if story.date is None and not _has_time(placed.get(sentence, ())):
            if _is_news(parsed, story, telling):
                telling.date = _infer(last if sentence - last_sentence <= _NEAR else "", is_lead=0 <= sentence - first < _LEAD, today=today)
            elif cause := _cause(telling, owners) or _main_date(telling, carried):
                telling.date = f"{cause.strip('~?%')}~"
        if telling.date and _DAY.fullmatch(telling.date) and not (story.is_aggregate or story.is_planned):
            last_sentence, last = sentence, telling.date


def _has_time(placed: Sequence[Placed]) -> bool:
    """Whether a sentence has a time of its own."""
    return any(p.time.edtf or p.time.value == "PAST_REF" for p in placed)


def _time_of(placed: Sequence[Placed]) -> str:
    """The day that a sentence without an event tells of in its main clause."""
    days = [p for p in placed if p.time.edtf and _DAY.fullmatch(p.time.edtf)]
    if len(days) != 1:
        return ""
    verb = verb_above(days[0].root)
    return days[0].time.edtf or "" if verb is not None and verb.dep_ == "ROOT" else ""


def _is_news(parsed: ParsedArticle, story: Story, telling: Telling) -> bool:
    """Whether a telling tells a single event in the past or the perfect, in a clause that does not turn back."""
    if story.is_aggregate or story.is_planned or telling.is_shifted or telling.is_undatable or story.type not in _VIOLENT:
        return False
    verb = carrier_of(telling)
    return verb.pos_ in {"VERB", "AUX"} and _is_past(parsed, verb) and not _turns_back(parsed, verb)


def _is_backshifted(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether "had" is the past of what somebody said: "the air force said it had shot down nine drones"."""
    above = verb.head
    return verb.dep_ == "ccomp" and above.tag_ == "VBD" and above.lemma_.lower() in parsed.lexicon.cue_verbs


def _is_past(parsed: ParsedArticle, verb: Token) -> bool:
    moods = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}} & _MOODS
    if moods and not (moods == {"had"} and _is_backshifted(parsed, verb)):
        return False
    return verb.tag_ in {"VBD", "VBN"} or (verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj"})


def _turns_back(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether a clause, or one that it stands in, tells what was before: "who were killed", "after they shot"."""
    links = parsed.lexicon.words("grammar.conjunctions.other_time")
    node = verb
    for above in syntax.ancestors(verb):
        if node.dep_ in {"relcl", "acl", "pcomp"}:
            return True
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in links for c in node.children):
            return True
        node = above
    return False


def _infer(last: str, *, is_lead: bool, today: str) -> str | None:
    """The day last told of, perhaps; else, for the opening, about the article's day, if that is known to the day."""
    if last:
        return f"{last.strip('~?%')}?"
    return f"{today}~" if is_lead and re.fullmatch(r"\d{4}-\d\d-\d\d", today) else None


def _cause(telling: Telling, owners: Mapping[int, Story]) -> str | None:
    """The day of the event that another comes right after: "troops mobilized around the base following the attack"."""
    if telling.is_aggregate or telling.modality != "asserted":
        return None
    for preposition, noun in syntax.prepositions(carrier_of(telling)):
        is_known = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children)
        if preposition in {"after", "following"} and is_known and noun.i in owners:
            date = owners[noun.i].date
            return date if date and _DAY.fullmatch(date) else None
    return None


def _main_date(telling: Telling, carried: Mapping[int, Telling]) -> str | None:
    """The day of the event in the main clause of a clause beside it: "troops mobilized ..., while jets flew patrols"."""
    verb = carrier_of(telling)
    main = carried.get(verb.head.i) if verb.dep_ in {"advcl", "conj"} and telling.modality == "asserted" else None
    if main is None or main.is_aggregate or telling.is_aggregate:
        return None
    return main.date if main.date and _DAY.fullmatch(main.date) else None

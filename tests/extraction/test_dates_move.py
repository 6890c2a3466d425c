"""Change the article's date, and every relative date moves with it, while absolute ones stay."""

from __future__ import annotations

from datetime import date, timedelta

import factory
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import Resources, extract
from kg.extraction.times import find_times
from kg.model import Document

_DAYS = st.dates(min_value=date(2003, 1, 1), max_value=date(2035, 12, 31))
_RELATIVE = {  # words -> days from the article's date
    "today": 0,
    "yesterday": -1,
    "the day before yesterday": -2,
    "three days ago": -3,
    "last night": -1,
    "this morning": 0,
}
_ABSOLUTE = {
    "on 3 May 2001": "2001-05-03",
    "in August 2002": "2002-08",
    "on July 4th, 1999": "1999-07-04",
    "in 1998": "1998",
    "in the summer of 2002": "2002-22",
}
_STORY = (
    "Rebels attacked a garrison in Kidal {relative}. Two days earlier, government planes bombed a camp near Gao. "
    "Gunmen kidnapped four engineers in Timbuktu {absolute}."
)


@given(here=_DAYS, words=st.sampled_from(sorted(_RELATIVE)))
def test_relative_expressions_move(here: date, words: str) -> None:
    (time,) = find_times(f"A depot burned {words}.", here.isoformat())
    assert time.edtf == (here + timedelta(days=_RELATIVE[words])).isoformat()


@given(here=_DAYS, words=st.sampled_from(sorted(_ABSOLUTE)))
def test_absolute_expressions_stay(here: date, words: str) -> None:
    (time,) = find_times(f"A depot burned {words}.", here.isoformat())
    assert time.edtf == _ABSOLUTE[words]


@given(here=_DAYS, weekday=st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_a_weekday_is_the_last_one_before_the_article(here: date, weekday: str) -> None:
    (time,) = find_times(f"A depot burned on {weekday}.", here.isoformat())
    found = date.fromisoformat(time.edtf or "")
    assert (found.strftime("%A"), timedelta(0) <= here - found < timedelta(days=7)) == (weekday, True)


@given(here=_DAYS, month=st.integers(1, 12), day=st.integers(1, 28))
def test_a_day_without_a_year_is_the_last_one_or_near(here: date, month: int, day: int) -> None:
    name = date(2000, month, day).strftime("%B")
    (time,) = find_times(f"A depot burned on {day} {name}.", here.isoformat())
    found = date.fromisoformat(time.edtf or "")
    assert ((found.month, found.day), timedelta(days=-15) < here - found < timedelta(days=367)) == ((month, day), True)


@pytest.fixture(scope="module")
def known() -> Resources:
    """The shipped gazetteer and lexicon, loaded once."""
    return Resources()


@settings(max_examples=8, deadline=None)
@given(here=_DAYS, relative=st.sampled_from(sorted(_RELATIVE)), absolute=st.sampled_from(sorted(_ABSOLUTE)))
def test_dates_of_events_move(known: Resources, here: date, relative: str, absolute: str) -> None:
    found = _dates(extract(factory.article(_STORY.format(relative=relative, absolute=absolute), date=here.isoformat()), resources=known))
    attacked = here + timedelta(days=_RELATIVE[relative])
    assert found == {
        "attacked": attacked.isoformat(),
        "bombed": (attacked - timedelta(days=2)).isoformat(),
        "kidnapped": _ABSOLUTE[absolute],
    }


def test_without_an_article_date_relative_dates_stay_unresolved(known: Resources) -> None:
    found = _dates(extract(factory.article(_STORY.format(relative="yesterday", absolute="in 1998")), resources=known))
    assert found == {"attacked": None, "bombed": None, "kidnapped": "1998"}


def _dates(document: Document) -> dict[str, str | None]:
    return {event.trigger.text: event.date for event in document.events}

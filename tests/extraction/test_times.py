"""Time expressions: a text and the article's date in, words with their TIMEX3 and EDTF values out."""

from __future__ import annotations

import pytest

from kg.extraction.times import find_shifts, find_times, shift_date

NEWS = "2022-01-04"  # a Tuesday

EXPRESSIONS = [
    # dates of the calendar
    ("The depot burned on July 4th.", NEWS, "July 4th", "2021-07-04", "2021-07-04"),
    ("The barge sank on 4 January.", NEWS, "4 January", "2022-01-04", "2022-01-04"),
    ("The envoy fell on Feb.3, 2019.", NEWS, "Feb.3, 2019", "2019-02-03", "2019-02-03"),
    ("A pipeline burst on 18 December 2021.", NEWS, "18 December 2021", "2021-12-18", "2021-12-18"),
    ("The post fell on the 5th of May, 2020.", NEWS, "the 5th of May, 2020", "2020-05-05", "2020-05-05"),
    ("Guards left on 3rd March 2018.", NEWS, "3rd March 2018", "2018-03-03", "2018-03-03"),
    ("The truce was signed in August 2020.", NEWS, "August 2020", "2020-08", "2020-08"),
    ("The port reopened in 2017.", NEWS, "2017", "2017", "2017"),
    ("Filed 2021-11-02 by cable.", NEWS, "2021-11-02", "2021-11-02", "2021-11-02"),
    ("Invoice of 25/12/2021.", NEWS, "25/12/2021", "2021-12-25", "2021-12-25"),
    ("It was quiet in early 2020.", NEWS, "early 2020", "2020", "2020"),
    ("Shelling eased in mid-June.", NEWS, "mid-June", "2021-06", "2021-06"),
    ("Talks failed in late May.", NEWS, "late May", "2021-05", "2021-05"),
    ("A ceasefire held at the end of March.", NEWS, "the end of March", "2021-03", "2021-03"),
    ("The garrison dates from the 1990s.", NEWS, "the 1990s", "199", "199X"),
    ("Raids in 2021 alone cost millions.", NEWS, "2021", "2021", "2021"),
    ("The siege began in the summer of 2014.", NEWS, "the summer of 2014", "2014-SU", "2014-22"),
    ("On the night of 7 November the dam broke.", NEWS, "the night of 7 November", "2021-11-07TNI", "2021-11-07"),
    ("They met on Christmas Day.", NEWS, "Christmas Day", "2021-12-25", "2021-12-25"),
    ("PORT, 4 Feb 90 (wire) -- Calm.", "1990-02-05", "4 Feb 90", "1990-02-04", "1990-02-04"),
    ("Its fleet was lost in 480 BC.", NEWS, "480 BC", "BC0480", "-0479"),
    # without a year: the last such date, unless the words look ahead or the day is near
    ("The market reopens on January 10.", NEWS, "January 10", "2022-01-10", "2022-01-10"),
    ("The troops will leave in March.", NEWS, "March", "2022-03", "2022-03"),
    ("The mine went off in February.", NEWS, "February", "2021-02", "2021-02"),
    ("The camp opened in March 2019. It closed in October.", NEWS, "October", "2019-10", "2019-10"),
    ("In January a bridge fell.", "2021-03~", "January", "2021-01", "2021-01"),
    ("In April a bridge fell.", "2021-03~", "April", "2020-04", "2020-04"),
    ("In June a bridge fell.", "2021", "June", "2021-06", "2021-06"),
    ("The depot burned on July 4th.", None, "July 4th", "XXXX-07-04", "XXXX-07-04"),
    ("In March it burned again.", None, "March", "XXXX-03", "XXXX-03"),
    # weekdays
    ("A mortar fell on Friday.", NEWS, "Friday", "2021-12-31", "2021-12-31"),
    ("A mortar fell on Tuesday.", NEWS, "Tuesday", "2022-01-04", "2022-01-04"),
    ("The minister resigned last Friday.", NEWS, "last Friday", "2021-12-31", "2021-12-31"),
    ("The minister resigned last Tuesday.", NEWS, "last Tuesday", "2021-12-28", "2021-12-28"),
    ("The panel meets next Tuesday.", NEWS, "next Tuesday", "2022-01-11", "2022-01-11"),
    ("Talks will open on Thursday.", NEWS, "Thursday", "2022-01-06", "2022-01-06"),
    ("A drone fell on Monday morning.", NEWS, "Monday morning", "2022-01-03TMO", "2022-01-03"),
    ("Late in the day Monday guards fired.", NEWS, "Late in the day Monday", "2022-01-03", "2022-01-03"),
    ("It struck on Tuesday, Dec. 28.", NEWS, "Tuesday, Dec. 28", "2021-12-28", "2021-12-28"),
    ("A mortar fell on Monday.", "2021-03~", "Monday", "XXXX-WXX-1", None),
    # told from the article's date
    ("A sentry was shot today.", NEWS, "today", "2022-01-04", "2022-01-04"),
    ("A sentry was shot yesterday.", NEWS, "yesterday", "2022-01-03", "2022-01-03"),
    ("They vote tomorrow.", NEWS, "tomorrow", "2022-01-05", "2022-01-05"),
    ("Curfew starts tonight.", NEWS, "tonight", "2022-01-04TNI", "2022-01-04"),
    ("A mine went off this morning.", NEWS, "this morning", "2022-01-04TMO", "2022-01-04"),
    ("Two boats were seized last night.", NEWS, "last night", "2022-01-03TNI", "2022-01-03"),
    ("The square filled this week.", NEWS, "this week", "2022-W01", "2022-01-03/2022-01-09"),
    ("The square filled last week.", NEWS, "last week", "2021-W52", "2021-12-27/2022-01-02"),
    ("A raid over the weekend failed.", NEWS, "the weekend", "2021-W52-WE", "2022-01-01/2022-01-02"),
    ("Rents doubled last month.", NEWS, "last month", "2021-12", "2021-12"),
    ("Rents doubled last month.", "2021-03~", "last month", "2021-02", "2021-02"),
    ("Rents doubled last year.", "2021", "last year", "2020", "2020"),
    ("It is the worst raid this year.", NEWS, "this year", "2022", "2022"),
    ("Attacks rose last fall.", "2024-01-08", "last fall", "2023-FA", "2023-23"),
    ("The post fell last October.", NEWS, "last October", "2021-10", "2021-10"),
    ("The fort fell two years ago.", NEWS, "two years ago", "2020", "2020-01"),
    ("The fort fell three days ago.", NEWS, "three days ago", "2022-01-01", "2022-01-01"),
    ("The fort fell five months ago.", NEWS, "five months ago", "2021-08", "2021-08"),
    ("The fort fell a decade ago.", NEWS, "a decade ago", "201", "2012"),
    ("It must end by the end of the month.", NEWS, "the end of the month", "2022-01", "2022-01"),
    # stretches up to it
    ("Over the past year mines killed ten.", NEWS, "the past year", "P1Y", "2021-01/2022-01"),
    ("In recent months convoys were hit.", NEWS, "recent months", "PXM", "2021-10~/2022-01"),
    ("In the past few months convoys were hit.", NEWS, "the past few months", "PXM", "2021-10~/2022-01"),
    ("In the past few weeks convoys were hit.", NEWS, "the past few weeks", "PXW", "2021-12-14~/2022-01-04"),
    ("Nine fell in the last 24 hours.", NEWS, "the last 24 hours", "PT24H", "2022-01-03/2022-01-04"),
    ("In recent years it was calm.", NEWS, "recent years", "PXY", None),
    ("The valley has been closed since 2011.", NEWS, "2011", "2011", "2011/.."),
    ("It is the largest since October.", NEWS, "October", "2021-10", "2021-10/.."),
    ("Forty died since the start of 2021.", NEWS, "the start of 2021", "2021", "2021-01/.."),
    ("Forty died since the start of the revolt in 2011.", NEWS, "2011", "2011", "2011/.."),
    # lengths, repetitions, words
    ("After two weeks of shelling it fell.", NEWS, "two weeks", "P2W", None),
    ("The year-long blockade ended.", NEWS, "year-long", "P1Y", None),
    ("The raid took 45 minutes.", NEWS, "45 minutes", "PT45M", None),
    ("Fuel is sold every month.", NEWS, "every month", "XXXX-XX", None),
    ("The daily patrols stopped.", NEWS, "daily", "XXXX-XX-XX", None),
    ("They fire twice a week.", NEWS, "a week", "XXXX-WXX", None),
    ("The well was recently sold.", NEWS, "recently", "PAST_REF", None),
    ("It is now empty.", NEWS, "now", "PRESENT_REF", None),
    ("The siren sounded at 08:45 GMT.", NEWS, "08:45 GMT", "XXXX-XX-XXT08:45", None),
    ("They came at dawn.", NEWS, "dawn", "XXXX-XX-XXTMO", None),
]


@pytest.mark.parametrize(("text", "reference", "words", "value", "edtf"), EXPRESSIONS)
def test_one_expression(text: str, reference: str | None, words: str, value: str, edtf: str | None) -> None:
    found = {time.span.text: (time.value, time.edtf) for time in find_times(text, reference)}
    assert found.get(words) == (value, edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The war of 2014-2017 ruined it.", ["2014/2017", "2014/2017"]),
        ("It raged from June 2019 to March 2020.", ["2019-06/2020-03", "2019-06/2020-03"]),
        ("It raged between May and July 2021.", ["2021-05/2021-07", "2021-05/2021-07"]),
        ("Patrols from 3 to 5 December saw nothing.", ["2021-12-03/2021-12-05", "2021-12-03/2021-12-05"]),
        ("Blasts on 6 and 7 December shook it.", ["2021-12-06/2021-12-07", "2021-12-06/2021-12-07"]),
        ("Blasts on 6 and 9 December shook it.", ["2021-12-06", "2021-12-09"]),
    ],
)
def test_ranges(text: str, edtf: list[str]) -> None:
    assert [time.edtf for time in find_times(text, NEWS)] == edtf


@pytest.mark.parametrize(
    "text",
    [
        "The column may march on.",
        "Some 2000 troops fired 1,900 shells.",
        "Resolution 1701 and the F-16s were cited.",
        "The fall of the town was near.",
        "A second attack came on 12/08.",
        "Three quarters of the city burned.",
    ],
)
def test_no_expression(text: str) -> None:
    assert find_times(text, NEWS) == ()


SHIFTS = [
    ("It came six days after a raid.", "six days after", (6, None, None), "after"),
    ("A week earlier, a truck burned.", "A week earlier", (7, None, None), "before"),
    ("The next day guards left.", "The next day", (1, None, None), "after"),
    ("Hours later it was denied.", "Hours later", (0, None, None), "after"),
    ("Two months after the raid he fled.", "Two months after", (None, 2, None), "after"),
    ("Days after the raid he fled.", "Days after", (None, None, None), "after"),
    ("A day before the vote, a bomb went off.", "A day before", (1, None, None), "before"),
    ("Ten years later they came back.", "Ten years later", (None, None, 10), "after"),
]


@pytest.mark.parametrize(("text", "words", "amounts", "direction"), SHIFTS)
def test_shift(text: str, words: str, amounts: tuple[int | None, ...], direction: str) -> None:
    (shift,) = find_shifts(text, NEWS)
    assert (shift.expression.span.text, (shift.days, shift.months, shift.years), shift.direction) == (words, amounts, direction)
    assert shift.expression.edtf is None


def test_shift_remembers_the_date_told_before() -> None:
    (shift,) = find_shifts("On 7 August a post fell. A week earlier a truck burned.", "2023-08-12")
    assert shift.antecedent == "2023-08-07"
    assert shift_date(shift.antecedent, shift) == "2023-07-31~"


def test_shift_dates_either_event() -> None:
    (shift,) = find_shifts("The blast came six days after a raid.", NEWS)
    assert shift_date("2021-06-28", shift) == "2021-07-04"
    assert shift_date("2021-07-04", shift.reversed()) == "2021-06-28"
    assert shift_date("2021-07", shift) is None


def test_vague_shift_gives_about_a_month() -> None:
    (shift,) = find_shifts("It happened just days after a blast.", NEWS)
    assert shift_date("2023-07-31", shift.reversed()) == "2023-07~"


def test_history_tells_its_own_time() -> None:
    text = (
        "The league was founded in 1901, split in 1903 and reunited in 1905. War came on 3 May 1911. On 9 May the river was crossed. "
        "Two days later the capital fell. By December the north was lost. In January it sued for peace. "
        "Treaties of 1912, 1913 and 1915 followed; in 1920 the last fort was razed."
    )
    values = [time.value for time in find_times(text, "2015-06-01")]
    assert values[3:8] == ["1911-05-03", "1911-05-09", "1911-05-11", "1911-12", "1912-01"]


def test_offsets_count_from_the_file() -> None:
    (time,) = find_times("It fell on Friday.", NEWS, offset=100)
    assert (time.span.start, time.span.end) == (111, 117)


def test_glued_digits_are_a_day() -> None:
    assert [time.span.text for time in find_times("Fuel prices rise – Analyst5 January, 08:45 GMT", NEWS)] == ["5 January", "08:45 GMT"]


def test_sentence_end_is_no_part_of_a_month() -> None:
    assert [time.span.text for time in find_times("It fell on 4 January. Then all was calm.", NEWS)] == ["4 January"]

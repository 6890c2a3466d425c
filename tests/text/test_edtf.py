from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.text.edtf import is_edtf, parse_edtf

D = date


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2021", D(2021, 1, 1), D(2021, 12, 31), "year"),
        ("2021-02", D(2021, 2, 1), D(2021, 2, 28), "month"),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29), "month"),
        ("2021-07-04", D(2021, 7, 4), D(2021, 7, 4), "day"),
        ("2021-21", D(2021, 3, 1), D(2021, 5, 31), "season"),
        ("2021-23", D(2021, 9, 1), D(2021, 11, 30), "season"),
        ("2021-24", D(2021, 12, 1), D(2022, 2, 28), "season"),
        ("201X", D(2010, 1, 1), D(2019, 12, 31), "decade"),
        ("19XX", D(1900, 1, 1), D(1999, 12, 31), "century"),
        ("2021-XX", D(2021, 1, 1), D(2021, 12, 31), "year"),
        ("2021-XX-XX", D(2021, 1, 1), D(2021, 12, 31), "year"),
        ("2021-07-XX", D(2021, 7, 1), D(2021, 7, 31), "month"),
        ("XXXX-07-04", None, None, "day"),
        ("XXXX-02-29", None, None, "day"),
        ("XXXX-07", None, None, "month"),
        ("XXXX-22", None, None, "season"),
        ("XXXX", None, None, "unknown"),
        ("2021-10~/2022-01", D(2021, 10, 1), D(2022, 1, 31), "interval"),
        ("2011/..", D(2011, 1, 1), None, "interval"),
        ("2011/", D(2011, 1, 1), None, "interval"),
        ("../2011", None, D(2011, 12, 31), "interval"),
        ("XXXX-07-04/XXXX-07-06", None, None, "interval"),
    ],
)
def test_bounds_and_precision(text: str, earliest: date | None, latest: date | None, precision: str) -> None:
    parsed = parse_edtf(text)
    assert (parsed.text, parsed.earliest, parsed.latest, parsed.precision) == (text, earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2021-07-05", False, False),
        ("2021-03~", True, False),
        ("2021-07-05?", False, True),
        ("2021%", True, True),
        ("2021-10~/2022-01", True, False),
        ("2021-10/2022-01?", False, True),
        ("2021-24~", True, False),
    ],
)
def test_qualifiers(text: str, approximate: bool, uncertain: bool) -> None:
    parsed = parse_edtf(text)
    assert (parsed.approximate, parsed.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("July 2021", "Allowed are"),
        ("", "Allowed are"),
        ("2021-13", "there is no month 13"),
        ("2021-00", "there is no month 00"),
        ("2021-02-29", "2021-02 has 28 days"),
        ("2021-25", "there is no month 25"),
        ("XXXX-02-30", "month 02 has at most 29 days"),
        ("0000", "no year 0000"),
        ("2021-XX-04", "a day needs its month"),
        ("202X-07", "a month needs its whole year"),
        ("2021/2022/2023", "two sides"),
        ("../..", "a date on one side"),
        ("/", "a date on one side"),
        ("2022/2021", "ends before it starts"),
        ("2021-7-4", "Allowed are"),
        ("2021-07-04 ", "Allowed are"),
        ("２０２１", "Allowed are"),
    ],
)
def test_mistakes_say_why(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        parse_edtf(text)
    assert not is_edtf(text)


@given(st.dates(min_value=D(1, 1, 1)))
def test_every_calendar_day_is_read(day: date) -> None:
    parsed = parse_edtf(day.isoformat())
    assert parsed.earliest == parsed.latest == day


@given(st.from_regex(r"[12X][0-9X]{3}(-[0-9X]{2}){0,2}[~?%]?(/[12][0-9]{3}(-[0-9]{2})?)?", fullmatch=True))
def test_anything_is_read_or_refused(text: str) -> None:
    if is_edtf(text):
        parsed = parse_edtf(text)
        assert parsed.earliest is None or parsed.latest is None or parsed.earliest <= parsed.latest


@given(st.from_regex(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?[~?%]?", fullmatch=True))
def test_agrees_with_the_reference_library(text: str) -> None:
    edtf = pytest.importorskip("edtf")
    ours, reference = parse_edtf(text), edtf.parse_edtf(text)
    assert ours.earliest == D(*reference.lower_strict()[:3])
    assert ours.latest == D(*reference.upper_strict()[:3])
    both = reference.is_uncertain_and_approximate  # its two other properties mean "only that"
    assert (ours.approximate, ours.uncertain) == (reference.is_approximate or both, reference.is_uncertain or both)

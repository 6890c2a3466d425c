"""EDTF dates as windows of days."""

from __future__ import annotations

import pytest

from kg.fusion.chronology import read_window


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2021-07-04", "2021-07-04", "2021-07-04"),
        ("2021-07-04~", "2021-07-01", "2021-07-07"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2022-01-03/2022-01-09", "2022-01-03", "2022-01-09"),
        ("2021-01/2022-01", "2021-01-01", "2022-01-31"),
        ("2011/..", "2011-01-01", "9999-12-31"),
        ("2023-23", "2023-09-01", "2023-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
    ],
)
def test_window(edtf: str, first: str, last: str) -> None:
    window = read_window(edtf)
    assert window is not None
    assert (str(window.first), str(window.last)) == (first, last)


@pytest.mark.parametrize("edtf", [None, "", "XXXX-07-04", "199X", "2022-01/2021-01"])
def test_no_window(edtf: str | None) -> None:
    assert read_window(edtf) is None

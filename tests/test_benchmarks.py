"""What the benchmark of extraction holds its figures to."""

from __future__ import annotations

from benchmarks.extraction import Cost, table

GOOD = Cost(5, 3000.0, 0.1, 0.12, 0.08, {1: 50.0, 10: 50.0, 100: 60.0}, (300.0, 301.0, 301.0, 302.0))


def test_figures_within_their_marks_do_not_fail() -> None:
    assert GOOD.failures() == []


def test_each_figure_beyond_its_mark_is_told() -> None:
    bad = Cost(5, 3000.0, 0.1, 0.2, 0.08, {1: 50.0, 10: 90.0, 100: 500.0}, (300.0, 400.0, 500.0, 600.0))
    assert [failure.split(";")[0] for failure in bad.failures()] == [
        "2.00 times the plain pipeline",
        "a character of the longest text costs 10.00 times as much",
        "memory rose by 300 MB",
    ]


def test_table_names_the_ratio() -> None:
    assert "| ratio | 1.20 |" in table(GOOD)

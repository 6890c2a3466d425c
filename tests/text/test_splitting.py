from __future__ import annotations

import pytest

from kg.text.facts import Facts
from kg.text.manifest import Row
from kg.text.splitting import split_file

BODY = "The base was hit by two rockets.\n"


@pytest.mark.parametrize(
    ("line", "title", "outlet"),
    [
        (
            "Army smuggles dozens of tankers into Iraq News Desk, reports thecradle.co",
            "Army smuggles dozens of tankers into Iraq",
            "thecradle.co",
        ),
        ("Rebels take the town of Adre By John Smith for example.org", "Rebels take the town of Adre", "example.org"),
        ("Rebels take the town Staff, via news.example.org", "Rebels take the town", "news.example.org"),
    ],
)
def test_a_headline_with_its_byline_starts_an_article(line: str, title: str, outlet: str) -> None:
    text = BODY + line + "\n" + BODY
    parts, problems = split_file(text, 0, ())
    assert [(part.start, part.end) for part in parts] == [(0, len(BODY)), (len(BODY), len(text))]
    assert (parts[1].facts.title, parts[1].facts.outlet) == (title, outlet)
    assert problems == ()


def test_on_the_first_line_it_starts_the_first() -> None:
    [part], _ = split_file("\nRebels take the town of Adre News Desk, reports example.org\n" + BODY, 0, ())
    assert (part.start, part.facts.outlet) == (0, "example.org")


@pytest.mark.parametrize(
    "line",
    [
        "The base was hit, a spokesman of the news desk reports to example.org",
        "It was hit. The army left, News Desk, reports example.org",
        "Photo News Desk, via example.org",
        "Read it on example.org",
    ],
)
def test_other_lines_do_not(line: str) -> None:
    assert len(split_file(BODY + line + "\n" + BODY, 0, ())[0]) == 1


def test_one_row_means_one_article() -> None:
    text = BODY + "Rebels take the town of Adre News Desk, reports example.org\n" + BODY
    parts, _ = split_file(text, 0, (Row(2, "a.txt", Facts(date="2021")),))
    assert [(part.start, part.end, part.facts.date) for part in parts] == [(0, len(text), "2021")]


def test_a_title_is_sought_at_the_start_of_a_line_first() -> None:
    text = "They wrote: The base is lost, again.\nThe base is lost\n" + BODY
    parts, _ = split_file(text, 0, (Row(2, "a.txt", Facts()), Row(3, "a.txt", Facts("The base is lost"))))
    assert [part.start for part in parts] == [0, 37]

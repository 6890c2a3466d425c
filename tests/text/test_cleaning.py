from __future__ import annotations

from pathlib import Path

import pytest
from factory import article, span
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.text import read
from kg.text.cleaning import clean
from kg.text.furniture import find_furniture


def cleaned(text: str) -> str:
    return clean(furnished(text)).text


def furnished(text: str) -> Article:
    bare = article(text)
    return article(text, furniture=tuple(bare.span(*offsets) for offsets in find_furniture(text, 0, len(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killing\u00a033 soldiers\u202fin", "killing 33 soldiers in"),
        ("al\u00adOmar \u200bbase\ufeff", "alOmar base"),
        ("One.\r\nTwo.\rThree.\u2028Four.", "One.\nTwo.\nThree.\nFour."),
        ("“massive explosions.”", "“massive explosions.”"),
        ("It injured dozens.Militants fired.", "It injured dozens.\nMilitants fired."),
        ("It is in the northeast.A day earlier it was hit.", "It is in the northeast.\nA day earlier it was hit."),
        ("It came “from the base.”The army left.", "It came “from the base.”\nThe army left."),
        ("It ended in 2017.The army left.", "It ended in 2017.\nThe army left."),
        ("It was hit.“We saw it,” he said.", "It was hit.\n“We saw it,” he said."),
        ("He assured.* An outlawed group.", "He assured.\n* An outlawed group."),
        ("A U.S.Army base on Jan.3, said Gen.Smith of example.com.", "A U.S.Army base on Jan.3, said Gen.Smith of example.com."),
        ("Two rockets hit the base\nnear Homs on Saturday.", "Two rockets hit the base near Homs on Saturday."),
        ("Rockets hit base\nTwo rockets hit the base.", "Rockets hit base\nTwo rockets hit the base."),
        ("It was hit. See https://t.example/x1?y=2 for more.", "It was hit. See  for more."),
        ("", ""),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert cleaned(text) == expected


def test_a_headline_glued_into_a_line_is_a_line_of_its_own() -> None:
    text = "Rockets hit the base in Iraq.AfricaRebels ‘Retreat’ From Town – Minister3 May, 07:15 GMTMost of the attacks were small."
    assert cleaned(text).split("\n") == [
        "Rockets hit the base in Iraq.",
        "Rebels ‘Retreat’ From Town – Minister",
        "3 May, 07:15 GMT",
        "Most of the attacks were small.",
    ]


def test_a_time_in_a_sentence_is_left_alone() -> None:
    text = "The base was hit on 3 May, 07:15 GMT by two rockets."
    assert cleaned(text) == text


def test_a_headline_that_runs_on_as_a_byline_is_a_line_of_its_own() -> None:
    text = "Rebels take the town of Adre News Desk, reports example.org\nThe town was taken."
    bare = article(text)
    titled = article(text, title_span=span(bare, "Rebels take the town of Adre"))
    assert clean(titled).text.split("\n")[:2] == ["Rebels take the town of Adre", " News Desk, reports example.org"]


def test_only_the_articles_part_of_its_file() -> None:
    text = "First article.\nSecond article."
    second = article(text, start=15)
    result = clean(second)
    assert result.text == "Second article."
    assert result.to_source(0, 6) == (15, 21)


def test_to_source_quotes_the_untouched_text() -> None:
    text = "It injured\u00a0dozens.Militants\r\nfired."
    result = clean(article(text))
    start = result.text.index("injured dozens")
    first, last = result.to_source(start, start + len("injured dozens"))
    assert text[first:last] == "injured\u00a0dozens"
    assert result.to_clean(first, last) == (start, start + len("injured dozens"))


def test_a_line_end_that_was_put_in_has_no_length() -> None:
    result = clean(article("dozens.Militants"))
    assert result.text == "dozens.\nMilitants"
    assert result.to_source(7, 8) == (7, 7)
    assert result.to_source(0, 8) == (0, 7)
    assert result.to_source(7, 17) == (7, 16)


def test_what_was_left_out_has_no_place() -> None:
    text = "It was hit.\nLeave a Reply"
    result = clean(furnished(text))
    assert result.text == "It was hit.\n"
    assert result.to_clean(12, 25) == (12, 12)


def test_the_seeds_lose_nothing_but_furniture(seeds: Path) -> None:
    for each in read(seeds).articles:
        result = clean(each)
        words = "".join(result.text.split())
        kept = list(each.text)
        for piece in each.furniture:
            kept[piece.start : piece.end] = [""] * (piece.end - piece.start)
        assert words == "".join("".join(kept[each.start : each.end]).split())


PIECES = st.sampled_from(
    [
        "The base was hit.",
        "Militants",
        " ",
        "\n",
        "\r\n",
        "\u00a0",
        "\u200b",
        "World",
        "Rebels Retreat",
        "5 January, 08:45 GMT",
        "“",
        "”",
        ".",
        "* A",
        "é",
        "😀",
        "x y",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join), st.data())
def test_every_character_has_its_place_in_the_file(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    bare = article(text, start=start)
    each = article(text, start=start, furniture=tuple(bare.span(*o) for o in find_furniture(text, start, len(text))))
    result = clean(each)
    assert len(result.offsets) == len(result.text) + 1
    assert list(result.offsets) == sorted(result.offsets)
    assert result.offsets[-1] == len(text)
    for i, char in enumerate(result.text):
        first, last = result.to_source(i, i + 1)
        assert start <= first <= last <= len(text)
        if last > first:
            assert text[first:last] == char or (char in " \n" and (text[first].isspace() or not text[first].isprintable()))
            assert result.to_clean(first, last) == (i, i + 1)
        else:
            assert char == "\n"

from __future__ import annotations

import pytest

from kg.text.furniture import find_furniture

STORY = "Two rockets hit the base on Monday.\n\nNo one was hurt."


def furniture(text: str) -> list[str]:
    return [text[start:end] for start, end in find_furniture(text, 0, len(text))]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("\n\nRelated Articles\n\nLeave a Reply\n", ["Related Articles", "Leave a Reply"]),
        (
            "\nYour email address will not be published. Required fields are marked *",
            ["Your email address will not be published. Required fields are marked *"],
        ),
        ("\nRelated news\nRebels retreat from Adre\nMay 3, 2024", ["Related news", "Rebels retreat from Adre", "May 3, 2024"]),
        ("\nMORE ON THE TOPIC:\n\n", ["MORE ON THE TOPIC:"]),
        ("\nFurther reading:", ["Further reading:"]),
        ("\n© 2024 The Example Times. All rights reserved.", ["© 2024 The Example Times. All rights reserved."]),
        ("\nHe left without a full stop", []),
        ("\nThe army shared a statement on Tuesday.", []),
        ("\n— Aurora Intel (@AuroraIntel) January 4, 2022", []),
    ],
)
def test_after_the_last_sentence(after: str, expected: list[str]) -> None:
    assert furniture(STORY + after) == expected


@pytest.mark.parametrize(
    ("line", "is_furniture"),
    [
        ("Share this article", True),
        ("Tweet", True),
        ("Advertisement", True),
        ("Read more: Rebels retreat from Adre.", True),
        ("Home > News > Middle East", True),
        ("World", False),
        ("Share prices fell after the attack.", False),
        ("Print runs were stopped in Aden", False),
    ],
)
def test_lines_within(line: str, is_furniture: bool) -> None:
    assert furniture(f"Two rockets hit.\n{line}\nNo one was hurt.") == ([line] if is_furniture else [])


@pytest.mark.parametrize("text", ["Share", "Related Articles", "Rockets hit base in Iraq", "", "\n\n", "Comments:\nTags"])
def test_a_text_is_never_all_furniture(text: str) -> None:
    assert furniture(text) == []


def test_the_section_label_of_a_glued_headline() -> None:
    assert furniture("It hit Iraq.AfricaRebels Retreat From Adre3 May, 07:15 GMTMost left.") == ["Africa"]


def test_addresses() -> None:
    assert furniture("It was downed pic.twitter.com/8xGo7 today (https://t.example/a).") == ["pic.twitter.com/8xGo7", "https://t.example/a"]

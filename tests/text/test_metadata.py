from __future__ import annotations

import pytest

from kg.text.metadata import find_facts

BODY = "The base was hit by two rockets."


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        (f"August 12, 2023\n{BODY}", "2023-08-12", "August 12, 2023"),
        (f"Saturday, 12 August 2023\n{BODY}", "2023-08-12", "12 August 2023"),
        (f"Published: Aug. 12th, 2023, 10:30 am GMT\n{BODY}", "2023-08-12", "Aug. 12th, 2023"),
        (f"2023-08-12 10:30\n{BODY}", "2023-08-12", "2023-08-12"),
        (f"March 2021\n\n{BODY}", "2021-03", "March 2021"),
        (f"5 January\n{BODY}", "XXXX-01-05", "5 January"),
        (f"Updated: 13 August 2023\nPublished 12 August 2023\n{BODY}", "2023-08-12", "12 August 2023"),
        (f"By John Smith | August 12, 2023\n{BODY}", "2023-08-12", "August 12, 2023"),
        (f"BAGHDAD, Jan 5 (Reuters) - {BODY}", "XXXX-01-05", "Jan 5"),
        (f"BAGHDAD, Jan. 5, 2022 (Reuters) - {BODY}", "2022-01-05", "Jan. 5, 2022"),
        (f"GAZA CITY, Palestine, 5 May 2021 — {BODY}", "2021-05-05", "5 May 2021"),
        (f"05/01/2022\n{BODY}", None, None),
        (f"February 30, 2021\n{BODY}", None, None),
        (f"On July 4th, reports surfaced. {BODY}", None, None),
        (f"{BODY}\nAugust 12, 2023", None, None),
        (f"{BODY} It was built on August 12, 2003 by the army.", None, None),
    ],
)
def test_date(text: str, date: str | None, words: str | None) -> None:
    facts = find_facts(text, 0, len(text))
    assert facts.date == date
    assert (text[slice(*facts.date_span)] if facts.date_span else None) == words


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"From Syria 360\n\n{BODY}", "Syria 360"),
        (f"From Syria 360\nThe Cradle News Desk\n\n{BODY}", "The Cradle"),
        (f"Source: Al Jazeera\n{BODY}", "Al Jazeera"),
        (f"BAGHDAD, Jan 5 (Reuters) - {BODY}", "Reuters"),
        (f"WASHINGTON (AP) — {BODY}", "AP"),
        (f"Damascus, SANA- {BODY}", "SANA"),
        (f"News Desk\n{BODY}", None),
        (f"By John Smith\n{BODY}", None),
        (f"He said so (AP) - {BODY}", None),
        (f"From Syria they fired rockets.\n{BODY}", None),
    ],
)
def test_outlet(text: str, outlet: str | None) -> None:
    assert find_facts(text, 0, len(text)).outlet == outlet


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Rockets hit base in Iraq\n{BODY}", "Rockets hit base in Iraq"),
        (f"Middle east\n\nRockets hit base in Iraq\n\nMay 5, 2021\n{BODY}", "Rockets hit base in Iraq"),
        (f"May 5, 2021\nFrom Syria 360\nDid rockets hit the base?\n{BODY}", "Did rockets hit the base?"),
        (f"World\n{BODY}", None),
        (BODY, None),
        ("Rockets hit base in Iraq", None),
        (f"the rockets that hit\n{BODY}", None),
        ("Two rockets hit a base near Homs on Saturday, local\nsources said. No one was hurt.", None),
        ("x" * 130 + f" and more words\n{BODY}", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    facts = find_facts(text, 0, len(text))
    assert facts.title == title
    assert (text[slice(*facts.title_span)] if facts.title_span else None) == title

"""Figures: a sentence in; words, number, qualifier, bounds and roles out."""

from __future__ import annotations

import pytest

from kg.extraction.numerals import read_number
from kg.extraction.quantities import find_quantities, quantities_of

FIGURES = [
    ("At least 12 rockets fell on the depot.", "At least 12 rockets", 12, "at-least", ("munitions",)),
    ("Two rockets fell short.", "Two rockets", 2, "exact", ("munitions",)),
    ("They fired more than a dozen mortar shells.", "more than a dozen mortar shells", 12, "more-than", ("munitions",)),
    ("Half a dozen missiles were seen.", "Half a dozen missiles", 6, "exact", ("munitions",)),
    ("Hundreds of shells hit the suburb.", "Hundreds of shells", 200, "at-least", ("munitions",)),
    ("Up to 300 shells a day fall there.", "Up to 300 shells", 300, "at-most", ("munitions",)),
    ("About 40 rocket-propelled grenades were found.", "About 40 rocket-propelled grenades", 40, "about", ("munitions",)),
    ("The port was hit by two hundred and fifty bombs.", "two hundred and fifty bombs", 250, "exact", ("munitions",)),
    ("Several dozen rockets were stored there.", "Several dozen rockets", 24, "at-least", ("munitions",)),
    ("Over two dozen drones were shot down.", "Over two dozen drones", 24, "more-than", ("drones",)),
    ("Two suspected reconnaissance drones crashed.", "Two suspected reconnaissance drones", 2, "exact", ("drones",)),
    ("Dozens of tankers crossed the bridge.", "Dozens of tankers", 24, "at-least", ("tankers",)),
    ("Nearly ninety fuel tankers waited.", "Nearly ninety fuel tankers", 90, "nearly", ("tankers",)),
    ("A column of 128 vehicles crossed.", "128 vehicles", 128, "exact", ("vehicles",)),
    ("Gunmen burned three army buses.", "three army buses", 3, "exact", ("vehicles",)),
    ("Some 20 trucks carrying grain left.", "Some 20 trucks", 20, "about", ("vehicles",)),
    ("An estimated 900 US troops remain.", "An estimated 900 US troops", 900, "about", ("troops",)),
    ("As many as 50 fighters hid in the wadi.", "As many as 50 fighters", 50, "at-most", ("troops",)),
    ("Thousands of soldiers left the front.", "Thousands of soldiers", 2000, "at-least", ("troops",)),
    ("150 additional troops arrived.", "150 additional troops", 150, "exact", ("troops",)),
    ("Three million barrels were sold.", "Three million barrels", 3_000_000, "exact", ("barrels",)),
    ("2.5 million barrels were sold.", "2.5 million barrels", 2_500_000, "exact", ("barrels",)),
    ("It lost billions of dollars.", "billions of dollars", 2_000_000_000, "at-least", ("usd",)),
    ("Losses surpassing $107 billion are claimed.", "surpassing $107 billion", 107_000_000_000, "more-than", ("usd",)),
    ("It came under fire over 115 times.", "over 115 times", 115, "more-than", ("events",)),
    ("The 60+ drone, mortar and rocket attacks alarmed them.", "60+ drone, mortar and rocket attacks", 60, "more-than", ("events",)),
    ("Dozens of similar navy convoys were spotted.", "Dozens of similar navy convoys", 24, "at-least", ("events",)),
    ("A blast killed ten soldiers.", "ten soldiers", 10, "exact", ("killed",)),
    ("33 soldiers were killed.", "33 soldiers", 33, "exact", ("killed",)),
    ("Mines killed at least one contractor.", "at least one contractor", 1, "at-least", ("killed",)),
    ("139 farmers and pearl divers have been killed.", "139 farmers", 139, "exact", ("killed",)),
    ("At least 7 Border Guard Units (BGU) dead were counted.", "At least 7 Border Guard Units", 7, "at-least", ("killed",)),
    ("The death toll rose to 41 on Sunday.", "41", 41, "exact", ("killed",)),
    ("It caused the deaths of two sailors.", "two sailors", 2, "exact", ("killed",)),
    ("20 Palestinians were killed.", "20 Palestinians", 20, "exact", ("killed",)),
    ("Six people, he said, were wounded.", "Six people", 6, "exact", ()),
    ("12 people were wounded.", "12 people", 12, "exact", ("injured",)),
    ("A mine exploded, injuring dozens of troops.", "dozens of troops", 24, "at-least", ("injured",)),
    ("The crash left 80 casualties.", "80 casualties", 80, "exact", ("casualties",)),
    ("He was killed in an attack by 12 militants.", "12 militants", 12, "exact", ("troops",)),
    ("Fewer than 100 villagers stayed.", "Fewer than 100 villagers", 100, "nearly", ()),
]


@pytest.mark.parametrize(("text", "words", "value", "qualifier", "roles"), FIGURES)
def test_one_figure(text: str, words: str, value: int, qualifier: str, roles: tuple[str, ...]) -> None:
    found = {figure.span.text: (figure.value, figure.qualifier, figure.roles) for figure in find_quantities(text)}
    assert found == {words: (value, qualifier, roles)}


SEVERAL = [
    ("It left five soldiers and two civilians dead.", [(5, "killed"), (2, "killed")]),
    ("The raid killed 12 and wounded 30.", [(12, "killed"), (30, "injured")]),
    ("Three killed and 20 injured, the mayor said.", [(3, "killed"), (20, "injured")]),
    ("Clashes left 10 dead and 23 wounded.", [(10, "killed"), (23, "injured")]),
    ("It killed at least one driver and injured dozens of guards.", [(1, "killed"), (24, "injured")]),
    ("Two soldiers, three policemen and a child were killed.", [(2, "killed"), (3, "killed")]),
    ("They fired 2 rockets and 3 missiles.", [(2, "munitions"), (3, "munitions")]),
    ("It wounded three, two of them badly.", [(3, "injured")]),
    ("It fell without inflicting any casualties.", [(0, "killed"), (0, "injured")]),
    ("There were no casualties.", [(0, "killed"), (0, "injured")]),
    ("No deaths or injuries were seen.", [(0, "killed"), (0, "injured")]),
    ("No injuries were seen.", [(0, "injured")]),
    ("Nobody was killed.", [(0, "killed")]),
    ("There are no reports of casualties.", []),
    ("None of the 12 crew members was hurt.", [(0, "injured")]),
    ("It killed 12 people, including two children.", [(12, "killed"), (2, "killed")]),
    ("They reported nine dead, among them three medics, and 41 wounded.", [(9, "killed"), (3, "killed"), (41, "injured")]),
    ("He put the dead at no fewer than 61, seven teachers among them.", [(61, "killed"), (7, "killed")]),
    ("The body count rose to 31 on Sunday.", [(31, "killed")]),
    ('He put the number of "eliminated militants" at 52.', [(52, "killed")]),
    ("They shot down 31 of 38 drones.", [(31, "drones"), (38, "drones")]),
    ("Four patrolmen were killed.", [(4, "killed")]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_quantities_with_roles(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(q.value, q.role) for figure in find_quantities(text) for q in quantities_of(figure)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Several shells and some mortars fell on a handful of houses.",
        "The 12-year-old boy saw an F-22, an M4 and a C-130.",
        "In 2021, on 4 May at 10:30, it was quiet.",
        "After three years 40 percent of it was gone.",
        "Operation 2 began at Camp 7.",
        "It lies 12 km from the town.",
        "One of the guards fled.",
        "It was the third attack.",
    ],
)
def test_no_figure(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between 20 and 30 shells fell.", 20, 30),
        ("Two to four missiles fell.", 2, 4),
        ("10-15 rockets fell.", 10, 15),
        ("At least 30 rockets fell.", 30, None),
        ("More than 30 rockets fell.", 31, None),
        ("Up to 30 rockets fell.", 0, 30),
        ("Nearly 100 rockets fell.", 80, 100),
        ("About 50 rockets fell.", 40, 60),
        ("Two rockets fell.", 2, 2),
    ],
)
def test_bounds(text: str, low: int, high: int | None) -> None:
    (figure,) = find_quantities(text)
    assert (figure.low, figure.high) == (low, high)


def test_two_numbers_that_are_no_range() -> None:
    assert [figure.value for figure in find_quantities("He counted 12 and 7 rockets.")] == [12, 7]


def test_sentences_glued_together() -> None:
    (figure,) = find_quantities("It wounded dozens of guards.Later it ended.")
    assert (figure.span.text, figure.roles) == ("dozens of guards", ("injured",))


def test_offsets_count_from_the_file() -> None:
    (figure,) = find_quantities("They saw 12 trucks.", offset=50)
    assert (figure.span.start, figure.number.text, figure.noun and figure.noun.start) == (59, "12", 62)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty-five", 25),
        ("two hundred and six", 206),
        ("1,500", 1500),
        ("three thousand two hundred", 3200),
        ("a dozen", 12),
        ("rocket", None),
    ],
)
def test_numerals(words: str, number: int | None) -> None:
    assert read_number(words) == number

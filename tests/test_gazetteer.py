"""The shipped gazetteer: what is in it, that its names find what they should, and that it is sound."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.resources import gazetteer_paths, load_gazetteer

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(("type_", "fewest"), [("State", 195), ("Region", 1200), ("City", 5000), ("Airbase", 150)])
def test_there_are_enough(gazetteer, type_: str, fewest: int) -> None:
    assert len(gazetteer.by_type[type_]) >= fewest


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("United States of America", {"united-states"}),
        ("Türkiye", {"turkey"}),
        ("Côte d'Ivoire", {"ivory-coast"}),
        ("Deir Ezzor province", {"deir-ez-zor-governorate"}),
        ("Raqqa", {"raqqa", "raqqa-governorate"}),
        ("Baghdad", {"baghdad"}),
        ("Kherson region", {"kherson-oblast"}),
        ("Anbar province", {"al-anbar-governorate"}),
        ("North Darfur", {"north-darfur"}),
        ("West Bank", {"west-bank"}),
        ("Donbass", {"donbas"}),
        ("Bab el-Mandeb", {"bab-al-mandab-strait"}),
        ("Kobane", {"kobani"}),
        ("Khan Yunis", {"khan-younis"}),
        ("El-Fasher", {"el-fasher"}),
        ("Artemivsk", {"bakhmut"}),
        ("Tripoli", {"tripoli-lebanon", "tripoli-libya"}),
    ],
)
def test_name_finds_places(gazetteer, name: str, ids: set[str]) -> None:
    places = ("State", "Region", "City")
    found = {e.id for type_ in places for e in gazetteer.by_type[type_] if name.lower() in {n.lower() for n in e.names}}
    assert found == ids


@pytest.mark.parametrize(
    ("id", "latitude", "longitude"),
    [("al-bukamal", 34.45, 40.92), ("sinjar", 36.32, 41.88), ("kidal", 18.44, 1.41), ("bint-jbeil", 33.12, 35.43), ("goma", -1.68, 29.23)],
)
def test_town_lies_where_it_should(gazetteer, id: str, latitude: float, longitude: float) -> None:
    entry = gazetteer.entries[id]
    assert (entry.latitude, entry.longitude) == pytest.approx((latitude, longitude), abs=0.05)
    assert entry.precision >= 2000


def test_abbreviations_stand_apart_from_names(gazetteer) -> None:
    assert set(gazetteer.entries["united-states"].abbreviations) >= {"US", "U.S.", "USA"}
    assert not [e.id for e in gazetteer.by_type["State"] if {"us", "uk", "uae", "car"} & {name.lower() for name in e.names}]


def test_demonyms(gazetteer) -> None:
    assert {"British", "Briton", "Britons"} <= set(gazetteer.entries["united-kingdom"].demonyms)
    assert {"Syrian", "Syrians"} <= set(gazetteer.entries["syria"].demonyms)


def test_capitals_are_cities_of_their_state(gazetteer) -> None:
    capitals = {state.id: state.capital for state in gazetteer.by_type["State"] if state.capital}
    assert (capitals["syria"], capitals["iraq"], capitals["ukraine"], capitals["india"]) == ("damascus", "baghdad", "kyiv", "new-delhi")
    assert len(capitals) >= 180
    assert {state: city for state, city in capitals.items() if gazetteer.entries[city].country != state} == {}


def test_no_city_is_called_by_a_common_word(gazetteer) -> None:
    words = {
        "nice",
        "reading",
        "mobile",
        "bath",
        "of",
        "man",
        "march",
        "hit",
        "split",
        "police",
        "sale",
        "van",
        "orange",
        "may",
        "erode",
        "queens",
    }
    names = {name.lower(): e.id for type_ in ("City", "Region") for e in gazetteer.by_type[type_] for name in e.names}
    assert words & names.keys() == set()


def test_check_finds_no_problem() -> None:
    run = subprocess.run([sys.executable, ROOT / "scripts/gazetteer/check.py"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr


@pytest.mark.slow
@pytest.mark.parametrize("path", gazetteer_paths(), ids=lambda path: path.name)
def test_file_parses_with_rdflib_too(path: Path) -> None:
    if path.stat().st_size > 1_000_000:  # enough of a large file to see its form
        text = path.read_text(encoding="utf-8")[:200_000].rsplit("\n\n", 1)[0]
    else:
        text = path.read_text(encoding="utf-8")
    import rdflib

    assert len(rdflib.Graph().parse(data=text, format="turtle")) > 100

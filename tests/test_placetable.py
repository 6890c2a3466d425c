"""The table of the world's smaller places: found by name and by id, in order, and spoken of in graphs like other entries."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.placetable import place_key
from kg.resources import data_path, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Zacatecoluca", "zacatecoluca-la-paz-department-el-salvador"),
        ("Łomża", "lomza-podlaskie-voivodeship"),
        ("Cuscatancingo", "cuscatancingo-san-salvador-department"),
        ("Yobe", "yobe-state"),
        ("Acapulco", "acapulco-de-juarez"),
    ],
)
def test_name_has_place(gazetteer, name: str, id: str) -> None:
    assert id in [place.id for place in gazetteer.named(name)]
    assert gazetteer.entries[id].latitude is not None


def test_name_of_many_places_has_all(gazetteer) -> None:
    assert len({place.country for place in gazetteer.named("Santa Ana")}) > 5


def test_no_place_has_an_invented_name(gazetteer) -> None:
    assert gazetteer.named("Qwertyville") == ()
    assert gazetteer.entries.get("qwertyville-iowa") is None
    assert "qwertyville-iowa" not in gazetteer.entries


def test_lines_are_sorted_and_their_places_lie_in_known_ones(gazetteer) -> None:
    lines = [line.split("\t") for line in data_path("gazetteer", "world.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert all(one[0] <= two[0] for one, two in pairwise(lines))
    assert {line[2] for line in lines if len(line) > 2 and line[2] and line[2] not in gazetteer.entries} == set()
    assert {line[1][1:] for line in lines if line[1][0] == "=" and line[1][1:] not in gazetteer.entries} == set()


def test_place_is_written_like_other_entries(gazetteer) -> None:
    said = {triple.predicate.value.split("#")[-1].split("/")[-1] for triple in gazetteer.triples(["ames-iowa"])}
    assert {"label", "country", "locatedIn", "lat", "long", "precision", "source", "license", "curation"} <= said
    assert gazetteer.references("ames-iowa") == ("united-states", "iowa")


@pytest.mark.parametrize(
    ("name", "key"), [("N'Djamena", "ndjamena"), ("Malmö", "malmo"), ("Santa Cruz de la Sierra", "santa-cruz-de-la-sierra")]
)
def test_key(name: str, key: str) -> None:
    assert place_key(name) == key

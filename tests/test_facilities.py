"""The facilities of the gazetteer: enough of each kind, in their countries, under names of their own, and as the table has them."""

from __future__ import annotations

import csv
import importlib
import math
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts" / "gazetteer"
GAZETTEER = Path(__file__).parents[1] / "kg" / "data" / "gazetteer"

NAMES = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel")

AT_LEAST = {"MilitaryBase": 60, "Airbase": 100, "OilField": 50, "GasField": 15, "BorderCrossing": 50, "Facility": 120}
OVERSEAS = {"raf-akrotiri", "diego-garcia-naval-support-facility"}
NAMESAKES = {  # one name, two crossings, 370 km apart: which one is meant stays open
    "al-walid border crossing", "al-waleed border crossing", "al-walid crossing", "al-waleed crossing", "al-walid border crossing point",
}  # fmt: skip
TOWN_OR_SITE = {  # the name of a site and of the village beside it: which one is meant stays open
    "fordow", "fordo", "incirlik", "i̇ncirlik", "kerem shalom", "karem abu salem", "natanz", "ras isa", "ras issa", "ras isa port", "torkham",
}  # fmt: skip


@pytest.fixture
def facilities(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("facilities")


def test_the_turtle_is_what_the_table_gives(facilities, tmp_path):
    facilities.build(tmp_path / "facilities.ttl")
    assert (tmp_path / "facilities.ttl").read_bytes() == (GAZETTEER / "facilities.ttl").read_bytes()


def test_no_row_has_a_mistake_and_slugs_are_unique(facilities):
    rows = facilities.read()
    assert [mistake for row in rows for mistake in facilities.mistakes(row)] == []
    assert [slug for slug, times in Counter(row.slug for row in rows).items() if times > 1] == []


@pytest.mark.parametrize(("type_", "least"), AT_LEAST.items())
def test_there_are_enough_of_each_type(facilities, type_, least):
    assert sum(row.type == type_ for row in facilities.read()) >= least


def test_every_facility_lies_in_its_country(facilities):
    with (SCRIPTS / "country_boxes.csv").open(encoding="utf-8", newline="") as file:
        boxes = list(csv.DictReader(file))
    checked = [row for row in facilities.read() if row.place and row.country and row.slug not in OVERSEAS]
    outside = [row.slug for row in checked if not any(fits(row, box) for box in boxes if box["country"] == row.country)]
    assert len(checked) >= 500
    assert outside == []


def test_airfields_have_the_coordinates_of_their_icao_code(facilities):
    airports = pytest.importorskip("airportsdata").load("ICAO")
    coded = [row for row in facilities.read() if row.icao]
    moved = [row.slug for row in coded if math.dist(row.place, (airports[row.icao[:4]]["lat"], airports[row.icao[:4]]["lon"])) > 0.02]
    assert len(coded) >= 80
    assert moved == []


def test_precision_is_never_finer_than_a_site(facilities):
    fine = [row.slug for row in facilities.read() if row.place and int(row.precision_m) < (1000 if row.type != "Facility" else 500)]
    assert fine == []


def test_fields_are_not_given_as_points(facilities):
    assert [row.slug for row in facilities.read() if row.type == "OilField" and row.place and int(row.precision_m) < 8000] == []


def test_no_two_facilities_share_a_name_unless_declared(facilities):
    owners = defaultdict(set)
    for row in facilities.read():
        for name in row.names:
            owners[name.casefold().replace("–", "-")].add(row.slug)
    assert {name for name, slugs in owners.items() if len(slugs) > 1} == NAMESAKES


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("al-Omar", "al-omar-oil-field"),
        ("al-Omar Oilfield", "al-omar-oil-field"),
        ("al-Omar base", "al-omar-base"),
        ("Green Village", "green-village-base"),
        ("Conoco", "conoco-gas-field"),
        ("Conoco natural gas field", "conoco-gas-field"),
        ("Conoco base", "conoco-base"),
        ("Al-Tanf base", "al-tanf-garrison"),
        ("Ain al-Assad airbase", "ain-al-asad-airbase"),
        ("Camp Victory", "victory-base-complex"),
        ("Qasrak Base", "qasrak-base"),
        ("Al-Qaim-Al-Bukamal border crossing", "al-qaim-al-bukamal-border-crossing"),
        ("Shrine of Sayyida Zaynab", "sayyida-zaynab-shrine"),
        ("M4 highway", "m4-highway-syria"),
        ("Hodeidah port", "port-of-hodeidah"),
        ("Kerch Bridge", "crimean-bridge"),
    ],
)
def test_a_spelling_leads_to_one_facility(facilities, name, slug):
    assert [row.slug for row in facilities.read() if name.casefold() in {known.casefold() for known in row.names}] == [slug]


@pytest.mark.parametrize(
    "name", ["Aden", "al-Assad", "al-Asad", "Homs", "Kirkuk", "Rmelan", "Nur Khan", "base", "refinery", "the base", "al-Walid"]
)
def test_names_of_cities_and_persons_and_plain_words_are_no_aliases(facilities, name):
    assert [row.slug for row in facilities.read() if name.casefold() in {known.casefold() for known in row.names}] == []


def test_countries_and_regions_are_entries_of_the_gazetteer(facilities):
    known = {triple.subject.value.rsplit("/", 1)[1] for name in ("states", "regions", "cities") for triple in triples(f"{name}.ttl")}
    used = {slug for row in facilities.read() for slug in (row.country, row.located_in) if slug}
    assert used - known == set()


def test_no_other_entry_has_the_slug_of_a_facility(facilities):
    own = {row.slug for row in facilities.read()}
    others = {path.name for path in GAZETTEER.glob("*.ttl")} - {"facilities.ttl"}
    assert {t.subject.value.rsplit("/", 1)[1] for name in others for t in triples(name)} & own == set()


def test_no_facility_has_the_name_of_another_entry_unless_declared(facilities):
    own = {name.casefold() for row in facilities.read() for name in row.names}
    others = {path.name for path in GAZETTEER.glob("*.ttl")} - {"facilities.ttl"}
    names = {t.object.value.casefold() for name in others for t in triples(name) if t.predicate.value in NAMES}
    assert names & own - TOWN_OR_SITE == set()


def fits(row, box):
    """Say whether a row lies in its country's box, as precisely as it is known (offshore: up to 1.5 degrees away)."""
    margin = 1.5 if "offshore" in row.note else int(row.precision_m) / 80_000 + 0.1
    lat, lon = row.place
    south, west, north, east = (float(box[side]) for side in ("south", "west", "north", "east"))
    return south - margin <= lat <= north + margin and west - margin <= lon <= east + margin


def triples(name):
    return pyoxigraph.parse(path=str(GAZETTEER / name), format=pyoxigraph.RdfFormat.TURTLE)

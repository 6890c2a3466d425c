"""The actors of the gazetteer: who goes by which name, what is said of them, and that the files are what the tables give."""

from __future__ import annotations

import doctest
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.gazetteer import Gazetteer, parse

ROOT = Path(__file__).parent.parent
FILES = {
    name: ROOT / "kg" / "data" / "gazetteer" / f"{name}.ttl" for name in ("forces", "governments", "organizations", "outlets", "persons")
}
CLASSES = ("MilitaryForce", "ArmedGroup", "Government", "MediaOutlet", "Organization", "Company", "Person")


def _load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("actors", ROOT / "scripts" / "gazetteer" / "actors.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["actors"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


actors = _load_script()
Entry = actors.Entry


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return parse(tuple(FILES.values()), (), CLASSES)


@pytest.fixture(scope="module")
def ids(gazetteer: Gazetteer) -> dict[str, set[str]]:
    """Names as they are compared, and the entries that have them."""
    found: dict[str, set[str]] = {}
    for entry in gazetteer.entries.values():
        for name in (*entry.names, *entry.abbreviations):
            found.setdefault(actors.make_key(name), set()).add(entry.id)
    return found


def test_files_are_what_the_tables_give() -> None:
    for name, entries in actors.build().items():
        assert FILES[name].read_text(encoding="utf-8") == actors.to_turtle(entries), (
            f"run scripts/gazetteer/actors.py: {name}.ttl is not up to date"
        )


def test_tables_have_no_mistakes() -> None:
    states = [actors.make_slug(row["label"]) for row in actors.read_rows(actors.HERE / "states.csv")]
    assert actors.find_mistakes(actors.build(), states) == []


def test_script_doctests() -> None:
    assert doctest.testmod(actors).failed == 0


@pytest.mark.parametrize(
    ("file", "least"), [("forces", 260), ("governments", 130), ("outlets", 200), ("organizations", 80), ("persons", 120)]
)
def test_enough_is_researched(file: str, least: int) -> None:
    assert sum("kg:curation-researched" in line for line in FILES[file].read_text(encoding="utf-8").splitlines()) >= least


NAMES = [
    ("US forces", "united-states-armed-forces"),
    ("U.S. troops", "united-states-armed-forces"),
    ("American soldiers", "united-states-armed-forces"),
    ("U.S. Army", "united-states-army"),
    ("USCENTCOM", "united-states-central-command"),
    ("Operation Inherent Resolve", "combined-joint-task-force-operation-inherent-resolve"),
    ("Global Coalition", "us-led-coalition"),
    ("Iraqi troops", "iraqi-armed-forces"),
    ("Colombian Army", "colombian-army"),
    ("Syrian army", "syrian-arab-army"),
    ("Israeli military", "israel-defense-forces"),
    ("Russian air force", "russian-aerospace-forces"),
    ("IRGC", "islamic-revolutionary-guard-corps"),
    ("Kata’ib Hezbollah", "kataib-hezbollah"),
    ("Kataeb Hezbollah", "kataib-hezbollah"),
    ("Hizbullah", "hezbollah"),
    ("Hashd al-Sha'abi", "popular-mobilization-forces"),
    ("Ansar Allah", "houthis"),
    ("Da'esh", "islamic-state"),
    ("ISIS-K", "islamic-state-khorasan-province"),
    ("Sendero Luminoso", "shining-path"),
    ("M23", "march-23-movement"),
    ("Tamil Tigers", "liberation-tigers-of-tamil-eelam"),
    ("Pentagon", "united-states-department-of-defense"),
    ("Kremlin", "kremlin"),
    ("Syrian foreign ministry", "syrian-ministry-of-foreign-affairs"),
    ("Iraq's parliament", "iraqi-parliament"),
    ("Foreign Ministry of Yemen", "yemeni-ministry-of-foreign-affairs"),
    ("Ukrainian defence ministry", "ukrainian-ministry-of-defense"),
    ("Russian military intelligence", "gru"),
    ("SOHR", "syrian-observatory-for-human-rights"),
    ("Médecins Sans Frontières", "doctors-without-borders"),
    ("UKMTO", "united-kingdom-maritime-trade-operations"),
    ("thecradle.co", "the-cradle"),
    ("AuroraIntel", "aurora-intel"),
    ("Almasirah", "al-masirah"),
    ("Al-Arabiya TV", "al-arabiya"),
    ("Syrian Arab News Agency", "sana"),
    ("Amaq News Agency", "amaq"),
    ("New York Times", "the-new-york-times"),
    ("Qassem Soleimani", "qasem-soleimani"),
    ("al-Muhandis", "abu-mahdi-al-muhandis"),
    ("Volodymyr Zelenskyy", "volodymyr-zelensky"),
    ("Hemedti", "mohamed-hamdan-dagalo"),
    ("Wayne Marotto", "wayne-marotto"),
]


@pytest.mark.parametrize(("name", "id"), NAMES)
def test_name_is_of_one_entry(ids: dict[str, set[str]], name: str, id: str) -> None:
    assert ids[actors.make_key(name)] == {id}


@pytest.mark.parametrize(
    "group",
    [
        ("hezbollah", "kataib-hezbollah", "harakat-hezbollah-al-nujaba"),
        ("syrian-democratic-forces", "syrian-arab-army", "free-syrian-army", "syrian-national-army"),
        ("islamic-state", "islamic-state-khorasan-province", "islamic-state-west-africa-province"),
        ("national-liberation-army-colombia", "libyan-national-army", "islamic-jihad-union", "palestinian-islamic-jihad"),
    ],
)
def test_the_often_confused_share_no_name(gazetteer: Gazetteer, group: tuple[str, ...]) -> None:
    keys = [actors.make_key(name) for id in group for name in {*gazetteer.entries[id].names}]
    per_entry = [{actors.make_key(name) for name in gazetteer.entries[id].names} for id in group]
    assert sum(map(len, per_entry)) == len(set(keys))


def test_only_listed_abbreviations_are_shared(gazetteer: Gazetteer) -> None:
    seen: dict[str, set[str]] = {}
    for entry in gazetteer.entries.values():
        for name in entry.abbreviations:
            seen.setdefault(name, set()).add(entry.id)
    assert {name for name, found in seen.items() if len(found) > 1} == set(actors.AMBIGUOUS)


def test_uncontested_parents_backers_and_owners(gazetteer: Gazetteer) -> None:
    entries = gazetteer.entries
    assert entries["quds-force"].member_of == ("islamic-revolutionary-guard-corps",)
    assert entries["kataib-hezbollah"].member_of == ("popular-mobilization-forces",)
    assert entries["united-states-central-command"].member_of == ("united-states-armed-forces",)
    assert entries["colombian-army"].member_of == ("military-forces-of-colombia",)
    assert entries["hezbollah"].backed_by == ("iran",)
    assert entries["syrian-democratic-forces"].backed_by == ("united-states",)
    assert entries["march-23-movement"].backed_by == ()  # denied by the state that is named
    assert gazetteer.fact("sana", "owner") == ("syria",)
    assert gazetteer.fact("sputnik", "owner") == ("rossiya-segodnya",)


def test_every_entry_has_source_licence_and_curation(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.fact(id, name) for id in gazetteer.entries for name in ("source", "license", "curation"))


def test_common_words_are_no_names(ids: dict[str, set[str]]) -> None:
    words = "us is who time today dawn independent nation army forces troops police rebels coalition militants government parliament sun times mirror"
    assert {word for word in words.split() if ids.get(word)} == {"is", "who"}  # the abbreviations IS and WHO: matched in capitals only


MISTAKES = [
    ([Entry("a", "MilitaryForce", "A Force"), Entry("a", "MilitaryForce", "B Force")], "slug 'a'"),
    ([Entry("a", "MilitaryForce", "A Force"), Entry("b", "ArmedGroup", "B Force", ("a force",))], "name 'a force' is of a, b"),
    (
        [Entry("a", "MilitaryForce", "A Force", abbreviations=("AF",)), Entry("b", "ArmedGroup", "B", abbreviations=("A.F.",))],
        "abbreviation 'AF'",
    ),
    ([Entry("a", "Person", "A Person")], "a Person in forces.csv"),
    ([Entry("a", "ArmedGroup", "A Force", parents=("nobody",))], "'nobody', which is no entry"),
    ([Entry("a", "ArmedGroup", "A terrorist group")], "is not neutral"),
    ([Entry("a", "ArmedGroup", "A Force", ("army",))], "'army' would match common words"),
    ([Entry("a", "ArmedGroup", "A Force", wikidata="11211")], "is no Wikidata item"),
    ([Entry("A_b", "ArmedGroup", "A Force")], "the slug has"),
]


@pytest.mark.parametrize(("entries", "mistake"), MISTAKES)
def test_mistakes_are_named(entries: list[object], mistake: str) -> None:
    assert mistake in "\n".join(actors.find_mistakes({"forces": entries}, ()))


def test_a_researched_entry_keeps_its_names_from_the_rule() -> None:
    researched = [
        Entry("x-air", "MilitaryForce", "X Aerospace Forces", ("X air force",)),
        Entry("x-forces", "MilitaryForce", "Forces of X"),
    ]
    merged = actors.merge(
        researched, [Entry("x-forces", "MilitaryForce", "X Armed Forces", ("X Air Force", "X troops"), is_generated=True)]
    )
    assert [(e.slug, e.label, e.aliases, e.is_generated) for e in merged] == [
        ("x-air", "X Aerospace Forces", ("X air force",), False),
        ("x-forces", "Forces of X", ("X Armed Forces", "X troops"), False),
    ]

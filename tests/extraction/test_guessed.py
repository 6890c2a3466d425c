"""Reading without the statistical recogniser: names told by the words beside them."""

from __future__ import annotations

import hashlib

import pytest

import kg
from kg.cli import run
from kg.extraction import Resources, extract
from kg.model import Article, Document


@pytest.fixture(scope="module")
def quick() -> Resources:
    return Resources(entities=False)


def read(text: str, known: Resources) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Article(digest[:16], "text.txt", text, 0, len(text), digest, date="2024-05-14"), resources=known)


@pytest.mark.parametrize(
    ("text", "type", "name"),
    [
        ("The army spokesman Ilan Morek said rockets hit the base.", "Person", "Ilan Morek"),
        ("Defense Minister Aurelio Padrin said rockets hit the base.", "Person", "Aurelio Padrin"),
        ("Gunmen attacked soldiers in Zawiyat Ammor on Monday.", "City", "Zawiyat Ammor"),
        ("Salim al-Dorai said gunmen attacked soldiers.", "Person", "Salim al-Dorai"),
        ("Rebels shelled a depot, the VHLO said.", "Organization", "VHLO"),
        ("Rebels shelled a depot, the Baldar Relief Committee said.", "Organization", "Baldar Relief Committee"),
    ],
)
def test_names_are_told_by_the_words_beside_them(quick: Resources, text: str, type: str, name: str) -> None:
    assert (type, name) in {(entity.type, entity.name) for entity in read(text, quick).entities}


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the Army said that it had shelled a depot.",
        "UPDATE: Soldiers shelled a depot in March.",
        "The Office said in June that soldiers had shelled a depot.",
    ],
)
def test_capitals_alone_name_nothing(quick: Resources, text: str) -> None:
    names = {entity.name for entity in read(text, quick).entities if entity.is_named}
    assert not names & {"Monday", "UPDATE", "March", "June", "Office"}


def test_the_gazetteer_and_the_rules_stay(quick: Resources) -> None:
    text = "Hezbollah fired rockets at Haifa on Monday, the Israeli army said."
    names = [{(entity.type, entity.link) for entity in read(text, known).entities} for known in (quick, Resources())]
    assert names[0] == names[1]


def test_fast_on_the_command_line(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    path.write_text("Gunmen attacked soldiers in Zawiyat Ammor on Monday.", encoding="utf-8")
    assert run(["build", str(path), "--fast", "-o", str(tmp_path / "graph.trig")]) == 0
    graph = kg.open_store(tmp_path / "graph.trig")
    assert graph.query('ASK { ?build rdfs:label ?label FILTER(CONTAINS(?label, "rules-fast")) }').boolean
    assert run(["build", str(path), "--fast", "--extractor", "other", "-o", str(tmp_path / "graph.trig")]) == 2
    assert "leave out --extractor" in capsys.readouterr().err

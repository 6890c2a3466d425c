"""Extractors of other packages: found by name, and held to the words of the article."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.errors import ResourceError
from kg.extraction import extractors
from kg.extraction.extractors import Method, extractor_names, load_extractor
from kg.extraction.refusal import refuse_unproven
from kg.model import Argument, Article, ArticleEntity, Claim, Document, EventMention, Mention, Relation, Span

WORDS = "Rebels raided the market, a witness said."


def find(article: Article, words: str) -> Span:
    at = article.text.find(words)
    return Span(at, at + len(words), words)


def read_two_things(article: Article) -> Document:
    """An extractor: the rebels and the raid; it makes up a commander and what he said."""
    rebels, made_up = find(article, "Rebels"), Span(0, 9, "Commander")
    entities = (
        ArticleEntity("rebels", "ArmedGroup", "Rebels", (Mention(rebels, "nominal"),), is_named=False),
        ArticleEntity("commander", "Person", "Commander", (Mention(made_up, "name"),)),
    )
    roles = (Argument("agents", "rebels", rebels), Argument("agents", "commander", made_up))
    raid = EventMention(
        "e1", "Attack", "asserted", (find(article, "raided"), made_up), roles, retaliation_for=("e2",), date="2024", date_span=made_up
    )
    other = EventMention("e2", "Attack", "asserted", (made_up,))
    claim = Claim("c1", ("commander",), find(article, "said"), "assert", about=("e1",))
    relation = Relation("rebels", "memberOf", "commander", rebels)
    return Document(article, (), entities, (), (raid, other), (claim,), (relation,))


def read_another(article: Article) -> Document:
    return replace(read_two_things(article), article=replace(article, title="Another"))


not_callable = "text"


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint(name, f"{__name__}:{value}", extractors.GROUP)
        for name, value in (("two", "read_two_things"), ("another", "read_another"), ("text", "not_callable"), ("gone", "no_such_name"))
    ]
    monkeypatch.setattr(extractors, "entry_points", lambda group: points)
    monkeypatch.setattr(EntryPoint, "load", lambda self: _load(self.attr))


def _load(name: str) -> object:
    if name not in globals():
        raise AttributeError(f"no attribute {name!r}")
    return globals()[name]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "raid.txt"
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_what_does_not_stand_in_the_article_is_refused(file: Path) -> None:
    (article,) = kg.read([file]).articles
    kept, refused = refuse_unproven(read_two_things(article))
    assert [entity.id for entity in kept.entities] == ["rebels"]
    (event,) = kept.events
    assert (len(event.triggers), event.fillers("agents"), event.retaliation_for, event.date) == (1, ("rebels",), (), None)
    assert (kept.claims, kept.relations) == ((), ())
    assert refused[0] == "entity commander: “Commander” does not stand at 0:9; it is refused."


def test_what_stands_there_is_kept_as_it_is(seeds: Path) -> None:
    article = kg.read([seeds / "003_53d3731646a930de.txt"]).articles[0]
    document = kg.extract(article)
    assert refuse_unproven(document) == (document, ())


def test_an_extractor_of_another_package(offered: None, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = kg.build([file], extractor="two")
    assert (made.counts["entities"], made.counts["events"]) == (1, 1)
    assert any("raid.txt: two: entity commander" in problem for problem in made.problems)
    assert made.graph.query('ASK { ?build rdfs:label ?label FILTER(CONTAINS(?label, "extractor two")) }').boolean
    assert kg.validate(made.graph) == () and kg.verify(made.graph) == ()
    assert run(["extract", str(file), "--extractor", "two", "-o", str(file.parent / "out")]) == 1
    assert "it is refused" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tow", "did you mean two? rules, rules-fast, another"),
        ("text", "is no function"),
        ("gone", "cannot be loaded: no attribute"),
        ("another", "gave no document of raid.txt"),
    ],
)
def test_what_is_wrong_with_an_extractor_is_told(offered: None, file: Path, name: str, words: str) -> None:
    with pytest.raises(ResourceError) as error:
        kg.build([file], extractor=name)
    assert words in str(error.value)


@pytest.mark.slow
def test_an_installed_package_offers_one(file: Path, tmp_path: Path) -> None:
    """A package on the path with an entry point, as pip would leave it there, asked for on the command line."""
    installed = tmp_path / "offering-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: offering\nVersion: 1.0\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text("[kg.extractors]\nempty = offering:read\n", encoding="utf-8")
    (tmp_path / "offering.py").write_text(
        "from kg import Document\n\n\ndef read(article):\n    return Document(article)\n", encoding="utf-8"
    )
    path = os.pathsep.join([str(tmp_path), *sys.path])
    command = [sys.executable, "-m", "kg", "build", str(file), "--extractor", "empty", "--json", "-o", str(tmp_path / "graph.trig")]
    said = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True).stdout
    assert json.loads(said)["counts"]["articles"] == 1


def test_ours_are_there_without_any_package() -> None:
    assert extractor_names()[:2] == ("rules", "rules-fast")
    assert load_extractor(Method()) is not None

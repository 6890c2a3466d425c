"""Knowledge files of one's own, from the command line to the answers of the graph: the worked example of docs/extending.md."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.errors import KGError
from kg.extraction import Resources
from kg.graph.namespaces import PREFIXES
from kg.graph.serialization import serialize
from kg.own import BESIDE, OwnFiles
from kg.pipeline import Build, build
from kg.resources import load_ontology

EXAMPLE = Path(__file__).parent.parent / "docs" / "sahel"
FILES = {kind: [EXAMPLE / name] for kind, name in BESIDE.items()}
RAIDS = "SELECT ?event ?class WHERE { ?event a kg:Attack ; kg:hasMention ?telling ; kg:leafType ?class }"
RAID = "event:village-raid-bourel-2024-05-12"


@pytest.fixture(scope="module")
def made() -> Build:
    return build([EXAMPLE])


def ask(graph: kg.graph.store.Graph, query: str) -> list[tuple[object, ...]]:
    return [tuple(str(value).rpartition("#")[2].rpartition("/")[2] for value in row) for row in graph.query(query).rows]


def test_from_files_to_answers_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = str(tmp_path / "graph.trig")
    options = [word for kind, name in BESIDE.items() for word in (f"--{kind.replace('ies', 'y').removesuffix('s')}", str(EXAMPLE / name))]
    assert run(["build", str(EXAMPLE / "bourel.txt"), *options, "-o", graph]) == 0
    assert "read beside the shipped knowledge" in capsys.readouterr().err
    assert run(["query", RAIDS, "--graph", graph, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [f"{PREFIXES['event']}{RAID.removeprefix('event:')},{PREFIXES['kg']}VillageRaid"]
    assert run(["query", "attackers-named", "--graph", graph]) == 0
    assert "Dawn Column" in capsys.readouterr().out
    for command in ("validate", "verify"):
        assert run([command, graph]) == 0, capsys.readouterr().out
    for ending in ("html", "graphml", "csv"):
        assert run(["export", str(tmp_path / f"out.{ending}"), "--graph", graph]) == 0


def test_a_new_class_with_all_superclasses(made: Build) -> None:
    types = ask(made.graph, f"SELECT ?class WHERE {{ {RAID} a ?class }}")
    assert {name for (name,) in types} == {"VillageRaid", "Attack", "KineticEvent", "Event"}
    assert ask(made.graph, "SELECT ?label WHERE { kg:VillageRaid rdfs:label ?label }") == [("village raid",)]


def test_new_names_words_and_cues_are_in_the_graph(made: Build) -> None:
    (document,) = made.documents
    raid = next(event for event in document.events if event.type == "VillageRaid")
    assert {"despoiled", "razzia"} <= {span.text for span in raid.triggers}
    assert {"dawn-column"} <= set(raid.fillers("agents")) and "bourel" in raid.fillers("targets")
    assert next((claim.speakers, claim.cue.text) for claim in document.claims) == (("liptako-peace-observatory",), "avowed")
    assert {"dawn-column", "bourel", "tambolo-base", "liptako-peace-observatory"} <= {entity.link for entity in document.entities}
    assert next(entity for entity in document.entities if entity.name == "herders").type == "PopulationGroup"


def test_files_beside_the_list_are_those_named(made: Build) -> None:
    named = build([EXAMPLE / "bourel.txt"], gazetteers=FILES["gazetteers"], lexicons=FILES["lexicons"], ontologies=FILES["ontologies"])
    assert serialize(named.graph.quads(), "trig") == serialize(made.graph.quads(), "trig")
    assert {path.name for path in made.own.paths} == set(BESIDE.values())


def test_without_the_files_nothing_of_theirs_is_found(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE / "bourel.txt", tmp_path)
    plain = build([tmp_path])
    assert "VillageRaid" not in {event.type for event in plain.documents[0].events}
    assert plain.own == OwnFiles()
    assert not plain.graph.query("ASK { GRAPH graph:ontology { ?s ?p ?o } }").boolean


def test_digests_are_in_the_provenance(made: Build) -> None:
    names = ask(made.graph, "SELECT ?name WHERE { ?build prov:used/rdfs:label ?name FILTER(STRSTARTS(?name, 'own/')) }")
    assert sorted(name for (name,) in names) == sorted(BESIDE.values())


def test_files_of_one_name_have_digests_each(tmp_path: Path) -> None:
    other = tmp_path / "lexicon.toml"
    other.write_text("", encoding="utf-8")
    digests = OwnFiles.of(lexicons=[EXAMPLE / "lexicon.toml", other]).digests()
    assert list(digests) == ["own/lexicon.toml", "own/lexicon.toml (2)"]
    assert len(set(digests.values())) == 2


def test_extract_and_evaluate_read_them_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(EXAMPLE), "-o", str(tmp_path)]) == 0
    written = json.loads((tmp_path / "bourel.json").read_text(encoding="utf-8"))
    assert "VillageRaid" in {event["type"] for event in written["events"]}
    assert run(["evaluate", str(tmp_path), "--articles", str(EXAMPLE)]) == 0
    assert next(row for row in capsys.readouterr().out.splitlines() if row.startswith("facts")).split()[1:4] == ["1.000"] * 3


@pytest.mark.slow
def test_worker_processes_read_them_too(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "second.txt").write_text((EXAMPLE / "bourel.txt").read_text(encoding="utf-8").replace("seven", "eight"), encoding="utf-8")
    one, two = (build([tmp_path], workers=workers) for workers in (1, 2))
    assert serialize(one.graph.quads(), "nq") == serialize(two.graph.quads(), "nq")


# --- mistakes -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("option", "name"), [(f"--{kind}", f"own.{kind}") for kind in ("gazetteer", "lexicon", "ontology")])
@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00nothing", b"{]"])
def test_a_file_that_cannot_be_read_is_told_in_a_line(
    option: str, name: str, content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert run(["build", str(EXAMPLE / "bourel.txt"), option, str(path), "-o", str(tmp_path / "graph.trig")]) == 2
    said = capsys.readouterr().err
    assert str(path) in said and said.count("\n") == 1
    assert not (tmp_path / "graph.trig").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", BESIDE)
def test_whatever_is_in_a_file_it_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    """Characters and lines of the worked example's files are lost, doubled and exchanged: no mistake is a crash."""
    text, chance = (EXAMPLE / BESIDE[kind]).read_text(encoding="utf-8"), random.Random(7)
    path = tmp_path / BESIDE[kind]
    refused = 0
    for _ in range(60):
        start = chance.randrange(len(text))
        end = start + chance.choice((1, 3, 40))
        path.write_text(text[:start] + chance.choice(("", text[start:end] * 2, '"', "[", "kg:", " . ", "7")) + text[end:], encoding="utf-8")
        own = OwnFiles.of(**{**FILES, kind: [path]})
        try:
            load_ontology(own.ontologies)
            if kind != "ontologies":
                Resources.load(own)
        except KGError as error:
            refused += 1
            assert str(path) in str(error)
    assert refused > 10

"""The whole way: files in, a graph out that conforms, proves its quotes, and is the same bytes every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

import kg
from kg.batch import extract_all
from kg.errors import InputError
from kg.graph.serialization import serialize
from kg.graph.validation import validate
from kg.graph.verification import verify
from kg.pipeline import Build, build, extract_files


@pytest.fixture(scope="module")
def seeds_build(seeds: Path) -> Build:
    return build([seeds])


def test_the_seeds_become_a_graph(seeds_build: Build) -> None:
    counts = seeds_build.counts
    assert counts["articles"] == 6, "five files, one of them with two articles"
    assert counts["entities"] > 100 and counts["events"] > 60 and counts["claims"] > 40 and counts["relations"] > 40
    assert seeds_build.problems == ()


def test_the_graph_of_the_seeds_conforms_and_proves_every_quote(seeds_build: Build) -> None:
    assert validate(seeds_build.graph) == ()
    assert verify(seeds_build.graph) == ()


def test_without_stored_text_the_files_prove_the_quotes(seeds: Path) -> None:
    made = build([seeds / "003_53d3731646a930de.txt"], with_text=False)
    assert not made.graph.query("ASK { ?article kg:text ?text }").boolean
    assert verify(made.graph, seeds) == ()


def test_trig_goes_through_rdflib_and_back(seeds_build: Build) -> None:
    data = serialize(seeds_build.graph.quads(), "trig")
    dataset = rdflib.Dataset()
    dataset.parse(data=data.decode(), format="trig")
    again = rdflib.Dataset()
    again.parse(data=dataset.serialize(format="trig"), format="trig")
    assert set(again.quads()) == set(dataset.quads())
    assert len(set(dataset.quads())) == len(set(seeds_build.graph.quads()))


@pytest.mark.slow
def test_two_builds_are_the_same_bytes_whatever_the_hash_seed(seeds: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        output = tmp_path / f"{seed}.trig"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-m", "kg", "build", str(seeds), "-o", str(output)], check=True, env=environment, capture_output=True
        )
        made.append(output.read_bytes())
    assert made[0] == made[1]


def test_the_order_of_the_files_changes_nothing(seeds: Path) -> None:
    names = ["002_da8a945370320f17.txt", "003_53d3731646a930de.txt"]
    there, back = (build([seeds / name for name in order]) for order in (names, names[::-1]))
    assert serialize(there.graph.quads(), "trig") == serialize(back.graph.quads(), "trig")


@pytest.mark.slow
def test_worker_processes_read_the_same(seeds: Path) -> None:
    articles = kg.read([seeds]).articles
    assert extract_all(articles, workers=2) == extract_all(articles)


# --- any input ------------------------------------------------------------------------------------------------------------


def test_one_json_for_each_file(seeds: Path, tmp_path: Path) -> None:
    files, problems = extract_files([seeds], tmp_path)
    assert [f.name for f in files] == sorted(f"{path.stem}.json" for path in seeds.glob("*.txt"))
    assert problems == ()
    both = json.loads((tmp_path / "000_7f6515f789a90424.json").read_text(encoding="utf-8"))
    text = (seeds / "000_7f6515f789a90424.txt").read_text(encoding="utf-8")
    for entity in both["entities"]:
        for mention in entity["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(f"Rockets hit a base in {folder}.", encoding="utf-8")
    with pytest.raises(InputError, match=r"story\.json"):
        extract_files([tmp_path / "a", tmp_path / "b"], tmp_path / "out")


def test_a_text_about_something_else_says_nothing_of_conflict(tmp_path: Path) -> None:
    (tmp_path / "bread.txt").write_text(
        "How to bake bread\n\nMix the flour with water and let it rest for two hours.\nThen bake it until the crust is brown.\n",
        encoding="utf-8",
    )
    made = build([tmp_path])
    assert made.counts["events"] == made.counts["claims"] == made.counts["relations"] == 0
    assert validate(made.graph) == () and verify(made.graph) == ()


def test_one_bad_file_loses_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Two rockets hit the Ain al-Asad base in Iraq on Monday.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02rockets")
    (tmp_path / "latin.txt").write_bytes("Das Militär meldet".encode("latin-1"))
    (tmp_path / "articles.csv").write_text("file,title,outlet,date,url\ngood.txt,,,2024-99-99,\nnone.txt,,,,\n", encoding="utf-8")
    made = build([tmp_path])
    assert made.counts["articles"] == 1 and made.counts["events"] == 1
    told = "\n".join(made.problems)
    for name in ("empty.txt", "binary.txt", "latin.txt", "2024-99-99", "none.txt"):
        assert name in told


def test_a_build_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Two rockets hit the Ain al-Asad base in Iraq on Monday.", encoding="utf-8")
    build([story], store=tmp_path / "store").graph.close()
    with pytest.raises(InputError):
        build([tmp_path / "missing.txt"], store=tmp_path / "store")
    with kg.open_store(tmp_path / "store", read_only=True) as graph:
        assert graph.query("ASK { ?event a kg:RocketAttack }").boolean


@pytest.mark.slow
def test_a_book_length_file_is_read(seeds: Path, tmp_path: Path) -> None:
    text = (seeds / "003_53d3731646a930de.txt").read_text(encoding="utf-8")
    (tmp_path / "long.txt").write_text((text + "\n\n") * 120, encoding="utf-8")
    files, problems = extract_files([tmp_path / "long.txt"], tmp_path / "out")
    assert problems == () and len(json.loads(files[0].read_text(encoding="utf-8"))["events"]) >= 120 * 5

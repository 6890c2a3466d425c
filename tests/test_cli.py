from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from benchmarks.generate import generate
from kg.cli import run
from kg.graph.namespaces import PREFIXES
from kg.graph.serialization import serialize
from kg.graph.store import open_store

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
QUADS = generate(2)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    path.write_bytes(serialize(QUADS))
    return str(path)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test has a folder of its own, and no graph in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    yield


def kg(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "kg", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, env=environment)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


# --- asking


def test_a_question_is_a_text_a_file_or_a_name(graph: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "mine.rq").write_text("# a comment\nSELECT ?t { ?a a kg:Article ; dct:title ?t } ORDER BY ?t")
    (tmp_path / "articles").write_text("not asked: the name goes first")
    answers = []
    for question in ("SELECT ?t { ?a a kg:Article ; dct:title ?t } ORDER BY ?t", "mine.rq", "articles"):
        assert run(["query", question, "--graph", graph, "--format", "csv"]) == 0
        answers.append(capsysbinary.readouterr().out.decode())
    assert answers[0] == answers[1] == "t\r\nArticle 0\r\nArticle 1\r\n"
    assert answers[2].startswith("article,title,outlet,date,file,events,claims\r\n")


def test_a_question_and_a_graph_come_from_stdin(graph: str) -> None:
    assert kg("query", "-", "-g", graph, "-f", "csv", stdin=b"ASK { ?a a kg:Article }").stdout.strip() == "true"
    assert kg("query", "ASK { ?a a kg:Article }", "-g", "-", stdin=Path(graph).read_bytes()).stdout == "yes\n"


def test_the_graph_is_named_or_in_the_environment_or_here(graph: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["query", "ASK {}"]) == 2
    (tmp_path / "graph.trig").write_bytes(Path(graph).read_bytes())
    assert run(["query", "ASK {}"]) == 0
    monkeypatch.setenv("KG_GRAPH", "nowhere.trig")
    assert run(["query", "ASK {}"]) == 2
    assert run(["query", "ASK {}", "--graph", graph]) == 0


def test_a_folder_is_asked_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as made:
        made.load(QUADS)
        assert run(["query", "ASK { ?a a kg:Article }", "--graph", str(tmp_path / "store")]) == 0  # while it is open elsewhere


@pytest.mark.parametrize("format, start", [("table", "n\n"), ("csv", "n\r\n"), ("json", '{"head"'), ("xml", "<?xml")])
def test_formats(graph: str, format: str, start: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-g", graph, "-f", format]) == 0
    assert capsysbinary.readouterr().out.decode().startswith(start)


def test_the_output_says_the_format(graph: str, tmp_path: Path) -> None:
    assert run(["query", "ASK {}", "-g", graph, "-o", "answer.json"]) == 0
    assert json.loads((tmp_path / "answer.json").read_text())["boolean"] is True
    assert run(["query", "CONSTRUCT WHERE { ?a dct:title ?t }", "-g", graph, "-o", "titles.ttl"]) == 0
    assert 'dct:title "Article 0"' in (tmp_path / "titles.ttl").read_text()


@pytest.mark.parametrize(
    "param, expected",
    [
        ("t=Article 1", 1),
        ("?t=Article 1", 1),
        ("t=Article = 1", 0),
        ('t="} DROP ALL; {"', 0),
        ("t='''", 0),
        ("a=article:5feceb66ffc86f38", 1),
        ("a=<https://w3id.org/conflict-kg/article/5feceb66ffc86f38>", 1),
        ("t=article:5feceb66ffc86f38", 0),
    ],
)
def test_values_for_variables(graph: str, param: str, expected: int, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["query", "SELECT ?a { ?a dct:title ?t }", "-g", graph, "-f", "csv", "-p", param]) == 0
    assert len(capsysbinary.readouterr().out.splitlines()) - 1 == expected


def test_a_thing_that_the_graph_does_not_know(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "attacks-on-facility", "-g", graph, "-p", "facility=al-omar"]) == 0
    assert "knows nothing of id:al-omar. Did you mean id:al-omar-oil-field" in capsys.readouterr().err


def test_the_list_says_name_question_and_parameters(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["query", "--list"]) == 0
    listing = capsysbinary.readouterr().out.decode()
    assert "denied-claims            Which events does one source affirm and another deny" in listing
    assert "--param facility=id:al-omar-oil-field  The facility" in listing


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["query", "denied-claim"], "kg: No query named 'denied-claim'. Did you mean 'denied-claims'? List them with: kg query --list"),
        (["query", "none.rq"], "kg: Cannot read the query file none.rq"),
        (["query", "SELECT * {"], "kg: Cannot read the graph graph.trig"),
        (["query", "SELECT * {", "-g", "GRAPH"], "kg: The query does not parse at line 1"),
        (["query", "DROP ALL", "-g", "GRAPH"], "kg: Queries only read"),
        (["query", "SELECT * { SERVICE <http://x/> {} }", "-g", "GRAPH"], "kg: The query has a SERVICE clause"),
        (["query", "ASK {}", "-g", "GRAPH", "-p", "x=1"], "kg: The query has no variable ?x"),
        (["query", "ASK {}", "-g", "GRAPH", "-p", "x"], "--param is NAME=VALUE"),
        (["query", "timeline", "-g", "GRAPH", "-p", "from=July"], "kg: 'July' is no day"),
        (["query", "ASK {}", "-g", "GRAPH", "-f", "ttl"], "kg: The answer to a ASK query is no graph"),
        (["query", "ASK {}", "-g", "GRAPH", "-o", "no/such/folder.csv"], "kg: Cannot write no/such/folder.csv"),
        (["query"], "Give a query"),
        (["validate", "none.trig"], "kg: Cannot read the graph none.trig"),
        (["verify", "none.trig"], "kg: Cannot read the graph none.trig"),
        (["verify", "GRAPH", "--articles", "none"], "does not exist"),
        (["show", "none.trig"], "kg: Cannot read the graph none.trig"),
        (["export", "graph.docx", "-g", "GRAPH"], "kg: No format for"),
        (["export", "-", "-g", "GRAPH"], "Say the format"),
        (["build", "none"], "none"),
        (["build", "none", "-o", "graph.docx"], "kg: No RDF format"),
        (["build", "none", "--store", "graph.trig"], "--store is a folder or a URL"),
        (["build", "none", "-o", "-", "--json"], "would both write to stdout"),
        (["build"], "Missing argument"),
        (["notebook", "run", "none", "-o", "out.ipynb"], "none"),
        (["biuld"], "No such command"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(graph: str, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([graph if argument == "GRAPH" else argument for argument in arguments]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.out == ""
    assert "Traceback" not in said.err


def test_a_runaway_query_ends_the_process(graph: str) -> None:
    done = kg("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f = ?i) }", "-g", graph, "--timeout", "0.5")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: The query took longer than 0.5 s.")


def test_a_reader_that_has_seen_enough(graph: str) -> None:
    command = f"{sys.executable} -m kg query 'SELECT * {{ ?s ?p ?o }}' -g {graph} -f csv | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "o,p,s\n", "")


# --- checking


def broken(tmp_path: Path) -> str:
    """The same graph, in which one quote has other words."""
    quote = NamedNode(PREFIXES["nif"] + "anchorOf")
    number = next(i for i, quad in enumerate(QUADS) if quad.predicate == quote and "#char=" in quad.subject.value)  # type: ignore[union-attr]
    quad = QUADS[number]
    path = tmp_path / "broken.trig"
    path.write_bytes(serialize([*QUADS[:number], Quad(quad.subject, quote, Literal("other words"), quad.graph_name), *QUADS[number + 1 :]]))
    return str(path)


def test_verify(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", graph]) == 0
    assert capsys.readouterr().err == "0 unproven facts\n"
    assert run(["verify", broken(tmp_path)]) == 1
    assert run(["verify", broken(tmp_path), "--json"]) == 1


def test_validate(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.trig"
    path.write_bytes(serialize([quad for quad in QUADS if quad.predicate.value != PREFIXES["kg"] + "source"]))
    assert run(["validate", str(path)]) == 1
    said = capsys.readouterr()
    assert "violations" in said.err
    assert said.out.count("\n") > 3


# --- writing


@pytest.mark.parametrize("ending", ["trig", "nq", "ttl", "jsonld", "csv", "graphml", "gexf"])
def test_export(graph: str, tmp_path: Path, ending: str) -> None:
    assert run(["export", f"out.{ending}", "-g", graph]) == 0
    assert (tmp_path / f"out.{ending}").stat().st_size > 100


def test_export_to_stdout_is_what_was_loaded(graph: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "-", "-f", "trig", "-g", graph]) == 0
    assert capsysbinary.readouterr().out == Path(graph).read_bytes()


def test_show(graph: str, tmp_path: Path) -> None:
    assert run(["show", graph, "-o", "page.html", "--title", "My <graph>", "--limit", "20"]) == 0
    assert "My &lt;graph&gt;" in (tmp_path / "page.html").read_text()


def test_info(graph: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["info", "-g", graph, "--json"]) == 0
    known = json.loads(capsysbinary.readouterr().out)
    assert known["graph"]["articles"] == 2
    assert known["graph"]["triples"] == len(set(QUADS))
    assert known["packages"]["pyoxigraph"][0].isdigit()


# --- building


ARTICLE = "July 4, 2021 - At least two rockets hit the US base at Syria's al-Omar oil field on Sunday, a spokesman for the Syrian Democratic Forces said.\n"


def test_build_and_extract(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "news.txt").write_text(ARTICLE)
    assert run(["build", "news.txt", "-o", "out.trig", "--store", "store", "--json"]) == 0
    made = json.loads(capsysbinary.readouterr().out)
    assert (made["counts"]["articles"], made["problems"]) == (1, [])
    assert set(open_store("store", read_only=True).quads()) == set(open_store("out.trig").quads())
    assert run(["verify", "out.trig"]) == run(["validate", "out.trig"]) == 0
    assert run(["build", "news.txt", "--no-text"]) == 0
    assert not open_store("graph.trig").query("ASK { ?a kg:text ?text }").boolean
    assert run(["verify", "graph.trig", "--articles", "."]) == 0
    assert run(["extract", "news.txt", "-o", "json"]) == 0
    assert json.loads((tmp_path / "json" / "news.json").read_text())["article"]["file"] == "news.txt"


def test_build_from_stdin_to_stdout() -> None:
    done = kg("build", "-", "-o", "-", stdin=ARTICLE.encode())
    assert done.returncode == 0, done.stderr
    assert "a kg:Article" in done.stdout


def test_what_could_not_be_read_is_told_and_the_rest_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news.txt").write_text(ARTICLE)
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 20)
    assert run(["build", "news.txt", "picture.txt"]) == 1
    assert "picture.txt" in capsys.readouterr().err


# --- the page of the command line


def test_the_reference_is_up_to_date() -> None:
    from reference import render_commands

    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == render_commands()

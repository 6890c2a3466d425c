"""The notebooks: their form, and that they run from top to bottom on a small graph."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
import sample

from kg.errors import InputError
from kg.graph.serialization import serialize
from kg.graph.store import open_store
from kg.notebook import NotebookError, find_notebook, load_ipython_extension, run_notebook, set_parameters, show_inline

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    path.write_bytes(serialize(sample.quads(path.parent)))
    return path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_form(path: Path) -> None:
    codes, texts = cells(path, "code"), cells(path, "markdown")
    assert len(codes) + len(texts) <= 25
    assert "?" in texts[0].source  # the question
    assert texts[-1].source.startswith("## What this does not show")
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in codes) == 1
    for cell in codes:
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= 6, cell.source
        assert not re.search(r"\bdef \b|sys\.path|https?://|/tmp|/home", cell.source)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_outputs_hold_no_error_and_no_path_of_a_machine(path: Path) -> None:
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert output.output_type != "error"
            for text in (value for name, value in output.get("data", {}).items() if name.startswith("text/plain")):
                assert not re.search(r"/(?:tmp|home|root|work|Users)/", text)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs(path: Path, graph_file: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    output = run_notebook(path, graph_file, tmp_path / "out.ipynb", progress=lambda done, of: told.append((done, of)))
    codes = cells(output, "code")
    assert told[-1] == (len(codes), len(codes))
    shown = {kind for cell in codes for output in cell.outputs for kind in output.get("data", {})}
    assert {"text/html", "image/png"} <= shown
    assert [cell.source for cell in codes] == [cell.source for cell in cells(path, "code")]


def write(path: Path, *sources: str) -> Path:
    """A notebook whose first cell is the one of the parameters."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    if book.cells:
        book.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(book, path)
    return path


@pytest.mark.slow
def test_a_failing_cell_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", 'GRAPH = "x"', "ok = 1", "\n# why\n1 / 0")
    with pytest.raises(NotebookError, match=r"a\.ipynb: code cell 3 \('# why'\) failed with ZeroDivisionError: division by zero"):
        run_notebook(path, "graph.trig", tmp_path / "out.ipynb")


@pytest.mark.slow
def test_a_slow_cell_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", 'GRAPH = "x"', "import time; time.sleep(60)")
    with pytest.raises(NotebookError, match=r"code cell 2 took over 2 seconds"):
        run_notebook(path, "graph.trig", tmp_path / "out.ipynb", timeout=2)


def test_parameters_replace_assigned_values_only() -> None:
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell('import os\nGRAPH = os.environ.get(\n  "KG_GRAPH",\n)\nTOP = 3  # rows')]
    )
    book.cells[0].metadata["tags"] = ["parameters"]
    before = book.cells[0].source
    assert set_parameters(book, {"GRAPH": 'a"b\n', "TOP": 5}) == before
    assert [node.value.value for node in ast.parse(book.cells[0].source).body[1:]] == ['a"b\n', 5]  # type: ignore[attr-defined]
    with pytest.raises(NotebookError, match=r"no parameter 'Top'\. Its parameters: GRAPH, TOP"):
        set_parameters(book, {"Top": 1})


def test_a_notebook_without_parameters(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="no cell is tagged 'parameters'"):
        run_notebook(write(tmp_path / "a.ipynb"), "graph.trig", tmp_path / "out.ipynb")


def test_notebooks_are_found_by_the_beginning_of_their_name(tmp_path: Path) -> None:
    assert find_notebook("01").name == "01_the_graph_at_a_glance.ipynb"
    with pytest.raises(InputError, match=r"No notebook '99'\. There are: 01_the_graph"):
        find_notebook("99")
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(NotebookError, match=r"Cannot read the notebook .*broken"):
        run_notebook(tmp_path / "broken.ipynb", "graph.trig", tmp_path / "out.ipynb")


def test_show_inline_is_a_frame(graph_file: Path) -> None:
    assert show_inline(open_store(graph_file))._repr_html_().startswith("<iframe srcdoc=")


def test_the_magic_answers_a_query(graph_file: Path) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    load_ipython_extension(shell)
    shell.user_ns["graph"] = open_store(graph_file)
    assert shell.run_cell_magic("sparql", "--graph graph", "ASK { ?e a kg:RocketAttack }").boolean
    assert shell.run_cell_magic("sparql", f"--graph {graph_file} --df events", "SELECT ?e { ?e kg:hasMention [] }") is None
    assert len(shell.user_ns["events"]) == 3

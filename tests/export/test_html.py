from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
import sample

from kg.errors import GraphError
from kg.export.html import show
from kg.export.page import short_label
from kg.graph.store import Graph, open_store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = open_store()
    graph.load(sample.quads(tmp_path_factory.mktemp("gazetteer")))
    return graph


def data(page: str) -> dict[str, Any]:
    """The values that the page's script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found.group(1)))


def test_the_page_refers_to_nothing_elsewhere(graph: Graph) -> None:
    page = show(graph).html
    assert not re.search(
        r"<(?:link|img|iframe|object|embed|base)\b|<[^>]+\b(?:src|href)=|sourceMappingURL|@import|url\((?!['\"]?data:)",
        page.replace(library(page), ""),
    )
    assert "default-src 'none'" in page
    assert "connect-src" not in page


def library(page: str) -> str:
    """The script of vis-network: code that other tests look at in a browser."""
    return max(re.findall(r"<script>(.*?)</script>", page, re.DOTALL), key=len)


def test_the_library_comes_with_its_licence(graph: Graph) -> None:
    assert "vis.js is dual licensed under both" in library(show(graph).html)


def test_every_thing_and_link_has_its_words(graph: Graph) -> None:
    values = data(show(graph).html)
    assert len(values["things"]) == len(values["nodes"]) == 13
    assert len(values["links"]) == len(values["edges"]) == 14
    bare = [link["relation"] for link in values["links"] if not link["quotes"] and not link["sayings"]]
    assert sorted(bare) == ["publishes", "retaliation for"]
    rockets = next(thing for thing in values["things"] if thing["label"].startswith("Rocket attack"))
    assert sorted((values["sayings"][n][0], values["sayings"][n][2]) for n in rockets["sayings"]) == [
        ("Red Militia ← Furat Wire", "denies"),
        ("a spokesman ← Furat Wire", "affirms"),
        ("the coalition", "denies"),
    ]


def test_quotes_are_found_in_sentences_as_javascript_counts(graph: Graph) -> None:
    values = data(show(graph).html)
    found = set()
    for _, sentence, start, end in values["quotes"]:
        units = values["sentences"][sentence].encode("utf-16-le")
        found.add(units[2 * start : 2 * end].decode("utf-16-le"))
    assert "May 2022" in found  # it stands behind a rocket that JavaScript counts as two


def test_contested_edges_look_different(graph: Graph) -> None:
    looks = {edge["status"]: (json.dumps(edge["dashes"]), edge.get("label")) for edge in data(show(graph).html)["edges"]}
    assert looks["asserted"] == ("false", None)
    assert looks["disputed"][1] == "disputed"
    assert looks["denied"][1] in ("denied", "denies")
    assert len({dashes for dashes, _ in looks.values()}) == 3


def test_beyond_the_limit_the_most_linked_are_shown(graph: Graph) -> None:
    values = data(show(graph, limit=3).html)
    assert [thing["label"] for thing in values["things"]] == [
        "Rocket attack, Camp Falcon, 2022-05-02",
        "Shelling, Camp Falcon, 2022-05",
        "Red Militia",
    ]
    assert values["total"] == 13


def test_the_title_is_text(graph: Graph) -> None:
    page = show(graph, title="<script>alert(1)</script> {{data}}").html
    assert "<script>alert(1)" not in page
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt; {{data}}</h1>" in page


def test_notebooks_get_the_page_itself(graph: Graph) -> None:
    page = show(graph)
    frame = page._repr_html_()
    found = re.search(r'<iframe srcdoc="([^"]*)" sandbox="allow-scripts', frame)
    assert found
    assert html.unescape(found.group(1)) == page.html


def test_the_page_is_written_where_asked(graph: Graph, tmp_path: Path) -> None:
    page = show(graph, tmp_path / "new" / "graph.html")
    assert page.path is not None
    assert page.path.read_text(encoding="utf-8") == page.html
    with pytest.raises(GraphError, match="Cannot write"):
        show(graph, tmp_path)


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("Camp Falcon", "Camp Falcon"),
        ("Syrian Observatory for Human Rights", "Syrian Observatory\nfor Human Rights"),
        ("a" * 30, "a" * 19 + "…"),
        ("abc\u202e\x00\ndef", "abcdef"),
        ("one two three four five six seven eight nine ten", "one two three four\nfive six seven eigh…"),
        ("", ""),
    ],
)
def test_labels_are_short_in_the_drawing(label: str, short: str) -> None:
    assert short_label(label) == short

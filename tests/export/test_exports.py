from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
import sample
from PIL import Image

from kg.errors import GraphError, InputError
from kg.export import ENDINGS, export, to_bytes
from kg.export.networks import write_network
from kg.export.picture import draw, draw_network
from kg.export.tables import COLUMNS, neutralize
from kg.graph.store import Graph, open_store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = open_store()
    graph.load(sample.quads(tmp_path_factory.mktemp("gazetteer")))
    return graph


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_the_same_graph_gives_the_same_bytes_whatever_the_order(graph: Graph, ending: str) -> None:
    other = open_store()
    other.load(list(graph.quads())[::-1])
    assert to_bytes(graph, ending) == to_bytes(other, ending) != b""


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_an_empty_graph_can_be_written(ending: str) -> None:
    assert isinstance(to_bytes(open_store(), ending), bytes)


def test_the_ending_says_the_format(graph: Graph, tmp_path: Path) -> None:
    path = export(graph, tmp_path / "new" / "graph.TRIG")
    assert path.read_bytes() == to_bytes(graph, "trig")
    with pytest.raises(InputError, match=r"No format for 'graph\.graphm'\. Did you mean \.graphml\?.*\.csv, \.gexf"):
        export(graph, tmp_path / "graph.graphm")
    with pytest.raises(InputError, match="No format for 'graph'"):
        export(graph, tmp_path / "graph")


def test_a_file_that_cannot_be_written(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(GraphError, match=r"Cannot write .*folder\.csv"):
        export(graph, tmp_path / "folder.csv")


def test_rdf_comes_back_whole(graph: Graph) -> None:
    dataset = rdflib.Dataset().parse(data=to_bytes(graph, "trig"), format="trig")
    triples = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in graph.quads()}
    assert len(list(dataset.quads())) == len(list(graph.quads()))
    assert len(rdflib.Graph().parse(data=to_bytes(graph, "ttl"), format="turtle")) == len(triples)


@pytest.mark.parametrize(("ending", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_come_back_whole(graph: Graph, ending: str, read: object) -> None:
    network, back = graph.to_networkx(), read(io.BytesIO(to_bytes(graph, ending)))  # type: ignore[operator]
    assert set(back) == set(network)
    assert sorted((a, told["relation"], told["weight"], b) for a, b, told in back.edges(data=True)) == sorted(
        (a, told["relation"], told["weight"], b) for a, b, told in network.edges(data=True)
    )
    rockets = next(node for node in back if "rocket-attack" in node)
    assert (back.nodes[rockets]["kind"], back.nodes[rockets]["status"]) == ("event", "disputed")


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_characters_that_xml_does_not_know_are_replaced(ending: str) -> None:
    network: nx.Graph[str] = nx.Graph()
    network.add_node("http://x/1", label="a\x00b\x0b <c> & 🚀", type="City", kind="place")
    data = write_network(network, ending)
    ElementTree.fromstring(data)
    assert "a\ufffdb\ufffd &lt;c&gt; &amp; 🚀" in data.decode()


def test_gexf_holds_no_day(graph: Graph) -> None:
    assert b"lastmodified" not in to_bytes(graph, "gexf")


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_per_event(graph: Graph) -> None:
    first, second = rows(to_bytes(graph, "csv"))
    assert tuple(first) == COLUMNS
    assert (first["type"], second["type"]) == ("Shelling", "RocketAttack")
    assert (second["agents"], second["targets"], second["locations"]) == ("Red Militia", "Camp Falcon", "HAJIN")
    assert second["figures"] == "injured: 2 | munitions: at least 3"
    assert second["instruments"] == "rockets"
    assert second["affirmed_by"] == "a spokesman ← Furat Wire: “At least three rockets struck Camp Falcon in Hajin on Monday”"
    assert second["denied_by"].startswith("Red Militia ← Furat Wire: “it “attacked” the camp” | the coalition: ")
    assert second["articles"] == "Rockets hit camp near Hajin | second.txt, 2022-05~"
    assert "At least three rockets struck Camp Falcon" in second["quotes"]


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_is_no_formula(cell: str) -> None:
    assert neutralize(cell) == "'" + cell


def test_png_is_a_picture(graph: Graph) -> None:
    image = Image.open(io.BytesIO(to_bytes(graph, "png"))).convert("RGB")
    assert image.width > 400
    colors = [color for _, color in image.getcolors(maxcolors=1 << 24) or []]
    for color in (0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0x999999):  # actors, facilities, places, events, articles
        red, green, blue = color >> 16, color >> 8 & 255, color & 255
        assert any(abs(r - red) + abs(g - green) + abs(b - blue) < 40 for r, g, b in colors), hex(color)


def test_svg_keeps_text_as_text_and_holds_no_clock(graph: Graph) -> None:
    data = to_bytes(graph, "svg").decode()
    assert "<dc:date>" not in data
    texts = " ".join(ElementTree.fromstring(data).itertext())
    assert "Camp Falcon" in texts
    assert "http" not in data.split("<svg", 1)[1].replace("http://www.w3.org/", "").replace("http://purl.org/dc/", "").replace(
        "http://creativecommons.org/ns#", ""
    )


def test_a_picture_takes_any_label() -> None:
    network: nx.Graph[str] = nx.Graph()
    for node, label in (("a", "$x_{$ <b>&"), ("b", "\x00\u202e" + "ا" * 10_000), ("c", "")):
        network.add_node(node, label=label, kind="actor")
    network.add_edge("a", "b", weight=1, status="denied")
    network.add_edge("b", "c", weight=9, status="asserted")
    assert draw_network(network, title="$ <title>").data.startswith(b"\x89PNG")
    ElementTree.fromstring(draw_network(network, title="$ <title>", ending="svg").data)


def test_a_picture_says_what_it_leaves_out(graph: Graph) -> None:
    assert "9 of 13 things are not shown." in draw(graph, limit=4, ending="svg").data.decode()


def test_unknown_picture_formats_are_refused(graph: Graph) -> None:
    with pytest.raises(InputError, match="Allowed: png, svg"):
        draw(graph, ending="gif")

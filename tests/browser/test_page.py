"""The interactive page, opened in a browser that has no network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample
from browser.chromium import Tab, browser
from PIL import Image
from pyoxigraph import Literal, Quad

from kg.export.html import show
from kg.graph.namespaces import RDFS_LABEL, entity_iri, event_iri, expand
from kg.graph.store import Graph, open_store

pytestmark = pytest.mark.browser

HOSTILE = {
    "<script>window.__hit = 1</script>": "camp-falcon",
    "\"><img src=x onerror='window.__hit = 1'>": "iran",
    "\u202egnp.exe \u2067שלום العربية": "hajin",
    "x" * 10_000: "red-militia",
    "🚀👩‍👩‍👧‍👦 </script><script>window.__hit = 1</script> &lt;b&gt;": "spokesman",
}
EVIL_QUOTE = "</script><img src=x onerror='window.__hit=1'> {{data}} \u2028 <!-- "


@pytest.fixture(scope="module")
def tab(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(chromium, tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = open_store()
    graph.load(sample.quads(tmp_path_factory.mktemp("gazetteer")))
    return graph


@pytest.fixture
def page(graph: Graph, tab: Tab, tmp_path: Path) -> Tab:
    """The page of the sample, open."""
    return opened(graph, tab, tmp_path)


def opened(graph: Graph, tab: Tab, folder: Path, *, is_dark: bool = False) -> Tab:
    path = folder / "graph.html"
    show(graph, path)
    tab.messages.clear()
    tab.requests.clear()
    tab.open(path, is_dark=is_dark)
    return tab


def colored(tab: Tab) -> int:
    """How many pixels of the drawing are not background."""
    image = Image.open(io.BytesIO(tab.picture())).convert("RGB")
    width = tab.run("document.getElementById('graph').clientWidth")
    drawing = image.crop((10, 10, width - 10, image.height - 60))
    ground = drawing.getpixel((0, 0))
    return sum(count for count, color in drawing.getcolors(maxcolors=1 << 24) or [] if color != ground)


def place(tab: Tab, label: str) -> tuple[float, float]:
    """Where a thing is drawn on the page."""
    x, y = tab.run(
        f"(() => {{ const id = __kg.data.things.findIndex(t => t.label === {label!r});"
        " const p = __kg.network.canvasToDOM(__kg.network.getPosition(id)); return [p.x, p.y]; })()"
    )
    return x, y


def panel(tab: Tab) -> str:
    return str(tab.run("document.getElementById('details').innerText"))


ROCKETS = "Rocket attack, Camp Falcon, 2022-05-02"


@pytest.mark.parametrize("is_dark", [False, True])
def test_the_graph_is_drawn_and_nothing_is_fetched(graph: Graph, tab: Tab, tmp_path: Path, is_dark: bool) -> None:
    opened(graph, tab, tmp_path, is_dark=is_dark)
    assert tab.run("[__kg.nodes.length, __kg.edges.length]") == [13, 14]
    assert colored(tab) > 2000
    assert tab.messages == []
    assert [url for url in tab.requests if not url.startswith(("file:", "data:"))] == []
    assert len(tab.requests) == 1


def test_a_script_from_elsewhere_is_refused(page: Tab) -> None:
    """The policy stops what got into the page, should anything ever get there."""
    page.run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.__hit = 1' }))")
    assert page.run("window.__hit") is None
    assert page.run("fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"
    assert any("Content Security Policy" in message for message in page.messages)


def test_a_click_on_an_event_shows_who_says_so_and_who_denies_it(page: Tab) -> None:
    page.click(*place(page, ROCKETS))
    text = panel(page)
    assert "At least three rockets struck Camp Falcon in Hajin on Monday" in text
    assert "a spokesman ← Furat Wire" in text
    assert "No rockets were fired" in text
    assert "Rockets hit camp near Hajin · Furat Wire · 2022-05-03 · first.txt" in text
    assert "denies" in text
    assert page.run("[...document.querySelectorAll('#details li.denies mark')].map(m => m.textContent)") == [
        "it “attacked” the camp",
        "No rockets were fired at Camp\u00a0Falcon",
    ]


def test_a_click_on_an_edge_shows_its_words(page: Tab) -> None:
    (x, y), (to_x, to_y) = place(page, "Iran"), place(page, "Red Militia")
    page.click((x + to_x) / 2, (y + to_y) / 2)
    assert panel(page).startswith("Iran — backs → Red Militia")
    assert "The Red Militia, backed by Iran" in panel(page)


def test_pointing_at_an_event_shows_a_tooltip(page: Tab) -> None:
    x, y = place(page, ROCKETS)
    page.move(x + 60, y + 3)
    page.move(x, y)
    page.wait("!document.getElementById('tip').hidden")
    assert "rocket attack · disputed · 2022-05-02" in page.run("document.getElementById('tip').innerText")


def test_filters_hide_classes_and_links(page: Tab) -> None:
    before = colored(page)
    page.run("document.querySelector('[data-kind=actor]').click()")
    hidden = "__kg.nodes.get({ filter: n => n.hidden }).map(n => __kg.data.things[n.id].kind)"
    assert set(page.run(hidden)) == {"actor"}
    assert page.run("document.getElementById('counts').textContent").startswith("6 of 13")
    assert colored(page) < before
    page.run("document.querySelector('[data-type=state]').click()")
    assert "Iran" not in page.run("__kg.nodes.get({ filter: n => n.hidden }).map(n => __kg.data.things[n.id].label)")
    page.run("document.querySelector('[data-status=denied]').click()")
    assert page.run("__kg.edges.get({ filter: e => e.hidden }).length") == 3


def test_search_finds_names_and_quotes_by_keyboard(page: Tab) -> None:
    page.run("document.getElementById('search').focus()")
    page.call("Input.insertText", text="wounded")  # stands in a sentence only
    assert "Red Militia" in panel(page)
    page.run("document.getElementById('search').select()")
    page.call("Input.insertText", text="camp falcon")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13)
    assert panel(page).startswith("Camp Falcon")
    assert page.run("__kg.network.getSelectedNodes().length") == 1


def test_markup_in_texts_stays_text(graph: Graph, tab: Tab, tmp_path: Path) -> None:
    hostile = open_store()
    hostile.load(evil(quad) for quad in graph.quads())
    opened(hostile, tab, tmp_path)
    assert tab.run("__kg.nodes.length") == 13
    for label in HOSTILE:
        tab.run(f"__kg.showThing(__kg.data.things.findIndex(t => t.label === {js(label)}))")
        assert tab.run("document.querySelector('#details h3').textContent") == label
    tab.run(f"__kg.showThing(__kg.data.things.findIndex(t => t.label === {js(ROCKETS)}))")
    assert EVIL_QUOTE in tab.run("document.getElementById('details').textContent")
    x, y = place(tab, ROCKETS)
    tab.move(x + 60, y + 3)
    tab.move(x, y)
    assert tab.run("window.__hit") is None
    assert tab.run("document.images.length + document.querySelectorAll('#details script, #details img').length") == 0
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")  # the long label does not push the page apart
    assert tab.messages == []


def js(text: str) -> str:
    import json

    return json.dumps(text)


def evil(quad: Quad) -> Quad:
    """The same fact, with a label or quote that tries to be markup."""
    labels = {entity_iri(slug): label for label, slug in HOSTILE.items()}
    if quad.predicate == RDFS_LABEL and quad.subject in labels:
        return Quad(quad.subject, quad.predicate, Literal(labels[quad.subject], language="en"), quad.graph_name)
    if quad.predicate in (expand("nif:anchorOf"), expand("dct:title")) and isinstance(quad.object, Literal):
        return Quad(quad.subject, quad.predicate, Literal(quad.object.value + EVIL_QUOTE), quad.graph_name)
    if quad.predicate == expand("schema:url"):
        return Quad(quad.subject, quad.predicate, Literal("javascript:window.__hit=1"), quad.graph_name)
    return quad


def test_a_notebook_shows_the_page_in_place(graph: Graph, tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "cell.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{show(graph)._repr_html_()}</body>", encoding="utf-8")
    tab.messages.clear()
    tab.open(path, ready="document.readyState === 'complete'")
    tab.wait("document.querySelector('iframe') !== null")
    tab.run("new Promise(done => setTimeout(done, 1500))")
    image = Image.open(io.BytesIO(tab.picture())).convert("RGB").crop((20, 20, 900, 600))
    assert len(image.getcolors(maxcolors=1 << 24) or []) > 50
    assert [message for message in tab.messages if "sandbox" not in message] == []


def test_two_thousand_nodes_are_drawn_in_time(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    show(crowd(2500), path)
    tab.messages.clear()
    tab.open(path)
    assert tab.run("__kg.nodes.length") == 2000
    assert "2000 with most links are shown, 501 are left out" in tab.run("document.getElementById('counts').textContent")
    assert tab.messages == []


def crowd(size: int) -> Graph:
    """One event with very many agents."""
    from kg.graph.namespaces import KG, article_iri, graph_iri, part_iri

    told, event, article = part_iri("a", "e1"), event_iri("protest"), article_iri("a")
    entities, events = graph_iri("entities"), graph_iri("events")
    quads = [
        Quad(event, KG.hasMention, told, events),
        Quad(event, KG.leafType, KG.Protest, events),
        Quad(event, KG.status, KG["status-asserted"], events),
        Quad(event, RDFS_LABEL, Literal("Protest"), events),
        Quad(told, KG.status, KG["status-asserted"], article),
        Quad(told, KG.article, article, article),
    ]
    for number in range(size):
        actor, argument = entity_iri(f"actor-{number}"), part_iri("a", f"e1-arg-{number}")
        quads += [
            Quad(actor, KG.leafType, KG.Person, entities),
            Quad(actor, RDFS_LABEL, Literal(f"Actor {number}"), entities),
            Quad(told, KG.argument, argument, article),
            Quad(argument, KG.role, KG["role-agents"], article),
            Quad(argument, KG.filler, actor, article),
        ]
    graph = open_store()
    graph.load(quads)
    return graph

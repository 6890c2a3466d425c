"""The graph in, an interactive page out: one HTML file that fetches nothing and shows what every node and edge rests on.

pyvis holds nodes, edges and options, and brings vis-network; the page around them is ours, since pyvis' own fetches scripts from other
hosts and takes texts for markup. Texts reach the page as JSON and are shown as text. A content security policy allows the page's own
scripts and nothing else, no request to anywhere included.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError, ResourceError
from kg.export.page import PageData, page_data
from kg.resources import data_path

if TYPE_CHECKING:
    from pyvis.network import Network

    from kg.graph.store import Graph

TITLE = "Who says what happened"
LIMIT = 2000
"""How many nodes a page shows at most: beyond, the ones with most links."""

_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "keyboard": {"enabled": True, "bindToWindow": False}},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {
        "borderWidth": 2,
        "borderWidthSelected": 4,
        "font": {"size": 14, "face": "system-ui, sans-serif"},
        "scaling": {"label": {"drawThreshold": 4}},
    },
    "edges": {
        "width": 1.2,
        "hoverWidth": 1.5,
        "selectionWidth": 2,
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.5}, "from": {"scaleFactor": 0.5}},
        "font": {"size": 11, "align": "middle"},
    },
}
_SHAPES = {"actor": "dot", "facility": "square", "place": "triangle", "event": "diamond", "article": "hexagon"}
_DASHES = {"asserted": False, "alleged": [2, 5], "planned": [10, 4, 2, 4], "disputed": [9, 5], "denied": [4, 4]}
_POINTS_BACK = ("agent", "origin")  # from the actor to the event, though the graph states it on the event
_SLOT = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Page:
    """A page: ``html`` is the whole file; notebooks show it in place."""

    html: str = field(repr=False)
    path: Path | None = None
    height: int = 640

    def _repr_html_(self) -> str:
        """Show the page inside a notebook, also where it may not open files: the frame carries the page itself."""
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" sandbox="allow-scripts allow-popups" title="Interactive graph" '
            f'style="width:100%;height:{self.height}px;border:1px solid #8886"></iframe>'
        )


def show(graph: Graph, path: str | Path | None = None, *, title: str = TITLE, limit: int = LIMIT, height: int = 640) -> Page:
    """Draw a graph's actors, facilities, places, events and articles as an interactive page.

    Parameters
    ----------
    graph
        An open graph.
    path
        The file to write; without it, the page is only shown (in a notebook) or taken from the result.
    title
        The page's title.
    limit
        The most nodes to show: beyond, those with most links are shown, and the page says how many are left out.
    height
        Of the frame in a notebook, in pixels.

    Raises
    ------
    GraphError
        If the file cannot be written.
    """
    page = render(page_data(graph, title=title, limit=limit))
    if path is None:
        return Page(page, None, height)
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise GraphError(f"Cannot write {path}: {error.strerror}. Give the path of a file, such as graph.html.") from error
    return Page(page, path, height)


def write(graph: Graph, ending: str = "html") -> bytes:
    """Give the page as a file's bytes."""
    return show(graph).html.encode("utf-8")


def render(page: PageData) -> str:
    """Write the page's HTML."""
    network = draw(page)
    details = {**page.details(), "nodes": network.nodes, "edges": network.edges, "options": network.options}
    style, script, library = _asset("page.css"), _asset("page.js"), _vis_network()
    parts = {
        "policy": _policy([library, script], [style]),
        "title": html.escape(page.title),
        "style": style,
        "library": library,
        "script": script,
        "data": _json(details),
    }
    return _SLOT.sub(lambda slot: parts[slot.group(1)], _asset("page.html"))


def draw(page: PageData) -> Network:
    """Give the drawing as a pyvis network."""
    from pyvis.network import Network

    network = Network(directed=True)
    network.set_options(json.dumps(_OPTIONS))
    for node in page.nodes:
        network.add_node(
            node["id"], label=node["label"], shape=_SHAPES[node["kind"]], group=node["kind"], size=node["size"], x=node["x"], y=node["y"],
            font={"size": node["letters"]}, shapeProperties={"borderDashes": _DASHES.get(node["status"], False)},
        )  # fmt: skip
    for edge in page.edges:
        network.add_edge(edge["from"], edge["to"], id=edge["id"], **_look(edge))
    return network


def _look(edge: dict[str, Any]) -> dict[str, Any]:
    """How an edge is drawn: status by dashes, and in a word where somebody says no."""
    said = "denies" if edge["relation"] == "denies" else edge["status"]
    bend = edge["bend"]
    look = {
        "status": edge["status"],
        "dashes": _DASHES[edge["status"]],
        "width": round(min(1.2 + 0.6 * (edge["weight"] - 1), 5), 1),
        "arrows": "from" if edge["relation"] in _POINTS_BACK else "to",
        "smooth": {"type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": round(0.2 * abs(bend), 2)} if bend else False,
    }
    return {**look, "label": said} if edge["status"] in ("denied", "disputed") else look


def _policy(scripts: list[str], styles: list[str]) -> str:
    """A content security policy that allows these scripts and styles, by their digests, and nothing from anywhere."""
    allowed = " ".join(_digest(script) for script in scripts), " ".join(_digest(style) for style in styles)
    return f"default-src 'none'; script-src {allowed[0]}; style-src {allowed[1]}; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _json(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _asset(name: str) -> str:
    return data_path("page", name).read_text(encoding="utf-8")


@cache
def _vis_network() -> str:
    """The script of vis-network (MIT or Apache-2.0, its notice at its head) that pyvis brings, without the reference to its source map."""
    found = sorted(Path(str(files("pyvis"))).glob("templates/lib/vis-*/vis-network.min.js"))
    if not found:
        raise ResourceError("pyvis is installed without vis-network. Install it anew: pip install --force-reinstall pyvis")
    script = found[-1].read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S*", "", script).replace("</script", "<\\/script")

"""The graph in, a still picture out: the same network as the page's, as PNG or SVG, for readers and viewers that run no scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kg.analysis.networks import to_networkx
from kg.errors import InputError
from kg.export.layout import find_positions
from kg.export.page import short_label

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.graph.store import Graph

LIMIT = 300
"""How many nodes a picture shows at most: beyond, the ones with most links."""

_COLORS = {"actor": "#0072B2", "facility": "#E69F00", "place": "#009E73", "event": "#D55E00", "article": "#999999", "claim": "#56B4E9"}
_MARKERS = {"actor": "o", "facility": "s", "place": "^", "event": "D", "article": "h", "claim": "8"}
_PLURALS = {"actor": "actors", "facility": "facilities", "place": "places", "event": "events", "article": "articles", "claim": "claims"}
_EDGES: dict[str, tuple[str, Any]] = {
    "asserted": ("#b3bac2", "-"),
    "alleged": ("#8b949e", (0, (1, 2))),
    "planned": ("#2B87BD", (0, (5, 1, 1, 1))),
    "disputed": ("#000000", (0, (4, 2))),
    "denied": ("#B0508F", (0, (2, 1.5))),
}
_POINT = 7.0  # size of the letters, in points
_LETTER = 0.62 * _POINT  # width of a letter on average, DejaVu Sans
_DPI = 110


@dataclass(frozen=True)
class Picture:
    """A picture: ``data`` in the format ``ending`` says; notebooks show it in place."""

    data: bytes = field(repr=False)
    ending: str

    def _repr_png_(self) -> bytes | None:
        return self.data if self.ending == "png" else None

    def _repr_svg_(self) -> str | None:
        return self.data.decode("utf-8") if self.ending == "svg" else None


def draw(graph: Graph, *, projection: str = "all", title: str = "", limit: int = LIMIT, ending: str = "png") -> Picture:
    """Draw a projection of the graph (see `kg.analysis.networks`).

    Raises
    ------
    InputError
        If ``ending`` is neither "png" nor "svg".
    """
    return draw_network(to_networkx(graph, projection), title=title, limit=limit, ending=ending)


def write(graph: Graph, ending: str) -> bytes:
    """Give the picture as a file's bytes."""
    return draw(graph, ending=ending).data


def draw_network(network: nx.Graph[str], *, title: str = "", limit: int = LIMIT, ending: str = "png") -> Picture:
    """Draw a network whose nodes have label and kind, its edges status and weight; things without any link are left out.

    Raises
    ------
    InputError
        If ``ending`` is neither "png" nor "svg".
    """
    if ending not in ("png", "svg"):
        raise InputError(f"No picture format {ending!r}. Allowed: png, svg.")
    linked = sorted((node for node, degree in network.degree() if degree), key=lambda node: (-network.degree(node), node))
    shown: Any = network.subgraph(linked[:limit])
    left_out = network.number_of_nodes() - len(shown)
    figure = _figure(shown, title, f"{left_out} of {network.number_of_nodes()} things are not shown." if left_out else "")
    return Picture(_bytes(figure, ending), ending)


def _figure(network: nx.Graph[str], title: str, note: str) -> Figure:
    from matplotlib.figure import Figure

    labels = {node: short_label(network.nodes[node]["label"]) for node in network}
    places = find_positions(network, {node: _box(label) for node, label in labels.items()}, aspect=1.5)
    width = max((abs(x) for x, _ in places.values()), default=0) * 2 + 120
    height = max((abs(y) for _, y in places.values()), default=0) * 2 + 120
    figure = Figure(figsize=(max(width, 420) / 72, max(height, 280) / 72), dpi=_DPI, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-max(width, 420) / 2, max(width, 420) / 2), ylim=(max(height, 280) / 2, -max(height, 280) / 2), aspect="equal")
    axes.axis("off")
    _draw_edges(axes, network, places)
    _draw_nodes(axes, network, places, labels)
    _draw_legend(axes, network, title, note)
    return figure


def _box(label: str) -> tuple[float, float]:
    lines = label.split("\n")
    return max(max(map(len, lines)) * _LETTER, 12) + 6, 14 + len(lines) * _POINT * 1.2 + 6


def _draw_edges(axes: Axes, network: nx.Graph[str], places: dict[str, tuple[int, int]]) -> None:
    """Draw each pair's edges as one line, in the look of the most contested."""
    from matplotlib.collections import LineCollection

    by_status: dict[str, dict[tuple[str, str], int]] = {status: {} for status in _EDGES}
    for start, end, told in network.edges(data=True):
        pair = (min(start, end), max(start, end))
        lines = by_status[told["status"]]
        lines[pair] = lines.get(pair, 0) + told["weight"]
    drawn: set[tuple[str, str]] = set()
    for order, status in enumerate(reversed(_EDGES)):
        pairs = sorted(pair for pair in by_status[status] if pair not in drawn)
        drawn.update(pairs)
        widths = [min(0.7 + 0.35 * (by_status[status][pair] - 1), 3.0) for pair in pairs]
        color, dashes = _EDGES[status]
        segments = [[_anchor(places[a]), _anchor(places[b])] for a, b in pairs]
        axes.add_collection(LineCollection(segments, colors=color, linewidths=widths, linestyles=[dashes], zorder=2 - order / 10))
    if network.is_directed() and not network.is_multigraph():
        _draw_arrows(axes, network, places)


def _draw_arrows(axes: Axes, network: nx.Graph[str], places: dict[str, tuple[int, int]]) -> None:
    """Draw an arrow's head beyond the middle of each edge, where no label covers it."""
    for start, end, told in network.edges(data=True):
        (x, y), (to_x, to_y) = _anchor(places[start]), _anchor(places[end])
        head, tail = [(x + part * (to_x - x), y + part * (to_y - y)) for part in (0.6, 0.58)]
        arrow = {"arrowstyle": "-|>", "color": _EDGES[told["status"]][0], "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9}
        axes.annotate("", head, tail, arrowprops=arrow, zorder=2.5)


def _anchor(place: tuple[int, int]) -> tuple[float, float]:
    """Where a node's symbol stands: above the middle of its box, whose lower part is the label."""
    return place[0], place[1] - _POINT


def _draw_nodes(axes: Axes, network: nx.Graph[str], places: dict[str, tuple[int, int]], labels: dict[str, str]) -> None:
    ground = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.4}
    for node in sorted(network):
        kind = network.nodes[node]["kind"]
        x, y = _anchor(places[node])
        size = 26 + 5 * min(int(network.degree(node)), 20)
        axes.scatter([x], [y], s=size, c=_COLORS[kind], marker=_MARKERS[kind], edgecolors="#1b1f24", linewidths=0.6, zorder=3)
        axes.text(x, y + 6, labels[node], fontsize=_POINT, ha="center", va="top", linespacing=1.0, zorder=4, bbox=ground, parse_math=False)


def _draw_legend(axes: Axes, network: nx.Graph[str], title: str, note: str) -> None:
    from matplotlib.lines import Line2D

    kinds = {network.nodes[node]["kind"] for node in network}
    statuses = {told["status"] for _, _, told in network.edges(data=True)}
    entries = [
        Line2D([], [], linestyle="", marker=_MARKERS[kind], color=color, markeredgecolor="#1b1f24", label=_PLURALS[kind])
        for kind, color in _COLORS.items()
        if kind in kinds
    ]
    looks = {status: look for status, look in _EDGES.items() if status in statuses}
    entries += [Line2D([], [], color=color, linestyle=dashes, label=status) for status, (color, dashes) in looks.items()]
    if entries:
        axes.legend(handles=entries, loc="upper left", fontsize=8, frameon=True, framealpha=0.9, edgecolor="none")
    if title:
        axes.text(0.5, 0.99, title, transform=axes.transAxes, ha="center", va="top", fontsize=13, zorder=5, parse_math=False)
    if note:
        axes.text(0.995, 0.005, note, transform=axes.transAxes, ha="right", va="bottom", fontsize=7, color="#59636e", zorder=5)


def _bytes(figure: Figure, ending: str) -> bytes:
    """The figure in a format, without the clock and version that matplotlib writes into files; a PNG in few colors."""
    import matplotlib as mpl
    from PIL import Image

    out = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "kg", "svg.fonttype": "none", "font.family": ["DejaVu Sans"]}):
        if ending == "svg":
            figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
            return out.getvalue()
        figure.savefig(out, format="png", metadata={"Software": None})
    small = BytesIO()
    image = Image.open(out).convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.save(small, "PNG", optimize=True)
    return small.getvalue()

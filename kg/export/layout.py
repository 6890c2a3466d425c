"""A network in, a position for every node out: the same network, the same positions; and no box of a node upon another's.

Kamada and Kawai's layout for what fits on a picture, Fruchterman and Reingold's beyond, both by igraph from a seeded start.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import igraph as ig
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

_SEED = 42
_KAMADA_KAWAI = 600  # nodes: it needs all shortest paths
_ROUNDS = 1000  # of pushing boxes apart
_STRETCHED = 40  # rounds after which all is stretched a little, where pushing alone does not do
_PUSHED = 700  # nodes: every pair is looked at in every round

Box = tuple[float, float]
"""Width and height of what is drawn of a node, centred on its position, in the unit of the positions."""


def find_positions(network: nx.Graph[str], boxes: Mapping[str, Box], *, aspect: float = 1.5) -> dict[str, tuple[int, int]]:
    """Give each node's position as whole numbers around (0, 0), y downwards.

    Parameters
    ----------
    network
        Its directions, parallel edges and weights do not count.
    boxes
        The size of what is drawn of each node.
    aspect
        The width of the whole by its height.
    """
    import numpy as np

    nodes = sorted(network)
    if not nodes:
        return {}
    sizes = np.array([boxes[node] for node in nodes], dtype=float)
    points = _scaled(_start(network, nodes), sizes, aspect)
    if len(nodes) <= _PUSHED:
        points = separate(points, sizes)
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return {node: (round(x), round(y)) for node, (x, y) in zip(nodes, points.tolist(), strict=True)}


def separate(points: Points, sizes: Points) -> Points:
    """Push overlapping boxes apart, each pair along the axis where it takes less, until none overlap."""
    import numpy as np

    points = points.copy()
    least = (sizes[:, None, :] + sizes[None, :, :]) / 2
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool), k=1)
    for round_ in range(1, _ROUNDS + 1):
        apart = points[:, None, :] - points[None, :, :]
        overlap = least - np.abs(apart)
        rows, columns = np.nonzero(upper & (overlap > 0.5).all(axis=2))
        if not len(rows):
            break
        if round_ % _STRETCHED == 0:
            points *= 1.05
        both = overlap[rows, columns]
        axis = both.argmin(axis=1)
        push = np.take_along_axis(both, axis[:, None], axis=1)[:, 0] / 2 + 0.5
        sign = np.where(np.take_along_axis(apart[rows, columns], axis[:, None], axis=1)[:, 0] < 0, -1.0, 1.0)
        np.add.at(points, (rows, axis), sign * push * 0.6)
        np.add.at(points, (columns, axis), -sign * push * 0.6)
    return points


def _start(network: nx.Graph[str], nodes: list[str]) -> Points:
    import igraph as ig
    import numpy as np

    index = {node: i for i, node in enumerate(nodes)}
    pairs = sorted({(min(index[a], index[b]), max(index[a], index[b])) for a, b in network.edges() if a != b})
    graph = ig.Graph(n=len(nodes), edges=pairs)
    ig.set_random_number_generator(random.Random(_SEED))
    placed = np.zeros((len(nodes), 2))
    corner, row_height, shelf = np.zeros(2), 0.0, 0.0
    for part in sorted(graph.connected_components(), key=lambda part: (-len(part), part)):  # the largest first, the rest in rows below
        own = _component(graph.induced_subgraph(part))
        width, height = own.max(axis=0) - own.min(axis=0) + 1.0
        shelf = shelf or max(width, 4.0)
        if corner[0] + width > shelf:
            corner, row_height = np.array([0.0, corner[1] + 1.1 * row_height]), 0.0
        placed[part] = own - own.min(axis=0) + corner
        corner[0] += width
        row_height = max(row_height, height)
    ig.set_random_number_generator(random)
    return placed


def _component(graph: ig.Graph) -> Points:
    """A connected graph's layout, one unit being about an edge's length."""
    import numpy as np

    circle: Any = graph.layout_circle()
    kind = "kk" if graph.vcount() <= _KAMADA_KAWAI else "fr"
    layout = graph.layout(kind, seed=circle.coords) if graph.vcount() > 2 else circle
    return np.array(layout.coords, dtype=float).reshape(-1, 2)


def _scaled(points: Points, sizes: Points, aspect: float) -> Points:
    """Stretch to the aspect, with room for all boxes."""
    import numpy as np

    extent = np.maximum(points.max(axis=0) - points.min(axis=0), 1e-9)
    area = float((sizes[:, 0] * sizes[:, 1]).sum()) * (1.2 + 8 / len(points) ** 0.5)  # room for edges, which a small network needs more of
    height = (area / aspect) ** 0.5
    stretched: Points = points / extent * np.array([height * aspect, height])
    return stretched

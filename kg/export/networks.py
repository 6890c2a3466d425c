"""The graph in, GraphML and GEXF out: a projection of it as a network, for Gephi, Cytoscape, yEd or NetworkX.

Parallel edges are kept: what they are is in their attribute ``relation``. Characters that XML does not allow become U+FFFD.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kg.analysis.networks import to_networkx

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.store import Graph

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TODAY = re.compile(rb'(<meta) lastmodifieddate="[^"]*"')  # GEXF as networkx writes it holds the day: no clock in a result


def write(graph: Graph, ending: str, *, projection: str = "all") -> bytes:
    """Give a projection of the graph (see `kg.analysis.networks`) as GraphML or GEXF."""
    return write_network(to_networkx(graph, projection), ending)


def write_network(network: nx.Graph[str], ending: str) -> bytes:
    """Give a network as GraphML or GEXF."""
    import networkx as nx

    out = BytesIO()
    if ending == "graphml":
        nx.write_graphml_xml(_ready(network), out)
        return out.getvalue()
    nx.write_gexf(_ready(network), out)
    return _TODAY.sub(rb"\1", out.getvalue())


def _ready(network: Any) -> nx.Graph[str]:
    """A copy with its edges numbered (keys are ids in the file, and must differ) and its texts fit for XML."""
    copy: Any = network.__class__()
    for node, attributes in sorted(network.nodes(data=True)):
        copy.add_node(node, **_clean(attributes))
    for number, (start, end, attributes) in enumerate(sorted(network.edges(data=True), key=_order)):
        key = {"key": number} if network.is_multigraph() else {}
        copy.add_edge(start, end, **key, **_clean(attributes))
    return copy  # type: ignore[no-any-return]  # of networkx


def _order(edge: tuple[str, str, dict[str, Any]]) -> tuple[str, str, str]:
    return edge[0], edge[1], edge[2]["relation"]


def _clean(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: _NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in attributes.items()}

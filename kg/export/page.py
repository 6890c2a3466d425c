"""The graph in, the values of its interactive page out: things, links, quotes and claims as plain lists that go into JSON.

Offsets of quotes in their sentences count UTF-16 units, as JavaScript does.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.analysis.evidence import Evidence, Figure, Quote, Saying, find_evidence
from kg.analysis.networks import to_networkx
from kg.analysis.things import KINDS, Thing, find_things
from kg.export.layout import Box, find_positions

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.store import Graph

STATUSES = ("asserted", "alleged", "planned", "disputed", "denied")

_QUOTES = 30  # of one thing: the rest is counted
_LINE = 20  # characters of a drawn label's line
_LINES = 2
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # controls, and marks that turn writing around


@dataclass(slots=True)
class PageData:
    """What a page shows: nodes and edges to draw, and what is said about each of them."""

    title: str
    total: int  # things in the graph, of which the page may show fewer
    nodes: list[dict[str, Any]] = field(default_factory=list)  # id, short label, kind, status, size, letters, x, y
    edges: list[dict[str, Any]] = field(default_factory=list)  # id, from, to, relation, status, weight
    things: list[dict[str, Any]] = field(default_factory=list)  # by the node's id
    links: list[dict[str, Any]] = field(default_factory=list)  # by the edge's id
    tables: _Tables = field(default_factory=lambda: _Tables())

    def details(self) -> dict[str, Any]:
        """Give all but the drawing, ready for JSON."""
        types = Counter((thing["kind"], thing["type"]) for thing in self.things)
        return {
            "title": self.title,
            "total": self.total,
            "kinds": [[kind, [[type, n] for (of, type), n in sorted(types.items()) if of == kind]] for kind in KINDS],
            "statuses": [[status, sum(edge["status"] == status for edge in self.edges)] for status in STATUSES],
            "things": self.things,
            "links": self.links,
            "articles": self.tables.articles,
            "sentences": list(self.tables.sentences),
            "quotes": list(self.tables.quotes.values()),
            "sayings": list(self.tables.sayings.values()),
        }


def page_data(graph: Graph, *, title: str, limit: int) -> PageData:
    """Read what the page shows: everything, or the ``limit`` things with most links."""
    network, evidence = to_networkx(graph), find_evidence(graph)
    shown = _most_linked(network, limit)
    page = PageData(title, network.number_of_nodes())
    things = find_things(graph)
    page.tables.add_articles(thing for thing in things.values() if thing.kind == "article")
    ids = {iri: number for number, iri in enumerate(sorted(shown))}
    _add_nodes(page, shown, ids)
    for iri in ids:
        page.things.append(_thing(things[iri], evidence, page.tables))
    _add_edges(page, shown, ids, evidence)
    return page


def short_label(label: str) -> str:
    r"""Break a label into at most two short lines for the drawing.

    >>> short_label("Rocket attack, Al-Omar oil field, 2021-07-04")
    'Rocket attack,\nAl-Omar oil field,…'
    """
    words, lines = _UNSEEN.sub("", label).split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    cut = [line if len(line) <= _LINE else line[: _LINE - 1] + "…" for line in lines[:_LINES]]
    if len(lines) > _LINES and not cut[-1].endswith("…"):
        cut[-1] = cut[-1][: _LINE - 1] + "…"
    return "\n".join(cut)


def spaced(name: str) -> str:
    """Write a term's name as words.

    >>> spaced("RocketAttack"), spaced("memberOf")
    ('rocket attack', 'member of')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


class _Tables:
    """Quotes, sentences, claims and articles, each held once and referred to by number."""

    def __init__(self) -> None:
        self.articles: list[dict[str, str]] = []
        self.sentences: dict[str, int] = {}
        self.quotes: dict[Quote, list[Any]] = {}
        self.sayings: dict[Saying, list[Any]] = {}
        self._article: dict[str, int] = {}
        self._number: dict[Quote | Saying, int] = {}

    def add_articles(self, articles: Any) -> None:
        for article in articles:
            self._article[article.iri] = len(self.articles)
            known = {"label": article.label, "outlet": article.outlet, "date": article.date, "file": article.file, "url": article.url}
            self.articles.append({name: value for name, value in known.items() if value})

    def quote(self, quote: Quote) -> int:
        """The number of a quote: article, sentence (-1: none), from, to; and its words, if they are not in the sentence."""
        if quote not in self.quotes:
            self._number[quote] = len(self.quotes)
            row = [self._article.get(quote.article, -1), -1, 0, 0, quote.words]
            if quote.sentence:
                row[1] = self.sentences.setdefault(quote.sentence, len(self.sentences))
                if quote.sentence.startswith(quote.words, quote.offset):
                    start = _utf16(quote.sentence[: quote.offset])
                    row[2:] = [start, start + _utf16(quote.words)]
            self.quotes[quote] = row
        return self._number[quote]

    def saying(self, saying: Saying) -> int:
        """The number of a claim: chain, act, stance, content and cue."""
        if saying not in self.sayings:
            self._number[saying] = len(self.sayings)
            quotes = self.quote(saying.content), self.quote(saying.cue)
            self.sayings[saying] = [saying.chain, spaced(saying.act.replace("-", " ")), saying.stance, *quotes]
        return self._number[saying]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _most_linked(network: nx.Graph[str], limit: int) -> nx.Graph[str]:
    if network.number_of_nodes() <= limit:
        return network
    ranked = sorted(network, key=lambda node: (-network.degree(node), node))
    return network.subgraph(ranked[:limit])


def _add_nodes(page: PageData, network: nx.Graph[str], ids: dict[str, int]) -> None:
    labels = {iri: short_label(network.nodes[iri]["label"]) for iri in ids}
    sizes = {iri: round(min(8 + 2 * network.degree(iri) ** 0.5, 26)) for iri in ids}
    letters = {iri: round(14 + 1.4 * max(0, sizes[iri] - 12)) for iri in ids}  # what has many links can be read from afar
    heights = {iri: round(1.2 * letters[iri] * len(labels[iri].split("\n"))) for iri in ids}
    boxes = {iri: _box(labels[iri], sizes[iri], letters[iri], heights[iri]) for iri in ids}
    places = find_positions(network, boxes, aspect=1.35)
    for iri, number in ids.items():
        x, y = places[iri]
        page.nodes.append(
            {
                "id": number, "label": labels[iri], "kind": network.nodes[iri]["kind"], "status": network.nodes[iri].get("status", ""),
                "size": sizes[iri], "letters": letters[iri], "x": x, "y": y - heights[iri] // 2,
            }
        )  # fmt: skip


def _box(label: str, size: int, letters: int, height: int) -> Box:
    """What a node takes: its symbol, and its label below."""
    return max(2.0 * size, 0.54 * letters * max(len(line) for line in label.split("\n"))) + 10, 2.0 * size + height + 10


def _add_edges(page: PageData, network: nx.Graph[str], ids: dict[str, int], evidence: Evidence) -> None:
    parallel: Counter[tuple[str, str]] = Counter()
    edges: Any = network.edges(data=True)
    for start, end, told in sorted(edges, key=lambda edge: (edge[0], edge[1], edge[2]["relation"])):
        key = start, told["relation"], end
        pair = min(start, end), max(start, end)
        page.edges.append(
            {
                "id": len(page.edges), "from": ids[start], "to": ids[end], "relation": told["relation"], "status": told["status"],
                "weight": told["weight"], "bend": parallel[pair] * (1 if start < end else -1),
            }
        )  # fmt: skip
        parallel[pair] += 1
        page.links.append(
            {
                "relation": spaced(told["relation"]),
                "quotes": _some(evidence.edges.get(key, []), page.tables),
                "sayings": [page.tables.saying(saying) for saying in evidence.edge_sayings.get(key, [])],
            }
        )


def _thing(thing: Thing, evidence: Evidence, tables: _Tables) -> dict[str, Any]:
    quotes = evidence.things.get(thing.iri, [])
    known = {
        "label": thing.label, "type": spaced(thing.type), "kind": thing.kind, "iri": thing.iri, "status": thing.status, "date": thing.date,
        "outlet": thing.outlet, "file": thing.file, "url": thing.url,
        "quotes": _some(quotes, tables), "more": max(0, len(quotes) - _QUOTES),
        "sayings": [tables.saying(saying) for saying in evidence.sayings.get(thing.iri, [])],
        "figures": [_figure(figure, tables) for figure in evidence.figures.get(thing.iri, [])],
    }  # fmt: skip
    return {name: value for name, value in known.items() if value}


def _some(quotes: list[Quote], tables: _Tables) -> list[int]:
    return [tables.quote(quote) for quote in quotes[:_QUOTES]]


def _figure(figure: Figure, tables: _Tables) -> list[Any]:
    return [figure.name, figure.value, tables.quote(figure.quote)]

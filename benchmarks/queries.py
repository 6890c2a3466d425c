"""A made-up dataset in; how long each shipped query takes here and in rdflib's own store and evaluator out, as a Markdown table.

Both answer the same text with the same values and must give the same bag of rows; the shortest of some runs counts. rdflib is given a
time limit for each query; where it reaches that, the limit stands for its time, so that the ratio is a lower bound, and the rows are not
compared.

Run with ``python -m benchmarks.queries``; exits 1 if a query is slower than in rdflib, gives other rows, or the mean falls below the mark.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

import rdflib
from pyoxigraph import Quad

from benchmarks.generate import generate
from kg.graph.namespaces import PREFIXES
from kg.graph.queries import NamedQuery, list_queries
from kg.graph.results import Result
from kg.graph.serialization import serialize
from kg.graph.sparql import bind, with_prefixes
from kg.graph.store import EmbeddedGraph

ARTICLES = 90  # about 10^5 quads
MARK = 20.0  # the least geometric mean
REQUIRED = {"at-sentence": {"sentence": "article:5feceb66ffc86f38#sentence-1"}, "evidence": {"thing": "event:event-00003"}}
"""What is given for parameters without a default: things of the made-up dataset."""

Row = tuple[object, ...]


@dataclass(frozen=True)
class Timing:
    """How long a query takes, in seconds, and whether both answers are the same; None if that is not known."""

    name: str
    rows: int
    ours: float
    theirs: float
    is_same: bool | None

    @property
    def ratio(self) -> float:
        """How many times faster it is here."""
        return self.theirs / self.ours


def measure(quads: list[Quad], queries: Iterable[NamedQuery], limit: int, tell: Callable[[str], object]) -> Iterator[Timing]:
    """Time each query in both."""
    graph = EmbeddedGraph.in_memory(quads)
    dataset = to_rdflib(quads)
    for query in queries:
        params = REQUIRED.get(query.name, {})
        tell(query.name)
        result, ours = _timed(lambda query=query, params=params: _rows(graph.query(query, params)))
        text = rdflib_text(query, params)
        try:
            with _time_limit(limit):
                other, theirs = _timed(lambda text=text: rdflib_rows(dataset, text))
        except TimeoutError:
            yield Timing(query.name, len(result), ours, float(limit), None)
        else:
            yield Timing(query.name, len(result), ours, theirs, Counter(result) == Counter(other))


def to_rdflib(quads: Iterable[Quad]) -> rdflib.Dataset:
    """Load quads into rdflib's own store, with all graphs seen as one."""
    dataset = rdflib.Dataset(default_union=True)
    return dataset.parse(data=serialize(quads, "nq"), format="nquads")


def rdflib_text(query: NamedQuery, params: dict[str, str]) -> str:
    """Give a query's text with its values, for an evaluator that knows nothing of the project."""
    return with_prefixes(bind(query.sparql, query.bindings(params)), PREFIXES)


def rdflib_rows(dataset: rdflib.Dataset, text: str) -> list[Row]:
    """Answer with rdflib, in Python values as `Result.rows` has them."""
    return [tuple(_value(term) for term in row) for row in dataset.query(text)]  # type: ignore[union-attr]  # a SELECT


def _value(term: object) -> object:
    if not isinstance(term, rdflib.Literal):
        return None if term is None else str(term)
    value = term.toPython()
    return float(value) if isinstance(value, Decimal) else value


def _rows(result: Result) -> list[Row]:
    return list(result.rows)


def _timed(work: Callable[[], list[Row]]) -> tuple[list[Row], float]:
    """Do the work up to five times, within a second; give its result and the shortest time."""
    times: list[float] = []
    while len(times) < 5 and sum(times) < 1:
        start = time.perf_counter()
        rows = work()
        times.append(time.perf_counter() - start)
    return rows, min(times)


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    def stop(signal_number: int, frame: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def mean_ratio(timings: list[Timing]) -> float:
    """Give the geometric mean of how many times faster queries are here."""
    return math.exp(sum(math.log(timing.ratio) for timing in timings) / len(timings))


def render(timings: list[Timing], quads: int) -> str:
    """Write the timings as Markdown."""
    lines = [
        f"{quads:,} quads in memory; milliseconds.",
        "",
        "| query | rows | here | rdflib | times faster | same rows |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for t in timings:
        same, bound = {True: ("yes", ""), False: ("NO", ""), None: ("not known", "> ")}[t.is_same]
        lines.append(f"| {t.name} | {t.rows} | {t.ours * 1000:.1f} | {bound}{t.theirs * 1000:,.0f} | {bound}{t.ratio:,.0f} | {same} |")
    return (
        "\n".join([*lines, "", f"Geometric mean: {mean_ratio(timings):.0f} times faster; least: {min(t.ratio for t in timings):.1f}."])
        + "\n"
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=ARTICLES, help="of the made-up dataset; about 1,100 quads each")
    parser.add_argument("--limit", type=int, default=30, help="seconds that rdflib may take for one query")
    options = parser.parse_args()
    quads = generate(options.articles)
    timings = list(measure(quads, list_queries(), options.limit, lambda name: print(name, file=sys.stderr)))
    print(render(timings, len(quads)), end="")
    failed = [t.name for t in timings if t.ratio < 1 or t.is_same is False]
    if failed or mean_ratio(timings) < MARK:
        sys.exit(f"Slower than rdflib, or other rows: {', '.join(failed) or 'none'}; the mean must be at least {MARK:g}.")


if __name__ == "__main__":
    main()

"""Articles in; what extraction costs beside the plain spaCy pipeline it contains, how cost grows with length, and what memory it takes out.

Processor time of this process counts, the shortest of some runs. Prints a Markdown table, or JSON for the page on accuracy.

Run with ``python -m benchmarks.extraction seeds``; exits 1 if extraction takes more than `MARK` times the pipeline, if the time for a
character grows more than `GROWTH` times from an article to a hundred of its length, or if memory grows with the number of articles.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.extraction import Resources, extract
from kg.extraction.nlp import load_model
from kg.model import Article
from kg.text import read

MARK = 1.3  # the most times of the plain pipeline's time
GROWTH = 1.5  # the most that a character of the longest text may cost more than one of a single article
SPREAD = 30  # MB that memory may rise from the first quarter of the articles to the last
LENGTHS = (1, 10, 100)
ARTICLES = 2_000


@dataclass(frozen=True)
class Cost:
    """What was measured; times in seconds of processor time, memory in MB."""

    articles: int
    characters: float  # of an article, on average
    pipeline: float  # an article, the spaCy pipeline alone
    extraction: float  # an article, all of it
    fast: float  # an article, without the statistical entity recogniser
    per_length: dict[int, float]  # times the text -> microseconds a character
    memory: tuple[float, ...]  # after each quarter of the many articles

    @property
    def ratio(self) -> float:
        """How many times the plain pipeline's time."""
        return self.extraction / self.pipeline

    @property
    def growth(self) -> float:
        """How many times more a character of the longest text costs than one of the shortest."""
        return self.per_length[LENGTHS[-1]] / self.per_length[LENGTHS[0]]

    @property
    def rise(self) -> float:
        """By how many MB memory rises from the first quarter of the articles to the last."""
        return self.memory[-1] - self.memory[0]

    def failures(self) -> list[str]:
        """What is worse than its mark."""
        marks = (
            (self.ratio > MARK, f"{self.ratio:.2f} times the plain pipeline; at most {MARK} is allowed"),
            (self.growth > GROWTH, f"a character of the longest text costs {self.growth:.2f} times as much; at most {GROWTH} is allowed"),
            (self.rise > SPREAD, f"memory rose by {self.rise:.0f} MB; at most {SPREAD} is allowed"),
        )
        return [text for fails, text in marks if fails]


def measure(articles: Sequence[Article], runs: int, many: int, tell: Callable[[str], object]) -> Cost:
    """Take all figures on these articles."""
    known, quick = Resources(), Resources(entities=False)
    nlp = load_model(entities=True)
    extract(articles[0], resources=known)
    extract(articles[0], resources=quick)
    tell("times beside the plain pipeline")
    times = [_shortest(runs, task) for task in _tasks(articles, known, quick, nlp)]
    tell("growth with length")
    per_length = {n: _per_character(articles, n, known) for n in LENGTHS}
    tell(f"memory over {many} articles")
    return Cost(
        articles=len(articles),
        characters=sum(len(a.text) for a in articles) / len(articles),
        pipeline=times[0] / len(articles),
        extraction=times[1] / len(articles),
        fast=times[2] / len(articles),
        per_length=per_length,
        memory=tuple(_memory(articles, many, known)),
    )


def _tasks(
    articles: Sequence[Article], known: Resources, quick: Resources, nlp: Callable[[str], object]
) -> tuple[Callable[[], object], ...]:
    return (
        lambda: [nlp(article.text) for article in articles],
        lambda: [extract(article, resources=known) for article in articles],
        lambda: [extract(article, resources=quick) for article in articles],
    )


def _shortest(runs: int, task: Callable[[], object]) -> float:
    return min(_time(task) for _ in range(runs))


def _time(task: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    task()
    return time.process_time() - start


def _per_character(articles: Sequence[Article], times: int, known: Resources) -> float:
    """Microseconds for a character of a text of the articles' text, so many times over."""
    text = "\n\n".join(article.text for article in articles)
    size = len(text) // len(articles) * times
    long = _article((text + "\n\n") * (size // len(text) + 1))
    cut = _article(long.text[:size])
    return _time(lambda: extract(cut, resources=known)) / size * 1e6


def _memory(articles: Sequence[Article], many: int, known: Resources) -> Iterator[float]:
    """MB that the process holds after each quarter of so many articles, made of the articles' paragraphs with names of their own."""
    rng = random.Random(0)
    paragraphs = [p for article in articles for p in article.text.split("\n") if len(p) > 40]
    for number in range(1, many + 1):
        name = "".join(rng.choices("abdeiklmnoru", k=7)).title()
        body = "\n\n".join(rng.sample(paragraphs, min(6, len(paragraphs))))
        extract(_article(f"{name} - Troops near {name} were attacked, {name}ist officials said.\n\n{body}"), resources=known)
        if number % (many // 4) == 0:
            gc.collect()
            yield _resident()


def _article(text: str) -> Article:
    return Article("0" * 16, "made-up.txt", text, 0, len(text), "", date="2022-01-05")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def table(cost: Cost) -> str:
    """Write the figures as Markdown."""
    rows = [
        ("articles, characters each", f"{cost.articles}, {cost.characters:.0f}"),
        ("plain spaCy pipeline, s an article", f"{cost.pipeline:.3f}"),
        ("extraction, s an article", f"{cost.extraction:.3f}"),
        ("ratio", f"{cost.ratio:.2f}"),
        ("without the statistical recogniser, s an article", f"{cost.fast:.3f}"),
        *((f"µs a character, text {n} times as long", f"{value:.1f}") for n, value in cost.per_length.items()),
        ("MB after each quarter of the many articles", ", ".join(f"{value:.0f}" for value in cost.memory)),
    ]
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", nargs="+", help="files or folders of articles")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--many", type=int, default=ARTICLES, help="articles for the memory's course")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    articles = read(options.articles).articles
    cost = measure(articles, options.runs, options.many, lambda text: print(text, file=sys.stderr))
    print(json.dumps(asdict(cost), indent=1) if options.json else table(cost))
    for failure in cost.failures():
        print(f"worse than its mark: {failure}", file=sys.stderr)
    return 1 if cost.failures() else 0


if __name__ == "__main__":
    sys.exit(main())

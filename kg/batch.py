"""Many articles in, their documents out, in the same order, by one process or several.

Worker processes each load the model and the knowledge once and give plain values back. Which process read an article changes
nothing in the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from kg.extraction.extractors import BY_RULES, Method, load_extractor
from kg.model import Article, Document

Progress = Callable[[int, int, str], None]
"""Called after each article with how many are done, of how many, and its file."""

Read = tuple[Document, tuple[str, ...]]
"""A document, and what was refused of it."""


def extract_all(
    articles: Sequence[Article],
    *,
    method: Method = BY_RULES,
    workers: int = 1,
    progress: Progress | None = None,
    problems: list[str] | None = None,
) -> tuple[Document, ...]:
    """Read articles into documents.

    Parameters
    ----------
    method
        The extractor, and knowledge files of one's own, read beside the shipped ones.
    workers
        Processes; each needs about 0.5 GB. One stays in this process.
    problems
        Takes what was refused of an extractor's answers.
    """
    found = []
    for number, (document, refused) in enumerate(_documents(articles, method, workers), 1):
        found.append(document)
        if problems is not None:
            problems.extend(refused)
        if progress is not None:
            progress(number, len(articles), document.article.file)
    return tuple(found)


def _documents(articles: Sequence[Article], method: Method, workers: int) -> Iterator[Read]:
    read = load_extractor(method)  # here too: a mistake in a file is told before any process starts
    if workers < 2 or len(articles) < 2:
        yield from map(read, articles)
        return
    # spawned, not forked: a forked child of a process with an open store hangs
    with ProcessPoolExecutor(min(workers, len(articles)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(
            _extract_one, [(article, method) for article in articles], chunksize=max(1, min(16, len(articles) // (4 * workers)))
        )


def _extract_one(task: tuple[Article, Method]) -> Read:
    article, method = task
    return load_extractor(method)(article)

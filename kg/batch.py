"""Many articles in, their documents out, in the same order, by one process or several.

Worker processes each load the model and the knowledge once and give plain values back. Which process read an article changes
nothing in the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from kg.extraction import Resources, extract
from kg.model import Article, Document

Progress = Callable[[int, int, str], None]
"""Called after each article with how many are done, of how many, and its file."""


def extract_all(
    articles: Sequence[Article],
    *,
    gazetteers: tuple[Path, ...] = (),
    workers: int = 1,
    progress: Progress | None = None,
) -> tuple[Document, ...]:
    """Read articles into documents.

    Parameters
    ----------
    gazetteers
        Gazetteer files of one's own, read beside the shipped ones.
    workers
        Processes; each needs about 0.5 GB. One stays in this process.
    """
    found = []
    for number, document in enumerate(_documents(articles, gazetteers, workers), 1):
        found.append(document)
        if progress is not None:
            progress(number, len(articles), document.article.file)
    return tuple(found)


def _documents(articles: Sequence[Article], gazetteers: tuple[Path, ...], workers: int) -> Iterator[Document]:
    if workers < 2 or len(articles) < 2:
        known = _resources(gazetteers)
        yield from (extract(article, resources=known) for article in articles)
        return
    # spawned, not forked: a forked child of a process with an open store hangs
    with ProcessPoolExecutor(min(workers, len(articles)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(
            _extract_one, [(article, gazetteers) for article in articles], chunksize=max(1, min(16, len(articles) // (4 * workers)))
        )


def _extract_one(task: tuple[Article, tuple[Path, ...]]) -> Document:
    article, gazetteers = task
    return extract(article, resources=_resources(gazetteers))


@lru_cache(maxsize=2)
def _resources(gazetteers: tuple[Path, ...]) -> Resources:
    return Resources.load(gazetteers)

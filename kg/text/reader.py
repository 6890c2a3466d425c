"""Files, folders and globs go in; their articles come out, and what could not be read as it was meant.

One bad file or row costs itself alone: it becomes a problem, everything else is read. Only a path that does not exist, or nothing to read
at all, is an error.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Span
from kg.text.decoding import is_html, read_text
from kg.text.facts import Facts
from kg.text.files import FoundFile, find_files
from kg.text.furniture import find_furniture, join_spans
from kg.text.manifest import Manifest, find_manifest, read_manifest
from kg.text.markup import Page, read_html, read_markdown, start_of
from kg.text.metadata import find_facts
from kg.text.splitting import split_file


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles, in the order of the paths, and one message for each thing that could not be read as it was meant."""

    articles: tuple[Article, ...] = ()
    problems: tuple[str, ...] = ()
    lists: tuple[Path, ...] = ()  # the lists of articles (`articles.csv`) that were read


def read(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> Reading:
    r"""Read articles from text files, Markdown files and web pages.

    Parameters
    ----------
    paths
        Files, folders (with their subfolders) and globs (``news/**/*.txt``). An ``articles.csv`` in the folder, or in the one above, gives
        titles, outlets and dates.

    Raises
    ------
    InputError
        If a path does not exist, a glob matches nothing, or there is not one article in all of them.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("August 12, 2023\n\nThe base was hit.", encoding="utf-8")
    ...     [article] = read(folder).articles
    >>> article.file, article.date, article.date_span.text
    ('a.txt', '2023-08-12', 'August 12, 2023')
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    files, unread = find_files(os.fspath(path) for path in given)
    manifests = _read_manifests(files)
    contents, failed = _read_pages(files)
    articles: list[Article] = []
    problems = [*unread, *failed]
    for file, page in contents:
        manifest = manifests.get(find_manifest(file.folders))
        found, lost = _read_articles(file.path, page, manifest)
        articles += found
        problems += lost
    names = {file.path.name for file in files}
    for manifest in manifests.values():
        problems += [*manifest.problems, *manifest.find_unknown(names)]
    if not articles:
        raise InputError("\n".join(problems) or "No articles: no path was given. Try: a folder, or files that end in .txt, .md or .html.")
    return Reading(tuple(articles), tuple(problems), tuple(manifest.path for manifest in manifests.values()))


def _read_manifests(files: tuple[FoundFile, ...]) -> dict[Path | None, Manifest]:
    paths = dict.fromkeys(find_manifest(folders) for folders in dict.fromkeys(file.folders for file in files))
    return {path: read_manifest(path) for path in paths if path}


def _read_pages(files: tuple[FoundFile, ...]) -> tuple[list[tuple[FoundFile, Page]], list[str]]:
    """The files with their texts, each text once, and what is wrong with the others."""
    pages: dict[str, tuple[FoundFile, Page]] = {}
    problems: list[str] = []
    for file in files:
        try:
            page = _read_page(file.path)
        except InputError as error:
            problems.append(str(error))
            continue
        problems += [f"{file.path}: {problem}" for problem in page.problems]
        first, _ = pages.setdefault(page.text, (file, page))
        if first is not file:
            problems.append(f"{file.path}: the same text as {first.path}; it is read once.")
    return list(pages.values()), problems


def _read_page(path: Path) -> Page:
    text = read_text(path)
    if is_html(path):
        page = read_html(text)
        if page is None:
            raise InputError(f"{path}: no text was found in this page. Try: save the article's text as .txt.")
        return page
    return read_markdown(text) if path.suffix.lower() in (".md", ".markdown") else Page(text, start=start_of(text))


def _read_articles(path: Path, page: Page, manifest: Manifest | None) -> tuple[list[Article], list[str]]:
    """The articles of one file, and what is wrong with its rows in the list of articles."""
    parts, lost = split_file(page.text, page.start, manifest.rows_of(path) if manifest else ())
    digest = sha256(page.text.encode()).hexdigest()
    articles = []
    for number, part in enumerate(parts, start=1):
        stated = part.facts.or_else(page.facts) if number == 1 else part.facts
        facts = stated.or_else(find_facts(page.text, part.start, part.end))
        id = digest[:16] + (f".{number}" if number > 1 else "")
        articles.append(_make_article(Article(id, path.name, page.text, part.start, part.end, digest), facts, page.marks))
    return articles, [f"{manifest.path}: {problem}" for problem in lost] if manifest else []


def _make_article(bare: Article, facts: Facts, marks: tuple[tuple[int, int], ...]) -> Article:
    """Give a bare article what is known of it, and its furniture: the page's, and the marks of Markdown."""

    def span(offsets: tuple[int, int] | None) -> Span | None:
        return bare.span(*offsets) if offsets and bare.start <= offsets[0] and offsets[1] <= bare.end else None

    inside = [mark for mark in marks if bare.start <= mark[0] and mark[1] <= bare.end]
    furniture = join_spans([*inside, *find_furniture(bare.text, bare.start, bare.end)])
    return replace(
        bare,
        title=facts.title,
        outlet=facts.outlet,
        date=facts.date,
        url=facts.url,
        title_span=span(facts.title_span),
        date_span=span(facts.date_span),
        furniture=tuple(bare.span(start, end) for start, end in furniture),
    )

"""Files in, a graph out: read, extract, fuse, write, load.

>>> from kg.pipeline import build
>>> made = build(["seeds/003_53d3731646a930de.txt"])
>>> made.counts["articles"], made.problems
(1, ())
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.batch import Progress, extract_all
from kg.errors import InputError
from kg.extraction.extractors import RULES, Method
from kg.fusion import fuse
from kg.gazetteer import Gazetteer
from kg.model import Document, World
from kg.own import NO_FILES, OwnFiles
from kg.resources import load_gazetteer, load_ontology
from kg.text import read

if TYPE_CHECKING:
    from kg.graph.provenance import Provenance
    from kg.graph.store.graph import Graph


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made, and what was wrong with its input."""

    graph: Graph
    documents: tuple[Document, ...]
    world: World
    problems: tuple[str, ...]
    counts: dict[str, int]
    own: OwnFiles = NO_FILES  # the knowledge files of one's own that were read


def build(
    paths: Sequence[str | Path],
    *,
    store: str | Path | None = None,
    with_text: bool = True,
    workers: int = 1,
    gazetteers: Sequence[str | Path] = (),
    lexicons: Sequence[str | Path] = (),
    ontologies: Sequence[str | Path] = (),
    extractor: str = RULES,
    progress: Progress | None = None,
) -> Build:
    """Build the graph of all articles under ``paths``.

    Parameters
    ----------
    paths
        Files, folders or globs of ``.txt``, ``.md`` and ``.html`` articles; `articles.csv` beside them gives title, outlet,
        date and address.
    store
        Where the graph is kept: nothing for memory, a folder for a database on disk (what it held is replaced), a SPARQL 1.1
        endpoint's URL.
    with_text
        Whether the articles' text is stored with the graph, so that `verify` needs no files.
    workers
        Processes that extract.
    gazetteers, lexicons, ontologies
        Files of one's own with names (Turtle), words (TOML) and classes of events (Turtle), read beside the shipped ones; and so are
        ``gazetteer.ttl``, ``lexicon.toml`` and ``ontology.ttl`` in the folder of an `articles.csv`.
    extractor
        "rules"; "rules-fast", without the statistical entity recogniser; or one that another package offers as ``kg.extractors``.
    progress
        Called after each article.

    Raises
    ------
    InputError
        If a path does not exist, or no article was found.
    ResourceError
        If a file of one's own has a mistake, or there is no such extractor.
    """
    from kg.graph.store import open_store
    from kg.graph.writer import quads

    reading = read(paths)
    method = Method(extractor, OwnFiles.of(gazetteers, lexicons, ontologies).beside(reading.lists))
    gazetteer, ontology = load_gazetteer(method.own.gazetteers), load_ontology(method.own.ontologies)
    problems = list(reading.problems)
    documents = extract_all(reading.articles, method=method, workers=workers, progress=progress, problems=problems)
    world = fuse(documents, gazetteer)
    written = quads(documents, world, gazetteer, with_text=with_text, provenance=_provenance(method), ontology=ontology)
    graph = open_store(store)
    graph.clear()  # only now: what cannot be built leaves the old graph as it was
    count = graph.load(written)
    return Build(graph, documents, world, tuple(problems), _counts(documents, world, count), method.own)


def _provenance(method: Method) -> Provenance:
    from kg.graph.provenance import Provenance, shipped_digests

    return Provenance(extractor=method.extractor, digests=shipped_digests() | method.own.digests())


def _counts(documents: Sequence[Document], world: World, triples: int) -> dict[str, int]:
    return {
        "articles": len(documents),
        "entities": len(world.entities),
        "events": len(world.events),
        "claims": sum(len(document.claims) for document in documents),
        "relations": sum(len(document.relations) for document in documents),
        "triples": triples,
    }


def extract_files(
    paths: Sequence[str | Path],
    output: str | Path,
    *,
    workers: int = 1,
    own: OwnFiles = NO_FILES,
    extractor: str = RULES,
    progress: Progress | None = None,
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write ``output/<file stem>.json`` for each file under ``paths``: what its articles say, with offsets into that file.

    Returns
    -------
    The files written, and what was wrong with the input.

    Raises
    ------
    InputError
        If a path does not exist, or two files of one name would write the same JSON.
    """
    reading = read(paths)
    method = Method(extractor, own.beside(reading.lists))
    problems = list(reading.problems)
    documents = extract_all(reading.articles, method=method, workers=workers, progress=progress, problems=problems)
    return write_documents(documents, Path(output), load_gazetteer(method.own.gazetteers)), tuple(problems)


def write_documents(documents: Sequence[Document], output: Path, gazetteer: Gazetteer) -> tuple[Path, ...]:
    """Write the JSON of each file's documents."""
    from kg.extraction.document import to_json

    by_file: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        by_file.setdefault((document.article.file, document.article.sha256), []).append(document)
    _check_stems([file for file, _ in by_file])
    output.mkdir(parents=True, exist_ok=True)
    written = []
    for (file, _), parts in by_file.items():
        path = output / f"{Path(file).stem}.json"
        path.write_text(json.dumps(to_json(parts, gazetteer), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _check_stems(files: Sequence[str]) -> None:
    seen: dict[str, str] = {}
    for file in files:
        stem = Path(file).stem
        if stem in seen:
            raise InputError(
                f"{file} and {seen[stem]} would both be written to {stem}.json. "
                "Rename one, or extract their folders into different outputs."
            )
        seen[stem] = file

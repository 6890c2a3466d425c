"""Annotated articles and extracted ones in, figures of accuracy out: `kg evaluate`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.knowledge import own_options
from kg.cli.terminal import tell_problems, tell_progress, write_output
from kg.own import OwnFiles

if TYPE_CHECKING:
    from kg.evaluation.record import Record
    from kg.model import Document

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_ANY = click.Path(exists=True, path_type=Path)
_ARTICLES_HELP = "The articles: extracted now, if SYSTEM is not given; context for --details."


@click.command()
@click.argument("gold", type=_FOLDER)
@click.argument("system", required=False, type=_FOLDER, metavar="[SYSTEM]")
@click.option("-a", "--articles", multiple=True, metavar="PATH", help=_ARTICLES_HELP)
@click.option("--details", is_flag=True, help="List what is missing and what is spurious.")
@click.option("--compare", "old", type=_ANY, metavar="OLD", help="List what changed since an earlier SYSTEM folder or --json file.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures and all facts as JSON.")
@own_options
def evaluate(
    gold: Path,
    system: Path | None,
    articles: tuple[str, ...],
    details: bool,
    old: Path | None,
    as_json: bool,
    own: OwnFiles,
    extractor: str,
) -> int:
    """Measure extraction against annotated articles.

    GOLD and SYSTEM are folders with one JSON file for each article, of the same names, in the form that `kg extract` writes
    and docs/annotation.md describes.
    """
    from kg.evaluation.annotation import read_folder
    from kg.evaluation.checking import require_sound
    from kg.evaluation.record import compare, make_record, write_record
    from kg.evaluation.report import write_changes, write_details, write_table
    from kg.evaluation.scoring import score
    from kg.evaluation.system import extract_named, find_gaps, texts_of, with_kinds
    from kg.extraction.extractors import Method
    from kg.resources import load_ontology
    from kg.text import Reading, read

    if system is None and not articles:
        raise click.UsageError("Give the folder of what was extracted, or the articles: --articles PATH")
    reading = read(articles) if articles else Reading((), ())
    method = Method(extractor, own.beside(reading.lists))
    ontology = load_ontology(method.own.ontologies)
    texts = texts_of(reading.articles)
    annotated = with_kinds(read_folder(gold, texts), ontology)
    require_sound(annotated, ontology.own)
    if system is not None:
        extracted = with_kinds(read_folder(system), ontology)
    else:
        extracted = extract_named(reading.articles, annotated, method=method, progress=tell_progress)
    scored = score(annotated, extracted)
    record = make_record(scored)
    changes = compare(_earlier(old, annotated), record) if old else None
    if as_json:
        output = write_record({**record, "changes": asdict(changes)} if changes else record)
    else:
        output = write_table(scored) + (write_details(scored, texts) if details else "") + (write_changes(changes) if changes else "")
    write_output(output, None)
    return tell_problems((*reading.problems, *find_gaps(annotated, extracted, str(system or "the articles"))))


def _earlier(old: Path, annotated: Mapping[str, Document]) -> Record:
    """The record of an earlier run, from its JSON or by measuring its folder."""
    from kg.evaluation.annotation import read_folder
    from kg.evaluation.record import make_record, read_record
    from kg.evaluation.scoring import score

    return read_record(old) if old.is_file() else make_record(score(annotated, read_folder(old)))

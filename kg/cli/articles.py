"""Articles in, a graph or JSON files out: `kg build` and `kg extract`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.knowledge import own_options
from kg.cli.terminal import DEFAULT_GRAPH, STREAM, input_paths, output_option, tell, tell_problems, tell_progress, write_output
from kg.own import OwnFiles

_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_WORKERS = click.option("-j", "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read articles.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Say on stdout, in JSON, what was made and what was wrong.")


@click.command()
@_PATHS
@output_option(f"The file to write: .trig, .nq, .jsonld, .ttl, .nt or .rdf; - for TriG on stdout. Without --store: {DEFAULT_GRAPH}.")
@click.option("--store", metavar="DIR|URL", help="Keep the graph in a folder or at an endpoint; what that held is replaced.")
@click.option("--no-text", is_flag=True, help="Do not store the articles' text; `verify` then needs their files.")
@own_options
@_WORKERS
@_JSON
def build(
    paths: tuple[str, ...],
    output: str | None,
    store: str | None,
    no_text: bool,
    own: OwnFiles,
    extractor: str,
    workers: int,
    as_json: bool,
) -> int:
    """Read articles (.txt, .md, .html; files, folders, globs, - for stdin) into a graph."""
    from kg.graph.serialization import FORMATS, rdf_format, serialize
    from kg.pipeline import build as build_graph

    if output is None and store is None:
        output = DEFAULT_GRAPH
    if store is not None and Path(store).suffix.lstrip(".") in FORMATS:
        raise click.UsageError(f"--store is a folder or a URL. To write the file {store}: -o {store}")
    if output == STREAM and as_json:
        raise click.UsageError("--json and -o - would both write to stdout.")
    ending = Path(output).suffix.lstrip(".") if output not in (None, STREAM) else "trig"
    rdf_format(ending)  # a wrong ending is refused before the work, not after
    with input_paths(paths) as found:
        made = build_graph(
            found,
            store=store,
            with_text=not no_text,
            workers=workers,
            gazetteers=own.gazetteers,
            lexicons=own.lexicons,
            ontologies=own.ontologies,
            extractor=extractor,
            progress=tell_progress,
        )
    if output is not None:
        write_output(serialize(made.graph, ending), output)
    made.graph.close()
    counts = ", ".join(f"{count} {noun}" for noun, count in made.counts.items())
    if made.own.paths:
        tell(f"read beside the shipped knowledge: {', '.join(map(_shown, made.own.paths))}")
    tell(f"{' and '.join(place for place in (store, output) if place)}: {counts}")
    if as_json:
        write_output(json.dumps({"counts": made.counts, "problems": made.problems}, ensure_ascii=False, indent=1) + "\n", None)
    return tell_problems(made.problems)


def _shown(path: Path) -> str:
    """A path, from here if it lies below."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


@click.command()
@_PATHS
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder to write to: one JSON file for each file of articles.")
@own_options
@_WORKERS
@_JSON
def extract(paths: tuple[str, ...], output: str, own: OwnFiles, extractor: str, workers: int, as_json: bool) -> int:
    """Write what articles say as JSON, with the characters it stands at."""
    from kg.pipeline import extract_files

    with input_paths(paths) as found:
        written, problems = extract_files(found, output, own=own, extractor=extractor, workers=workers, progress=tell_progress)
    tell(f"{output}: {len(written)} file{'s' * (len(written) != 1)}")
    if as_json:
        files = [str(path) for path in written]
        write_output(json.dumps({"files": files, "problems": problems}, ensure_ascii=False, indent=1) + "\n", None)
    return tell_problems(problems)

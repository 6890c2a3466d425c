"""Annotated articles in, the records behind docs/accuracy.md and its tables out.

Run with ``python scripts/accuracy.py`` (or ``make scores``): it measures extraction, normal and fast, on the annotated articles, writes
`docs/accuracy/scores.json`, and renders every table of the page from the records in `docs/accuracy`. Options record figures that are
measured elsewhere: ``--external FILE`` takes scores on public data sets ({set: {figure: {"F1" or "value": ...}}}), ``--cost FILE`` what
``python -m benchmarks.extraction --json`` prints. ``--render`` only renders.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.evaluation.annotation import read_folder
from kg.evaluation.scoring import MEANS, TALLIES, Score, score
from kg.evaluation.system import extract_named, texts_of
from kg.extraction.extractors import FAST, RULES, Method
from kg.text import read

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
SETS = {
    "seeds": (GOLD / "seeds", ROOT / "seeds"),
    "other": (GOLD / "other", GOLD / "other" / "texts"),
    "unseen": (GOLD / "unseen", GOLD / "unseen" / "texts"),
}
MODES = {"normal": RULES, "fast": FAST}
PAGE = ROOT / "docs" / "accuracy.md"
RECORDS = ROOT / "docs" / "accuracy"
SECTION = re.compile(r"(<!-- table: ([a-z-]+) -->\n).*?(<!-- /table -->)", re.DOTALL)
OF_ARTICLES = ("entities", "events", "arguments", "claim-facts", "relations", "facts")

Record = Mapping[str, Any]


# --- records ---------------------------------------------------------------------------------------------------------


def measure() -> Record:
    """Measure all sets in all modes: figures over all articles, and the tallies of each."""
    return {name: {mode: _figures(_score(name, extractor)) for mode, extractor in MODES.items()} for name in SETS}


def _score(name: str, extractor: str) -> Score:
    gold, folder = SETS[name]
    articles = read([folder]).articles
    annotated = read_folder(gold, texts_of(articles))
    return score(annotated, extract_named(articles, annotated, method=Method(extractor)))


def _figures(scored: Score) -> Record:
    articles = {each.name: {layer: each.tallies[layer].figures() for layer in OF_ARTICLES} for each in scored.articles}
    return {"figures": scored.figures(), "articles": articles}


def record_external(scores: Record) -> list[Record]:
    """Put scores beside what is known of the sets (`sets.toml`): the floor of a plain pipeline, and the best that is published."""
    sets = tomllib.loads((RECORDS / "sets.toml").read_text(encoding="utf-8"))
    rows = []
    for name, about in sets.items():
        for figure, known in about["figures"].items():
            found = scores.get(name, {}).get(figure)
            ours = None if found is None else round(found.get("F1", found.get("value")), 1)
            rows.append({"set": name, "figure": figure, "floor": known["floor"], "ours": ours, "best": known.get("best", "")})
    return rows


def write_record(name: str, value: object) -> None:
    """Write a record; the same value gives the same text."""
    (RECORDS / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_record(name: str) -> Any:
    """Read a record."""
    return json.loads((RECORDS / f"{name}.json").read_text(encoding="utf-8"))


# --- tables ----------------------------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown; the first column is text, the others are figures."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def layers_table(name: str) -> str:
    """A set's figures by layer, normal beside fast."""
    normal, fast = (read_record("scores")[name][mode]["figures"] for mode in MODES)
    rows = []
    for layer in TALLIES:
        figures = normal[layer]
        counts = f"{figures['right']:.4g}/{figures['system']}/{figures['gold']}"
        rows.append([_layer(layer), *(f"{figures[key]:.3f}" for key in ("P", "R", "F1")), counts, f"{fast[layer]['F1']:.3f}"])
    rows += [
        [layer, "", "", f"{normal[layer]['mean']:.3f}", f"mean of {normal[layer]['n']}", f"{fast[layer]['mean']:.3f}"] for layer in MEANS
    ]
    return table(["layer", "P", "R", "F1", "right/system/gold", "F1, fast"], rows)


def _layer(name: str) -> str:
    return f"**{name}**" if name == "facts" else name


def articles_table(name: str) -> str:
    """A set's F1 by article and layer."""
    normal, fast = (read_record("scores")[name][mode]["articles"] for mode in MODES)
    rows = [
        [article, *(f"{layers[layer]['F1']:.3f}" for layer in OF_ARTICLES), f"{fast[article]['facts']['F1']:.3f}"]
        for article, layers in normal.items()
    ]
    return table(["article", *OF_ARTICLES, "facts, fast"], rows)


def confidence_table() -> str:
    """Confidence beside what was right, for articles that were left out of the counts."""
    record = read_record("calibration")
    rows = [
        [f"{b['from']:.1f} to {b['to']:.1f}", str(b["facts"]), f"{b['predicted']:.3f}", f"{b['right'] / b['facts']:.3f}"]
        for b in record["bins"]
    ]
    whole = ["expected calibration error", str(record["facts"]), "", f"{record['error']:.3f}"]
    return table(["confidence", "facts", "mean confidence", "share that is right"], [*rows, whole])


def confidence_layers_table() -> str:
    """The same by layer."""
    layers = read_record("calibration")["layers"]
    rows = [[name, str(each["facts"]), f"{each['right'] / each['facts']:.3f}", f"{each['error']:.3f}"] for name, each in layers.items()]
    return table(["layer", "facts", "share that is right", "expected calibration error"], rows)


def confidence_sets_table() -> str:
    """The same by set of articles."""
    sets = read_record("calibration")["sets"]
    rows = [
        [name, str(each["facts"]), f"{each['predicted']:.3f}", f"{each['right'] / each['facts']:.3f}", f"{each['error']:.3f}"]
        for name, each in sets.items()
    ]
    return table(["articles", "facts", "mean confidence", "share that is right", "expected calibration error"], rows)


def external_table() -> str:
    """Figures on public data sets."""
    rows = [[row["set"], row["figure"], str(row["floor"]), _shown(row["ours"]), row["best"]] for row in read_record("external")]
    return table(["set", "figure", "plain pipeline", "ours", "best known"], rows)


def _shown(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.1f}"


def sets_table() -> str:
    """What the public data sets are."""
    sets = tomllib.loads((RECORDS / "sets.toml").read_text(encoding="utf-8"))
    return table(
        ["set", "what", "used for tuning", "source"], ([name, each["what"], each["part"], each["source"]] for name, each in sets.items())
    )


def cost_table() -> str:
    """Processor time and memory."""
    cost = read_record("cost")
    lengths = cost["per_length"]
    rows = [
        ["plain spaCy pipeline, ms an article", f"{cost['pipeline'] * 1000:.0f}"],
        ["extraction, ms an article", f"{cost['extraction'] * 1000:.0f}"],
        ["times the plain pipeline", f"{cost['extraction'] / cost['pipeline']:.2f}"],
        ["fast extraction, ms an article", f"{cost['fast'] * 1000:.0f}"],
        *([f"µs a character, text {n} times as long", f"{value:.0f}"] for n, value in lengths.items()),
        *([f"MB after {part} of {cost['memory_articles']} articles", f"{v:.0f}"] for part, v in zip(_PARTS, cost["memory"], strict=True)),
    ]
    return table(["cost", "value"], rows)


_PARTS = ("a quarter", "half", "three quarters", "all")
TABLES: dict[str, Callable[[], str]] = {
    "seeds": lambda: layers_table("seeds"),
    "seeds-articles": lambda: articles_table("seeds"),
    "other": lambda: layers_table("other"),
    "other-articles": lambda: articles_table("other"),
    "unseen": lambda: layers_table("unseen"),
    "unseen-articles": lambda: articles_table("unseen"),
    "confidence": confidence_table,
    "confidence-layers": confidence_layers_table,
    "confidence-sets": confidence_sets_table,
    "external": external_table,
    "sets": sets_table,
    "cost": cost_table,
}


def render(page: str) -> str:
    """Write a page with its tables made anew."""
    return SECTION.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], page)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure or record what is asked for, and render the page."""
    parser = argparse.ArgumentParser(description="Write the records behind docs/accuracy.md, and its tables.")
    parser.add_argument("--render", action="store_true", help="only render")
    parser.add_argument("--external", type=Path, metavar="FILE", help="scores on public data sets, to be recorded")
    parser.add_argument("--cost", type=Path, metavar="FILE", help="what benchmarks.extraction --json printed, to be recorded")
    options = parser.parse_args(arguments)
    if options.external:
        write_record("external", record_external(json.loads(options.external.read_text(encoding="utf-8"))))
    if options.cost:
        write_record("cost", {"memory_articles": 2_000, **json.loads(options.cost.read_text(encoding="utf-8"))})
    if not (options.render or options.external or options.cost):
        write_record("scores", measure())
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

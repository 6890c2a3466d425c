"""Annotated articles in, `kg/data/confidence.toml` out: how often each rule of extraction is right, which is the confidence of its facts.

Run with ``python scripts/calibrate.py`` (or ``make calibration``) after rules have changed. It is a script and no option of ``kg evaluate``
because what it writes is part of the package, as the gazetteer is: it belongs to the shipped rules, not to one user's articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.evaluation.annotation import read_folder
from kg.evaluation.calibration import (
    LAYERS,
    Judged,
    bin_predictions,
    expected_error,
    judge_all,
    measure_shares,
    predict_left_out,
    write_shares,
)
from kg.evaluation.system import extract_named, texts_of
from kg.extraction.extractors import FAST, Method
from kg.text import read

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
SETS = ((GOLD / "seeds", ROOT / "seeds"), (GOLD / "other", GOLD / "other" / "texts"))
HEAD = """\
# How often each rule of extraction is right: the confidence of its facts. Written by scripts/calibrate.py (make calibration).
# By layer, then by rule, from the general to the special. "right" of "total" facts agreed with the annotated articles of tests/gold;
# "share" is that, smoothed by the share of what the rule is a case of.
"""


def judge_sets() -> tuple[Judged, ...]:
    """Judge what the rules say of all annotated articles; names that are only guessed in fast extraction are taken from there."""
    return (*_judged(Method()), *(fact for fact in _judged(Method(FAST)) if fact.path[:1] == ("guess",)))


def _judged(method: Method) -> Iterator[Judged]:
    for gold, folder in SETS:
        articles = read([folder]).articles
        annotated = read_folder(gold, texts_of(articles))
        yield from judge_all(annotated, extract_named(articles, annotated, method=method))


def summarize(facts: Sequence[Judged]) -> dict[str, object]:
    """Give the reliability of the confidences, over all layers and of each, by leaving out one article at a time."""
    predicted = predict_left_out(facts)
    names = {gold.name: {path.stem for path in gold.glob("*.json")} for gold, _ in SETS}
    sets = {name: [each for each in predicted if each[0].article in stems] for name, stems in names.items()}
    layers = {layer: [each for each in predicted if each[0].layer == layer] for layer in LAYERS}
    return {
        "articles": len({fact.article for fact in facts}),
        "facts": len(facts),
        "error": expected_error(bin_predictions(predicted)),
        "bins": [
            {"from": b.low, "to": b.high, "facts": b.count, "predicted": round(b.predicted, 3), "right": b.right}
            for b in bin_predictions(predicted)
        ],
        "sets": {
            name: {
                "facts": len(found),
                "predicted": round(sum(share for _, share in found) / len(found), 3),
                "right": sum(fact.is_right for fact, _ in found),
                "error": expected_error(bin_predictions(found)),
            }
            for name, found in sets.items()
        },
        "layers": {
            layer: {"facts": len(found), "right": sum(f.is_right for f, _ in found), "error": expected_error(bin_predictions(found))}
            for layer, found in layers.items()
        },
    }


def main() -> None:
    """Write the data file, and the reliability for docs/accuracy.md."""
    facts = judge_sets()
    (ROOT / "kg" / "data" / "confidence.toml").write_text(HEAD + write_shares(measure_shares(facts)), encoding="utf-8")
    written = json.dumps(summarize(facts), indent=1) + "\n"
    (ROOT / "docs" / "accuracy" / "calibration.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Scores in, text out: the table of figures, the facts missed and invented with the words around them, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.evaluation.facts import Fact
from kg.evaluation.record import LISTED, Changes, Lines, line
from kg.evaluation.scoring import MEANS, TALLIES, ArticleScore, Score

_AROUND = 50  # characters of context on either side


def write_table(score: Score) -> str:
    """Write all figures as a table."""
    rows = [f"{'':14} {'P':>6} {'R':>6} {'F1':>6}  right/system/gold"]
    for name in TALLIES:
        tally = score.tallies[name]
        rows.append(f"{name:14} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}  {tally.right:.4g}/{tally.system}/{tally.gold}")
    for name in MEANS:
        mean = score.means[name]
        rows.append(f"{name:14} {'':6} {'':6} {mean.mean:6.3f}  mean of {len(mean.values)}")
    return _text(rows)


def write_details(score: Score, texts: Mapping[str, str]) -> str:
    """Write what is missing and what is spurious, article by article; with the words around it, where the text is known."""
    rows: list[str] = []
    for article in score.articles:
        rows += ["", article.name]
        rows += _details(article, texts.get(article.name))
    return _text(rows)


def _details(article: ArticleScore, text: str | None) -> Iterator[str]:
    for kind, facts in (("missing", article.missing), ("spurious", article.spurious)):
        for layer in LISTED:
            for fact in facts:
                if fact.layer == layer:
                    yield f"  {kind:8} {layer:11} {line(fact)}{_context(fact, text)}"


def _context(fact: Fact, text: str | None) -> str:
    """The words around a fact on a line of their own, itself in brackets."""
    if not text or fact.span is None:
        return ""
    start, end = fact.span.start, fact.span.end
    words = f"{text[max(0, start - _AROUND) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
    return f"\n{'':23}… {' '.join(words.split())} …"


def write_changes(changes: Changes) -> str:
    """Write which figures moved, and which facts came and went."""
    moved = {name: figures for name, figures in changes.figures.items() if round(figures[0], 3) != round(figures[1], 3)}
    rows = ["", "changed figures" if moved else "no figure changed"]
    rows += [f"  {name:14} {old:6.3f} -> {new:6.3f}  ({new - old:+.3f})" for name, (old, new) in moved.items()]
    for kind in ("gained", "lost", "newly_spurious", "no_longer_spurious"):
        rows += _changed(kind.replace("_", " "), getattr(changes, kind))
    return _text(rows)


def _changed(kind: str, lines: Lines) -> list[str]:
    found = [
        f"  {layer:11} {article}: {each}" for layer in LISTED for article, layers in sorted(lines.items()) for each in layers.get(layer, ())
    ]
    return ["", f"{kind}: {len(found)}", *found]


def _text(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)

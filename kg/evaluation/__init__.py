"""Annotated articles and extracted ones in, figures of accuracy out: how much of what the articles say is found, and how much is invented.

`score` compares documents; `read_folder` reads them from JSON; `kg.evaluation.report` writes tables, details and comparisons.
What each figure means is said at `kg.evaluation.scoring.score_article`.
"""

from __future__ import annotations

from kg.evaluation.annotation import read_folder, to_document
from kg.evaluation.scoring import Score, score, score_article

__all__ = ["Score", "read_folder", "score", "score_article", "to_document"]

"""The annotated articles themselves: quotes that stand in their texts, known types and ids, the facts of their list."""

from pathlib import Path

import pytest

from kg.evaluation.annotation import read_folder
from kg.evaluation.checking import require_sound
from kg.text.decoding import read_text
from kg.text.manifest import find_manifest, read_manifest

GOLD = Path(__file__).parent.parent / "gold"
SEEDS = GOLD.parent.parent / "seeds"


@pytest.mark.parametrize(
    ("gold", "articles"), [(GOLD / "seeds", SEEDS), (GOLD / "other", GOLD / "other" / "texts")], ids=["seeds", "other"]
)
def test_annotations_are_sound_and_quote_their_texts(gold: Path, articles: Path) -> None:
    texts = {path.stem: read_text(path) for path in articles.glob("*.txt")}
    documents = read_folder(gold, texts)
    require_sound(documents)
    assert documents.keys() == texts.keys()
    for stem, document in documents.items():
        spans = [mention.span for entity in document.entities for mention in entity.mentions]
        assert [span.text for span in spans] == [texts[stem][span.start : span.end] for span in spans]


def test_list_of_articles_agrees_with_the_annotations() -> None:
    path = find_manifest([GOLD / "other" / "texts"])
    assert path is not None
    manifest = read_manifest(path)
    assert manifest.problems == ()
    for stem, document in read_folder(GOLD / "other").items():
        (row,) = manifest.rows[f"{stem}.txt"]
        article = document.article
        assert (row.facts.title, row.facts.outlet, row.facts.date) == (article.title, article.outlet, article.date)

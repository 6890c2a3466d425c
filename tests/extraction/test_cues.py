"""The examples of the cue lexicon: in each sentence its word is a cue of its act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import factory
import pytest

from kg.extraction import Resources, extract
from kg.extraction.lexicon import load_lexicon
from kg.extraction.nlp import parse
from kg.resources import lexicon

_TABLES = lexicon("cues")
_PARTS = ("verbs", "nouns")


def _examples(kind: str) -> list[Any]:
    """Each word of the cues of speech or of the thoughts, with its act and its example."""
    return [
        pytest.param(word, entry["act"], example, id=f"{entry['frame']}-{word.replace(' ', '-')}")
        for entry in _TABLES[kind]
        for part in _PARTS
        for word, example in entry.get(part, {}).items()
    ]


@pytest.fixture(scope="module")
def known() -> Resources:
    """The shipped gazetteer and lexicon, loaded once."""
    return Resources()


@pytest.mark.parametrize(("word", "act", "example"), _examples("cue"))
def test_cue_of_speech(word: str, act: str, example: str, known: Resources) -> None:
    """The example is a claim by this word, in this act, of somebody, and says something."""
    claims = [
        claim for claim in extract(factory.article(example), resources=known).claims if _word(example, claim.cue.start) == word.split()[0]
    ]
    assert [(claim.act, bool(claim.speakers), claim.content is not None) for claim in claims] == [(act, True, True)]


@pytest.mark.parametrize(("word", "act", "example"), _examples("thought"))
def test_thought(word: str, act: str, example: str, known: Resources) -> None:
    """The example is no claim, but something attributed by this word to the one named before it."""
    found = extract(factory.article(example), resources=known)
    attributed = [each for each in found.attributions if _word(example, each.cue.start) == word.split()[0]]
    assert [(each.act, each.speaker_span is not None, each.content is not None) for each in attributed] == [(act, True, True)]
    assert not [claim for claim in found.claims if claim.cue in {each.cue for each in attributed}]


def test_there_are_enough_cues_of_speech() -> None:
    """At least 150 words of speech, each with an example of its own."""
    examples = [param.values[2] for kind in ("cue", "thought") for param in _examples(kind)]
    assert len(_examples("cue")) >= 150
    assert len(set(examples)) == len(examples)


def test_words_may_be_a_list(tmp_path: Path) -> None:
    """A file of one's own may give its cues without examples."""
    path = tmp_path / "cues.toml"
    path.write_text('[[cues.cue]]\nact = "assert"\nframe = "clause"\nverbs = ["radio"]\n', encoding="utf-8")
    found = extract(factory.article("The captain radioed that the ship was sinking."), resources=Resources(lexicon=load_lexicon((path,))))
    assert [claim.cue.text for claim in found.claims] == ["radioed"]


def _word(example: str, start: int) -> str:
    """The lemma of the token at a character."""
    return next((token.lemma_.lower() for token in parse(example) if token.idx == start), "")

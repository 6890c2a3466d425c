"""The table of event words: each word of the lexicon with a sentence of news in which it tells an event of its class.

``words.toml`` has a table for each class, ``word = "sentence"``; two of one word are written with a number behind it ("strike 2").
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import factory
import pytest

from kg.extraction import Resources, extract
from kg.extraction.lexicon import load_lexicon

_TABLE = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_ROWS = [
    pytest.param(type, re.sub(r" \d$", "", word), text, id=f"{type}-{word}")
    for type, words in _TABLE.items()
    for word, text in words.items()
]


@pytest.fixture(scope="module")
def known() -> Resources:
    """The shipped gazetteer and lexicon, loaded once."""
    return Resources()


@pytest.mark.parametrize(("type", "word", "text"), _ROWS)
def test_word_tells_its_event(type: str, word: str, text: str, known: Resources) -> None:
    """The sentence has an event of the class, and a form of the word is among its triggers."""
    found = extract(factory.article(text), resources=known)
    told = [(event.type, [span.text for span in event.triggers]) for event in found.events]
    assert any(each == type and any(_is_form(word, trigger) for trigger in triggers) for each, triggers in told), told


def test_table_is_wide() -> None:
    """At least 300 words of the lexicon have a sentence, and no sentence stands there twice."""
    lexicon = load_lexicon()
    words = {row.values[1] for row in _ROWS}
    assert len(words & (lexicon.verbs.keys() | lexicon.nouns.keys())) >= 300
    assert len({row.values[2] for row in _ROWS}) == len(_ROWS)


def _is_form(word: str, trigger: str) -> bool:
    """Whether a trigger is a form of one of the words: by its first letters, or irregular."""
    irregular = {
        "find": "found",
        "fight": "fought",
        "steal": "stol",
        "strike": "struck",
        "sink": "sank",
        "shoot": "shot",
        "slay": "sl",
        "seek": "sought",
        "withdraw": "withdrew",
    }
    irregular |= {
        "blow": "blew",
        "hold": "held",
        "take": "took",
        "go": "went",
        "bring": "brought",
        "send": "sent",
        "leave": "left",
        "drive": "drove",
        "fall": "fell",
    }
    irregular |= {
        "throw": "threw",
        "overrun": "overran",
        "retake": "retook",
        "win": "won",
        "beat": "beat",
        "rise": "rose",
        "lay": "laid",
        "lose": "lost",
        "build": "built",
    }
    starts = {part[:3] for part in re.split(r"[ -]", word)} | {form for part in re.split(r"[ -]", word) if (form := irregular.get(part))}
    return trigger.lower().startswith(tuple(starts))

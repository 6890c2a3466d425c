"""Lexicon files of one's own: what they add to ours, and their mistakes, named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ResourceError
from kg.extraction.lexicon import Lexicon, load_lexicon

EVENT = '[[events.event]]\ntype = "Attack"\nframe = "attack"\nverbs = ["zap"]\n'
CUE = '[[cues.cue]]\nact = "deny"\nframe = "clause"\nverbs = ["gainsay"]\n'


def read(tmp_path: Path, text: str) -> Lexicon:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_lexicon((path,))


def test_words_are_added(tmp_path: Path) -> None:
    known = read(tmp_path, EVENT + CUE + '[nominals.heads]\nArmedGroup = ["dozo"]\n[events.weapons]\nBombing = ["petard"]')
    assert [word.type for word in known.verbs["zap"]] == ["Attack"]
    assert known.cue_verbs["gainsay"].act == "deny"
    assert (known.heads["dozo"], known.weapons["petard"]) == ("ArmedGroup", "Bombing")
    assert "strike" in known.nouns and "say" in known.cue_verbs


def test_words_may_stand_before_examples(tmp_path: Path) -> None:
    known = read(
        tmp_path, EVENT.replace('["zap"]', '{ zap = "The army zapped the rebels." }') + CUE.replace('["gainsay"]', '{ gainsay = "X." }')
    )
    assert "zap" in known.verbs and "gainsay" in known.cue_verbs


def test_ones_own_entry_counts_before_ours(tmp_path: Path) -> None:
    event, cue = EVENT.replace("zap", "arrest"), CUE.replace("gainsay", "say")
    known = read(tmp_path, event + cue + '[nominals.heads]\nArmedGroup = ["gendarmes"]')
    assert [word.type for word in known.verbs["arrest"]][:2] == ["Attack", "Arrest"]
    assert (known.cue_verbs["say"].act, known.heads["gendarmes"]) == ("deny", "ArmedGroup")


def test_the_shipped_lexicon_stays_as_it_is(tmp_path: Path) -> None:
    read(tmp_path, EVENT + '[context.nouns]\nempty = ["zapping"]')
    assert "zap" not in load_lexicon().verbs and "zapping" not in load_lexicon().words("context.nouns.empty")


def test_a_frame_of_ones_own(tmp_path: Path) -> None:
    known = read(tmp_path, EVENT.replace('"attack"', '"sweep"') + '[events.frames.sweep]\nsubject = "agents"\nthrough = "location"')
    assert known.verbs["zap"][0].frame == {"subject": "agents", "through": "location"}


def test_an_edited_file_is_read_anew(tmp_path: Path) -> None:
    assert "zap" in read(tmp_path, EVENT).verbs
    assert "zip along" in read(tmp_path, EVENT.replace("zap", "zip along")).verbs


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[a]\nb = [no]\n", 2, ["not valid TOML", "quotes"]),
        (EVENT.replace("Attack", "Atack"), 2, ["type is 'Atack'", "did you mean Attack?"]),
        (EVENT + EVENT.replace('"attack"', '"atack"'), 7, ["frame is 'atack'", "did you mean attack?"]),
        (EVENT + 'needs = "wepon"', 5, ["needs is 'wepon'", "did you mean weapon?"]),
        (EVENT + 'aggregate = "yes"', 5, ["aggregate is 'yes'", "true or false"]),
        (EVENT.replace("verbs", "verb"), 4, ["there is no 'verb'", "did you mean verbs?"]),
        (EVENT.replace('["zap"]', '"zap"'), 4, ["verbs is no list of words"]),
        (EVENT.replace('["zap"]', "[1]"), 4, ["verbs is no list of words"]),
        (EVENT.replace('["zap"]', '["Zap"]'), 4, ["'Zap' has a capital letter", "'zap'"]),
        (EVENT.replace('verbs = ["zap"]', ""), 1, ["an entry without words"]),
        (EVENT.replace('frame = "attack"', ""), 1, ["an entry without frame"]),
        (EVENT.replace("[[events.event]]", "[[event]]"), 1, ["no 'event' in our lexicon", "did you mean [events.event]?"]),
        (EVENT.replace("[[events.event]]", "[events.event]"), 1, ["the brackets are wrong", "[[events.event]]"]),
        (CUE.replace("deny", "denie"), 2, ["act is 'denie'", "did you mean deny?"]),
        (CUE.replace("clause", "claus"), 3, ["frame is 'claus'", "did you mean clause?"]),
        ('[nominals.heads]\nArmdGroup = ["dozo"]', 2, ["there is no 'ArmdGroup'", "did you mean ArmedGroup?"]),
        ('[nominals.head]\nArmedGroup = ["dozo"]', 1, ["there is no table 'head'", "did you mean heads?"]),
        ('[nominal.heads]\nArmedGroup = ["dozo"]', 1, ["'nominal'", "did you mean nominals?"]),
        ('[relations.backs]\nsubject = ["Sate"]', 2, ["'Sate' is no class", "did you mean State?"]),
        ('[events.frames.sweep]\nsubject = "agent"', 2, ["subject fills 'agent'", "did you mean agents?"]),
        ('[grammar.pronouns]\nall = ["they"]', 1, ["'grammar'"]),
        ('nominals = "heads"', 1, ["no table of tables"]),
    ],
)
def test_mistake_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, words: list[str]) -> None:
    with pytest.raises(ResourceError) as error:
        read(tmp_path, text)
    message = str(error.value)
    assert str(tmp_path / "own.toml") in message
    assert f"line {line}" in message
    assert [word for word in words if word not in message] == []


VALUES = (
    "3",
    "true",
    "[]",
    "[1]",
    '["a"]',
    '[["a"]]',
    "{}",
    "{a = 1}",
    '{a = "b c"}',
    "[{a = 1}]",
    "1.5",
    "2024-01-01",
    '{a = ["b"]}',
    '""',
    '[""]',
)
KEYS = (
    "events",
    "events.event",
    "events.frames",
    "events.frames.new",
    "events.weapons",
    "cues.cue",
    "nominals.heads",
    "relations.backs.subject",
    "grammar",
)


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_whatever_stands_where_it_is_read_or_refused(tmp_path: Path, key: str) -> None:
    """Values of every kind in every kind of place: no mistake is a crash."""
    for value in VALUES:
        try:
            read(tmp_path, f"{key} = {value}\n")
        except ResourceError as error:
            assert "own.toml" in str(error)

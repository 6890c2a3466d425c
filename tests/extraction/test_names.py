"""The look-up of gazetteer names: which spellings of a name match, and which words only look like one."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extraction.names import NameIndex, fold, prior, skeleton, split_words
from kg.gazetteer import Gazetteer
from kg.model import GazetteerEntry

_ENTRIES = (
    GazetteerEntry("arland", "State", "Arland", ("Arland", "Republic of Arland"), ("AR",), ("Arlandish",)),
    GazetteerEntry("tell-sabha", "City", "Tell es-Sabha", ("Tell es-Sabha", "Tell Sabha"), country="arland"),
    GazetteerEntry("tell-sabha-base", "MilitaryBase", "Tell Sabha base", ("Tell Sabha base", "AR base at Tell Sabha"), country="arland"),
    GazetteerEntry("banu-rayyan", "ArmedGroup", "Banu Ra'yan", ("Banu Ra'yan",), ("B.R.B.",)),
    GazetteerEntry("dunia", "City", "Dunia", ("Dunia",), country="arland"),
    GazetteerEntry("dunia-borland", "City", "Dunia", ("Dunia",), country="borland"),
    GazetteerEntry("reformists", "ArmedGroup", "the reformists", ("the reformists",)),
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """The index of a gazetteer of seven entries."""
    return NameIndex(Gazetteer({entry.id: entry for entry in _ENTRIES}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("It fled Arland.", [("Arland", "arland")], id="as-listed"),
        pytest.param("It fled ARLAND.", [("ARLAND", "arland")], id="capitals"),
        pytest.param("It fled arland.", [], id="no-capital-no-name"),
        pytest.param("It fled Arlandia.", [], id="whole-words-only"),
        pytest.param("the Republic of Arland", [("Republic of Arland", "arland")], id="longest-match"),
        pytest.param("Arland’s army and Arland's navy", [("Arland", "arland"), ("Arland", "arland")], id="possessive-left-out"),
        pytest.param("AR forces", [("AR", "arland")], id="abbreviation"),
        pytest.param("A.R. forces", [("A.R.", "arland")], id="abbreviation-with-stops"),
        pytest.param("ar forces, Ar forces", [], id="abbreviation-needs-its-case"),
        pytest.param("BRB and B.R.B. said", [("BRB", "banu-rayyan"), ("B.R.B.", "banu-rayyan")], id="listed-with-stops"),
        pytest.param("near Tell es-Sabha", [("Tell es-Sabha", "tell-sabha")], id="hyphen"),
        pytest.param("near Tell Es Sabha", [("Tell Es Sabha", "tell-sabha")], id="blank-for-hyphen"),
        pytest.param("near Tell es‐Sabha", [("Tell es‐Sabha", "tell-sabha")], id="typographic-hyphen"),
        pytest.param("Banu Ra’yan, Banu Rayan", [("Banu Ra’yan", "banu-rayyan"), ("Banu Rayan", "banu-rayyan")], id="apostrophes"),
        pytest.param("Banu Ra'yān", [("Banu Ra'yān", "banu-rayyan")], id="accents"),
        pytest.param("from Dunia. Arland said", [("Dunia", "dunia dunia-borland"), ("Arland", "arland")], id="all-candidates"),
        pytest.param("an Arlandish ship", [("Arlandish", "arland")], id="demonym"),
        pytest.param("an arlandish ship", [], id="demonym-needs-a-capital"),
        pytest.param("among the reformists", [("reformists", "reformists")], id="listed-in-lower-case"),
        pytest.param("the AR base at Tell Sabha", [("AR base", "tell-sabha-base"), ("Tell Sabha", "tell-sabha")], id="base-at-a-place"),
        pytest.param("the Tell Sabha base", [("Tell Sabha base", "tell-sabha-base")], id="base-named-after-a-place"),
    ],
)
def test_names_in_text(index: NameIndex, text: str, found: list[tuple[str, str]]) -> None:
    matches = [(text[match.start : match.end], " ".join(entry.id for entry in match.entries)) for match in index.find(text)]
    assert matches == found


def test_demonyms_are_marked(index: NameIndex) -> None:
    assert [match.is_demonym for match in index.find("Arland and an Arlandish ship")] == [False, True]


def test_words_keep_their_place() -> None:
    text = "Arland’s B.R.B. left Tell-Sabha"
    words = split_words(text)
    assert [word.key for word in words] == ["arland", "brb", "left", "tell", "sabha"]
    assert all(text[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(("word", "key"), [("Ra’yan", "rayan"), ("Ḥāmid", "hamid"), ("U.N.", "un"), ("Straße", "straße")])
def test_fold(word: str, key: str) -> None:
    assert fold(word) == key


@pytest.mark.parametrize(("one", "other"), [("Tell es-Sabha", "Tall as Sabhah"), ("Qasim", "Kassem"), ("Sheikh Zuwayd", "Shaykh Zowaid")])
def test_spelling_variants_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_similar_names_of_a_type(index: NameIndex) -> None:
    assert [entry.id for entry in index.similar("Tall as-Sabha", frozenset({"City"}))] == ["tell-sabha"]
    assert index.similar("Tall as-Sabha", frozenset({"Person"})) == ()
    assert index.similar("Dun", frozenset({"City"})) == ()  # too short to tell


def test_the_country_spoken_of_settles_a_shared_name() -> None:
    candidates = (_ENTRIES[4], _ENTRIES[5])
    assert prior(Counter({"borland": 2, "arland": 1}), candidates) == (_ENTRIES[5],)
    assert prior(Counter(), candidates) == candidates

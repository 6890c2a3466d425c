"""What holds of every document, whatever the text: spans stand where they say, ids lead somewhere, the same text gives the same facts."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import factory
import pytest

from kg.extraction import Resources, extract, sections
from kg.extraction.document import to_json
from kg.model import Article, Document, Span
from kg.text import read

_PARAGRAPHS = (
    "Two rockets hit a U.S. base near Erbil on 3 May 2022, wounding four soldiers, Iraqi police said.\n",
    "Iran denied on 4 May 2022 that it had shelled the town of Kobani.\n",
    "Turkish warplanes bombed an oil refinery in northern Syria on 6 May 2022, according to local sources.\n",
)
_TEXTS = {
    "plain": "".join(_PARAGRAPHS),
    "no-break spaces and line breaks": "Rockets\u00a0hit Baghdad.\r\nNobody\u200b was hurt, the army\tsaid.\r\n",
    "missing line end": "Dozens were injured.Militants fired mortars at Kobani.",
    "quotations": "“The strike killed our men,” a spokesman for Hezbollah said. “We shall answer.”\n\n— Reuters",
    "headline": "Dozens of Rockets Rain Down on Baghdad Airport\nThe barrage on Monday hurt no one.\n",
    "nothing but marks": "“”, ... – (‘)\n\n-\n",
    "half a name": "and the U.S.-",
    "emoji": "🚀 Rockets hit Baghdad 🇮🇶 on Friday.",
    "no events": "Honey is sweet. Bees like flowers.",
    "empty": "",
    "blank": " \n\t\n",
}


@pytest.fixture(scope="module")
def known() -> Resources:
    """The shipped gazetteer and lexicon, loaded once."""
    return Resources()


@pytest.fixture(scope="module", params=[*_TEXTS, "seeds"])
def documents(request: pytest.FixtureRequest, known: Resources, seeds: Path) -> list[Document]:
    """What an invented text says; what all seeds say."""
    articles = read([seeds]).articles if request.param == "seeds" else [factory.article(_TEXTS[request.param], date="2022-05-07")]
    return [extract(article, resources=known) for article in articles]


def _spans(value: Any) -> Iterator[Span]:
    """All spans in a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Article):
        for field in dataclasses.fields(value):
            yield from _spans(getattr(value, field.name))


def test_spans_stand_at_their_offsets(documents: list[Document]) -> None:
    for document in documents:
        article = document.article
        for span in _spans(document):
            assert article.start <= span.start < span.end <= article.end
            assert article.text[span.start : span.end] == span.text


def test_mentions_do_not_begin_or_end_with_blanks(documents: list[Document]) -> None:
    words = [m.span.text for d in documents for e in d.entities for m in e.mentions]
    assert words == [word.strip() for word in words]


def test_ids_are_distinct_and_lead_somewhere(documents: list[Document]) -> None:
    for document in documents:
        entities, events = [e.id for e in document.entities], [e.id for e in document.events]
        assert len({*entities}) == len(entities)
        assert len({*events}) == len(events)
        assert {a.entity for e in document.events for a in e.arguments} <= {*entities}
        assert {s for c in document.claims for s in (*c.speakers, *c.via)} <= {*entities}
        assert {e for c in document.claims for e in c.about} | {x for e in document.events for x in e.retaliation_for} <= {*events}
        assert {id for r in document.relations for id in (r.subject, r.object)} <= {*entities}


def test_claims_have_speakers_and_no_way_twice(documents: list[Document]) -> None:
    for claim in (claim for document in documents for claim in document.claims):
        assert claim.speakers
        assert not {*claim.speakers} & {*claim.via}


@pytest.mark.parametrize("name", ["empty", "blank", "nothing but marks"])
def test_nothing_is_found_in_nothing(name: str, known: Resources) -> None:
    found = extract(factory.article(_TEXTS[name]), resources=known)
    assert (found.entities, found.events, found.claims, found.relations, found.times) == ((), (), (), (), ())


def test_a_text_without_events(known: Resources) -> None:
    found = extract(factory.article(_TEXTS["no events"]), resources=known)
    assert [sentence.span.text for sentence in found.sentences] == ["Honey is sweet.", "Bees like flowers."]
    assert (found.events, found.claims, found.relations) == ((), (), ())


# --- sections ------------------------------------------------------------------------------------------------------------------


def _facts(document: Document, offset: int = 0) -> set[tuple[Any, ...]]:
    """Events, claims, relations and mentions by type and place."""
    links = {entity.id: entity.link or entity.name for entity in document.entities}

    def at(span: Span | None) -> tuple[int, int] | None:
        return None if span is None else (span.start + offset, span.end + offset)

    return {
        *(
            (e.type, e.status, e.date, *map(at, e.triggers), *((a.role, links[a.entity], at(a.span)) for a in e.arguments))
            for e in document.events
        ),
        *((c.act, at(c.cue), at(c.content), *(links[s] for s in c.speakers)) for c in document.claims),
        *((r.predicate, links[r.subject], links[r.object]) for r in document.relations),
        *((links[e.id], e.type, at(m.span)) for e in document.entities for m in e.mentions),
    }


def test_sections_say_what_their_parts_say(known: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    parts, offset = set[tuple[Any, ...]](), 0
    for paragraph in _PARAGRAPHS:
        parts |= _facts(extract(factory.article(paragraph), resources=known), offset)
        offset += len(paragraph)
    monkeypatch.setattr(sections, "LENGTH", max(map(len, _PARAGRAPHS)) + 1)
    assert _facts(extract(factory.article("".join(_PARAGRAPHS)), resources=known)) == parts


def test_a_thing_is_one_entity_over_all_sections(known: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "LENGTH", 60)
    found = extract(factory.article("Rockets hit Baghdad on Monday.\nMortars hit Baghdad on Tuesday.\n"), resources=known)
    assert [len(entity.mentions) for entity in found.entities if entity.link == "baghdad"] == [2]
    assert [event.id for event in found.events] == ["e1", "e2"]


@pytest.mark.parametrize("text", ["word" * 100, "a b " * 100, "A sentence. " * 40, "\n" * 300])
def test_sections_lose_no_character(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.text.cleaning import clean

    monkeypatch.setattr(sections, "LENGTH", 64)
    whole = clean(factory.article(text))
    parts = list(sections.split_sections(whole))
    assert "".join(part.text for part in parts) == whole.text
    assert all(len(part.text) <= 64 and len(part.offsets) == len(part.text) + 1 for part in parts)


@pytest.mark.slow
def test_a_book_is_read(known: Resources) -> None:
    text = "".join(_PARAGRAPHS) * (sections.LENGTH // len("".join(_PARAGRAPHS)) + 20)
    found = extract(factory.article(text), resources=known)
    assert len(text) > sections.LENGTH
    assert len(found.sentences) == text.count("\n")
    assert all(text[span.start : span.end] == span.text for span in _spans(found))


# --- same text, same facts -------------------------------------------------------------------------------------------------------

_SCRIPT = """
import json, sys
from kg.extraction import Resources, extract
from kg.extraction.document import to_json
from kg.text import read
known = Resources()
print(json.dumps([to_json([extract(article, resources=known)], known.gazetteer) for article in read([sys.argv[1]]).articles]))
"""


def test_a_second_reading_is_equal(known: Resources) -> None:
    article = factory.article(_TEXTS["plain"])
    assert extract(article, resources=known) == extract(article, resources=known)


@pytest.mark.slow
def test_another_process_reads_the_same(known: Resources, seeds: Path) -> None:
    here = [to_json([extract(article, resources=known)], known.gazetteer) for article in read([seeds]).articles]
    command = [sys.executable, "-c", _SCRIPT, str(seeds)]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    there = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=seeds.parent).stdout
    assert json.loads(there) == json.loads(json.dumps(here))

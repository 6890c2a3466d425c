"""The table of sentences: invented sentences of news, and what extraction must find in each.

A row of ``sentences/*.toml`` states only what it tests:

- ``mentions``: ``[words, type]``, each of which must be found;
- ``events``: exactly the events, by trigger; of each only the keys that are given are compared (roles as words of a mention,
  ``quantities`` as ``[role, value, qualifier]``);
- ``claims``: exactly the claims, by cue and in order of text (``speakers``, ``via`` as words of a mention, ``about`` as triggers of events);
- ``attributions``: exactly what else is attributed, likewise (``speaker`` as the words beside the cue);
- ``relations``: exactly the relations, ``[words, predicate, words]``;
- ``pronouns``: exactly what stands for an entity without being a mention, ``[word, words of a mention]``;
- ``things``: ``[words, type]``, each of which must be found; ``uses``: ``[words, use]`` of mentions of states;
- ``places``: exactly the place names, ``[words, gazetteer id]``, with an empty id for those that stay unresolved;
- ``date``: the article's own date; an event's date is "" where it has none.

`known_limits.toml` holds rows that are right and not yet met; what counts there is that they do not become more.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import factory
import pytest

from kg.extraction import Resources, extract
from kg.model import Document, EventMention

_TABLES = Path(__file__).parent / "sentences"
_LIMITS = tomllib.loads((_TABLES / "known_limits.toml").read_text(encoding="utf-8"))
_ROLES = ("agents", "targets", "location", "origin", "destination", "via")


def _rows(path: Path) -> list[Any]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))["row"]
    return [pytest.param(row, id=f"{path.stem}-{row['id']}") for row in table]


_ROWS = [row for path in sorted(_TABLES.glob("*.toml")) if path.stem != "known_limits" for row in _rows(path)]


@pytest.fixture(scope="module")
def known() -> Resources:
    """The shipped gazetteer and lexicon, loaded once."""
    return Resources()


@pytest.mark.parametrize("row", _ROWS)
def test_sentence(row: dict[str, Any], known: Resources) -> None:
    """Extraction finds in a sentence what its row states."""
    assert _differences(row, known) == []


def test_known_limits(known: Resources) -> None:
    """Of the rows known to fail no more fail than is written down."""
    failing = [row["id"] for row in _LIMITS["row"] if _differences(row, known)]
    assert len(failing) <= _LIMITS["failing"], failing


def test_rows_are_distinct() -> None:
    """No row stands in the table twice, by id or by text."""
    rows = [param.values[0] for param in _ROWS] + _LIMITS["row"]
    assert [key for key, n in Counter(row["text"] for row in rows).items() if n > 1] == []
    assert [id for id, n in Counter(param.id for param in _ROWS).items() if n > 1] == []


# --- what a row states against what was found ------------------------------------------------------------------------------


def _differences(row: dict[str, Any], known: Resources) -> list[str]:
    """What a row states and extraction does not find, one line each."""
    allowed = {"id", "text", "date", "mentions", "events", "claims", "relations", "attributions", "pronouns", "things", "uses", "places"}
    assert row.keys() <= allowed, f"row {row['id']}: unknown keys {sorted(row.keys() - allowed)}"
    found = extract(factory.article(row["text"], date=row.get("date")), resources=known)
    claims = [*_claims(row, found), *_attributions(row, found)]
    return [*_mentions(row, found), *_events(row, found), *claims, *_relations(row, found), *_others(row, found)]


def _others(row: dict[str, Any], found: Document) -> list[str]:
    """Pronouns, things, uses of states and place names."""
    things = {(thing.span.text, thing.type) for thing in found.things}
    uses = {(mention.span.text, mention.use) for entity in found.entities for mention in entity.mentions}
    lines = [f"no thing {each}: {sorted(things)}" for each in row.get("things", ()) if tuple(each) not in things]
    lines += [f"no use {each}: {uses}" for each in row.get("uses", ()) if tuple(each) not in uses]
    places = [[place.span.text, place.link or ""] for place in found.places]
    lines += [f"places {places}"] if row.get("places", places) != places else []
    got = [(span.text, _words(found, entity.id)) for entity in found.entities for span in entity.pronouns]
    wanted = row.get("pronouns", [[word, next(iter(words))] for word, words in got])
    right = len(wanted) == len(got) and all(any(word == w and name in words for w, words in got) for word, name in wanted)
    return lines if right else [*lines, f"pronouns {wanted}, found {[(word, sorted(words)) for word, words in got]}"]


def _mentions(row: dict[str, Any], found: Document) -> list[str]:
    typed = {(mention.span.text, entity.type) for entity in found.entities for mention in entity.mentions}
    return [
        f"no mention {words!r} of type {type}: {sorted(typed)}" for words, type in row.get("mentions", ()) if (words, type) not in typed
    ]


def _events(row: dict[str, Any], found: Document) -> list[str]:
    if "events" not in row:
        return []
    got = {event.trigger.text: event for event in found.events}
    wanted = [event["trigger"] for event in row["events"]]
    if sorted(wanted) != sorted(event.trigger.text for event in found.events):
        return [f"events {wanted}, found {[(e.trigger.text, e.type) for e in found.events]}"]
    return [line for event in row["events"] for line in _event(event, got[event["trigger"]], found)]


def _event(wanted: dict[str, Any], got: EventMention, found: Document) -> list[str]:
    values = {
        "type": got.type,
        "status": got.status,
        "date": got.date or "",
        "aggregate": got.is_aggregate,
        "acled": got.acled,
        "quantities": sorted([q.role, q.value, q.qualifier] for q in got.quantities),
        "instrument": [span.text for span in got.instruments],
        "objects": [span.text for span in got.objects],
        "attribution": dict(got.attribution),
        "also": [span.text for span in got.triggers[1:]],
        "retaliation_for": [event.trigger.text for event in found.events if event.id in got.retaliation_for],
    }
    lines = []
    for key, value in wanted.items():
        if key in _ROLES:
            lines += _same_entities(f"{got.trigger.text}.{key}", value, got.fillers(key), found)
        elif key != "trigger" and (sorted(value) if key == "quantities" else value) != values[key]:
            lines.append(f"{got.trigger.text}.{key}: {value}, found {values[key]}")
    return lines


def _claims(row: dict[str, Any], found: Document) -> list[str]:
    if "claims" not in row:
        return []
    got = sorted(found.claims, key=lambda claim: claim.cue.start)
    if [claim["cue"] for claim in row["claims"]] != [claim.cue.text for claim in got]:
        return [f"cues {[claim['cue'] for claim in row['claims']]}, found {[claim.cue.text for claim in got]}"]
    lines = []
    for wanted, claim in zip(row["claims"], got, strict=True):
        about = [event.trigger.text for event in found.events if event.id in claim.about]
        values = {"cue": claim.cue.text, "act": claim.act, "content": claim.content.text if claim.content else None, "about": about}
        for key, value in wanted.items():
            if key in {"speakers", "via"}:
                lines += _same_entities(f"{claim.cue.text}.{key}", value, getattr(claim, key), found)
            elif value != values[key]:
                lines.append(f"{claim.cue.text}.{key}: {value!r}, found {values[key]!r}")
    return lines


def _attributions(row: dict[str, Any], found: Document) -> list[str]:
    if "attributions" not in row:
        return []
    got = [
        {
            "cue": each.cue.text,
            "act": each.act,
            "content": each.content.text if each.content else None,
            "speaker": each.speaker_span.text if each.speaker_span else None,
        }
        for each in found.attributions
    ]
    if len(got) != len(row["attributions"]):
        return [f"attributions {row['attributions']}, found {got}"]
    pairs = zip(row["attributions"], got, strict=True)
    return [f"attribution {wanted}, found {each}" for wanted, each in pairs if any(each[key] != value for key, value in wanted.items())]


def _relations(row: dict[str, Any], found: Document) -> list[str]:
    if "relations" not in row:
        return []
    got = {(_words(found, r.subject), r.predicate, _words(found, r.object)) for r in found.relations}
    missing = [w for w in row["relations"] if not any(w[0] in s and w[1] == p and w[2] in o for s, p, o in got)]
    extra = [g for g in got if not any(w[0] in g[0] and w[1] == g[1] and w[2] in g[2] for w in row["relations"])]
    shown = sorted((sorted(s), p, sorted(o)) for s, p, o in extra)
    return [f"relation {w} missing" for w in missing] + [f"relation {each} not stated" for each in shown]


def _same_entities(where: str, wanted: list[str], got: tuple[str, ...], found: Document) -> list[str]:
    """Compare words with entities: each word must be a mention of one of them, and each of them be meant."""
    words = [_words(found, id) for id in got]
    missing = [word for word in wanted if not any(word in each for each in words)]
    extra = [sorted(each) for each in words if not any(word in each for word in wanted)]
    return [f"{where}: {wanted}, found {[sorted(each) for each in words]}"] if missing or extra else []


def _words(found: Document, id: str) -> frozenset[str]:
    return frozenset(mention.span.text for mention in found.entity(id).mentions)

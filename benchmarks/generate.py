"""A number of articles in, a made-up dataset in the project's vocabulary out: articles that tell of the same events and disagree.

The articles are written sentence by sentence, and go through the project's own writer, so that the dataset has the shape of a real one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from pyoxigraph import Literal, NamedNode, Quad

from kg.gazetteer import Gazetteer
from kg.graph.namespaces import RDF_TYPE, RDFS_LABEL, entity_iri, expand, graph_iri, lineage
from kg.graph.provenance import Provenance
from kg.graph.writer import quads as write_quads
from kg.model import (
    Argument,
    Article,
    ArticleEntity,
    Claim,
    Contradiction,
    Document,
    Entity,
    Event,
    EventMention,
    Mention,
    Quantity,
    Relation,
    Sentence,
    Span,
    World,
)

_FACILITIES = ("OilField", "MilitaryBase", "Airbase", "City", "GasField", "BorderCrossing")
_ACTORS = ("ArmedGroup", "MilitaryForce", "State", "Organization", "Person", "Government")
_EVENTS = ("RocketAttack", "DroneAttack", "Airstrike", "ConvoyMovement", "Bombing", "ArmedClash", "Deployment", "MortarAttack")
_ACTS = ("assert", "assert", "assert", "deny", "accuse", "announce", "attribute")
_RELATIONS = ("controls", "backs", "memberOf", "stationedAt", "leads")
_STATUSES = ("asserted", "asserted", "disputed", "alleged", "denied")
_FIRST_DAY = date(2020, 1, 1)
EVENTS_PER_ARTICLE = 5


@dataclass(frozen=True)
class Thing:
    """A made-up actor or place."""

    id: str
    type: str
    label: str


@dataclass(frozen=True)
class Happening:
    """What happens, before anybody writes about it."""

    number: int
    type: str
    target: Thing
    attacker: Thing | None
    day: date | None
    status: str

    @property
    def id(self) -> str:
        """The canonical event's id."""
        return f"event-{self.number:05}"

    @property
    def edtf(self) -> str | None:
        """The day in EDTF, for nine of ten."""
        return str(self.day) if self.day else None

    @property
    def is_move(self) -> bool:
        """Whether something moves, rather than is attacked."""
        return self.type in ("ConvoyMovement", "Deployment")


PLACES = (
    Thing("al-omar-oil-field", "OilField", "Al-Omar oil field"),
    *(Thing(f"place-{i}", _FACILITIES[i % len(_FACILITIES)], f"Place {i}") for i in range(1, 80)),
)
ACTORS = (
    Thing("syrian-democratic-forces", "ArmedGroup", "Syrian Democratic Forces"),
    *(Thing(f"actor-{i}", _ACTORS[i % len(_ACTORS)], f"Actor {i}") for i in range(1, 80)),
)


@dataclass
class Draft:
    """An article being written: its text so far, and what each stretch of it says."""

    id: str
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    mentions: dict[Thing, list[Mention]] = field(default_factory=dict)
    events: list[EventMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def say(self, *words: str) -> list[Span]:
        """Write a sentence of these pieces; give the span of each."""
        spans = []
        begin = len(self.text)
        for word in words:
            spans.append(Span(len(self.text), len(self.text) + len(word), word))
            self.text += word + " "
        self.text = self.text.rstrip() + ". "
        end = len(self.text) - 1
        self.sentences.append(Sentence(Span(begin, end, self.text[begin:end]), len(self.sentences) // 3))
        return spans

    def mention(self, thing: Thing, span: Span) -> None:
        """Note that the words of a span stand for a thing."""
        self.mentions.setdefault(thing, []).append(Mention(span, "name", "made-up", 0.9))


def generate(articles: int, seed: int = 0) -> list[Quad]:
    """Make the dataset of so many articles: about 300 quads each."""
    chance = random.Random(seed)
    happenings = [_happen(number, chance) for number in range(max(articles * 2, EVENTS_PER_ARTICLE))]
    documents = [_write(number, happenings, articles, chance) for number in range(articles)]
    world = _fuse(documents, happenings)
    quads = write_quads(documents, world, Gazetteer({}), provenance=Provenance("made-up"))
    return quads + list(_gazetteer(chance))


def _happen(number: int, chance: random.Random) -> Happening:
    attacker = chance.choice(ACTORS) if chance.random() < 0.6 else None
    day = _FIRST_DAY + timedelta(days=chance.randrange(1500)) if chance.random() < 0.9 else None
    return Happening(number, chance.choice(_EVENTS), chance.choice(PLACES), attacker, day, chance.choice(_STATUSES))


def _write(number: int, happenings: list[Happening], articles: int, chance: random.Random) -> Document:
    """Write one article about some neighbouring happenings."""
    draft = Draft(hashlib.sha256(str(number).encode()).hexdigest()[:16])
    start = number * (len(happenings) - EVENTS_PER_ARTICLE) // max(articles, 1)
    for position, happening in enumerate(happenings[start : start + EVENTS_PER_ARTICLE]):
        _tell(draft, f"e{position}", happening, chance)
    for _ in range(2):
        _relate(draft, chance)
    return _document(draft, number)


def _tell(draft: Draft, id: str, happening: Happening, chance: random.Random) -> None:
    """Tell of a happening, and who says or denies it."""
    count = chance.randrange(1, 30)
    doer = happening.attacker or Thing("unknown", "", "Somebody")
    place, day = happening.target.label, happening.edtf
    words = draft.say(doer.label, "carried out", "the event", "with", f"{count} rockets", "at", place, "on", day or "some day")
    draft.mention(happening.target, words[6])
    arguments = [Argument("destination" if happening.is_move else "targets", happening.target.id, words[6], "made-up", 0.8)]
    if happening.attacker:
        draft.mention(happening.attacker, words[0])
        arguments.append(Argument("agents", happening.attacker.id, words[0], "made-up", 0.7))
    role = chance.choice(("munitions", "killed", "injured")) if not happening.is_move else "vehicles"
    quantities = (Quantity(role, count, "at-least", count, None if count % 2 else count, words[4]),)
    answers = (draft.events[-1].id,) if draft.events and chance.random() < 0.15 else ()
    draft.events.append(
        EventMention(
            id,
            happening.type,
            happening.status,
            (words[2],),
            tuple(arguments),
            (words[4],),
            quantities,
            day,
            words[8] if day else None,
            retaliation_for=answers,
            rule="made-up",
            confidence=0.9,
        )
    )
    for _ in range(chance.randrange(1, 3)):
        _claim(draft, id, chance)


def _claim(draft: Draft, event: str, chance: random.Random) -> None:
    speaker, via = chance.sample(ACTORS, 2)
    words = draft.say(speaker.label, "said that", f"what happened on day {chance.randrange(1000)} is so", "as", via.label, "reports")
    draft.mention(speaker, words[0])
    draft.mention(via, words[4])
    through = (via.id,) if chance.random() < 0.4 else ()
    content, about = words[2] if chance.random() < 0.9 else None, (event,) if chance.random() < 0.9 else ()
    id = f"c{len(draft.claims)}"
    draft.claims.append(Claim(id, (speaker.id,), words[1], chance.choice(_ACTS), content, through, about, words[0], "made-up", 0.8))


def _relate(draft: Draft, chance: random.Random) -> None:
    predicate = chance.choice(_RELATIONS)
    one = chance.choice(ACTORS)
    other = chance.choice(PLACES) if predicate in ("controls", "stationedAt") else chance.choice(ACTORS)
    words = draft.say(one.label, "is related to", other.label)
    draft.mention(one, words[0])
    draft.mention(other, words[2])
    draft.relations.append(Relation(one.id, predicate, other.id, words[1], "made-up", 0.6))


def _document(draft: Draft, number: int) -> Document:
    text = draft.text
    article = Article(
        draft.id,
        f"{number:05}.txt",
        text,
        0,
        len(text),
        hashlib.sha256(text.encode()).hexdigest(),
        f"Article {number}" if number % 7 != 2 else None,
        f"Outlet {number % 20}" if number % 7 != 3 else None,
        str(_FIRST_DAY + timedelta(days=number % 1500)) if number % 7 != 4 else None,
    )
    entities = tuple(ArticleEntity(thing.id, thing.type, thing.label, tuple(found)) for thing, found in draft.mentions.items())
    return Document(article, tuple(draft.sentences), entities, (), tuple(draft.events), tuple(draft.claims), tuple(draft.relations))


def _fuse(documents: list[Document], happenings: list[Happening]) -> World:
    """The world as it is: nothing has to be guessed, since every happening is known."""
    members: dict[str, list[tuple[str, str]]] = {}
    entity_of = {(d.article.id, e.id): e.id for d in documents for e in d.entities}
    for key, id in entity_of.items():
        members.setdefault(id, []).append(key)
    things = {thing.id: thing for thing in (*PLACES, *ACTORS)}
    entities = tuple(Entity(id, things[id].type, things[id].label, tuple(members[id]), link=id) for id in sorted(members))
    told: dict[str, list[tuple[str, str]]] = {}
    for number, document in enumerate(documents):
        start = number * (len(happenings) - EVENTS_PER_ARTICLE) // max(len(documents), 1)
        for position, event in enumerate(document.events):
            told.setdefault(happenings[start + position].id, []).append((document.article.id, event.id))
    known = {happening.id: happening for happening in happenings}
    events = tuple(_event(known[id], tuple(keys)) for id, keys in sorted(told.items()))
    event_of = {key: event.id for event in events for key in event.members}
    return World(entities, events, (), tuple(_contradict(events)), entity_of, event_of)


def _event(happening: Happening, members: tuple[tuple[str, str], ...]) -> Event:
    label = f"{happening.type}, {happening.target.label}, {happening.edtf or 'on an unknown day'}"
    return Event(happening.id, happening.type, label, happening.status, members, happening.edtf)


def _contradict(events: tuple[Event, ...]) -> Iterator[Contradiction]:
    for event in events:
        if event.status == "disputed" and len(event.members) > 1:
            yield Contradiction("figure", event.id, event.members[0], event.members[1], "The figures differ.")


def _gazetteer(chance: random.Random) -> Iterator[Quad]:
    """Give the places coordinates, somewhere within two degrees of the default of `near-point`."""
    graph = graph_iri("gazetteer")
    for thing in PLACES:
        node = entity_iri(thing.id)
        for type in lineage(thing.type):
            yield Quad(node, RDF_TYPE, type, graph)
        yield Quad(node, RDFS_LABEL, Literal(thing.label, language="en"), graph)
        yield Quad(node, expand("wgs:lat"), _decimal(33.1 + chance.randrange(4000) / 1000), graph)
        yield Quad(node, expand("wgs:long"), _decimal(38.5 + chance.randrange(4000) / 1000), graph)
        yield Quad(node, expand("kg:precision"), Literal(2000), graph)


def _decimal(value: float) -> Literal:
    return Literal(f"{value:.3f}".rstrip("0").rstrip("."), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))

"""Two invented articles about one rocket attack, as extraction and fusion would give them: what the tests of the graph are made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pyoxigraph import Quad

from kg.gazetteer import Gazetteer, entity_classes, parse
from kg.graph.provenance import Provenance
from kg.graph.writer import quads as write
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
    Judgement,
    Match,
    Mention,
    Quantity,
    Relation,
    Sentence,
    Span,
    World,
)
from kg.resources import ontology_text

FIRST = (
    "Rockets hit camp near Hajin\n"
    "HAJIN, May 3, 2022 - At least three rockets struck Camp Falcon in Hajin on Monday, a spokesman for the River Brigade told Furat Wire.\n"
    "The Red Militia, backed by Iran, denied that it “attacked” the camp. Two guards were wounded."
)
SECOND = (
    "The camp at Hajin was shelled, residents said.\r\nNo rockets were fired at Camp\u00a0Falcon, the coalition tweeted 🚀 in May 2022."
)


def article(text: str, **known: object) -> Article:
    """An article that is a whole file."""
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    fields: dict[str, object] = {"id": sha256[:16], "file": "first.txt", "text": text, "start": 0, "end": len(text), "sha256": sha256}
    return Article(**{**fields, **known})  # type: ignore[arg-type]


def find(text: str, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of some words."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words), words)


def within(text: str, context: str, words: str) -> Span:
    """Some words at their first occurrence within other words."""
    at = text.index(context) + context.index(words)
    return Span(at, at + len(words), words)


def sentences(text: str) -> tuple[Sentence, ...]:
    """One sentence a line."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        spans.append(Span(at, at + len(words), words))
        at += len(line)
    return tuple(Sentence(span, paragraph) for paragraph, span in enumerate(spans))


def entity(text: str, id: str, type: str, words: str, kind: str = "name", **known: object) -> ArticleEntity:
    """An entity of one article with one mention."""
    mention = Mention(find(text, words), kind, "gazetteer", 0.9)
    return ArticleEntity(id, type, words, (mention,), **known)  # type: ignore[arg-type]


def first() -> Document:
    """The first article: three rockets, a spokesman who says so and a militia that denies it."""
    text = FIRST
    attack = EventMention(
        "e1",
        "RocketAttack",
        "disputed",
        (find(text, "struck"), find(text, "hit"), find(text, "attacked")),
        (
            Argument("targets", "camp-falcon", find(text, "Camp Falcon"), "subject-of-passive", 0.8),
            Argument("location", "hajin", find(text, "Hajin", 1), "prepositional"),
            Argument("agents", "red-militia", within(text, "that it “", "it")),
        ),
        instruments=(find(text, "rockets"),),
        quantities=(
            Quantity("munitions", 3, "at-least", 3, None, find(text, "At least three rockets")),
            Quantity("injured", 2, "exact", 2, 2, find(text, "Two guards")),
        ),
        date="2022-05-02",
        date_span=find(text, "on Monday"),
        rule="frame",
        confidence=0.75,
    )
    return Document(
        article(
            text,
            outlet="Furat Wire",
            date="2022-05-03",
            date_span=find(text, "May 3, 2022"),
            title=text.splitlines()[0],
            title_span=find(text, text.splitlines()[0]),
        ),
        sentences(text),
        (
            entity(text, "camp-falcon", "MilitaryBase", "Camp Falcon"),
            entity(text, "hajin", "City", "HAJIN"),
            entity(text, "spokesman", "Person", "a spokesman", "nominal", is_named=False),
            entity(text, "river-brigade", "ArmedGroup", "River Brigade"),
            entity(text, "furat-wire", "MediaOutlet", "Furat Wire"),
            entity(text, "red-militia", "ArmedGroup", "Red Militia"),
            entity(text, "iran", "State", "Iran", link="iran"),
        ),
        events=(attack,),
        claims=(
            Claim(
                "c1",
                ("spokesman",),
                find(text, "told"),
                "assert",
                find(text, "At least three rockets struck Camp Falcon in Hajin on Monday"),
                ("furat-wire",),
                ("e1",),
                rule="cue",
            ),
            Claim(
                "c2",
                ("red-militia",),
                find(text, "denied"),
                "deny",
                find(text, "it “attacked” the camp"),
                about=("e1",),
                speaker_span=find(text, "The Red Militia"),
            ),
        ),
        relations=(Relation("iran", "backs", "red-militia", find(text, "The Red Militia, backed by Iran")),),
    )


def second() -> Document:
    """The second article: another outlet, other words, a denial."""
    text = SECOND
    shelling = EventMention(
        "e1",
        "Shelling",
        "asserted",
        (find(text, "shelled"),),
        (Argument("targets", "camp", find(text, "camp")),),
        date="2022-05~",
        date_span=find(text, "May 2022"),
        retaliation_for=("e2",),
    )
    fired = EventMention(
        "e2",
        "RocketAttack",
        "denied",
        (find(text, "fired"),),
        (Argument("targets", "camp", find(text, "Camp\u00a0Falcon")),),
        is_aggregate=True,
    )
    return Document(
        article(text, file="second.txt", date="2022-05~", url="https://news.example/2"),
        sentences(text),
        (
            entity(text, "camp", "MilitaryBase", "The camp", "nominal"),
            entity(text, "residents", "PopulationGroup", "residents", "nominal", is_named=False),
            entity(text, "coalition", "MilitaryForce", "the coalition"),
        ),
        events=(shelling, fired),
        claims=(
            Claim("c1", ("residents",), find(text, "said"), "assert", find(text, "The camp at Hajin was shelled"), about=("e1",)),
            Claim(
                "c2", ("coalition",), find(text, "tweeted"), "deny", find(text, "No rockets were fired at Camp\u00a0Falcon"), about=("e2",)
            ),
        ),
    )


def world(one: Document, two: Document) -> World:
    """The world of the two articles: their camps are one, their rocket attacks are one."""
    a, b = one.article.id, two.article.id
    same = {(b, "camp"): "camp-falcon"}
    entity_of = {(d.article.id, e.id): same.get((d.article.id, e.id), e.id) for d in (one, two) for e in d.entities}
    event_of = {
        (a, "e1"): "rocket-attack-camp-falcon-2022-05-02",
        (b, "e1"): "shelling-camp-falcon-2022-05",
        (b, "e2"): "rocket-attack-camp-falcon-2022-05-02",
    }
    types = {e.id: e for d in (two, one) for e in d.entities}
    return World(
        entities=tuple(
            Entity(
                slug,
                types[slug].type,
                types[slug].name,
                tuple(sorted(k for k, v in entity_of.items() if v == slug)),
                types[slug].link,
                ("hajin-yemen",) if slug == "hajin" else (),
            )
            for slug in sorted(set(entity_of.values()))
        ),
        events=(
            Event(
                "rocket-attack-camp-falcon-2022-05-02",
                "RocketAttack",
                "Rocket attack, Camp Falcon, 2022-05-02",
                "disputed",
                ((a, "e1"), (b, "e2")),
                "2022-05-02",
                True,
            ),
            Event("shelling-camp-falcon-2022-05", "Shelling", "Shelling, Camp Falcon, 2022-05", "asserted", ((b, "e1"),), "2022-05~"),
        ),
        judgements=(
            Judgement("entity", (a, "iran"), ("gazetteer", "iran"), "same", 1.0),
            Judgement(
                "event",
                (a, "e1"),
                (b, "e2"),
                "same",
                0.85,
                (Match("target", 1.0, 0.5, "Both name Camp Falcon as target."), Match("date", 0.7, 0.5, "The dates overlap.")),
            ),
            Judgement("event", (a, "e1"), (b, "e1"), "different", -0.5, by="an analyst"),
        ),
        contradictions=(
            Contradiction(
                "occurrence",
                "rocket-attack-camp-falcon-2022-05-02",
                (a, "c1"),
                (b, "c2"),
                "A spokesman affirms it, the coalition denies it.",
            ),
        ),
        entity_of=entity_of,
        event_of=event_of,
    )


GAZETTEER = """
@prefix kg: <https://w3id.org/conflict-kg/ontology#> .
@prefix id: <https://w3id.org/conflict-kg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .

id:iran a kg:State ; rdfs:label "Iran"@en ; skos:altLabel "Islamic Republic of Iran"@en ; kg:demonym "Iranian" ; kg:capital id:tehran ;
    kg:countryCode "IR" ; kg:countryCode3 "IRN" ; wgs:lat 32.50 ; wgs:long 53.0 ; kg:precision 500000 ;
    dct:source "Invented" ; dct:license "CC0-1.0" ; kg:curation kg:curation-generated .
id:tehran a kg:City ; rdfs:label "Tehran"@en ; kg:country id:iran ; wgs:lat 35.7 ; wgs:long 51.4 ; kg:precision 15000 ; kg:population 8700000 ;
    dct:source "Invented" ; dct:license "CC0-1.0" ; kg:curation kg:curation-generated .
id:hajin-yemen a kg:City ; rdfs:label "Hajin (Yemen)"@en ; dct:source "Invented" ; dct:license "CC0-1.0" ; kg:curation kg:curation-researched .
id:furat-wire a kg:MediaOutlet ; rdfs:label "Furat Wire"@en ; kg:abbreviation "FW" ; kg:owner id:iran ;
    dct:source "Invented" ; dct:license "CC0-1.0" ; kg:curation kg:curation-researched .
id:elsewhere a kg:City ; rdfs:label "Elsewhere"@en ; dct:source "Invented" ; dct:license "CC0-1.0" ; kg:curation kg:curation-researched .
"""


def gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of the invented things."""
    path = folder / "invented.ttl"
    path.write_text(GAZETTEER, encoding="utf-8")
    return parse((path,), (), entity_classes(ontology_text()))


def quads(folder: Path, *, with_text: bool = True) -> list[Quad]:
    """The whole dataset of the two articles."""
    one, two = first(), second()
    made_with = Provenance(version="1.2.3", digests={"invented.ttl": "ab" * 32})
    return write((one, two), world(one, two), gazetteer(folder), with_text=with_text, provenance=made_with)

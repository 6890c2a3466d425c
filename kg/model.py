"""The nouns of the project: what an article says (text layer) and what the articles together are about (world layer).

Every value is immutable. Every fact of the text layer carries spans: half-open character offsets into the untouched text
of the article's file, so that ``article.text[span.start:span.end] == span.text`` always holds.

Types, roles, acts, statuses and predicates are plain strings: local names of terms of `ontology.ttl`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# --- text layer: what one article says, and where -------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` up to but not including ``end`` of an article's file, and the words that stand there."""

    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character.

        >>> Span(0, 4, "Iraq").overlaps(Span(3, 6, "q a"))
        True
        """
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article: a stretch (``start`` to ``end``) of a file's text, and what is known of its publication.

    ``text`` is the text of the *whole file*; a file may hold several articles, and offsets always count from the file's start.
    """

    id: str  # content-based: sha256 of the file's text, 16 hex digits; ".2", ".3" for further articles of one file
    file: str  # the file's name, without folders
    text: str
    start: int
    end: int
    sha256: str  # of the whole file's text, in UTF-8
    title: str | None = None
    outlet: str | None = None
    date: str | None = None  # EDTF; None if not known
    url: str | None = None
    date_span: Span | None = None  # the dateline that gave the date, if the text did
    title_span: Span | None = None
    furniture: tuple[Span, ...] = ()  # page furniture: navigation, related headlines, comment forms. Never read as news

    def span(self, start: int, end: int) -> Span:
        """Give the span of these offsets with its words."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``paragraph`` counts from 0; ``is_title`` for headlines."""

    span: Span
    paragraph: int = 0
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that stands for an entity: a name, a noun phrase ("the base") or an adjective ("Iranian missiles")."""

    span: Span
    kind: str  # "name", "nominal" or "adjective"
    rule: str = ""
    confidence: float = 1.0
    use: str | None = None  # of a State: "place", "actor" or "nationality"


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """All mentions of one thing in one article: mentions that corefer, their type, and the gazetteer entry if there is just one."""

    id: str  # readable slug, unique in the document
    type: str  # leaf class, such as "ArmedGroup"
    name: str  # neutral name: the gazetteer's label, else the fullest mention
    mentions: tuple[Mention, ...]
    link: str | None = None  # id of a gazetteer entry
    candidates: tuple[str, ...] = ()  # gazetteer ids it might be, where there are several
    is_named: bool = True  # False: an unnamed thing ("local sources", "militants")
    pronouns: tuple[Span, ...] = ()  # what stands for it without being a mention: "he", "the group" where it fills no slot


@dataclass(frozen=True, slots=True)
class Thing:
    """A span that is no entity but worth finding: "two", "mortar", "armored vehicle", "$5 million"."""

    span: Span
    type: str  # "Weapon", "Vehicle", "MilitaryPlatform", "Nationality", "Quantity", "Money" or "Url"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: its words, its TIMEX3 kind and value, and its EDTF value where it could be resolved."""

    span: Span
    kind: str  # "DATE", "TIME", "DURATION" or "SET"
    value: str | None = None  # TIMEX3
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place name, also one inside a longer mention ("US" in "US soldier"), and its gazetteer entry where only one can be meant."""

    span: Span
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of an event: ``low <= n``, and ``n <= high`` unless ``high`` is None."""

    role: str  # "munitions", "killed", "injured", "vehicles", ...
    value: int
    qualifier: str  # "exact", "at-least", "at-most", "about", "more-than", "nearly"
    low: int
    high: int | None
    span: Span
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity in a role of an event, and the mention that fills it."""

    role: str  # "agents", "targets", "location", "origin", "destination", "via"
    entity: str  # ArticleEntity.id
    span: Span
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one article tells it: all its tellings (``triggers``, the first is the main one), roles, figures and date."""

    id: str
    type: str  # leaf class, such as "RocketAttack"
    status: str  # "asserted", "disputed", "denied", "alleged" or "planned"
    triggers: tuple[Span, ...]
    arguments: tuple[Argument, ...] = ()
    instruments: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    date: str | None = None  # EDTF
    date_span: Span | None = None
    is_aggregate: bool = False
    retaliation_for: tuple[str, ...] = ()  # EventMention ids
    rule: str = ""
    confidence: float = 1.0
    acled: str | None = None  # name of its ACLED sub-event type, such as "Armed clash"
    objects: tuple[Span, ...] = ()  # what was hit or taken and is no entity: "two vehicles"
    attribution: tuple[tuple[str, str], ...] = ()  # doer (its id) and how sure its part is: "claimed", "suspected"
    date_rule: str = ""
    date_confidence: float = 1.0
    kind: str = ""  # our class above `type`, where that is a class of one's own

    @property
    def trigger(self) -> Span:
        """The main trigger."""
        return self.triggers[0]

    def fillers(self, role: str) -> tuple[str, ...]:
        """The ids of the entities in a role, in order, each once."""
        return tuple(dict.fromkeys(a.entity for a in self.arguments if a.role == role))


@dataclass(frozen=True, slots=True)
class Claim:
    """A speech act that an article reports: who says it (``speakers``), through whom (``via``), in which words."""

    id: str
    speakers: tuple[str, ...]  # ArticleEntity ids
    cue: Span
    act: str  # "assert", "deny", "accuse", "announce", "demand", "claim-responsibility", "warn", "estimate", "condemn", "attribute"
    content: Span | None = None
    via: tuple[str, ...] = ()  # ArticleEntity ids, nearest the speaker first
    about: tuple[str, ...] = ()  # EventMention ids
    speaker_span: Span | None = None  # the words beside the cue that stand for the speaker, also a pronoun
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation between two entities, such as (us, backs, sdf), and the words that state it."""

    subject: str  # ArticleEntity.id
    predicate: str  # "controls", "backs", "memberOf", "locatedIn", "leads", "spokespersonOf", "stationedAt"
    object: str  # ArticleEntity.id
    span: Span
    rule: str = ""
    confidence: float = 1.0
    more_spans: tuple[Span, ...] = ()  # further words that state it


@dataclass(frozen=True, slots=True)
class Document:
    """What one article says: the result of extraction."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[ArticleEntity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    things: tuple[Thing, ...] = ()
    attributions: tuple[Claim, ...] = ()  # what is no speech act, or of nobody named: what somebody wants or thinks, "is said to"
    places: tuple[PlaceName, ...] = ()

    def entity(self, id: str) -> ArticleEntity:
        """Give the entity of that id (KeyError if there is none)."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)


# --- reference data -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One entry of the gazetteer: a real-world thing under a neutral name, with every spelling it goes by."""

    id: str  # slug: the local part of its IRI
    type: str
    label: str
    names: tuple[str, ...] = ()  # label first, then aliases and spellings
    abbreviations: tuple[str, ...] = ()  # matched with their case
    demonyms: tuple[str, ...] = ()  # "Syrian", "Syrians" (states, regions)
    country: str | None = None  # id of a State
    located_in: str | None = None  # id of a Region, City or State
    capital: str | None = None  # id of a City (states)
    member_of: tuple[str, ...] = ()  # parents: "part of"
    backed_by: tuple[str, ...] = ()
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    precision: int | None = None  # metres
    population: int | None = None
    wikidata: str | None = None
    geonames: str | None = None


# --- world layer: what the articles together are about --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entity:
    """A canonical entity: which article entities are it, and the gazetteer entry if it has one."""

    id: str  # slug: the local part of its IRI; the gazetteer's where linked
    type: str
    label: str
    members: tuple[tuple[str, str], ...]  # (Article.id, ArticleEntity.id)
    link: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A canonical event: the event mentions, of one or more articles, that are told of it."""

    id: str  # readable slug, e.g. "rocket-attack-al-omar-oil-field-2021-07-04"
    type: str
    label: str  # neutral, e.g. "Rocket attack, Al-Omar oil field, 2021-07-04"
    status: str
    members: tuple[tuple[str, str], ...]  # (Article.id, EventMention.id)
    date: str | None = None  # EDTF: the most precise one that all dated members allow
    is_aggregate: bool = False
    origins: tuple[Origin, ...] = ()  # whose word it is that it happened


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """An independent origin of an account: voices that are not known to be independent of one another are one."""

    voices: tuple[str, ...]  # ids of entities; "name:..." for an outlet that has none; "article:..." where nobody is named
    articles: tuple[str, ...]  # Article ids through which it is heard


@dataclass(frozen=True, slots=True)
class Interest:
    """A claim whose source has a part in the event that it is about."""

    claim: tuple[str, str]  # (Article.id, Claim.id)
    participant: str  # Entity.id
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """One feature of a comparison: its weight times its value is its part of the score; ``reason`` says it in a sentence."""

    feature: str
    value: float
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on two things being the same, and why."""

    kind: str  # "entity" or "event"
    left: tuple[str, str]  # (Article.id, ArticleEntity.id or EventMention.id)
    right: tuple[str, str]  # the same, or ("gazetteer", entry id)
    decision: str  # "same", "different" or "unsure"
    score: float
    matches: tuple[Match, ...] = ()
    by: str = "rule"  # who decided: "rule" or an analyst


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims, or figures, about one event that cannot both be right."""

    kind: str  # "occurrence", "attacker", "figure", "date", "place", "means"
    event: str  # Event.id
    left: tuple[str, str]  # (Article.id, Claim.id or EventMention.id)
    right: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class World:
    """What all documents together are about: the result of fusion."""

    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    entity_of: dict[tuple[str, str], str] = field(default_factory=dict)  # (Article.id, ArticleEntity.id) -> Entity.id
    event_of: dict[tuple[str, str], str] = field(default_factory=dict)  # (Article.id, EventMention.id) -> Event.id
    interests: tuple[Interest, ...] = ()

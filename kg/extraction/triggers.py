"""A parsed article in, event candidates out: the words that name an event which took place, is planned, alleged or denied.

A light verb ("carried out a strike", "came under attack") leaves the naming to its noun; a verb that tells what an event did
("an attack killing ten") is no event of its own; what is negated, only possible or only demanded is none at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.lexicon import EventWord
from kg.extraction.parsed import ARMED, FACILITIES, PLACES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_HITTABLE = ARMED | FACILITIES | {"Person", "PopulationGroup", "City", "Company"}
_TANGIBLE = frozenset(
    [
        "truck",
        "vehicle",
        "bus",
        "car",
        "train",
        "ship",
        "vessel",
        "tanker",
        "convoy",
        "target",
        "house",
        "home",
        "building",
        "helicopter",
        "plane",
        "aircraft",
        "position",
        "tank",
        "patrol",
        "boat",
        "motorcade",
        "minibus",
        "motorcycle",
        "bunker",
        "tower",
        "line",
        "pylon",
    ]
)
_EMPTY = frozenset(
    [
        "operation",
        "activity",
        "campaign",
        "flight",
        "attempt",
        "mission",
        "program",
        "programme",
        "effort",
        "spree",
        "sortie",
        "incident",
        "exercise",
        "drill",
        "raid",
    ]
)
_PEOPLE = frozenset(
    [
        "people",
        "person",
        "civilian",
        "soldier",
        "man",
        "woman",
        "child",
        "girl",
        "boy",
        "worker",
        "policeman",
        "peasant",
        "journalist",
        "troop",
        "member",
        "officer",
        "priest",
        "student",
        "resident",
        "leader",
        "fighter",
        "militant",
    ]
)


@dataclass(slots=True, eq=False)
class Candidate:
    """A trigger and the verb that carries it, before roles."""

    token: Token
    word: EventWord
    type: str
    verb: Token | None  # the verb whose clause holds the arguments: the trigger itself, or its light verb
    light: str | None = None  # "doer", "hit", "effect", "claim" or "blame"
    first: int = -1  # first token of a trigger of several words
    last: int = -1
    weapons: list[Token] = field(default_factory=list)
    consequences: list[Token] = field(default_factory=list)
    modality: str = "asserted"  # "planned", "alleged", "negated", "hypothetical", "demanded"
    is_aggregate: bool = False


def find_triggers(parsed: ParsedArticle) -> list[Candidate]:
    """Give the event candidates in order of text."""
    found: dict[int, Candidate] = {}
    for token in parsed.doc:
        if token.i in found or token.is_punct or token.is_space or _is_in_name(parsed, token):
            continue
        candidate = _noun(parsed, token) if token.pos_ in {"NOUN", "PROPN"} else None
        if candidate is None and (
            token.pos_ in {"VERB"} or (token.pos_ in {"ADJ", "NOUN", "PROPN"} and token.tag_ in {"VBN", "VBG", "VBD"})
        ):
            candidate = _verb(parsed, token)
        if candidate is not None:
            found[token.i] = candidate
    candidates = list(found.values())
    candidates = _drop_consequences(parsed, candidates, found)
    return [c for c in candidates if c.token.i in found]


def _is_in_name(parsed: ParsedArticle, token: Token) -> bool:
    phrase = parsed.at.get(token.i)
    return phrase is not None and (phrase.kind != "nominal" or token.i == phrase.head)


# --- nouns -------------------------------------------------------------------------------------------------------------


def _noun(parsed: ParsedArticle, token: Token) -> Candidate | None:
    lemma = token.lemma_.lower()
    options: tuple[EventWord, ...] = ()
    first = token.i
    for n in (2, 1):
        start = token.i - n
        if start >= 0:
            phrase = parsed.doc[start : token.i + 1].text.lower()
            stem = f"{parsed.doc[start : token.i].text.lower()} {lemma}"
            if (
                lemma in parsed.lexicon.nouns
                and _weapon(parsed, parsed.doc[token.i - 1])
                and parsed.lexicon.nouns[lemma][0].type == "Attack"
            ):
                break  # the weapons before it decide: "rocket and missile attacks"
            options = parsed.lexicon.nouns.get(phrase) or parsed.lexicon.nouns.get(stem) or ()
            if options:
                first = start
                break
    if options and first < token.i and parsed.doc[first].lemma_.lower() in parsed.lexicon.nouns and lemma not in parsed.lexicon.nouns:
        return None  # "reconnaissance flights": the first word names it
    options = options or parsed.lexicon.nouns.get(lemma) or parsed.lexicon.nouns.get(token.lower_) or ()
    if not options or _is_modifier_noun(parsed, token) or (token.text in {"March", "May"} and token.ent_type_ == "DATE"):
        return None
    word = options[0]
    candidate = Candidate(token, word, word.type, None, first=first, last=token.i, is_aggregate=word.is_aggregate)
    candidate.weapons = _noun_weapons(parsed, token)
    empty = token.dep_ in {"compound", "amod", "nmod"} and token.head.lemma_.lower() in _EMPTY
    candidate.verb, candidate.light = _carrier(parsed, token.head if empty else token)
    if not _noun_is_event(parsed, candidate):
        return None
    return candidate


def _is_modifier_noun(parsed: ParsedArticle, token: Token) -> bool:
    """A noun before another noun names no event of its own ("attack helicopter", "war-torn"), unless that one is empty ("smuggling operation")."""
    if token.i + 1 < len(parsed.doc) and token.nbor().text == "-" and not token.whitespace_:
        return True
    if token.head.lemma_.lower() in _EMPTY:
        return token.lemma_.lower() in {"combat", "war", "conflict"}
    if any(p == "of" and o.lemma_.lower() in parsed.lexicon.nouns for p, o in syntax.prepositions(token)) and token.lemma_.lower() in {
        "campaign",
        "wave",
        "war",
        "barrage",
        "act",
    }:
        return True
    return (
        token.dep_ in {"compound", "nmod", "amod"}
        and token.head.i > token.i
        and token.head.i - token.i <= 3
        and token.head.pos_ in {"NOUN", "PROPN"}
    )


def _before(token: Token) -> list[Token]:
    """The modifiers before a noun, with what is coordinated with them: "drone and mortar attack"."""
    found = []
    stack = [c for c in token.children if c.i < token.i and c.dep_ in {"compound", "amod", "nmod", "conj", "npadvmod", "poss"}]
    while stack:
        t = stack.pop()
        if t not in found:
            found.append(t)
            stack += [c for c in t.children if c.dep_ in {"conj", "compound", "amod", "nmod"} and c.i < token.i]
    return sorted(found, key=lambda t: t.i)


def _noun_weapons(parsed: ParsedArticle, token: Token) -> list[Token]:
    """The weapons before an event noun, in the parse or side by side: "drone and mortar attack", "missile, rocket and drone attacks"."""
    found = {c.i: c for c in _before(token) if _weapon(parsed, c)}
    i = token.i - 1
    while i >= token.sent.start and (
        _weapon(parsed, parsed.doc[i]) or parsed.doc[i].lower_ in {"and", ",", "or", "cruise", "ballistic", "suicide", "artillery", "/"}
    ):
        if _weapon(parsed, parsed.doc[i]):
            found[i] = parsed.doc[i]
        i -= 1
    return [found[i] for i in sorted(found)]


def _weapon(parsed: ParsedArticle, token: Token) -> str | None:
    """The event type that a word for a weapon makes of an attack, "other" where it makes none, None where it is no weapon."""
    weapons = parsed.lexicon.weapons
    if token.i > 0 and (kind := weapons.get(f"{token.nbor(-1).lower_} {token.lower_}")):
        return kind
    return weapons.get(token.lower_) or weapons.get(token.lemma_.lower())


def _carrier(parsed: ParsedArticle, token: Token) -> tuple[Token | None, str | None]:
    """The light verb that carries an event noun, and how."""
    light = parsed.lexicon.tables["events"]["light"]
    node, head = token, token.head
    while node.dep_ == "conj" and head.i != node.i:
        node, head = head, head.head
    if (
        node.dep_ == "pobj"
        and head.lower_ == "of"
        and (head.head.lemma_.lower() in syntax.MEASURES or head.head.lower_ in {"campaign", "process", "act", "start", "conduct"})
    ):
        node, head = head.head, head.head.head
    while node.dep_ == "conj" and head.i != node.i:
        node, head = head, head.head
    if (
        node.dep_ == "pobj"
        and head.lower_ == "as"
        and head.head.lemma_ in {"describe", "call", "know", "dub"}
        and head.head.dep_ in {"ccomp", "acl", "pcomp"}
    ):
        node, head = head.head, head.head.head
        if head.lemma_.lower() in light["doer"] or syntax.particle_lemma(head) in light["doer"]:
            return head, "doer"
    lemma = syntax.particle_lemma(head) if head.pos_ in {"VERB", "AUX"} else ""
    base = head.lemma_.lower()
    if node.dep_ in {"dobj", "oprd"} or (node.dep_ == "nsubjpass" and head.pos_ == "VERB"):
        if lemma in light["doer"] or base in light["doer"]:
            return head, "doer"
        if base in light["hit"] and node.dep_ != "nsubjpass":
            return head, "hit"
    if node.dep_ == "nsubj" and head.pos_ == "VERB":
        return head, "effect"
    if node.dep_ == "pobj":
        above = head.head
        if head.lower_ in {"under", "to"} and (
            above.lemma_.lower() in light["hit"] or above.lemma_.lower() in {"come", "subject", "expose"}
        ):
            verb = above if above.pos_ in {"VERB", "AUX"} else above.head
            return verb, "hit"
        if head.lower_ in {"for", "in", "of", "behind"} and above.lemma_.lower() in {"responsibility", "credit"}:
            return syntax.clause_verb(above), "claim"
        if head.lower_ in {"for", "of", "over"} and above.lemma_.lower() in light["blame"]:
            return above, "blame"
        if head.lower_ in {"in", "by", "during", "with"} and above.pos_ == "VERB":
            return above, "means"
    return None, None


def _noun_is_event(parsed: ParsedArticle, candidate: Candidate) -> bool:
    token, needs = candidate.token, candidate.word.needs
    if token.lemma_.lower() == "training":
        return (token.head.lemma_.lower() in _EMPTY and token.dep_ in {"compound", "amod", "nmod"}) or any(
            p in {"with", "of", "for"} for p, _ in syntax.prepositions(token)
        )
    owned = any(c.i in parsed.at for c in _before(token))
    related = [parsed.at.get(h.i) for _, o in syntax.prepositions(token) for h in syntax.noun_heads(o)]
    if needs == "oil":
        return _is_oil(parsed, token) or any(_is_goods(parsed, o, "oil") for _, o in syntax.prepositions(token))
    if needs == "company":
        return candidate.light == "doer" or any(p and p.type in {"Company", "State", "ArmedGroup"} for p in related)
    if needs == "place-object":
        return any(p and p.type in FACILITIES | PLACES for p in related)
    if needs == "force":
        return (
            owned
            or candidate.light is not None
            or any(p and p.type in ARMED | {"State"} for p in related)
            or any(_weapon(parsed, o) for _, o in syntax.prepositions(token))
        )
    if needs == "actor":
        return (
            owned
            or candidate.light in {"doer"}
            or any(p and p.type in ARMED | {"State", "City", "Region"} for p in related)
            or candidate.is_aggregate
            or bool(_before(token))
        )
    if needs == "weapon":
        weapon = any(_weapon(parsed, o) for _, o in syntax.prepositions(token))
        return weapon and not (token.lemma_ == "engagement" and not weapon)
    if needs == "animate":
        return any(p and p.type in ARMED | {"Person", "PopulationGroup"} for p in related) or owned
    if token.lower_ in {"talks", "talk"}:
        return token.lower_ == "talks"
    if token.lemma_ in {"strike", "fall", "rally", "march", "capture", "contract"}:
        return (
            owned
            or bool(candidate.weapons)
            or bool(related)
            or candidate.light in {"doer", "effect", "hit", "means"}
            or any(c.dep_ == "det" for c in token.children)
            or token.tag_ == "NNS"
        )
    return True


def _is_oil(parsed: ParsedArticle, token: Token) -> bool:
    return any(_is_goods(parsed, c, "oil") for c in _before(token))


def _is_goods(parsed: ParsedArticle, token: Token, kind: str) -> bool:
    words = parsed.lexicon.words("events", "goods", kind)
    return any(
        h.lower_ in words
        or h.lemma_.lower() in words
        or any(c.lower_ in words for c in h.children if c.dep_ in {"compound", "amod", "conj"})
        for h in syntax.noun_heads(token)
    )


# --- verbs -------------------------------------------------------------------------------------------------------------


def _verb(parsed: ParsedArticle, token: Token) -> Candidate | None:
    lemma = syntax.particle_lemma(token)
    options = (
        parsed.lexicon.verbs.get(lemma) or parsed.lexicon.verbs.get(_with_object(token)) or parsed.lexicon.verbs.get(token.lemma_.lower())
    )
    if not options or (token.dep_ in {"amod", "compound"} and token.tag_ != "VBN"):
        return None
    for word in options:
        candidate = Candidate(token, word, word.type, token, first=token.i, last=token.i)
        candidate.weapons = _verb_weapons(parsed, token)
        if _verb_is_event(parsed, candidate):
            return candidate
    return None


def _with_object(token: Token) -> str:
    """ "take control", "exchange fire", "take hostage": the verb with its bare object."""
    bare = next((c for c in token.children if c.dep_ in {"dobj", "oprd"} and c.i > token.i), None)
    return f"{token.lemma_.lower()} {bare.lower_}" if bare is not None else ""


def _verb_weapons(parsed: ParsedArticle, verb: Token) -> list[Token]:
    subject, agent = syntax.grammatical_subject(verb), syntax.agent_of(verb)
    places = [*syntax.patients_of(verb), *(t for t in (subject, agent) if t is not None)]
    places += [o for p, o in syntax.prepositions(verb) if p in {"with", "by", "using"}]
    places += [c for v in verb.children if v.lemma_ == "use" and v.dep_ in {"advcl", "xcomp"} for c in v.children if c.dep_ == "dobj"]
    found: list[Token] = []
    for place in places:
        found += [h for h in syntax.noun_heads(place) if _weapon(parsed, h) and h not in found]
    return found


def _verb_is_event(parsed: ParsedArticle, candidate: Candidate) -> bool:
    verb, needs, weapons = candidate.token, candidate.word.needs, candidate.weapons
    if needs is None:
        return True
    objects = [h for o in syntax.patients_of(verb) for h in syntax.noun_heads(o)]
    phrases = [p for p in (parsed.at.get(o.i) for o in objects) if p is not None]
    agent = syntax.agent_of(verb)
    doers = [p for p in (parsed.at.get(h.i) for h in (syntax.noun_heads(agent) if agent is not None else [])) if p is not None]
    event_subject = agent is not None and agent.lemma_.lower() in parsed.lexicon.nouns
    if needs == "hostile":
        hit = any(p.type in _HITTABLE for p in phrases) or any(o.lemma_.lower() in _TANGIBLE for o in objects) or event_subject
        return hit or bool(weapons and (phrases or not objects))
    if needs == "weapon-subject":
        subject = syntax.grammatical_subject(verb)
        return subject is not None and any(_weapon(parsed, h) not in {None, "other"} for h in syntax.noun_heads(subject))
    if needs == "weapon":
        return any(_weapon(parsed, o) for o in objects) or (
            verb.lemma_ in {"fire", "shoot"} and any(p in {"on", "at"} for p, _ in syntax.prepositions(verb))
        )
    if needs == "animate":
        return any(p.type in ARMED | {"Person", "PopulationGroup"} for p in phrases) or any(
            o.lemma_.lower() in _PEOPLE or o.pos_ == "NUM" or o.ent_type_ == "PERSON" for o in objects
        )
    if needs == "actor":
        return any(p.type in ARMED | {"State"} for p in (*phrases, *doers)) and not (verb.lemma_ == "fight" and verb.dep_ == "xcomp")
    if needs == "no-weapon":
        subject = syntax.grammatical_subject(verb)
        return (
            verb.lemma_ != "erupt"
            and subject is not None
            and not any(_weapon(parsed, h) not in {None, "Bombing", "other"} for h in syntax.noun_heads(subject))
        )
    return _move_is_event(parsed, needs, verb, objects, phrases, doers)


def _move_is_event(
    parsed: ParsedArticle, needs: str, verb: Token, objects: list[Token], phrases: list[Phrase], doers: list[Phrase]
) -> bool:
    subject = syntax.grammatical_subject(verb)
    if needs == "convoy-subject":
        return subject is not None and (_is_goods(parsed, subject, "convoy")) and not syntax.is_passive(verb)
    if needs == "convoy":
        return any(_is_goods(parsed, o, "convoy") for o in objects)
    if needs == "force":
        moved = any(p.type in ARMED for p in phrases) or any(_weapon(parsed, o) or _is_goods(parsed, o, "military") for o in objects)
        moved = moved or (not objects and any(p.type in ARMED for p in doers))
        strengthened = verb.lemma_ in {"strengthen", "bolster", "reinforce"} and any(
            o.lemma_ in {"presence", "position", "force", "occupation", "troop"} for o in objects
        )
        return strengthened or (moved and (verb.lemma_ not in {"send", "transfer", "station", "pull"} or bool(phrases) or bool(objects)))
    if needs == "place-object":
        return any(p.type in FACILITIES | PLACES for p in phrases) or any(
            o.lemma_ in {"territory", "position", "village", "ship", "vessel"} for o in objects
        )
    if needs == "oil":
        return any(_is_goods(parsed, o, "oil") for o in objects)
    if needs == "people":
        return (
            subject is not None
            and any((p := parsed.at.get(h.i)) is not None and p.type in {"PopulationGroup", "Person"} for h in syntax.noun_heads(subject))
            and verb.dep_ != "amod"
        )
    return needs == "named" and any(p.type == "Person" for p in phrases)


# --- consequences --------------------------------------------------------------------------------------------------------


def _drop_consequences(parsed: ParsedArticle, candidates: list[Candidate], found: dict[int, Candidate]) -> list[Candidate]:
    """Hang verbs that tell what an event did on that event: "an attack killing ten", "the blast left two dead"."""
    verbs = parsed.lexicon.words("events", "consequences", "verbs")
    for token in parsed.doc:
        if token.pos_ != "VERB" or token.lemma_.lower() not in verbs:
            continue
        host = _host(parsed, token, found)
        if host is not None:
            host.consequences.append(token)
            found.pop(token.i, None)
    return [c for c in candidates if c.token.i in found]


def _host(parsed: ParsedArticle, verb: Token, found: dict[int, Candidate]) -> Candidate | None:
    """The event that a verb tells the effect of."""
    lethal = verb.lemma_.lower() in {"kill", "injure", "wound", "leave", "maim"}
    for source in (
        syntax.agent_of(verb),
        verb.head if verb.dep_ in {"acl", "relcl"} and verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"} else None,
    ):
        if source is None:
            continue
        for head in syntax.noun_heads(source):
            host = found.get(head.i)
            if host is not None and host.token.i != verb.i and host.word.frame_name in {"attack", "clash", "happen", "fire"}:
                return host
    if verb.dep_ in {"advcl", "conj", "xcomp"} and verb.head.i in found and verb.head.i != verb.i and lethal and verb.tag_ == "VBG":
        return found[verb.head.i]
    if verb.dep_ == "advcl" and (lethal or verb.lemma_ in {"target", "hit", "strike", "destroy", "damage"}) and verb.tag_ == "VBG":
        carried = next((c for c in found.values() if c.verb is not None and c.verb.i == verb.head.i), None)
        return carried
    subject = syntax.grammatical_subject(verb)
    if subject is not None and not syntax.is_passive(verb) and _weapon(parsed, subject) and lethal:
        return next((c for c in found.values() if c.token.sent == verb.sent and c.token.i < verb.i and subject in c.weapons), None)
    if syntax.is_passive(verb) and lethal:
        for prep, obj in syntax.prepositions(verb):
            if prep in {"in", "by", "during"} and obj.i in found and not _names_a_person(parsed, verb):
                return found[obj.i]
    return None


def _names_a_person(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether the one killed is a named person: the killing is then an assassination and names the event."""
    return any(p.type == "Person" and p.kind == "name" for o in syntax.patients_of(verb) for p in phrases_at(parsed, o))

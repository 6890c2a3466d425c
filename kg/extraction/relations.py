"""A parsed article in, stated relations out: who controls, backs, leads or speaks for whom, who is part of what, what lies where, which force is stationed where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.merging import Story, nation
from kg.extraction.parsed import ARMED, BASES, FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.status import find_modality
from kg.extraction.triggers import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN = re.compile(
    r"^,?\s*(?:(?:which )?(?:is |are |was )?(?:located|situated|based|stationed|deployed|present) )?(?:in|at|inside|within|on the outskirts of|in the (?:heart|city|town|village|province|governorate|district|suburbs) of)(?: the| nearby| neighboring)?(?: [a-z-]+ (?:city|town|village|province|region) of| (?:city|town|village|province|governorate) of)? ?(?:[a-z’' -]{0,24}(?:province|governorate|village|town|district) of )?$"
)
_APPOSED = re.compile(r"^, (?:in )?(?:the )?$")
_OWNED = re.compile(
    r"^[’']s (?:[a-z-]+ )?(?:(?:province|governorate|region|district|city|town|village|capital|state|port) of |capital,? |city of )?$"
)
_BIGGEST = re.compile(
    r"[’']s (?:largest|biggest|main|second[ -]largest|most \w+) [a-z ]*(?:field|base|airport|port|refinery|crossing|city|dam)"
)
_SUFFIX = re.compile(r"^\s?-(?P<word>[a-z]+)\b")


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """A relation between two phrases and the characters (of the clean text) that state it."""

    subject: Phrase
    predicate: str
    object: Phrase
    start: int
    end: int
    rule: str


def find_relations(parsed: ParsedArticle) -> list[RelationDraft]:
    """Give all stated relations, each (subject, predicate, object) of entities once."""
    found: dict[tuple[int, str, int], RelationDraft] = {}
    for draft in (*_suffixes(parsed), *_neighbours(parsed), *_verbs(parsed), *_titles(parsed), *_owners(parsed), *_control(parsed)):
        key = (draft.subject.entity, draft.predicate, draft.object.entity)
        if draft.subject.entity != draft.object.entity and _fits(parsed, draft):
            found.setdefault(key, draft)
    return sorted(found.values(), key=lambda d: (d.start, d.end, d.predicate))


def _fits(parsed: ParsedArticle, draft: RelationDraft) -> bool:
    table: dict[str, Any] = parsed.lexicon.relations[draft.predicate]
    return draft.subject.type in table["subject"] and draft.object.type in table["object"]


def _draft(a: Phrase, predicate: str, b: Phrase, rule: str) -> RelationDraft:
    return RelationDraft(a, predicate, b, min(a.start, b.start), max(a.end, b.end), rule)


# --- "X-backed Y", "X-controlled Y" ------------------------------------------------------------------------------------------


def _suffixes(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    text = parsed.text
    words = {w: p for p in ("backs", "controls") for w in parsed.lexicon.relations[p]["suffixes"]}
    for i, phrase in enumerate(parsed.phrases):
        match = _SUFFIX.match(text[phrase.end : phrase.end + 20])
        predicate = words.get(match["word"]) if match else None
        if predicate is None:
            continue
        table = parsed.lexicon.relations[predicate]
        for other in parsed.phrases[i + 1 : i + 4]:
            if other.start - phrase.end > 60 or "." in text[phrase.end : other.start]:
                break
            if other.type in table["object"] and other.type != "State" and other.kind != "adjective":
                yield _draft(phrase, predicate, other, f"suffix-{match['word'] if match else ''}")
                break


# --- what stands side by side -------------------------------------------------------------------------------------------------


def _neighbours(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "base in al-Omar, eastern Deir ez-Zor province", "Syria’s al-Omar field", "US forces in Syria and Iraq"."""
    text = parsed.text
    for a, b in zip(parsed.phrases, parsed.phrases[1:], strict=False):
        between = text[a.end : b.start]
        if len(between) > 60 or "\n" in between:
            continue
        if _IN.match(between):
            for other in _coordinated(parsed, _possessed(parsed, b)):
                if a.type == "MilitaryForce" and other.type in FACILITIES | PLACES | {"State"}:
                    if _is_at_home(parsed, a, other):
                        continue
                    yield _draft(a, "stationedAt", other, "force-in-place")
                elif a.type in FACILITIES | PLACES:
                    for first in _coordinated_before(parsed, a):
                        yield _draft(first, "locatedIn", other, "place-in-place")
        elif (
            _APPOSED.match(between)
            and a.type in FACILITIES | PLACES
            and b.type in PLACES | {"State"}
            and a.kind == "name"
            and b.kind == "name"
            and not _is_list(parsed, a, b)
        ):
            yield _draft(a, "locatedIn", b, "apposition")
        elif _OWNED.match(between) and a.type in PLACES | {"State"} and b.type in FACILITIES | PLACES and b.kind == "name":
            yield _draft(b, "locatedIn", a, "possessive")
        elif between == " is " and a.type in FACILITIES and _BIGGEST.match(text, b.end):
            yield _draft(a, "locatedIn", b, "biggest-of")
        elif between == " of " and a.type in {"Region", "City"} and b.type == "State":
            yield _draft(a, "locatedIn", b, "region-of")


def _possessed(parsed: ParsedArticle, phrase: Phrase) -> Phrase:
    """What a place owns, where its owner is only named on the way: "at Syria’s Conoco field", "in the country’s province of Homs"."""
    following = parsed.following(phrase)
    if following is not None and _OWNED.match(parsed.text[phrase.end : following.start]) and following.type in FACILITIES | PLACES:
        return following
    return phrase


def _is_at_home(parsed: ParsedArticle, force: Phrase, place: Phrase) -> bool:
    """Whether a force is in its own country: where it happens to be, not where it is stationed."""
    entry = parsed.gazetteer.entries.get(place.link or "")
    country = (entry.id if entry.type == "State" else entry.country) if entry else place.owner
    return nation(parsed, force) is not None and nation(parsed, force) == country and place.type not in BASES


def _coordinated(parsed: ParsedArticle, phrase: Phrase) -> list[Phrase]:
    return [p for t in syntax.conjuncts(parsed.doc[phrase.head]) if (p := parsed.at.get(t.i)) is not None] or [phrase]


def _coordinated_before(parsed: ParsedArticle, phrase: Phrase) -> list[Phrase]:
    return [phrase]


def _is_list(parsed: ParsedArticle, a: Phrase, b: Phrase) -> bool:
    """Whether "Raqqa, Hasakah and Homs" is a list, not a place in a place."""
    wider = {"City": 0, "Region": 1, "State": 2}
    level = wider.get(a.type, 0 if a.type in FACILITIES else 1)
    return wider.get(b.type, 0) <= level and not (a.type in FACILITIES and b.type in PLACES)


# --- verbs -----------------------------------------------------------------------------------------------------------------------


def _verbs(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    verbs = {v: p for p in ("controls", "backs", "stationedAt", "locatedIn") for v in parsed.lexicon.relations[p].get("verbs", ())}
    for token in parsed.doc:
        predicate = verbs.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
        if predicate is None or not _is_stated(parsed, token):
            continue
        if predicate in {"controls", "backs"}:
            yield from _by_roles(parsed, token, predicate)
        else:
            yield from _by_place(parsed, token, predicate)


def _is_stated(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a verb states its relation as present fact."""
    from kg.extraction.lexicon import EventWord

    probe = Candidate(token, EventWord(token.lemma_, "", {}, ""), "", token)
    return find_modality(parsed, probe) == "asserted" and not any(
        a.lemma_ in {"accuse", "deny", "allege"} for a in syntax.ancestors(token, 4)
    )


def _by_roles(parsed: ParsedArticle, verb: Token, predicate: str) -> Iterator[RelationDraft]:
    past = predicate == "controls" and verb.tag_ == "VBD" and not syntax.is_passive(verb)
    if past:
        return
    for a in phrases_at(parsed, syntax.agent_of(verb)):
        for patient in syntax.patients_of(verb):
            for b in phrases_at(parsed, patient):
                if verb.dep_ == "relcl" and patient.i == verb.head.i:
                    b = _described(parsed, patient) or b
                yield _draft(a, predicate, b, f"verb-{verb.lemma_}")


def _by_place(parsed: ParsedArticle, verb: Token, predicate: str) -> Iterator[RelationDraft]:
    things = [p for o in syntax.patients_of(verb) for p in phrases_at(parsed, o)] or phrases_at(parsed, syntax.grammatical_subject(verb))
    if verb.lemma_ in {"house", "host", "garrison"}:
        for place in phrases_at(parsed, syntax.agent_of(verb)):
            yield from (_draft(force, predicate, place, f"verb-{verb.lemma_}") for force in things)
        return
    for prep, obj in syntax.prepositions(verb):
        if prep in {"in", "at", "on", "inside", "near"} and prep != "near":
            for place in phrases_at(parsed, obj):
                yield from (_draft(thing, predicate, place, f"verb-{verb.lemma_}") for thing in things)
    if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        described = _described(parsed, verb.head)
        yield from (
            _draft(thing, predicate, place, f"where-{verb.lemma_}") for thing in things for place in (described,) if place is not None
        )


def _described(parsed: ParsedArticle, token: Token) -> Phrase | None:
    """The facility that a relative clause is about though a place stands between: "the airbase in Iraq, where"."""
    node = token
    for _ in range(6):
        phrase = parsed.at.get(node.i)
        if phrase is not None and phrase.type in FACILITIES:
            return phrase
        if node.dep_ not in {"pobj", "appos", "conj", "prep"} or node.head.pos_ not in {"NOUN", "PROPN", "ADP"}:
            break
        node = node.head
    return parsed.at.get(token.i)


def find_stationed(parsed: ParsedArticle, stories: Sequence[Story]) -> list[RelationDraft]:
    """Read where a force was when it was hit: "US forces came under attack at Camp Victory" states that they are there."""
    found: dict[tuple[int, int], RelationDraft] = {}
    for story in stories:
        for telling in story.tellings:
            roles = telling.draft.roles
            for force in roles.get("targets", ()):
                for place in roles.get("location", ()):
                    near = parsed.doc[force.head].sent == parsed.doc[place.head].sent and telling.modality != "planned"
                    if force.type == "MilitaryForce" and place.type in BASES and near:
                        found.setdefault((force.entity, place.entity), _draft(force, "stationedAt", place, "hit-at-base"))
    return list(found.values())


# --- titles and owners ---------------------------------------------------------------------------------------------------------


def _titles(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "IRGC commander Qassem Soleimani", "Siyamend Ali, a spokesman for the SDF", "President Biden"."""
    for predicate in ("leads", "spokespersonOf", "memberOf"):
        titles = sorted(parsed.lexicon.relations[predicate]["nouns"], key=len, reverse=True)
        for person in parsed.phrases:
            if person.type == "Person" and person.kind == "name":
                yield from _title_before(parsed, person, predicate, titles)
                yield from _title_behind(parsed, person, predicate, titles)


def _title_before(parsed: ParsedArticle, person: Phrase, predicate: str, titles: list[str]) -> Iterator[RelationDraft]:
    text = parsed.text
    before = text[max(0, person.start - 90) : person.start]
    before = before[before.rfind("\n") + 1 :]
    for title in titles:
        match = re.search(
            rf"(?:^|[\s-])(?P<title>{re.escape(title)})(?:,)? (?:[A-Z][a-z]{{1,4}}\. |(?:General|Colonel|Sheikh|Brigadier General) )?$",
            before,
            re.I,
        )
        if not match:
            continue
        start = person.start - len(before) + match.start("title")
        head = before[: match.start("title")].rstrip()
        if predicate == "leads" and re.search(r"\b(deputy|vice|former|late|ex|acting deputy)[ -]?$", head, re.I):
            return
        owners = [
            p
            for p in parsed.phrases
            if p.type not in {"Person", "PopulationGroup"}
            and p.end <= start
            and start - p.end <= 3
            and text[p.end : start].strip(" ’'s-") == ""
        ]
        owner = owners[-1] if owners else _state_led(parsed, person, title)
        if owner is not None:
            yield _draft(person, predicate, owner, f"title-{title}")
        return


def _state_led(parsed: ParsedArticle, person: Phrase, title: str) -> Phrase | None:
    """The state that a president or prime minister known to the gazetteer leads, if the article names it."""
    if title not in {"president", "prime minister", "king", "emir", "chancellor", "supreme leader"} or not person.link:
        return None
    country = parsed.gazetteer.entries[person.link].country
    return next((p for p in parsed.phrases if p.type == "State" and country is not None and p.link == country), None)


def _title_behind(parsed: ParsedArticle, person: Phrase, predicate: str, titles: list[str]) -> Iterator[RelationDraft]:
    behind = parsed.text[person.end : person.end + 90].split("\n")[0]
    for title in titles:
        match = re.match(
            rf",? (?:who is |is )?(?:the |a |an )?(?:[a-z]+ )?{re.escape(title)}s? (?:for|of|at|in|with) (?:the )?", behind, re.I
        )
        if match and not (predicate == "leads" and re.match(r",? (?:the |a |an )?(?:deputy|vice|former)", behind)):
            at = person.end + match.end()
            owner = next(
                (
                    p
                    for p in parsed.phrases
                    if p.start >= at - 1
                    and p.start - at <= 60
                    and p.type in parsed.lexicon.relations[predicate]["object"]
                    and p.kind == "name"
                    and not _is_backer(parsed, p)
                ),
                None,
            )
            if owner is not None:
                yield _draft(person, predicate, owner, f"title-{title}")
            return


def _is_backer(parsed: ParsedArticle, phrase: Phrase) -> bool:
    return bool(_SUFFIX.match(parsed.text[phrase.end : phrase.end + 20]))


def _owners(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "Pentagon officials", "US proxies", "IRGC Quds Force", "as part of the PMF"."""
    by_link = {p.link: p for p in reversed(parsed.phrases) if p.link}
    for phrase in parsed.phrases:
        owner = by_link.get(phrase.owner or "")
        if owner is None and phrase.kind == "nominal" and "coalition " in phrase.text:
            owner = next((p for p in parsed.phrases if p.type == "MilitaryForce" and "coalition" in p.text.lower()), None)
        head = parsed.doc[phrase.head].lower_
        if owner is not None and phrase.kind == "nominal":
            if phrase.type in {"Person", "PopulationGroup"} and head in parsed.lexicon.relations["memberOf"]["nouns"]:
                yield RelationDraft(phrase, "memberOf", owner, phrase.start, phrase.end, "owner-member")
            elif head in {"proxy", "proxies"}:
                yield RelationDraft(owner, "backs", phrase, phrase.start, phrase.end, "owner-proxies")
    for a, b in zip(parsed.phrases, parsed.phrases[1:], strict=False):
        between = parsed.text[a.end : b.start]
        if between == " " and a.type in ARMED and b.type in ARMED and a.kind == b.kind == "name":
            yield _draft(b, "memberOf", a, "force-of-force")
        elif re.search(r"\b(?:part|member|branch|wing|faction|arm) of (?:the )?$", between) and len(between) < 30:
            yield _draft(a, "memberOf", _possessed_group(parsed, b), "part-of")


def _possessed_group(parsed: ParsedArticle, phrase: Phrase) -> Phrase:
    """The group behind its country: "part of Iraq’s Popular Mobilization Forces"."""
    following = parsed.following(phrase)
    owned = following is not None and parsed.text[phrase.end : following.start] in {"’s ", "'s "}
    return following if following is not None and owned else phrase


def _control(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "under US-SDF control", "the US occupation of the field", "areas under the occupation of"."""
    for token in parsed.doc:
        if token.lemma_.lower() not in {"control", "occupation", "rule"} or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        holders = [parsed.at[c.i] for c in token.subtree if c.i in parsed.at and c.i < token.i and token.i - c.i <= 5]
        holders += [
            p
            for prep, o in syntax.prepositions(token)
            if prep in {"of", "by"} and token.head.lower_ == "under"
            for p in phrases_at(parsed, o)
        ]
        holders = [p for p in holders if p.type in ARMED | {"State", "Government"}]
        if token.dep_ == "pobj" and token.head.lower_ == "under":
            yield from (_draft(h, "controls", thing, "under-control") for h in holders for thing in _held(parsed, token.head))
        for prep, obj in syntax.prepositions(token):
            if prep in {"of", "over"} and token.head.lower_ != "under":
                yield from (_draft(h, "controls", thing, "occupation-of") for h in holders for thing in phrases_at(parsed, obj))


def _held(parsed: ParsedArticle, under: Token) -> list[Phrase]:
    """What is under control: the noun that "under" hangs on, with what it is coordinated with, or what it describes."""
    head = under.head
    doc = parsed.doc
    if "both" in {doc[i].lower_ for i in range(max(0, under.i - 2), under.i)}:
        before = [p for p in parsed.phrases if p.end <= under.idx and p.type in FACILITIES and doc[p.head].sent == under.sent]
        return before[-2:]
    found = phrases_at(parsed, head) if head.i in parsed.at else []
    if not found and (head.lower_ == "both" or head.pos_ in {"PRON", "DET"}):
        before = [p for p in parsed.phrases if p.end <= under.idx and p.type in FACILITIES and parsed.doc[p.head].sent == under.sent]
        return before[-2:]
    if not found and head.pos_ in {"VERB", "AUX"}:
        return phrases_at(parsed, syntax.grammatical_subject(head))
    for phrase in list(found):
        token = parsed.doc[phrase.head]
        while token.dep_ == "conj":
            token = token.head
            if token.i in parsed.at and parsed.at[token.i] not in found:
                found.append(parsed.at[token.i])
    return [p for p in found if p.type in FACILITIES | PLACES | BASES]

"""Event drafts in, events out: tellings of one event within an article become one event with all their triggers and arguments.

Two drafts are one event when nothing speaks against it (class, date, doer, other base, other place, "another") and enough speaks for it
(a definite noun, a shared target, doer, place or date).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction import syntax
from kg.extraction.parsed import ARMED, BASES, FACILITIES, FIELDS, PLACES, ParsedArticle, Phrase
from kg.extraction.roles import Draft
from kg.model import TimeExpression

ATTACKS = frozenset(
    {
        "Attack",
        "RocketAttack",
        "MissileAttack",
        "DroneAttack",
        "MortarAttack",
        "Shelling",
        "Airstrike",
        "Bombing",
        "Ambush",
        "Assassination",
    }
)
_RELATED = (frozenset({"ConvoyMovement", "Deployment"}), frozenset({"Withdrawal", "Deployment"}))
_NEEDED = 2.0


@dataclass(slots=True, eq=False)
class Telling:
    """One draft with its date and modality, before it joins an event."""

    draft: Draft
    modality: str = "asserted"
    is_aggregate: bool = False
    time: TimeExpression | None = None
    date: str | None = None
    is_title: bool = False
    is_said: bool = False  # it stands in what somebody is reported to say
    is_shifted: bool = False  # its clause counts the days from another event: "a week earlier", "two days after"
    sentence: int = 0
    retaliation: list[Telling] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Story:
    """An event with its tellings, in order of text."""

    tellings: list[Telling]

    @property
    def type(self) -> str:
        """The most specific class among the tellings; the first one's where two differ."""
        types = [t.draft.type for t in self.tellings]
        if "Assassination" in types:
            return "Assassination"
        specific = [t for t in types if t != "Attack"]
        return specific[0] if specific else types[0]

    @property
    def date(self) -> str | None:
        dates = [t.date for t in self.tellings if t.date]
        return max(dates, key=lambda d: (0 if "/" in d else len(d.strip("~?")), -dates.index(d)), default=None)

    @property
    def is_aggregate(self) -> bool:
        return self.tellings[0].is_aggregate

    def fillers(self, role: str) -> list[Phrase]:
        return [p for t in self.tellings for p in t.draft.roles.get(role, ())]

    def entities(self, *roles: str) -> set[int]:
        return {p.entity for r in roles for p in self.fillers(r)}


def merge_tellings(parsed: ParsedArticle, tellings: list[Telling]) -> list[Story]:
    """Give the events, in order of their first telling."""
    stories: list[Story] = []
    for telling in tellings:
        scored = [(score, i) for i, story in enumerate(stories) if (score := _score(parsed, story, telling)) >= _NEEDED]
        if scored:
            best = max(scored, key=lambda s: (s[0], s[1]))
            if telling.date and stories[best[1]].date and not _dates_meet(telling.date, stories[best[1]].date or ""):
                telling.date = telling.time = None  # "the biggest attack since October" is not of October
            stories[best[1]].tellings.append(telling)
        else:
            stories.append(Story([telling]))
    return stories


def _score(parsed: ParsedArticle, story: Story, telling: Telling) -> float:
    """How much speaks for a telling being of this event; negative where something forbids it."""
    token = telling.draft.candidate.token
    if _same_kind(story, telling) and _is_predicate(story, telling):
        return 6.0
    if not _compatible(parsed, story, telling):
        return -1.0
    if _is_means(story, telling) or _explains(story, telling) or _is_chained(story, telling):
        return 5.0
    score = _definiteness(telling)
    new = telling.draft.roles
    ids = {role: {p.entity for p in new.get(role, ())} for role in ("agents", "targets", "location", "origin", "destination")}
    score += 2.0 if ids["targets"] & story.entities("targets") else 0
    score += 1.0 if ids["agents"] & story.entities("agents") else 0
    score += 1.0 if ids["location"] & story.entities("location", "targets") or ids["targets"] & story.entities("location") else 0
    score += 1.0 if (ids["destination"] | ids["origin"]) & story.entities("destination", "origin") else 0
    score += 1.0 if telling.date and telling.date == story.date else 0
    near = telling.sentence - story.tellings[-1].sentence <= 3
    score += 1.0 if near and telling.draft.type == story.type and story.type not in ATTACKS else 0
    if (
        any(t.is_title for t in story.tellings)
        and not telling.is_title
        and telling.sentence <= 9
        and all(t.is_title for t in story.tellings)
    ):
        score += 0.0 if _is_old(parsed, telling) else 2.0 if story.type == telling.draft.type else 1.0
    score += 1.5 if _is_linked(parsed, story, telling) else 0
    score += 1.0 if telling.is_said and any(t.is_said for t in story.tellings) and near and story.type == telling.draft.type else 0
    score += 1.0 if _shares_instrument(story, telling) and near and story.type not in ATTACKS else 0
    score += 0.5 if abs(telling.sentence - story.tellings[-1].sentence) <= 1 else 0
    if any(t.draft.candidate.token.sent == token.sent and not t.is_title for t in story.tellings) and score < 3:
        score -= 1.0
    if telling.is_aggregate and story.is_aggregate and telling.draft.type == story.type:
        score += 1.0
    return score


def _is_old(parsed: ParsedArticle, telling: Telling) -> bool:
    """Whether an event lies in another month than the article: not what its headline is about."""
    date = parsed.article.date
    return bool(telling.date and date and len(date) >= 7 and telling.date[:7] != date[:7] and not telling.date.startswith("XXXX"))


def _is_predicate(story: Story, telling: Telling) -> bool:
    """Whether one is said to be the other: "the barrage appears to be the biggest single attack"."""
    token = telling.draft.candidate.token
    if token.dep_ not in {"attr", "oprd"} and not (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return False
    subject = syntax.grammatical_subject(token.head)
    return subject is not None and any(t.draft.candidate.token.i == subject.i for t in story.tellings)


def _is_chained(story: Story, telling: Telling) -> bool:
    """Whether a clause goes on with the same move: "reinforced its positions, deploying troops and sending tanks"."""
    token = telling.draft.candidate.token
    if (
        story.type in ATTACKS
        or story.type != telling.draft.type
        or token.pos_ != "VERB"
        or token.dep_ not in {"advcl", "conj", "xcomp", "pcomp"}
    ):
        return False
    above = {a.i for a in syntax.ancestors(token, 3)}
    return any(t.draft.candidate.token.i in above for t in story.tellings)


def _is_linked(parsed: ParsedArticle, story: Story, telling: Telling) -> bool:
    """Whether the targets belong together: a base and the field it is in, a base and its owner's troops."""
    new, old = telling.draft.roles.get("targets", []), story.fillers("targets")
    for a in new:
        for b in old:
            kinds = {a.type, b.type}
            if (
                kinds & BASES
                and (kinds & FIELDS or "MilitaryForce" in kinds)
                and (frozenset({a.entity, b.entity}) in parsed.located or _same_owner(parsed, a, b))
            ):
                return True
    return False


def _same_owner(parsed: ParsedArticle, a: Phrase, b: Phrase) -> bool:
    return nation(parsed, a) is not None and nation(parsed, a) == nation(parsed, b)


def nation(parsed: ParsedArticle, phrase: Phrase) -> str | None:
    """The state that a phrase is, or that its force, body or base belongs to."""
    if phrase.owner:
        return phrase.owner
    entry = parsed.gazetteer.entries.get(phrase.link or "")
    if entry is None:
        return None
    return entry.id if entry.type == "State" else entry.country if entry.type in {"MilitaryForce", "Government"} else None


def _shares_instrument(story: Story, telling: Telling) -> bool:
    new = {t.lemma_.lower() for t in telling.draft.instruments}
    return bool(new & {i.lemma_.lower() for t in story.tellings for i in t.draft.instruments})


def _definiteness(telling: Telling) -> float:
    token = telling.draft.candidate.token
    children = {c.lower_ for c in token.children if c.dep_ in {"det", "amod", "nummod"}}
    if children & {"another", "separate", "other", "second", "third", "similar", "new", "more", "additional", "further"}:
        return -4.0
    if token.pos_ in {"NOUN", "PROPN"}:
        if children & {"the", "this", "that", "these", "those"} and token.tag_ in {"NN", "NNP"}:
            return 2.0
        if children & {"the", "this", "that", "such", "these", "those"} or any(c.dep_ == "poss" for c in token.children):
            return 1.5
        return -2.5 if children & {"a", "an"} else 0.0
    subject = syntax.grammatical_subject(token)
    things = {"rocket", "missile", "drone", "shell", "bomb", "convoy"}
    if subject is not None and subject.lemma_.lower() in things and any(c.lower_ in {"the", "these"} for c in subject.children):
        return 1.5
    return 0.0


def _compatible(parsed: ParsedArticle, story: Story, telling: Telling) -> bool:
    if not _same_kind(story, telling) or story.is_aggregate != telling.is_aggregate:
        return False
    if (telling.modality == "planned") != all(t.modality == "planned" for t in story.tellings):
        return False
    if telling.date and story.date and not _dates_meet(telling.date, story.date):
        return False
    new = telling.draft.roles
    if _disjoint_agents(parsed, new.get("agents", []), story.fillers("agents")):
        return False
    if telling.is_shifted and story.date and not telling.date and _definiteness(telling) < 1.5:
        return False
    targets = [p for p in new.get("targets", ()) if p.type in FACILITIES | ARMED | {"Person"}]
    old = [p for p in story.fillers("targets") if p.type in FACILITIES | ARMED | {"Person"}]
    if any(_conflict(a, b) for a in targets for b in old) and not {p.entity for p in targets} & {p.entity for p in old}:
        return False
    return not _places_conflict(new.get("location", []), story.fillers("location"))


def _same_kind(story: Story, telling: Telling) -> bool:
    a, b = story.type, telling.draft.type
    if a == b:
        return True
    if a in ATTACKS and b in ATTACKS:
        if "Assassination" in (a, b):
            return _is_means(story, telling) or _shares_person(story, telling)
        return "Attack" in (a, b)
    return frozenset({a, b}) in _RELATED and bool(story.entities("agents") & {p.entity for p in telling.draft.roles.get("agents", ())})


def _shares_person(story: Story, telling: Telling) -> bool:
    persons = {p.entity for p in telling.draft.roles.get("targets", ()) if p.type == "Person" and p.kind == "name"}
    return bool(persons & story.entities("targets"))


def _is_means(story: Story, telling: Telling) -> bool:
    """Whether one tells how the other was done: "killed in a drone attack"."""
    verbs = {t.draft.candidate.token.i for t in story.tellings}
    candidate = telling.draft.candidate
    if candidate.light == "means" and candidate.verb is not None and candidate.verb.i in verbs:
        return True
    return any(
        t.draft.candidate.light == "means" and t.draft.candidate.verb is not None and t.draft.candidate.verb.i == candidate.token.i
        for t in story.tellings
    )


def _explains(story: Story, telling: Telling) -> bool:
    """Whether a clause tells in other words what its main clause told: "came under attack as militants launched rockets"."""
    candidate = telling.draft.candidate
    if candidate.word.frame_name != "fire" or candidate.token.dep_ not in {"advcl", "conj", "ccomp"}:
        return False
    above = {candidate.token.head.i}
    return not telling.draft.roles.get("targets") and any(
        t.draft.candidate.token.i in above or (t.draft.candidate.verb is not None and t.draft.candidate.verb.i in above)
        for t in story.tellings
    )


def _dates_meet(a: str, b: str) -> bool:
    if "/" in a or "/" in b:
        return a == b or a.split("/")[0][:7] == b.split("/")[0][:7]
    x, y = a.strip("~?"), b.strip("~?")
    return x.startswith(y) or y.startswith(x)


def _disjoint_agents(parsed: ParsedArticle, new: list[Phrase], old: list[Phrase]) -> bool:
    a, b = {p.entity for p in new}, {p.entity for p in old}
    if not a or not b or a & b or {nation(parsed, p) for p in new} & {nation(parsed, p) for p in old} - {None}:
        return False
    return not (all(p.kind == "nominal" for p in new) or all(p.kind == "nominal" for p in old))


def _conflict(a: Phrase, b: Phrase) -> bool:
    """Two targets that cannot be hit by one event: two bases, two fields, two persons, two forces of different owners."""
    if a.entity == b.entity:
        return False
    for kinds in (BASES, FIELDS, frozenset({"Person"}), frozenset({"Facility"}), frozenset({"ArmedGroup"}), frozenset({"MilitaryForce"})):
        if a.type in kinds and b.type in kinds:
            return True
    return False


def _places_conflict(new: list[Phrase], old: list[Phrase]) -> bool:
    a, b = {p.entity for p in new}, {p.entity for p in old}
    if not a or not b or a & b:
        return False
    if any(p.kind == "nominal" for p in (*new, *old)):
        return False
    levels = [{"City": 1, "Region": 2, "State": 3}.get(p.type, 0) for p in (*new, *old)]
    return len(set(levels)) == 1


def same_sentence(a: Telling, b: Telling) -> bool:
    """Whether two tellings stand in one sentence."""
    return bool(a.draft.candidate.token.sent == b.draft.candidate.token.sent)


def is_place(phrase: Phrase) -> bool:
    """Whether a phrase is a place other than a facility or a state."""
    return phrase.type in PLACES


__all__ = ["ATTACKS", "Story", "Telling", "merge_tellings", "same_sentence", "syntax"]

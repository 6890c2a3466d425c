"""An event told so far and a new telling in, whether something forbids their being one event out."""

from __future__ import annotations

from kg.extraction.affiliation import nation
from kg.extraction.comparison.newcomer import NewTelling
from kg.extraction.comparison.ties import is_aftermath, is_means
from kg.extraction.parsed import ARMED, BASES, FACILITIES, FIELDS, ParsedArticle, Phrase
from kg.extraction.stories import ATTACKS, Story, Telling

_RELATED = (frozenset({"ConvoyMovement", "Deployment"}), frozenset({"Withdrawal", "Deployment"}))  # classes that one doer's move may have
_VIOLENT = ATTACKS | {"ArmedClash", "Explosion"}
_MIXED = (  # classes that tellings of one event may have, beside the Attack that all may be
    frozenset({"Ambush", "Bombing", "ArmedClash", "Explosion"}),
    frozenset({"RocketAttack", "MortarAttack", "Shelling", "MissileAttack"}),
    frozenset({"Airstrike", "DroneAttack", "MissileAttack", "Bombing"}),
    frozenset({"Explosion", "Bombing", "DroneAttack", "MissileAttack", "RocketAttack", "Airstrike"}),
)
_FOUGHT = frozenset({"ArmedClash", "Attack"})
_HITTABLE = FACILITIES | ARMED | {"Person"}
_ONE_EACH = (BASES, FIELDS, *(frozenset({type}) for type in ("Person", "Facility", "ArmedGroup", "MilitaryForce")))
_TOLD_BEFORE = 1.5  # definiteness of "the blast", "their attack"
_LEVELS = {"City": 1, "Region": 2, "State": 3}


def is_same_kind(story: Story, new: NewTelling) -> bool:
    """Say whether the classes of both allow one event: equal, one of them plainly an attack, or two of one move."""
    telling = new.telling
    kinds = frozenset({story.type, telling.draft.type})
    own = telling.draft.candidate.word.own
    if own and any(t.draft.candidate.word.own not in (own, None) for t in story.tellings):
        return False
    if len(kinds) == 1 or is_aftermath(story, new):
        return True
    if kinds <= ATTACKS:
        return is_means(story, telling) or _shares_person(story, telling) if "Assassination" in kinds else _may_be_one(kinds)
    if kinds <= _VIOLENT:
        return _may_be_one(kinds)
    return kinds in _RELATED and bool(story.entities("agents") & telling.entities("agents"))


def _may_be_one(kinds: frozenset[str]) -> bool:
    return "Attack" in kinds - {"Explosion"} or any(kinds <= mixed for mixed in _MIXED)


def _shares_person(story: Story, telling: Telling) -> bool:
    persons = {p.entity for p in telling.fillers("targets") if p.type == "Person" and p.kind == "name"}
    return bool(persons & story.entities("targets"))


def is_compatible(story: Story, new: NewTelling) -> bool:
    """Say whether dates, doers, targets and places allow both to be one event."""
    telling, parsed = new.telling, new.parsed
    if any(t.token.i == telling.token.i for t in story.tellings):
        return False  # one word that tells of two
    is_other_number = story.is_aggregate != telling.is_aggregate and not _is_the_fighting(story, new)
    if is_other_number or story.is_planned != (telling.modality == "planned"):
        return False
    date = story.date
    if telling.date and date and not dates_meet(telling.date, date):
        return False
    if telling.is_shifted and date and not telling.date and new.definiteness < _TOLD_BEFORE:
        return False
    if telling.date and not date and any(t.is_shifted for t in story.tellings) and new.definiteness < _TOLD_BEFORE:
        return False
    if _are_agents_apart(parsed, telling.fillers("agents"), story.fillers("agents")):
        return False
    if _are_targets_apart(telling.fillers("targets"), story.fillers("targets")):
        return False
    return not any(_are_places_apart(telling.fillers(role), story.fillers(role)) for role in ("location", "destination"))


def _is_the_fighting(story: Story, new: NewTelling) -> bool:
    """Whether "the fighting" is a clash told before, rather than a war."""
    is_word = new.lemma in new.parsed.lexicon.words("context.tellings.fighting") and new.definiteness > 1.5
    return is_word and story.type in _FOUGHT and not story.is_aggregate


def dates_meet(a: str, b: str) -> bool:
    """Say whether two EDTF dates can be one: equal as far as both go; of intervals, the months they start in.

    >>> dates_meet("2021-07", "2021-07-04"), dates_meet("2021-07-04", "2021-07-05"), dates_meet("2021-07-01/..", "2021-07-04")
    (True, False, True)
    """
    if "/" in a or "/" in b:
        return a == b or a.split("/")[0][:7] == b.split("/")[0][:7]
    x, y = a.strip("~?"), b.strip("~?")
    return x.startswith(y) or y.startswith(x)


def _are_agents_apart(parsed: ParsedArticle, new: list[Phrase], old: list[Phrase]) -> bool:
    """Whether two named doers differ, and their nations too."""
    a, b = {p.entity for p in new}, {p.entity for p in old}
    if not a or not b or a & b:
        return False
    if all(p.kind == "nominal" for p in new) or all(p.kind == "nominal" for p in old):
        return False
    return not {nation(parsed, p) for p in new} & {nation(parsed, p) for p in old} - {None}


def _are_targets_apart(new: list[Phrase], old: list[Phrase]) -> bool:
    """Whether no target is shared and two are there that one event does not hit: two bases, two fields, two persons."""
    a, b = ([p for p in new if p.type in _HITTABLE], [p for p in old if p.type in _HITTABLE])
    if {p.entity for p in a} & {p.entity for p in b}:
        return False
    return any(p.type in kinds and q.type in kinds for p in a for q in b for kinds in _ONE_EACH)


def _are_places_apart(new: list[Phrase], old: list[Phrase]) -> bool:
    """Whether all places are named, of one level, and none is shared."""
    a, b = {p.entity for p in new}, {p.entity for p in old}
    if not a or not b or a & b or any(p.kind == "nominal" for p in (*new, *old)):
        return False
    return len({_LEVELS.get(p.type, 0) for p in (*new, *old)}) == 1

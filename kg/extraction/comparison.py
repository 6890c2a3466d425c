"""An event told so far and a new telling in, how much speaks for their being one event out, as a sum of features.

Two are one event when nothing speaks against it (class, date, doer, other base, other place, "another") and enough speaks for it
(a definite noun, a shared target, doer, place or date).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kg.extraction import syntax
from kg.extraction.affiliation import nation
from kg.extraction.parsed import ARMED, BASES, FACILITIES, FIELDS, ParsedArticle, Phrase
from kg.extraction.stories import ATTACKS, Story, Telling

NEEDED = 2.0  # score of a telling that is of the event
_SURE = 5.0
_SAID_TO_BE = 6.0
_AGAINST = -1.0
_RELATED = (frozenset({"ConvoyMovement", "Deployment"}), frozenset({"Withdrawal", "Deployment"}))  # classes that one doer's move may have
_HITTABLE = FACILITIES | ARMED | {"Person"}
_ONE_EACH = (BASES, FIELDS, *(frozenset({type}) for type in ("Person", "Facility", "ArmedGroup", "MilitaryForce")))
_LEVELS = {"City": 1, "Region": 2, "State": 3}
_SAME_CLAUSE = -1.0  # another trigger of the sentence is rather another event
_WEAK = 3.0  # below this score


@dataclass
class NewTelling:
    """A telling that looks for its event, with what every comparison asks of it, looked up once."""

    parsed: ParsedArticle
    telling: Telling

    @cached_property
    def definiteness(self) -> float:
        """How much its own words speak for something told before ("the attack") or something new ("another attack")."""
        words, token = self.parsed.lexicon.words, self.telling.token
        beside = {c.lower_ for c in token.children if c.dep_ in {"det", "amod", "nummod"}}
        if beside & words("grammar.determiners.new"):
            return -4.0
        if token.pos_ not in {"NOUN", "PROPN"}:
            return 1.5 if self._is_of_known_thing else 0.0
        if beside & words("grammar.determiners.definite") and token.tag_ in {"NN", "NNP"}:
            return 2.0
        if beside & words("grammar.determiners.vague_definite") or any(c.dep_ == "poss" for c in token.children):
            return 1.5
        return -2.5 if beside & words("grammar.determiners.indefinite") else 0.0

    @cached_property
    def _is_of_known_thing(self) -> bool:
        """Whether a verb tells of a thing told of before: "the rockets hit"."""
        subject = syntax.grammatical_subject(self.telling.token)
        if subject is None or subject.lemma_.lower() not in self.parsed.lexicon.words("context.tellings.things"):
            return False
        return any(c.lower_ in {"the", "these"} for c in subject.children)

    @cached_property
    def described(self) -> int | None:
        """The token that it is said to be: "the barrage appears to be the biggest single attack"."""
        token = self.telling.token
        if token.dep_ not in {"attr", "oprd"} and not (token.dep_ == "pobj" and token.head.lower_ == "as"):
            return None
        subject = syntax.grammatical_subject(token.head)
        return None if subject is None else subject.i

    @cached_property
    def above(self) -> frozenset[int]:
        """The tokens that its clause goes on from: "reinforced its positions, deploying troops"."""
        token = self.telling.token
        if token.pos_ != "VERB" or token.dep_ not in {"advcl", "conj", "xcomp", "pcomp"}:
            return frozenset()
        return frozenset(a.i for a in syntax.ancestors(token, 3))

    @cached_property
    def instruments(self) -> set[str]:
        """The lemmas of its weapons."""
        return _instruments(self.telling)

    @cached_property
    def is_old(self) -> bool:
        """Whether it lies in another month than the article: not what its headline is about."""
        date, published = self.telling.date, self.parsed.article.date
        return bool(date and published and len(published) >= 7 and date[:7] != published[:7] and not date.startswith("XXXX"))


def _instruments(telling: Telling) -> set[str]:
    return {token.lemma_.lower() for token in telling.draft.instruments}


def score(story: Story, new: NewTelling) -> float:
    """Give how much speaks for a telling being of this event; negative where something forbids it."""
    telling = new.telling
    if not _is_same_kind(story, telling):
        return _AGAINST
    if any(t.token.i == new.described for t in story.tellings):
        return _SAID_TO_BE
    if not _is_compatible(story, new):
        return _AGAINST
    if _is_means(story, telling) or _explains(story, telling) or _is_chained(story, new):
        return _SURE
    total = new.definiteness + sum(weight for feature, weight in _FEATURES if feature(story, new))
    if total < _WEAK and _is_in_sentence(story, new):
        total += _SAME_CLAUSE
    is_practice = telling.is_aggregate and story.is_aggregate and telling.draft.type == story.type
    return total + 1.0 if is_practice else total


# --- what forbids it -------------------------------------------------------------------------------------------------------------


def _is_same_kind(story: Story, telling: Telling) -> bool:
    kinds = frozenset({story.type, telling.draft.type})
    if len(kinds) == 1:
        return True
    if kinds <= ATTACKS:
        return _is_means(story, telling) or _shares_person(story, telling) if "Assassination" in kinds else "Attack" in kinds
    return kinds in _RELATED and bool(story.entities("agents") & telling.entities("agents"))


def _shares_person(story: Story, telling: Telling) -> bool:
    persons = {p.entity for p in telling.fillers("targets") if p.type == "Person" and p.kind == "name"}
    return bool(persons & story.entities("targets"))


def _is_compatible(story: Story, new: NewTelling) -> bool:
    """Whether nothing forbids that both are one event."""
    telling, parsed = new.telling, new.parsed
    if story.is_aggregate != telling.is_aggregate or story.is_planned != (telling.modality == "planned"):
        return False
    date = story.date
    if telling.date and date and not dates_meet(telling.date, date):
        return False
    if telling.is_shifted and date and not telling.date and new.definiteness < 1.5:
        return False
    if telling.date and not date and any(t.is_shifted for t in story.tellings) and new.definiteness < 1.5:
        return False
    if _are_agents_apart(parsed, telling.fillers("agents"), story.fillers("agents")):
        return False
    if _are_targets_apart(telling.fillers("targets"), story.fillers("targets")):
        return False
    return not _are_places_apart(telling.fillers("location"), story.fillers("location"))


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


# --- what makes it sure -----------------------------------------------------------------------------------------------------------


def _is_means(story: Story, telling: Telling) -> bool:
    """Whether one tells how the other was done: "killed in a drone attack"."""
    return any(_is_means_of(telling, t) or _is_means_of(t, telling) for t in story.tellings)


def _is_means_of(means: Telling, telling: Telling) -> bool:
    if means.draft.candidate.light != "means" or means.verb is None:
        return False
    return means.verb.i == telling.token.i


def _explains(story: Story, telling: Telling) -> bool:
    """Whether a clause tells in other words what its main clause told: "came under attack as militants launched rockets"."""
    token = telling.token
    if telling.draft.frame_name != "fire" or token.dep_ not in {"advcl", "conj", "ccomp"} or telling.fillers("targets"):
        return False
    above = token.head.i
    return any(t.token.i == above or (t.verb is not None and t.verb.i == above) for t in story.tellings)


def _is_chained(story: Story, new: NewTelling) -> bool:
    """Whether a clause goes on with the same move: "reinforced its positions, deploying troops and sending tanks"."""
    if story.type in ATTACKS or story.type != new.telling.draft.type:
        return False
    return any(t.token.i in new.above for t in story.tellings)


# --- what speaks for it -----------------------------------------------------------------------------------------------------------


def _distance(story: Story, new: NewTelling) -> int:
    """Sentences from the last telling."""
    return new.telling.sentence - story.tellings[-1].sentence


def _is_near(story: Story, new: NewTelling) -> bool:
    return _distance(story, new) <= 3


def _is_beside(story: Story, new: NewTelling) -> bool:
    return abs(_distance(story, new)) <= 1


def _shares_target(story: Story, new: NewTelling) -> bool:
    return bool(new.telling.entities("targets") & story.entities("targets"))


def _shares_agent(story: Story, new: NewTelling) -> bool:
    return bool(new.telling.entities("agents") & story.entities("agents"))


def _shares_place(story: Story, new: NewTelling) -> bool:
    telling = new.telling
    is_there = telling.entities("location") & story.entities("location", "targets")
    return bool(is_there or telling.entities("targets") & story.entities("location"))


def _shares_way(story: Story, new: NewTelling) -> bool:
    return bool(new.telling.entities("destination", "origin") & story.entities("destination", "origin"))


def _shares_date(story: Story, new: NewTelling) -> bool:
    return bool(new.telling.date) and new.telling.date == story.date


def _is_same_move(story: Story, new: NewTelling) -> bool:
    return story.type not in ATTACKS and new.telling.draft.type == story.type and _is_near(story, new)


def _may_be_headline(story: Story, new: NewTelling) -> bool:
    """Whether the event so far is only the headline's, and the telling stands near the text's beginning."""
    telling = new.telling
    return not telling.is_title and telling.sentence <= 9 and not new.is_old and all(t.is_title for t in story.tellings)


def _is_headline_of_type(story: Story, new: NewTelling) -> bool:
    return story.type == new.telling.draft.type and _may_be_headline(story, new)


def _is_linked(story: Story, new: NewTelling) -> bool:
    """Whether the targets belong together: a base and the field it is in, a base and its owner's troops."""
    parsed = new.parsed
    for a in new.telling.fillers("targets"):
        for b in story.fillers("targets"):
            kinds = {a.type, b.type}
            if kinds & BASES and (kinds & FIELDS or "MilitaryForce" in kinds):
                is_one_nation = nation(parsed, a) is not None and nation(parsed, a) == nation(parsed, b)
                if is_one_nation or frozenset({a.entity, b.entity}) in parsed.located:
                    return True
    return False


def _are_both_said(story: Story, new: NewTelling) -> bool:
    telling = new.telling
    return telling.is_said and story.type == telling.draft.type and _is_near(story, new) and any(t.is_said for t in story.tellings)


def _shares_instrument(story: Story, new: NewTelling) -> bool:
    if story.type in ATTACKS or not new.instruments or not _is_near(story, new):
        return False
    return any(new.instruments & _instruments(t) for t in story.tellings)


def _is_in_sentence(story: Story, new: NewTelling) -> bool:
    """Whether another trigger of the event stands in the same sentence of the text."""
    sentence_of = new.parsed.sentence_of
    here = sentence_of[new.telling.token.i]
    return any(sentence_of[t.token.i] == here and not t.is_title for t in story.tellings)


_FEATURES: tuple[tuple[Callable[[Story, NewTelling], bool], float], ...] = (
    (_shares_target, 2.0),
    (_is_linked, 1.5),
    (_shares_agent, 1.0),
    (_shares_place, 1.0),
    (_shares_way, 1.0),
    (_shares_date, 1.0),
    (_is_same_move, 1.0),
    (_may_be_headline, 1.0),
    (_is_headline_of_type, 1.0),
    (_are_both_said, 1.0),
    (_shares_instrument, 1.0),
    (_is_beside, 0.5),
)

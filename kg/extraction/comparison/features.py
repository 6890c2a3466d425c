"""The features that speak for a new telling being of an event told so far, each with its weight."""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.affiliation import nation
from kg.extraction.comparison.newcomer import NewTelling, lemmas_of_weapons
from kg.extraction.parsed import BASES, FIELDS
from kg.extraction.stories import ATTACKS, Story

_DEFINITE = 1.5  # definiteness from which a noun points back
_LEAD = 3  # sentences
_PAST = frozenset({"VBD", "VBN"})
_KINETIC = ATTACKS | {"ArmedClash", "Explosion"}


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
    if not new.instruments or not _is_near(story, new):
        return False
    return any(new.instruments & lemmas_of_weapons(t) for t in story.tellings)


def _is_named_again(story: Story, new: NewTelling) -> bool:
    """Whether a definite noun was used of the event before: "an ambush ... the ambush"."""
    return new.definiteness >= _DEFINITE and any(t.token.lemma_.lower() == new.lemma for t in story.tellings)


def _is_of_type_named(story: Story, new: NewTelling) -> bool:
    """Whether a definite noun says of what class the event is: "attacked a convoy ... the attack" says less than "the airstrike"."""
    return new.definiteness >= _DEFINITE and story.type == new.telling.draft.type


def _is_main(story: Story, new: NewTelling) -> bool:
    """Whether a definite noun may mean what the article is about: told in its headline or first words, and more than once."""
    first = story.tellings[0]
    if new.definiteness < _DEFINITE:
        return False
    return len(story.tellings) > 2 or (len(story.tellings) > 1 and (first.is_title or first.sentence <= _LEAD))


def _goes_on(story: Story, new: NewTelling) -> bool:
    """Whether a report goes on telling of the event: right behind it, with no day, place or named target of its own."""
    telling, last = new.telling, story.tellings[-1]
    if not 0 <= telling.sentence - last.sentence <= 1 or story.is_aggregate or telling.is_title or last.is_title:
        return False
    if telling.date or telling.is_shifted or telling.fillers("location") or telling.token.tag_ not in _PAST or new.is_elsewhere:
        return False
    return story.type in _KINETIC and telling.draft.type in _KINETIC and not any(p.kind == "name" for p in telling.fillers("targets"))


def _is_of_other_class(story: Story, new: NewTelling) -> bool:
    return "Attack" not in {story.type, new.telling.draft.type} and story.type != new.telling.draft.type


def _brings_place(story: Story, new: NewTelling) -> bool:
    """Whether it has a place of its own, which was not told of before."""
    places = new.telling.entities("location", "destination")
    return bool(places) and not places & story.entities("location", "destination", "targets", "origin", "via")


def _tells_of_firing(story: Story, new: NewTelling) -> bool:
    """Whether a verb of firing tells where the weapons of the attack came from: "struck ... of 20 drones launched from Crimea"."""
    telling = new.telling
    is_open = telling.draft.frame_name == "fire" and not telling.date and not telling.fillers("targets") and not telling.is_shifted
    is_one_kind = story.type == telling.draft.type and story.type not in {"Attack", "Explosion"} and not story.is_aggregate
    return is_open and is_one_kind and _is_beside(story, new) and telling.token.tag_ in _PAST


def is_in_sentence(story: Story, new: NewTelling) -> bool:
    """Say whether another trigger of the event stands in the same sentence of the text."""
    sentence_of = new.parsed.sentence_of
    here = sentence_of[new.telling.token.i]
    return any(sentence_of[t.token.i] == here and not t.is_title for t in story.tellings)


FEATURES: tuple[tuple[Callable[[Story, NewTelling], bool], float], ...] = (
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
    (_is_named_again, 0.7),
    (_is_of_type_named, 0.4),
    (_is_main, 0.3),
    (_goes_on, 1.6),
    (_tells_of_firing, 1.0),
    (_is_of_other_class, -0.5),
    (_brings_place, -0.5),
    (_is_beside, 0.5),
)

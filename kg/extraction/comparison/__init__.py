"""An event told so far and a new telling in, how much speaks for their being one event out, as a sum of features.

Two are one event when nothing speaks against it (class, date, doer, other base, other place, "another") and enough speaks for it
(a definite noun, a shared target, doer, place or date).
"""

from __future__ import annotations

from kg.extraction.comparison.accounts import is_own_account
from kg.extraction.comparison.features import FEATURES, is_in_sentence
from kg.extraction.comparison.newcomer import NewTelling
from kg.extraction.comparison.objections import dates_meet, is_compatible, is_same_kind
from kg.extraction.comparison.ties import is_claimed, is_tied
from kg.extraction.stories import Story

__all__ = ["NEEDED", "NewTelling", "dates_meet", "score"]

NEEDED = 2.0  # score of a telling that is of the event
_TIED = 5.0
_SAID_TO_BE = 6.0
_FORBIDDEN = -1.0
_SAME_SENTENCE = -1.0  # another trigger of the sentence is rather another event
_WEAK = 3.0  # below this score
_SAME_PRACTICE = 1.0  # two tellings of many events of one class


def score(story: Story, new: NewTelling) -> float:
    """Give how much speaks for a telling being of this event; negative where something forbids it."""
    telling = new.telling
    if not is_same_kind(story, new):
        return _FORBIDDEN
    if any(t.token.i == new.described for t in story.tellings) or is_claimed(story, new):
        return _SAID_TO_BE
    if is_own_account(story, new) and story.is_planned == (telling.modality == "planned"):
        return _TIED
    if not is_compatible(story, new):
        return _FORBIDDEN
    if is_tied(story, new):
        return _TIED
    is_headline = all(t.is_title for t in story.tellings)
    total = (max(new.definiteness, 0.0) if is_headline else new.definiteness) + sum(
        weight for feature, weight in FEATURES if feature(story, new)
    )
    if total < _WEAK and is_in_sentence(story, new):
        total += _SAME_SENTENCE
    is_practice = telling.is_aggregate and story.is_aggregate and telling.draft.type == story.type
    if is_practice and story.type == "ResourceSmuggling":
        return NEEDED + max(total, 0.0)  # one trade, however often it is told
    return total + _SAME_PRACTICE if is_practice else total

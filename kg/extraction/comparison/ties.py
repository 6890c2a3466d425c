"""An event told so far and a new telling in, whether grammar ties them together out: then they are surely one event."""

from __future__ import annotations

from kg.extraction.comparison.newcomer import NewTelling
from kg.extraction.stories import ATTACKS, Story, Telling


def is_tied(story: Story, new: NewTelling) -> bool:
    """Say whether one tells how the other was done, tells it in other words, or goes on with it."""
    return is_means(story, new.telling) or _explains(story, new.telling) or _is_chained(story, new)


def is_means(story: Story, telling: Telling) -> bool:
    """Say whether one tells how the other was done: "killed in a drone attack"."""
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

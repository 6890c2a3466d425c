"""An event told so far and a new telling in, whether grammar ties them together out: then they are surely one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.comparison.newcomer import NewTelling
from kg.extraction.stories import ATTACKS, Story, Telling

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEADLY = ATTACKS | {"ArmedClash", "Explosion"}
_BESIDE = 2  # tokens
_REACH = 2  # sentences back to the event


def is_tied(story: Story, new: NewTelling) -> bool:
    """Say whether one tells how the other was done, tells it in other words, or goes on with it."""
    return (
        is_means(story, new.telling)
        or _explains(story, new.telling)
        or _is_chained(story, new)
        or is_aftermath(story, new)
        or _is_joined(story, new)
    )


def is_aftermath(story: Story, new: NewTelling) -> bool:
    """Say whether one only tells who was killed or hurt in the other, told just before: "A bomb exploded. Five people were wounded."

    Nobody is said to have done it, with what, or where else.
    """
    telling = new.telling
    if story.type not in _DEADLY or story.is_aggregate or not 0 <= telling.sentence - story.tellings[-1].sentence <= _REACH:
        return False
    is_of_harm = telling.draft.frame_name == "kill" or _is_when(telling)
    if not is_of_harm or telling.token.pos_ != "VERB" or telling.is_title or not syntax.is_passive(telling.token):
        return False
    is_open = not (telling.fillers("agents") or telling.draft.instruments or telling.fillers("location"))
    return is_open and telling.draft.type != "Assassination" and telling.modality != "planned" and not _is_apart(story, new)


def _is_when(telling: Telling) -> bool:
    """Whether it only tells how people came to harm: "Two were killed when a house was hit"."""
    is_of_harm = telling.draft.frame_name == "attack" and bool(telling.draft.candidate.consequences)
    return is_of_harm and all(p.kind == "nominal" for p in telling.fillers("targets"))


def _is_apart(story: Story, new: NewTelling) -> bool:
    """Whether its clause has a date of its own, or begins with another one: "Elsewhere, two soldiers were killed"."""
    telling = new.telling
    if telling.is_shifted or (telling.time is not None and telling.date != story.date):
        return True
    return any(c.lower_ in new.parsed.lexicon.words("context.tellings.elsewhere") for c in telling.token.children)


def _is_joined(story: Story, new: NewTelling) -> bool:
    """Whether two verbs of killing stand side by side: "shot and killed two men"."""
    token = new.telling.token
    if token.dep_ != "conj" or new.telling.draft.frame_name != "kill" or token.i - token.head.i > _BESIDE:
        return False
    return any(t.token.i == token.head.i and t.draft.frame_name == "kill" for t in story.tellings)


def is_claimed(story: Story, new: NewTelling) -> bool:
    """Say whether who claims an attack goes on to tell it: "claimed responsibility for the attack, saying they had ambushed a convoy"."""
    token = new.telling.token
    claims = (t.token.i for t in story.tellings if t.draft.candidate.light == "claim" and t.sentence == new.telling.sentence)
    return new.telling.draft.type in ATTACKS and any(i < token.i for i in claims) and _is_reported(token)


def _is_reported(token: Token) -> bool:
    """Whether a clause that tells what somebody says stands above."""
    return any(a.dep_ == "ccomp" for a in (token, *syntax.ancestors(token, 4)))


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

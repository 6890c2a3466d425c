"""An event of an article in, the name of its ACLED sub-event type out: "Grenade", "Armed clash", "Protest with intervention".

The class decides, where nobody and nothing beside the words of the event says more: the weapon, who did it to whom, or
what police and protesters did. Talks, sanctions and decisions have no type there, so they get none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extraction.parsed import ARMED, BASES, ParsedArticle
from kg.extraction.stories import ATTACKS, Story

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIOLENT = ATTACKS | {"Explosion"}
_BATTLING = ARMED | BASES
_OFFICIAL = frozenset({"MilitaryForce", "State", "Government"})
_PLAIN = frozenset({"Attack", "Ambush", "ArmedClash"})  # classes that do not name the weapon
_FORCE, _INTERVENTION = "Excessive force against protesters", "Protest with intervention"


def sub_event(parsed: ParsedArticle, story: Story) -> str | None:
    """Give the ACLED sub-event type of an event, None where the scheme has none for it."""
    sentence = _Words(parsed, story)
    if story.type == "Protest":
        return _of_protest(sentence)
    if story.type == "Arrest" and sentence.has("protests.words"):
        return _INTERVENTION
    if story.type in _VIOLENT:
        return _of_violence(sentence)
    if story.type == "Seizure":
        return _of_seizure(sentence)
    if story.type == "Deployment" and sentence.is_told_by("bases.words"):
        return "Headquarters or base established"
    if story.type == "Negotiation":
        return "Agreement" if sentence.is_told_by("agreements.words") else None
    if story.type == "ResourceSmuggling":
        return "Looting/property destruction" if sentence.is_told_by("violence.Looting/property destruction") else None
    return parsed.lexicon.acled.get(story.type)


class _Words:
    """The words of an event's sentences, looked up once."""

    def __init__(self, parsed: ParsedArticle, story: Story) -> None:
        self.parsed, self.story = parsed, story
        self.tellings = [t.token for t in story.tellings]
        self.tokens = [token for start in dict.fromkeys(t.sent.start for t in self.tellings) for token in parsed.tokens[start].sent]
        self.lemmas = frozenset(token.lemma_.lower() for token in self.tokens)
        self.words = self.lemmas | {token.lower_ for token in self.tokens}
        self.pairs = frozenset(f"{a.lower_} {b.lemma_.lower()}" for a, b in pairwise(self.tokens) if a.i + 1 == b.i)

    def listed(self, path: str) -> frozenset[str]:
        return self.parsed.lexicon.words(f"acled.{path}")

    def has(self, path: str) -> bool:
        """Whether a word of the list stands in the sentences."""
        return bool(self.words & self.listed(path))

    def is_told_by(self, path: str) -> bool:
        """Whether the event's own words are in the list."""
        words = self.listed(path)
        return any(t.lemma_.lower() in words or t.lower_ in words for t in self.tellings)

    def types(self, role: str) -> set[str]:
        """The types of the entities in a role."""
        return {phrase.type for phrase in self.story.fillers(role)}


def _of_protest(sentence: _Words) -> str:
    if sentence.has("protests.police"):
        if sentence.has("protests.lethal") or _is_fired_on(sentence):
            return _FORCE
        if sentence.has("protests.intervention") and not sentence.is_told_by("protests.violent"):
            return _INTERVENTION
    if sentence.has("protests.violent") and "peaceful" not in sentence.words and "peacefully" not in sentence.words:
        return "Violent demonstration"
    return "Peaceful protest"


def _is_fired_on(sentence: _Words) -> bool:
    """Whether somebody fires or shoots at people in the sentence."""
    return any(
        t.lemma_.lower() in sentence.listed("protests.shooting") and any(c.lower_ in {"on", "at"} for c in t.children)
        for t in sentence.tokens
    )


def _of_violence(sentence: _Words) -> str | None:
    story, known = sentence.story, sentence.parsed.lexicon
    for name in known.ordered_keys("acled.violence"):
        words = known.words(f"acled.violence.{name}")
        if (words & sentence.words or words & sentence.pairs) and any(_tells(sentence, token, words) for token in sentence.tokens):
            return name
    if _is_force_against_protesters(sentence):
        return _FORCE
    hit = sentence.types("targets")
    if story.type in _PLAIN and hit and hit <= _BATTLING:
        return "Armed clash"
    return known.acled.get(story.type)


def _tells(sentence: _Words, token: Token, words: frozenset[str]) -> bool:
    """Whether a word, or it and the next, is in a list and tells of the event's means: not "rocket-propelled grenades"."""
    following = token.nbor() if token.i + 1 < token.sent.end else None
    pair = f"{token.lower_} {following.lemma_.lower()}" if following is not None else ""
    if pair not in words and token.lower_ not in words and token.lemma_.lower() not in words:
        return False
    beside = {t.lower_ for t in (token.nbor(-1) if token.i else None, following) if t is not None}
    last = {token.doc[i].lemma_.lower() for i in range(token.i + 1, min(token.i + 3, token.sent.end))}
    if token.lemma_.lower() == "grenade" and beside & sentence.listed("weapons.not_grenades"):
        return False
    return not (last & sentence.listed("weapons.not_chemical") or beside & sentence.listed("weapons.not_suicide"))


def _is_force_against_protesters(sentence: _Words) -> bool:
    """Whether police or troops did it to people who protest."""
    return sentence.has("protests.words") and sentence.has("protests.police")


def _of_seizure(sentence: _Words) -> str:
    agents, known = sentence.types("agents"), sentence.parsed.lexicon
    arms = known.words("events.goods.arms")
    if not sentence.types("targets") and any(c.lower_ in arms or c.lemma_.lower() in arms for t in sentence.tellings for c in _around(t)):
        return "Disrupted weapons use"
    if sentence.is_told_by("territory.giving") or sentence.has("territory.peaceful"):
        return "Non-violent transfer of territory"
    is_rebel = "ArmedGroup" in agents and not agents & _OFFICIAL
    return "Non-state actor overtakes territory" if is_rebel else "Government regains territory"


def _around(token: Token) -> list[Token]:
    """The words of a verb's subject and objects."""
    return [t for child in token.children if child.dep_ in {"dobj", "nsubjpass", "nsubj", "pobj"} for t in child.subtree]

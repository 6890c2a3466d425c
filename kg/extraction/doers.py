"""Stories and claims in, the doers that only a claim names put into the stories: "Police blamed the ELN", "JNIM claimed responsibility"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.attribution import ClaimDraft
from kg.extraction.contents import Contents
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, ParsedArticle, Phrase
from kg.extraction.stories import Story

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAIMING = ARMED | {"State", "Government", "Organization"}  # who may have done what it claims
_BLAMED = _CLAIMING | {"Person", "PopulationGroup"}
_ONE = 1  # events that a claim is about, to say who did it


def add_claimed_doers(parsed: ParsedArticle, stories: Sequence[Story], contents: Contents, abouts: Sequence[tuple[int, ...]]) -> None:
    """Make a doer of who claims responsibility for an event, and of who is blamed where nobody else is named."""
    for claim, about in zip(contents.claims, abouts, strict=True):
        if len(about) != _ONE or stories[about[0]].is_planned:
            continue
        story = stories[about[0]]
        if claim.act == "claim-responsibility":
            for speaker in claim.speakers:
                if speaker.type in _CLAIMING:
                    story.add_doer(speaker, "claimed")
        elif claim.act == "deny":
            for speaker in claim.speakers:
                if speaker.entity in story.entities("agents"):
                    story.add_doer(speaker, "denied")
        elif claim.act == "attribute" and not story.entities("agents"):
            for phrase in _blamed(parsed, claim):
                story.add_doer(phrase, _certainty(claim))


def _blamed(parsed: ParsedArticle, claim: ClaimDraft) -> list[Phrase]:
    """Whom the verb of a claim blames: its object, or what "on" or "to" governs."""
    verb, words = parsed.tokens[claim.token], parsed.lexicon.words
    lemma = verb.lemma_.lower()
    if lemma in words("context.responsibility.attributing"):
        behind = [o for prep, o in syntax.prepositions(verb) if prep in {"on", "to"}]
        if behind:
            return _actors(parsed, behind)
    return _actors(parsed, [c for c in verb.children if c.dep_ == "dobj"]) if lemma in words("context.responsibility.charging") else []


def _actors(parsed: ParsedArticle, tokens: Sequence[Token]) -> list[Phrase]:
    return [p for token in tokens for p in phrases_at(parsed, token) if p.type in _BLAMED]


def _certainty(claim: ClaimDraft) -> str:
    official = {"Government", "MilitaryForce", "State"}
    return "suspected-by-authorities" if any(p.type in official for p in claim.speakers) else "suspected"

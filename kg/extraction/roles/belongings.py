"""A thing that was hit in, the people and forces that are hit with it out: who it belongs to, who holds it, whom it carries.

"A bus of the 17th Division", "two RSF fuel trucks", "a convoy carrying soldiers", "sites held by the brigade".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, BASES, FACILITIES, ParsedArticle, Phrase
from kg.extraction.roles.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

_HIT_WITH = ARMED | {"Person", "PopulationGroup"}
_FRAMES = frozenset({"attack", "fire", "kill"})
_OWNERS = frozenset({"poss", "compound", "nmod", "amod"})


def put_belongings(parsed: ParsedArticle, draft: Draft, role: str, token: Token | None) -> None:
    """Take for targets too whom a target belongs to or carries."""
    if role not in {"targets", "place"} or token is None or draft.frame_name not in _FRAMES:
        return
    for head in syntax.noun_heads(token):
        phrase = parsed.at.get(head.i)
        if (phrase is None and _is_thing(parsed, head)) or (phrase is not None and phrase.type in FACILITIES - BASES):
            for owner in _owners(parsed, head):
                draft.add("targets", owner)
        for whole in _wholes(parsed, head):
            draft.add("targets", whole)
        for other in _held(parsed, head):
            if not draft.has(other, "agents"):
                draft.add("targets", other)


def _is_thing(parsed: ParsedArticle, head: Token) -> bool:
    words, lemma = parsed.lexicon.words, head.lemma_.lower()
    return lemma in words("context.objects.tangible") or lemma in words("context.objects.things")


def _owners(parsed: ParsedArticle, head: Token) -> Iterator[Phrase]:
    """The force or group that a thing is named by: "RSF trucks", "a bus of the 17th Division"."""
    beside = [c for c in head.children if c.i < head.i and c.dep_ in _OWNERS]
    beside += [g for c in beside for g in c.children if g.i < c.i and g.dep_ in _OWNERS]
    beside += [o for prep, o in syntax.prepositions(head) if prep in {"of", "from"}]
    for token in beside:
        phrase = parsed.at.get(token.i)
        if phrase is not None and phrase.type in ARMED and head.i not in phrase.tokens:
            yield phrase


def _wholes(parsed: ParsedArticle, head: Token) -> Iterator[Phrase]:
    """The building whose part a noun names: "the facade of a bank"."""
    if head.lemma_.lower() in parsed.lexicon.words("context.objects.parts") and head.i not in parsed.at:
        for prep, token in syntax.prepositions(head):
            if prep == "of":
                yield from (p for p in phrases_at(parsed, token) if p.type in FACILITIES)


def _held(parsed: ParsedArticle, head: Token) -> Iterator[Phrase]:
    """Who is in a place or vehicle, or with it, by a participle behind the noun."""
    words = parsed.lexicon.words
    for child in head.children:
        if child.dep_ not in {"acl", "relcl"} or child.pos_ != "VERB":
            continue
        if child.lemma_ in words("context.objects.carrying") and not syntax.is_passive(child):
            inside = syntax.patients_of(child)
        elif child.lemma_ in words("context.objects.held") and syntax.is_passive(child):
            inside = [agent] if (agent := syntax.agent_of(child)) is not None else []
        elif child.lemma_ == "belong":
            inside = [o for prep, o in syntax.prepositions(child) if prep == "to"]
        else:
            continue
        yield from (p for token in inside for p in phrases_at(parsed, token) if p.type in _HIT_WITH)

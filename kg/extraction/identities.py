"""Tellings in, the persons that a later sentence names put into their roles: "The victims were identified as ...", "They are ..."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ARMED, ParsedArticle, Phrase
from kg.extraction.stories import Telling

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 4  # sentences back to the telling
_FRAMES = frozenset({"attack", "fire", "kill", "happen", "clash", "seize-person"})
_PEOPLE = ARMED | {"Person", "PopulationGroup"}


def name_fillers(parsed: ParsedArticle, tellings: Sequence[Telling]) -> None:
    """Add to those hit, or to the doers, who a sentence says that they are."""
    for token in parsed.tokens:
        names = _names(parsed, token)
        subject = syntax.grammatical_subject(token) if names else None
        if subject is None or subject.i in {p.head for p in names}:
            continue
        found = _role_of(parsed, tellings, token, subject)
        if found is not None:
            telling, role = found
            for name in names:
                if not telling.draft.has(name, "agents", "targets"):
                    telling.draft.add(role, name)


def _names(parsed: ParsedArticle, verb: Token) -> list[Phrase]:
    """The persons' names that a verb gives its subject: "was identified as X", "are X and Y"."""
    if verb.lemma_ == "be":
        named = [c for c in verb.children if c.dep_ == "attr"]
    elif verb.lemma_ in parsed.lexicon.words("context.verbs.identifying") and syntax.is_passive(verb) and verb.dep_ not in {"acl", "amod"}:
        named = [o for prep, o in syntax.prepositions(verb) if prep == "as"] + [c for c in verb.children if c.dep_ == "oprd"]
    else:
        return []
    phrases = [parsed.at.get(t.i) for each in named for t in syntax.conjuncts(each)]
    phrases += [parsed.at.get(t.i) for each in named for c in each.children if c.dep_ == "appos" for t in syntax.conjuncts(c)]
    return [p for p in phrases if p is not None and p.type == "Person" and p.kind == "name"]


def _role_of(parsed: ParsedArticle, tellings: Sequence[Telling], verb: Token, subject: Token) -> tuple[Telling, str] | None:
    """The last telling before a verb in which its subject has a role, and that role."""
    at = subject.lemma_.lower()
    is_victim = at in parsed.lexicon.words("context.nouns.victims")
    is_pronoun = subject.pos_ == "PRON" and at in parsed.lexicon.words("grammar.pronouns.all")
    sentence = parsed.sentence_of[verb.i]
    near = [t for t in tellings if t.draft.frame_name in _FRAMES and 0 <= sentence - parsed.sentence_of[t.token.i] <= _REACH]
    for telling in sorted(near, key=lambda t: -t.token.i):
        if is_victim:
            return telling, "targets"
        for role in ("targets", "agents"):
            people = [p for p in telling.fillers(role) if p.type in _PEOPLE]
            if any(p.kind == "nominal" and (is_pronoun or parsed.tokens[p.head].lemma_.lower() == at) for p in people):
                return telling, role
    return None

"""A verb in, its subject, doer and objects out, each looked up once: what the needs of event verbs ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.triggers.goods import is_goods

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEXT = 2  # tokens to a verb that shares the object
_BARE = frozenset({"control", "possession", "siege"})  # objects that say nothing of their own


@dataclass
class Clause:
    """A verb with its subject, doer and objects, each looked up once."""

    parsed: ParsedArticle
    verb: Token
    weapons: list[Token]

    @cached_property
    def subject(self) -> list[Token]:
        """The heads of the grammatical subject."""
        subject = syntax.grammatical_subject(self.verb)
        return syntax.noun_heads(subject) if subject is not None else []

    @property
    def subject_word(self) -> Token | None:
        """The grammatical subject as it stands: "hundreds" in "hundreds of Lebanese"."""
        return syntax.grammatical_subject(self.verb)

    @cached_property
    def objects(self) -> list[Token]:
        """The heads of what it is done to."""
        found = [h for o in syntax.patients_of(self.verb) for h in syntax.noun_heads(o)]
        if not found and not syntax.is_passive(self.verb):
            found = [h for c in self._joined for o in syntax.patients_of(c) for h in syntax.noun_heads(o)]  # "shot and killed two men"
        if self.verb.dep_ == "amod" and self.verb.tag_ == "VBN":
            found = [self.verb.head]  # "its confiscated oil fields"
        held = (o for bare in found if bare.lemma_.lower() in _BARE for prep, o in syntax.prepositions(bare) if prep in {"of", "over"})
        lit = (o for bare in found if bare.lower_ == "fire" for prep, o in syntax.prepositions(self.verb) if prep == "to")
        return [*found, *(h for o in (*held, *lit) for h in syntax.noun_heads(o))]  # "took control of the airport", "set fire to a shop"

    @property
    def _joined(self) -> list[Token]:
        """The verb right behind it that has the object of both."""
        return [c for c in self.verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - self.verb.i <= _NEXT]

    @cached_property
    def agent(self) -> Token | None:
        """Who does it."""
        return syntax.agent_of(self.verb)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The phrases among the objects."""
        return [p for o in self.objects for p in phrases_at(self.parsed, o)]

    @cached_property
    def doers(self) -> list[Phrase]:
        """The phrases among who does it."""
        heads = syntax.noun_heads(self.agent) if self.agent is not None else []
        return [self.parsed.at[h.i] for h in heads if h.i in self.parsed.at]

    @property
    def is_natural(self) -> bool:
        """Whether nature does it, or an accident: "floods killed 40", "were killed in a crash", "after an earthquake struck"."""
        words = self.parsed.lexicon.words("context.subjects.natural")
        causes = [o for prep, o in syntax.prepositions(self.verb) if prep in {"in", "by", "after", "during", "from"}]
        causes += [s for c in self.verb.children if c.dep_ == "advcl" for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}]
        bare = (h for o in causes for h in syntax.noun_heads(o) if h.lemma_.lower() != "fire" or not _is_modified(h))
        is_of_accident = self.verb.dep_ in {"advcl", "conj"} and self.verb.head.lemma_.lower() in self.parsed.lexicon.words(
            "senses.verbs.accidents"
        )
        return is_of_accident or any(h.lemma_.lower() in words for h in (*self.subject, *bare))

    def has_object(self, path: str) -> bool:
        """Whether the lemma of an object is in a list of the lexicon."""
        words = self.parsed.lexicon.words(path)
        return any(o.lemma_.lower() in words for o in self.objects)

    def has_goods(self, kind: str) -> bool:
        """Whether an object is goods of a kind."""
        return any(is_goods(self.parsed, o, kind) for o in self.objects)

    @property
    def with_particle(self) -> str:
        """The verb's lemma with its particle: "pull out" is no "pull"."""
        return syntax.particle_lemma(self.verb)

    def is_in(self, path: str) -> bool:
        """Whether the verb's lemma is in a list of the lexicon."""
        return self.verb.lemma_ in self.parsed.lexicon.words(path)


def _is_modified(token: Token) -> bool:
    return any(c.dep_ in {"compound", "amod", "poss", "nmod"} for c in token.children)

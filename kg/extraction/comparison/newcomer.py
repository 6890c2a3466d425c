"""A telling that looks for its event, with what every comparison asks of its words, looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.extraction import syntax
from kg.extraction.occurrences import left_out, ranked
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Telling


@dataclass
class NewTelling:
    """A telling that looks for its event."""

    parsed: ParsedArticle
    telling: Telling

    @cached_property
    def definiteness(self) -> float:
        """How much its own words speak for something told before ("the attack") or something new ("another attack")."""
        words, token = self.parsed.lexicon.words, self.telling.token
        beside = {c.lower_ for c in token.children if c.dep_ in {"det", "amod", "nummod"}}
        is_definite = bool(beside & words("grammar.determiners.definite"))
        if beside & words("grammar.determiners.new") and not (is_definite and beside & words("grammar.determiners.latest")):
            return -4.0
        if token.pos_ not in {"NOUN", "PROPN"}:
            return 1.5 if self._is_of_known_thing else 0.0
        if is_definite and token.tag_ in {"NN", "NNP"}:
            return 2.0
        if beside & words("grammar.determiners.vague_definite") or any(c.dep_ == "poss" for c in token.children):
            return 1.5
        return -2.5 if beside & words("grammar.determiners.indefinite") else 0.0

    @cached_property
    def is_elsewhere(self) -> bool:
        """Whether its clause begins with another event: "Elsewhere, two soldiers were killed"."""
        return any(c.lower_ in self.parsed.lexicon.words("context.tellings.elsewhere") for c in self.telling.token.children)

    @cached_property
    def lemma(self) -> str:
        """The lemma of its trigger."""
        return self.telling.token.lemma_.lower()

    @cached_property
    def _is_of_known_thing(self) -> bool:
        """Whether a verb tells of a thing told of before: "the rockets hit"."""
        subject = syntax.grammatical_subject(self.telling.token)
        if subject is None or subject.lemma_.lower() not in self.parsed.lexicon.words("context.tellings.things"):
            return False
        return any(c.lower_ in {"the", "these"} for c in subject.children)

    @cached_property
    def described(self) -> int | None:
        """The token that it is said to be: "the barrage appears to be the biggest single attack"; not "the third attack"."""
        token = self.telling.token
        if ranked(token) is not None:
            return None
        if (events := left_out(self.parsed, token)) is not None:
            return events.i
        if token.dep_ not in {"attr", "oprd"} and not (token.dep_ == "pobj" and token.head.lower_ == "as"):
            return None
        verb = token.head.head if token.dep_ == "pobj" else token.head
        described = next(iter(syntax.patients_of(verb)), None) if token.dep_ == "pobj" and verb.pos_ == "VERB" else None
        subject = described or syntax.grammatical_subject(verb)
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
        return lemmas_of_weapons(self.telling)

    @cached_property
    def is_old(self) -> bool:
        """Whether it lies in another month than the article: not what its headline is about."""
        date, published = self.telling.date, self.parsed.article.date
        return bool(date and published and len(published) >= 7 and date[:7] != published[:7] and not date.startswith("XXXX"))


def lemmas_of_weapons(telling: Telling) -> set[str]:
    """Give the lemmas of a telling's weapons."""
    return {token.lemma_.lower() for token in telling.draft.instruments}

"""Claims, relations and clusters in, what stands for each entity without being a mention out: pronouns, and noun phrases in no slot.

"We" in a quotation is the body that its speaker belongs to, "I" the speaker; "he" and "their" stand for the subject of the clause before.
A government's statement says "we" outside quotations too: the government that it names then speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction.attribution import ClaimDraft
from kg.extraction.coreference import Cluster
from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.pronouns import antecedent_of
from kg.extraction.relations import RelationDraft

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = ("spokespersonOf", "memberOf", "leads")  # whose voice a person has, the surest first
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)

Stretch = tuple[int, int]


def find_standins(
    parsed: ParsedArticle, clusters: Sequence[Cluster], claims: Sequence[ClaimDraft], relations: Sequence[RelationDraft], used: set[int]
) -> dict[int, list[Stretch]]:
    """Give for the entities, by index, the characters of what stands for them beside their mentions.

    Parameters
    ----------
    used
        Identities of the phrases that fill a slot, and so are mentions.
    """
    found: dict[int, list[Stretch]] = defaultdict(list)
    for cluster in clusters:
        found[cluster.index] += [(p.start, p.end) for p in cluster.phrases if p.kind != "name" and id(p) not in used]
    voices = _Voices(parsed, claims, relations)
    for token in parsed.tokens:
        if token.pos_ == "PRON" and token.tag_ != "PRP$" and token.i not in parsed.at:
            index = voices.entity_of(token)
            if index is not None:
                found[index].append((token.idx, token.idx + len(token)))
    return {index: sorted(stretches) for index, stretches in found.items() if stretches}


class _Voices:
    """Whose words stand where in an article, and what the pronouns among them stand for."""

    def __init__(self, parsed: ParsedArticle, claims: Sequence[ClaimDraft], relations: Sequence[RelationDraft]) -> None:
        self._parsed = parsed
        self._claims = [claim for claim in claims if claim.speakers]
        self._quotes = [match.span() for match in _QUOTED.finditer(parsed.text)]
        self._bodies: dict[int, int] = {}  # person -> the body that it speaks for
        for predicate in _BODIES:
            for relation in relations:
                if relation.predicate == predicate:
                    self._bodies.setdefault(relation.subject.entity, relation.object.entity)
        self._statement: int | None = None  # whose statement the text is, as far as it was read

    def entity_of(self, token: Token) -> int | None:
        """The entity that a pronoun stands for, None where that is not safe to say."""
        words, word = self._parsed.lexicon.words, token.lower_
        if word in words("grammar.pronouns.first"):
            speaker = self._speaker(token)
            return speaker.entity if speaker is not None and speaker.type == "Person" else None
        if word in words("grammar.pronouns.first_plural"):
            return self._we(token)
        if word not in words("grammar.pronouns.personal") or (word == "it" and not _is_doer(self._parsed, token)):
            return None
        found, speaker = antecedent_of(self._parsed, token), self._speaker(token)
        if found is None or found.entity < 0 or (speaker is not None and speaker.entity == found.entity):
            return None  # in his own words a speaker is "I"
        return found.entity

    def _we(self, token: Token) -> int | None:
        speaker = self._speaker(token)
        if speaker is None:
            return self._stating(token)
        return speaker.entity if speaker.type != "Person" else self._bodies.get(speaker.entity)

    def _speaker(self, token: Token) -> Phrase | None:
        """Who says the quotation that a word stands in."""
        quote = bisect_right(self._quotes, token.idx, key=lambda q: q[0]) - 1
        if quote < 0 or token.idx >= self._quotes[quote][1]:
            return None
        start, end = self._quotes[quote]
        near = [c for c in self._claims if c.content is not None and c.content[0] < end and start < c.content[1]]
        near = near or [c for c in self._claims if "\n" not in self._parsed.text[min(c.cue[0], start) : max(c.cue[1], start)]]
        return min(near, key=lambda c: abs(c.cue[0] - token.idx)).speakers[0] if near else None

    def _stating(self, token: Token) -> int | None:
        """The government whose statement the article is: the subject of a verb in the present before the pronoun, outside quotations."""
        quote = bisect_right(self._quotes, token.idx, key=lambda q: q[0]) - 1
        if quote >= 0 and token.idx < self._quotes[quote][1]:
            return None
        for phrase in reversed(self._parsed.between(self._parsed.text.rfind("\n", 0, token.idx) + 1, token.idx)):
            head = self._parsed.tokens[phrase.head]
            if phrase.type in {"State", "Government"} and head.dep_ == "nsubj" and _is_stated_now(head.head):
                self._statement = phrase.entity
                break
        return self._statement


def _is_stated_now(verb: Token) -> bool:
    """Whether a verb has the tense of statements: "The United States condemns ... We offer", "will continue"."""
    return verb.tag_ in {"VBZ", "VBP"} or any(child.dep_ == "aux" and child.lower_ in {"will", "has", "have"} for child in verb.children)


def _is_doer(parsed: ParsedArticle, token: Token) -> bool:
    """Whether "it" does something: not in "it is clear", "it took hours"."""
    is_subject = token.dep_ == "nsubj" and token.head.lemma_ not in parsed.lexicon.words("grammar.pronouns.empty_verbs")
    return is_subject and not any(child.dep_ in {"ccomp", "csubj"} and child.i > token.head.i for child in token.head.children)

"""Nouns of control in, who controls what out: "under US-SDF control", "the US occupation of the field", "areas under the occupation of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, FACILITIES, PLACES, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOLDERS = ARMED | {"State", "Government"}


def find_control(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read nouns of control with their holder before them or behind "of", and what is held."""
    nouns = parsed.lexicon.words("context.relations.control")
    for token in parsed.with_lemma(nouns):
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        is_under, holders = token.head.lower_ == "under", _holders(parsed, token)
        if is_under and token.dep_ == "pobj":
            yield from (relate(h, "controls", thing, "under-control") for h in holders for thing in _held(parsed, token.head))
        for prep, obj in syntax.prepositions(token) if not is_under else ():
            if prep in {"of", "over"}:
                yield from (relate(h, "controls", thing, "occupation-of") for h in holders for thing in phrases_at(parsed, obj))


def _holders(parsed: ParsedArticle, token: Token) -> list[Phrase]:
    found = [parsed.at[c.i] for c in token.subtree if c.i in parsed.at and c.i < token.i and token.i - c.i <= 5]
    found += [p for c in token.children if c.tag_ == "PRP$" for p in phrases_at(parsed, c)]  # "its occupation of the fields"
    if token.head.lower_ == "under":
        found += [p for prep, o in syntax.prepositions(token) if prep in {"of", "by"} for p in phrases_at(parsed, o)]
    return [p for p in found if p.type in _HOLDERS]


def _held(parsed: ParsedArticle, under: Token) -> list[Phrase]:
    """What is under control: the noun that "under" hangs on, with what it is coordinated with, or what it describes."""
    head = under.head
    if "both" in {t.lower_ for t in parsed.doc[max(0, under.i - 2) : under.i]}:
        return _two_before(parsed, under)
    found = phrases_at(parsed, head) if head.i in parsed.at else []
    if not found and (head.lower_ == "both" or head.pos_ in {"PRON", "DET"}):
        return _two_before(parsed, under)
    if not found and head.pos_ in {"VERB", "AUX"}:
        return phrases_at(parsed, syntax.grammatical_subject(head))
    for phrase in list(found):
        token = parsed.tokens[phrase.head]
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
            if token.i in parsed.at and parsed.at[token.i] not in found:
                found.append(parsed.at[token.i])
    return [p for p in found if p.type in FACILITIES | PLACES]


def _two_before(parsed: ParsedArticle, under: Token) -> list[Phrase]:
    """The last two facilities of the sentence: "the field and the base, both under US control"."""
    before = parsed.between(under.sent.start_char, under.idx)
    return [p for p in before if p.end <= under.idx and p.type in FACILITIES][-2:]

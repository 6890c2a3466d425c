"""A position in the parse in, the phrases that stand there out: through conjuncts, measures, titles, appositions and pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.mentions.nouns import apposed_person
from kg.extraction.pairs import pair_of
from kg.extraction.parsed import ARMED, FACILITIES, ParsedArticle, Phrase
from kg.extraction.pronouns import antecedent_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def phrases_at(parsed: ParsedArticle, token: Token | None) -> list[Phrase]:
    """Give the phrases that a noun phrase stands for: its conjuncts, what "of" governs after a measure, a pronoun's antecedent."""
    if token is None:
        return []
    found: list[Phrase] = []
    for head in syntax.noun_heads(token):
        if pair := pair_of(parsed, head):
            found += [each for each in pair if each not in found]
            continue
        phrase = _housing(parsed, head) or parsed.at.get(head.i) or antecedent_of(parsed, head)
        if phrase is None or (phrase.type != "Person" and head.pos_ == "PROPN"):
            phrase = _inner(parsed, head) or phrase
        elif phrase.kind == "nominal" and phrase.type in ARMED | {"Organization"}:
            phrase = _called(parsed, head) or phrase
        for each in (phrase, *_listed(parsed, head)):
            if each is not None and each not in found:
                found.append(each)
    if not found and token.i in parsed.at:
        found.append(parsed.at[token.i])  # "remnants of the group", where "the group" stands for nothing
    return found


def _called(parsed: ParsedArticle, head: Token) -> Phrase | None:
    """The name behind a group or body: "the clandestine organization Al-Badr"."""
    names = (parsed.at.get(c.i) for c in head.children if c.dep_ == "appos" and c.i > head.i)
    return next((n for n in names if n is not None and n.kind == "name" and n.type in ARMED | {"Organization"}), None)


def _listed(parsed: ParsedArticle, head: Token) -> Iterator[Phrase]:
    """The persons named behind a person or people: "A, B and C", which the parser takes for appositions, "a couple, A and B"."""
    for child in head.children:
        if child.i > head.i and child.dep_ == "appos":
            for name in syntax.conjuncts(child):
                phrase = parsed.at.get(name.i)
                if phrase is not None and phrase.type == "Person" and phrase.kind == "name":
                    yield phrase
                    yield from _listed(parsed, name)
        elif child.dep_ == "acl" and child.lemma_ in parsed.lexicon.words("context.verbs.identifying"):
            yield from _identified(parsed, child)


def _identified(parsed: ParsedArticle, verb: Token) -> Iterator[Phrase]:
    """The persons in "a vendor identified as Maria Perez", "a man named Omar"."""
    named = [o for prep, o in syntax.prepositions(verb) if prep == "as"] + [c for c in verb.children if c.dep_ in {"oprd", "dobj", "attr"}]
    for token in (t for each in named for t in syntax.conjuncts(each)):
        phrase = parsed.at.get(token.i)
        if phrase is not None and phrase.type == "Person" and phrase.kind == "name":
            yield phrase


def _housing(parsed: ParsedArticle, head: Token) -> Phrase | None:
    """The facility in "another base housing U.S. troops", which the parser takes for troops of a kind."""
    hosts = parsed.lexicon.words("names.groups.hosts")
    for i in range(head.left_edge.i + 1, head.i):
        if parsed.tokens[i].lower_ in hosts and i - 1 in parsed.at and parsed.at[i - 1].type in FACILITIES:
            return parsed.at[i - 1]
    return None


def _inner(parsed: ParsedArticle, head: Token) -> Phrase | None:
    """The phrase beside a noun that is none itself: "vehicles belonging to the US", "a company, Delta Energy", "Commander Abu X"."""
    is_named = head.i in parsed.at and parsed.at[head.i].kind == "name"
    for child in head.children:
        if child.dep_ == "appos" and child.i in parsed.at and parsed.at[child.i].kind == "name" and not is_named:
            return parsed.at[child.i]
    before = parsed.at.get(head.i - 1) if head.i else None
    if before is not None and before.kind == "name" and before.type == parsed.lexicon.heads.get(head.lower_):
        return before  # "the Kordofan Observer newspaper"
    if head.dep_ == "appos" and head.head.i in parsed.at and parsed.at[head.head.i].kind == "name":
        return parsed.at[head.head.i]  # "Kata’ib Hezbollah, a militia which"
    if (person := apposed_person(parsed, head)) is not None:
        return person
    if f"{head.lemma_.lower()} of" in parsed.lexicon.before:
        for prep, obj in syntax.prepositions(head):
            if prep == "of" and obj.i in parsed.at and parsed.at[obj.i].kind == "name":
                return parsed.at[obj.i]  # "the town of Paletwa"
    if head.lower_ in parsed.lexicon.words("names.groups.members"):
        for child in head.children:
            if child.dep_ in {"compound", "nmod", "amod", "poss"} and child.i in parsed.at and parsed.at[child.i].type in ARMED:
                return parsed.at[child.i]  # "an ISIS cell"
    for child in head.subtree:
        if child.dep_ == "acl" and child.lemma_ == "belong":
            for _, obj in syntax.prepositions(child):
                if obj.i in parsed.at:
                    return parsed.at[obj.i]
    i = head.i + 1
    while i < len(parsed.doc) and (parsed.tokens[i].pos_ in {"PROPN", "CCONJ"} or parsed.tokens[i].text == "-"):
        if i in parsed.at and parsed.at[i].type == "Person":
            return parsed.at[i]
        i += 1
    return None

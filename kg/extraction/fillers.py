"""A position in the parse in, the phrases that stand there out: through conjuncts, measures, titles, appositions and pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ACTORS, FACILITIES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token


def phrases_at(parsed: ParsedArticle, token: Token | None) -> list[Phrase]:
    """The phrases that a noun phrase stands for: its conjuncts, and what "of" governs after a measure; pronouns by their antecedent."""
    if token is None:
        return []
    found = []
    for head in syntax.noun_heads(token):
        phrase = _housing(parsed, head) or parsed.at.get(head.i) or _pronoun(parsed, head)
        if phrase is None or (phrase.type != "Person" and head.pos_ == "PROPN"):
            phrase = _inner(parsed, head) or phrase
        if phrase is not None and phrase not in found:
            found.append(phrase)
    return found


def _housing(parsed: ParsedArticle, head: Token) -> Phrase | None:
    """The facility in "another base housing U.S. troops", which the parser takes for troops of a kind."""
    for i in range(head.left_edge.i + 1, head.i):
        if parsed.doc[i].lower_ in {"housing", "hosting"} and i - 1 in parsed.at and parsed.at[i - 1].type in FACILITIES:
            return parsed.at[i - 1]
    return None


def _inner(parsed: ParsedArticle, head: Token) -> Phrase | None:
    """The phrase beside a noun that is none itself: "vehicles belonging to the US", "a company, Delta Energy", "Commander Abu X"."""
    for child in head.children:
        if child.dep_ == "appos" and child.i in parsed.at:
            return parsed.at[child.i]
    for child in head.subtree:
        if child.dep_ == "acl" and child.lemma_ == "belong":
            for _, obj in syntax.prepositions(child):
                if obj.i in parsed.at:
                    return parsed.at[obj.i]
    i = head.i + 1
    while i < len(parsed.doc) and (parsed.doc[i].pos_ in {"PROPN", "CCONJ"} or parsed.doc[i].text == "-"):
        if i in parsed.at and parsed.at[i].type == "Person":
            return parsed.at[i]
        i += 1
    return None


def _pronoun(parsed: ParsedArticle, token: Token) -> Phrase | None:
    """The antecedent of "they", "it", "he": the subject of the clause before, of a fitting kind."""
    if token.pos_ != "PRON" or token.lower_ not in {
        "they",
        "it",
        "he",
        "she",
        "them",
        "who",
        "which",
        "that",
        "its",
        "their",
        "his",
        "her",
    }:
        return None
    if token.lower_ in {"who", "which", "that"} and token.head.dep_ == "relcl":
        return parsed.at.get(token.head.head.i)
    kinds = (
        {"Person"}
        if token.lower_ in {"he", "she"}
        else ACTORS - {"Person"}
        if token.lower_ in {"they", "them"}
        else ACTORS - {"Person", "PopulationGroup"}
    )
    subjects = [
        p
        for p in parsed.phrases
        if p.end <= token.idx and token.idx - p.start < 400 and p.type in kinds and parsed.doc[p.head].dep_ in {"nsubj", "nsubjpass"}
    ]
    if not subjects and kinds == {"Person"}:
        subjects = [
            p for p in parsed.phrases if p.end <= token.idx and token.idx - p.start < 600 and p.type == "Person" and p.kind == "name"
        ]
    return subjects[-1] if subjects else None

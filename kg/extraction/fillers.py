"""A position in the parse in, the phrases that stand there out: through conjuncts, measures, titles, appositions and pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ACTORS, FACILITIES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 400  # characters from a pronoun back to the start of its antecedent
_REACH_OF_NAMES = 600  # to a person's name that is no subject


def phrases_at(parsed: ParsedArticle, token: Token | None) -> list[Phrase]:
    """Give the phrases that a noun phrase stands for: its conjuncts, what "of" governs after a measure, a pronoun's antecedent."""
    if token is None:
        return []
    found: list[Phrase] = []
    for head in syntax.noun_heads(token):
        phrase = _housing(parsed, head) or parsed.at.get(head.i) or _antecedent(parsed, head)
        if phrase is None or (phrase.type != "Person" and head.pos_ == "PROPN"):
            phrase = _inner(parsed, head) or phrase
        if phrase is not None and phrase not in found:
            found.append(phrase)
    return found


def _housing(parsed: ParsedArticle, head: Token) -> Phrase | None:
    """The facility in "another base housing U.S. troops", which the parser takes for troops of a kind."""
    hosts = parsed.lexicon.words("names.groups.hosts")
    for i in range(head.left_edge.i + 1, head.i):
        if parsed.doc[i].lower_ in hosts and i - 1 in parsed.at and parsed.at[i - 1].type in FACILITIES:
            return parsed.at[i - 1]
    return None


def _inner(parsed: ParsedArticle, head: Token) -> Phrase | None:
    """The phrase beside a noun that is none itself: "vehicles belonging to the US", "a company, Delta Energy", "Commander Abu X"."""
    for child in head.children:
        if child.dep_ == "appos" and child.i in parsed.at:
            return parsed.at[child.i]
    if f"{head.lemma_.lower()} of" in parsed.lexicon.before:
        for prep, obj in syntax.prepositions(head):
            if prep == "of" and obj.i in parsed.at and parsed.at[obj.i].kind == "name":
                return parsed.at[obj.i]  # "the town of Paletwa"
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


# --- pronouns ----------------------------------------------------------------------------------------------------------------


def _antecedent(parsed: ParsedArticle, token: Token) -> Phrase | None:
    """What "they", "it", "he" stand for: the subject of the clause before, of a fitting kind."""
    known, word = parsed.lexicon, token.lower_
    if token.pos_ != "PRON" or word not in known.words("grammar.pronouns.all"):
        return None
    if word in known.words("grammar.pronouns.relative") and token.head.dep_ == "relcl":
        return parsed.at.get(token.head.head.i)
    if word in known.words("grammar.pronouns.persons"):
        return _last_subject(parsed, token, frozenset({"Person"})) or _last_person(parsed, token)
    groups = ACTORS - {"Person"} if word in known.words("grammar.pronouns.plural") else ACTORS - {"Person", "PopulationGroup"}
    return _last_subject(parsed, token, groups)


def _last_subject(parsed: ParsedArticle, token: Token, types: frozenset[str]) -> Phrase | None:
    for phrase in reversed(parsed.between(token.idx - _REACH + 1, token.idx)):
        if phrase.end <= token.idx and phrase.type in types and parsed.doc[phrase.head].dep_ in {"nsubj", "nsubjpass"}:
            return phrase
    return None


def _last_person(parsed: ParsedArticle, token: Token) -> Phrase | None:
    for phrase in reversed(parsed.between(token.idx - _REACH_OF_NAMES + 1, token.idx)):
        if phrase.end <= token.idx and phrase.type == "Person" and phrase.kind == "name":
            return phrase
    return None

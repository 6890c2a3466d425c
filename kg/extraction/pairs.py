"""A noun such as "both sides", "the two armies" in, the two groups that were named last before it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import ARMED, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 600  # characters back to the first of the two
_PAIR = 2
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def pair_of(parsed: ParsedArticle, noun: Token) -> list[Phrase]:
    """Give the two groups or forces that "both groups" stands for, nothing where no two are named before."""
    is_plural_subject = noun.tag_ == "NNS" and noun.dep_ in _SUBJECTS
    if not is_plural_subject or noun.lemma_.lower() not in parsed.lexicon.words("context.subjects.sides") or not _is_pair(noun):
        return []
    found: dict[int, Phrase] = {}
    for phrase in reversed(parsed.between(max(0, noun.idx - _REACH), noun.idx)):
        if phrase.type in ARMED and phrase.kind == "name" and phrase.end <= noun.idx and not _is_whole(parsed, phrase):
            found.setdefault(phrase.entity, phrase)
            if len(found) == _PAIR:
                return [*found.values()][::-1]
    return []


def _is_pair(noun: Token) -> bool:
    """Whether "both" or "the two" stands before a noun, and nothing behind it says which."""
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    is_told = not any(c.i > noun.i and c.dep_ in {"prep", "acl", "relcl", "appos"} for c in noun.children)
    return is_told and ("both" in before or {"the", "two"} <= before)


def _is_whole(parsed: ParsedArticle, phrase: Phrase) -> bool:
    """Whether a name only says of what the group named before it is a part: "the 5th Brigade, a faction of the Army of Hope"."""
    above = parsed.tokens[phrase.head].head
    if above.lower_ != "of" or above.head.dep_ != "appos":
        return False
    lemma = above.head.lemma_.lower()
    return lemma in parsed.lexicon.words("context.subjects.sides") or parsed.lexicon.heads.get(lemma) in ARMED

"""Nouns of the parse in; where their phrase starts, and whether they only describe a name, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import ACTORS, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "punct", "advmod"})
_LONGEST = 4  # words of a noun in the lexicon: "oil and gas fields"


def noun_start(parsed: ParsedArticle, i: int) -> int | None:
    """Give the first token of the lexicon's noun that ends at ``i`` ("oil field", "base"); None where a longer one goes on."""
    doc, known = parsed.tokens, parsed.lexicon
    if doc[i].lower_ not in known.endings:
        return None
    if i + 1 < len(doc):
        longer = f"{doc[i].lower_} {doc[i + 1].lower_}"
        if longer in known.heads or longer in known.after:
            return None
    groups = known.words("nominals.refine.group")
    for first in range(max(0, i - _LONGEST + 1), i + 1):
        text = parsed.lower(first, i)
        if text in known.heads or text in known.after or text in groups:
            return first
    return None


def is_hyphenated(doc: Doc, i: int) -> bool:
    """Say whether a word is the first half of a compound ("secretary-general", "war-torn")."""
    return i + 1 < len(doc) and doc[i + 1].text == "-" and not doc[i].whitespace_


def is_title(token: Token) -> bool:
    """Say whether a noun is the title of a name that follows ("IRGC commander Qassem Soleimani")."""
    if token.i + 1 >= len(token.doc) or token.dep_ not in {"compound", "nmod", "amod", "appos", "nsubj"}:
        return False
    following = token.nbor()
    return following.pos_ == "PROPN" and following.text[:1].isupper()


def describes_a_name(parsed: ParsedArticle, token: Token) -> bool:
    """Say whether a noun is the title or the apposition of a name, and so no mention of its own."""
    if any(c.dep_ in {"acl", "relcl"} for c in token.children):
        return False
    phrase = parsed.at.get(token.head.i)
    if phrase is not None and phrase.kind == "name" and token.dep_ in {"appos", "compound", "nmod", "amod"}:
        return phrase.type in ACTORS or token.dep_ == "appos"
    if token.dep_ == "appos" and token.head.ent_type_ == "PERSON" and phrase is None:
        return parsed.lexicon.heads.get(token.lower_) == "Person"
    if any(c.dep_ == "appos" and _is_name(parsed, c) for c in token.children) or apposed_person(parsed, token) is not None:
        return True
    return is_title(token) and token.i + 1 in parsed.at and parsed.at[token.i + 1].type == "Person"


def apposed_person(parsed: ParsedArticle, token: Token) -> Phrase | None:
    """Give whom a noun's apposition names, though a place stands between: "the governor of Belgorod, Vyacheslav Gladkov"."""
    if parsed.lexicon.heads.get(token.lower_) != "Person":
        return None
    for prep in token.children:
        for place in prep.children if prep.dep_ == "prep" and prep.lower_ in {"of", "for", "in"} else ():
            for name in place.children:
                phrase = parsed.at.get(name.i) if name.dep_ == "appos" else None
                if phrase is not None and phrase.type == "Person" and phrase.kind == "name":
                    return phrase
    return None


def _is_name(parsed: ParsedArticle, token: Token) -> bool:
    return (token.i in parsed.at and parsed.at[token.i].kind == "name") or (token.pos_ == "PROPN" and token.text[:1].isupper())


def phrase_start(parsed: ParsedArticle, first: int) -> int:
    """Give the first token of the noun's modifiers that belong to the mention: no article, number, owner, nor "X-backed"."""
    doc = parsed.tokens
    i = first
    if doc[first].dep_ == "compound" and doc[first].head.i > first and doc[first].head.pos_ != "PROPN":
        return first
    while i > 0 and i - 1 not in parsed.at:
        is_joined = doc[i - 1].lower_ == "and" and i - 2 not in parsed.at and doc[i - 2].pos_ == "ADJ" and doc[i].pos_ == "ADJ"
        if not is_joined and not _belongs(parsed, doc[i - 1]):
            break
        i -= 1
    return i


def _belongs(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a word before a noun is part of its mention."""
    if token.dep_ not in _MODIFIERS or token.is_punct or token.lower_ in parsed.lexicon.words("nominals.skip.before"):
        return False
    if token.lower_ in parsed.lexicon.words("nominals.refine.armed") and token.dep_ == "amod":
        return True  # "allied forces"
    if token.pos_ in {"DET", "NUM", "ADV", "VERB"} or token.tag_ in {"VBN", "VBG"}:
        return False
    return not (token.i > 0 and parsed.tokens[token.i - 1].text == "-") and token.head.i >= token.i

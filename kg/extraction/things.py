"""A parsed article in, the spans that are worth finding though they are no entities out: weapons, vehicles, numbers, sums, addresses.

"destroyed two mortars" has the number "two" and the weapon "mortars"; "$5 million" is money, "Iraqi" in "Iraqi unity" a nationality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.mentions.nouns import phrase_start
from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.quantities.figures import find_figures
from kg.model import Span, Thing

if TYPE_CHECKING:
    from spacy.tokens import Token

_URL = re.compile(r"\bhttps?://[^\s<>\"”)\]]+[^\s<>\"”)\].,;:!?]|\bwww\.[a-z0-9-]+\.[a-z][a-z0-9./-]+[a-z0-9/]", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<![\w,.])\d{1,3}(?:st|nd|rd|th)\b")
_LONGEST = 4  # words of a noun: "rocket propelled grenade launcher"


def find_things(parsed: ParsedArticle, kept: Iterable[Phrase]) -> tuple[Thing, ...]:
    """Give the things of an article in order of text.

    Parameters
    ----------
    kept
        The phrases that are mentions: what their heads name is an entity already.
    """
    heads: set[int] = set()
    covered: set[int] = set()
    for phrase in kept:
        heads.add(phrase.head)
        covered.update(phrase.tokens)
    found = [*_nouns(parsed, heads), *_nationalities(parsed, covered), *_numbers(parsed), *_addresses(parsed)]
    return tuple(sorted(found, key=lambda thing: (thing.span, thing.type)))


def _nouns(parsed: ParsedArticle, heads: set[int]) -> Iterator[Thing]:
    """Weapons, vehicles, ships, aircraft and tanks, with the words that describe them."""
    kinds = parsed.lexicon.things
    end = -1
    for i, token in enumerate(parsed.doc):
        if i <= end or token.lower_ not in parsed.lexicon.thing_words:
            continue
        last, kind = _longest(parsed, i, kinds)
        if kind is None or token.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"} or parsed.tokens[last].pos_ == "VERB":
            continue
        end = last
        if heads.isdisjoint(range(i, last + 1)):
            first = phrase_start(parsed, i)
            yield Thing(parsed.span_of(parsed.tokens[first], parsed.tokens[last]), kind)


def _longest(parsed: ParsedArticle, i: int, kinds: dict[str, str]) -> tuple[int, str | None]:
    """The last token and the type of the longest noun that starts at a token."""
    for last in range(min(len(parsed.doc), i + _LONGEST * 2) - 1, i - 1, -1):
        kind = kinds.get(parsed.lower(i, last).replace("-", " ").replace("  ", " "))
        if kind is not None:
            return last, kind
    return i, None


def _nationalities(parsed: ParsedArticle, covered: set[int]) -> Iterator[Thing]:
    """Adjectives of states that are part of no mention."""
    for phrase in parsed.phrases:
        if phrase.kind == "adjective" and covered.isdisjoint(phrase.tokens) and _is_adjective(parsed.tokens[phrase.head]):
            yield Thing(parsed.span(phrase.start, phrase.end), "Nationality")


def _is_adjective(token: Token) -> bool:
    return token.dep_ in {"amod", "compound", "nmod", "acomp", "conj"} and token.tag_ not in {"NNS", "NNPS"}


def _numbers(parsed: ParsedArticle) -> Iterator[Thing]:
    for figure in find_figures(parsed.text, reference=parsed.article.date):
        if figure.head == "dollar":
            yield Thing(_span(parsed, figure.span), "Money")
        else:
            yield Thing(_span(parsed, figure.number), "Quantity")
    for match in _ORDINAL.finditer(parsed.text):
        yield Thing(parsed.span(*match.span()), "Quantity")


def _addresses(parsed: ParsedArticle) -> Iterator[Thing]:
    yield from (Thing(parsed.span(*match.span()), "Url") for match in _URL.finditer(parsed.text))


def _span(parsed: ParsedArticle, span: Span) -> Span:
    return parsed.span(span.start, span.end)

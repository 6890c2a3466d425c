"""A text that no recogniser has read in, stretches that look like names out, with the labels that the recogniser would give them.

It stands in for spaCy's entity recogniser where that is left out: names are runs of proper nouns, and what they name is told by the words
beside them, as in "spokesman Ali Nasser", "in Zawiyat Ammar", "Umm Salal said", "the UNHCR".
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg.extraction.parsed import ParsedArticle
from kg.extraction.times.grammar import WORDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DAYS = frozenset(
    word.lower()
    for table in ("months", "month_abbreviations", "months_with_case", "weekdays", "weekday_abbreviations")
    for word in WORDS[table]
)
_LONGEST = 5  # tokens of a name without titles
_ACRONYM = range(3, 7)  # letters
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


def guess_names(parsed: ParsedArticle) -> Iterator[Span]:
    """Give the runs of proper nouns that are no mention yet, where the words beside them tell what they name."""
    doc, i = parsed.doc, 0
    while i < len(doc):
        end = _run_end(parsed, i)
        start = _behind_titles(parsed, i, end)
        if start < end and (label := _label(parsed, start, end, has_title=start > i)):
            yield Span(doc, start, end, label=label)
        i = max(end, i + 1)


def _run_end(parsed: ParsedArticle, start: int) -> int:
    """The end of the run of name words that starts at a token; the start itself if none does."""
    doc, inside = parsed.tokens, parsed.lexicon.words("names.particles.inside_persons")
    end = start
    while end < len(doc) and _is_name_word(parsed, doc[end]):
        end += 1
        if end + 2 < len(doc) and doc[end].lower_ in inside and (doc[end + 1].text == "-" or _is_name_word(parsed, doc[end + 1])):
            end += 2 if doc[end + 1].text == "-" else 1
    return end


def _is_name_word(parsed: ParsedArticle, token: Token) -> bool:
    is_proper = token.pos_ == "PROPN" and token.text[:1].isupper()
    return is_proper and token.i not in parsed.at and token.lower_.strip(".") not in _DAYS


def _behind_titles(parsed: ParsedArticle, start: int, end: int) -> int:
    """The token behind the last title in a run: "Defense Minister Aurelio Padrón"."""
    titles, heads = parsed.lexicon.words("names.persons.titles"), parsed.lexicon.heads
    words = ((i, parsed.tokens[i].lower_) for i in range(end - 1, start - 1, -1))
    return next((i + 1 for i, word in words if word.strip(".") in titles or heads.get(word) == "Person"), start)


def _label(parsed: ParsedArticle, start: int, end: int, *, has_title: bool) -> str | None:
    """PERSON behind a title or a noun for persons, and of whoever speaks; GPE behind a word of place; ORG for bodies and letters alone."""
    doc, span = parsed.doc, parsed.doc[start:end]
    root, words = span.root, [token for token in span if token.is_alpha]
    is_inside = root.dep_ == "compound" and root.head.i >= end
    if not words or len(words) > _LONGEST or is_inside or doc[end - 1].lower_ in _plain_words(parsed, len(words)) or _is_label(doc, end):
        return None
    if doc[end - 1].lower_ in parsed.lexicon.after:
        return "ORG"
    if has_title or _is_behind_person(parsed, start):
        return "PERSON"
    if len(words) == 1 and words[0].text.isupper():
        return "ORG" if len(words[0].text) in _ACRONYM else None
    if root.dep_ == "pobj" and root.head.lower_ in parsed.lexicon.words("names.guesses.places"):
        return "GPE"
    is_person = len(words) > 1 and root.dep_ in _SUBJECTS and not span.text.isupper()
    return "PERSON" if is_person or (root.dep_ == "nsubj" and root.head.lemma_ in parsed.lexicon.cue_verbs) else None


def _plain_words(parsed: ParsedArticle, length: int) -> Container[str]:
    """Nouns that name nothing by themselves, however they are written: "the Army", "the Office"."""
    return {**parsed.lexicon.heads, **parsed.lexicon.after} if length == 1 else ()


def _is_label(doc: Doc, end: int) -> bool:
    """Whether a colon follows: "UPDATE: ..."."""
    return end < len(doc) and doc[end].text == ":"


def _is_behind_person(parsed: ParsedArticle, start: int) -> bool:
    return start > 0 and parsed.lexicon.heads.get(parsed.tokens[start - 1].lower_) == "Person"

"""Subjects of verbs of speech in, mentions out, though no list has their noun: "the announcer said", "the campaign says"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.mentions.nouns import describes_a_name, phrase_start
from kg.extraction.mentions.phrases import PLURALS, add_name, add_nominal
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANIMATE = re.compile(r"(?:er|or|ist|ian|ant|man|woman|men|women|eer|ess)s?$")


def add_speakers(parsed: ParsedArticle) -> None:
    """Add the subjects of verbs of speech that are no mentions yet."""
    for token in parsed.doc:
        subject = _speaking_subject(parsed, token) if token.pos_ == "VERB" else None
        if subject is None:
            continue
        first = phrase_start(parsed, subject.i)
        if parsed.is_free(first, subject.i):
            _add(parsed, first, subject)


def _add(parsed: ParsedArticle, first: int, subject: Token) -> None:
    is_name = subject.pos_ == "PROPN" and subject.text[:1].isupper()
    kind = _speaker_type(parsed, subject, is_name=is_name)
    is_definite = any(c.lower_ in {"the", "this", "these"} for c in subject.children)
    while is_name and first < subject.i and parsed.doc[first].lower_.strip(".") in parsed.lexicon.words("names.persons.titles"):
        first += 1  # "General Okello"
    add = add_name if is_name else add_nominal
    add(parsed, first, subject.i, kind, rule="speaker", is_definite=is_definite, confidence=0.5)


def _speaking_subject(parsed: ParsedArticle, verb: Token) -> Token | None:
    """The subject of a verb of speech with its content, where it is a noun and no mention yet."""
    cue = parsed.lexicon.cue_verbs.get(verb.lemma_.lower())
    if cue is None or cue.frame not in {"clause", "tell"} or not _has_content(verb):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and describes_a_name(parsed, subject):
        return None  # "The governor, Vyacheslav Gladkov, said"
    if subject is None or subject.i in parsed.at or subject.pos_ not in {"NOUN", "PROPN"} or not subject.text[:1].isalpha():
        return None
    return subject


def _has_content(verb: Token) -> bool:
    if verb.dep_ == "parataxis" or any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children):
        return True
    return verb.i > 1 and any(t.text in {"”", '"'} for t in verb.doc[max(verb.sent.start, verb.i - 8) : verb.i])


def _speaker_type(parsed: ParsedArticle, subject: Token, *, is_name: bool) -> str:
    if subject.lemma_.lower() in parsed.lexicon.words("names.speakers.things"):
        return "MediaOutlet"
    if subject.tag_ in PLURALS:
        return "PopulationGroup"
    if is_name:
        return "Person" if subject.ent_type_ in {"PERSON", ""} else "Organization"
    return "Person" if _ANIMATE.search(subject.lower_) else "Organization"

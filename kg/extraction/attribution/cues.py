"""A word in, the cue of speech or thought that it is out: "said", "called for", "claimed responsibility", "wants"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.attribution.draft import Stretch
from kg.extraction.lexicon import Cue
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

_OPENING = frozenset({":", "“", '"'})

_PARTICLES = frozenset({"prep", "prt", "advmod", "ccomp", "oprd", "acomp"})  # "call for", "push back", "hold (them) responsible"


def find_cue(parsed: ParsedArticle, token: Token) -> Cue | None:
    """Give the cue that a verb is, None if it is none."""
    if not _may_be_cue(parsed, token):
        return None
    return _entry(parsed.lexicon.cue_verbs, token) or _entry(parsed.lexicon.thought_verbs, token)


def is_speech(parsed: ParsedArticle, token: Token) -> bool:
    """Say whether a word is a verb of speech."""
    return _may_be_cue(parsed, token) and _entry(parsed.lexicon.cue_verbs, token) is not None


def _may_be_cue(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a word is a verb; "read" before a colon is one though the tagger takes it for a noun."""
    if token.pos_ == "VERB" or (token.pos_ in {"NOUN", "ADJ"} and token.tag_ in {"VBD", "VBN", "VBG"}):
        return True
    if token.lower_ not in parsed.lexicon.words("context.cues.quoting") or token.i + 1 >= len(token.doc):
        return False
    return token.nbor().text in _OPENING


def _entry(known: Mapping[str, Cue], token: Token) -> Cue | None:
    """The lexicon's cue of a verb, with its object ("claim responsibility") or its particle ("call for") or alone."""
    lemma = token.lemma_.lower()
    bare = next((c for c in token.children if c.dep_ == "dobj"), None)
    if bare is not None and (cue := known.get(f"{lemma} {bare.lower_}")):
        return cue
    for child in token.children:
        is_next = child.i == token.i + 1 and (bare is None or child.dep_ != "advmod")  # "pushed back the elections" denies nothing
        if child.dep_ in _PARTICLES and (is_next or child.pos_ == "ADJ") and (cue := known.get(f"{lemma} {child.lower_}")):
            return cue
    is_other = any(c.dep_ == "prt" for c in token.children)  # "showed up", "called off"
    return None if is_other else known.get(lemma)


def cue_stretch(token: Token, cue: Cue) -> Stretch:
    """Give the characters of a cue with its object or particle."""
    last = token
    if " " in cue.word:
        word = cue.word.split()[-1]
        last = next((c for c in token.children if c.dep_ in {"dobj", *_PARTICLES} and c.lower_ == word), token)
    last = last if last.i > token.i else token
    return token.idx, last.idx + len(last)

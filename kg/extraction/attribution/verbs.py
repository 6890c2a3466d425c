"""Verbs of speech in, claims out: "X said that ...", "local sources told Sputnik", "denied the reports, saying ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.attribution.content import find_content
from kg.extraction.attribution.draft import ClaimDraft, Stretch
from kg.extraction.attribution.speakers import find_speakers
from kg.extraction.fillers import phrases_at
from kg.extraction.lexicon import Cue
from kg.extraction.parsed import ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENIAL = re.compile(
    r"\b(?:(?P<whole>no truth|(?:is|was|were|are) (?:false|untrue|not true|baseless|fabricated|fake)|no such)"
    r"|did not|were not|was not|never)\b",
    re.IGNORECASE,
)
_BEGINNING = 60  # characters of what is said in which it must say that it is a denial


def verb_claim(parsed: ParsedArticle, token: Token) -> ClaimDraft | None:
    """Give the claim of which a token is the cue, None if it is none, nobody speaks or nothing is said."""
    if token.i in parsed.at or not _may_be_cue(parsed, token):
        return None
    cue = _cue_of(parsed, token)
    if cue is None or _is_noise(parsed, token):
        return None
    speakers, via = find_speakers(parsed, token)
    if not speakers and token.dep_ == "advcl" and token.tag_ == "VBG":
        speakers, via = _speakers_above(parsed, token)
    content = find_content(parsed, token, cue) if speakers else None
    if content is None:
        return None
    if cue.frame == "tell":
        via = [*_hearers(parsed, token), *via]
    act = "deny" if cue.act == "assert" and _says_no(parsed, content) else cue.act
    return ClaimDraft(_cue_stretch(token, cue), token.i, act, speakers, content, via, rule=f"cue-{cue.frame}")


# --- the cue -------------------------------------------------------------------------------------------------------------------


def _may_be_cue(parsed: ParsedArticle, token: Token) -> bool:
    """Whether a word is a verb; "read" before a colon is one though the tagger takes it for a noun."""
    if token.pos_ == "VERB" or (token.pos_ in {"NOUN", "ADJ"} and token.tag_ in {"VBD", "VBN", "VBG"}):
        return True
    if token.lower_ not in parsed.lexicon.words("context.cues.quoting") or token.i + 1 >= len(token.doc):
        return False
    return token.nbor().text in {":", "“", '"'}


def _cue_of(parsed: ParsedArticle, token: Token) -> Cue | None:
    """The lexicon's cue of a verb, with its object ("claim responsibility") or its particle ("call for") or alone."""
    known, lemma = parsed.lexicon.cue_verbs, token.lemma_.lower()
    bare = next((c for c in token.children if c.dep_ == "dobj"), None)
    if bare is not None and (cue := known.get(f"{lemma} {bare.lower_}")):
        return cue
    for child in token.children:
        if child.dep_ in {"prep", "prt"} and child.i == token.i + 1 and (cue := known.get(f"{lemma} {child.lower_}")):
            return cue
    return known.get(lemma)


def _cue_stretch(token: Token, cue: Cue) -> Stretch:
    last = token
    if " " in cue.word:
        word = cue.word.split()[-1]
        last = next((c for c in token.children if c.dep_ in {"dobj", "prep", "prt"} and c.lower_ == word), token)
    last = last if last.i > token.i else token
    return token.idx, last.idx + len(last)


def _is_noise(parsed: ParsedArticle, token: Token) -> bool:
    """A cue that is denied, about itself or only a modifier says nothing: "did not say", "a group calling itself", "reported attacks"."""
    children, known = list(token.children), parsed.lexicon
    is_modifier = token.dep_ in {"amod", "compound"} and token.head.i > token.i and token.head.dep_ != "ROOT"
    if (
        is_modifier
        and token.lemma_ not in known.words("context.cues.modifiers")
        and all(c.dep_ not in {"nsubj", "ccomp"} for c in children)
    ):
        return True
    if any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in children):
        return True
    return token.lemma_ not in known.words("context.cues.not_negated") and any(c.dep_ == "neg" for c in children)


# --- who speaks and hears --------------------------------------------------------------------------------------------------------


def _speakers_above(parsed: ParsedArticle, token: Token) -> tuple[list[Phrase], list[Phrase]]:
    """Who speaks on: "denied reports that the base was hit, saying ..."."""
    for above in syntax.ancestors(token, 6):
        if above.pos_ == "VERB" and _cue_of(parsed, above) is not None:
            speakers, via = find_speakers(parsed, above)
            if speakers:
                return speakers, via
    return [], []


def _hearers(parsed: ParsedArticle, token: Token) -> list[Phrase]:
    """The outlet or reporter who was told."""
    found = [p for c in token.children if c.dep_ in {"dobj", "dative"} for p in phrases_at(parsed, c)]
    return [p for p in found if p.type == "MediaOutlet" or (p.type == "Person" and p.kind == "nominal")]


def _says_no(parsed: ParsedArticle, content: Stretch) -> bool:
    """Whether what is said is itself a denial: "there is no truth to the reports"."""
    found = _DENIAL.search(parsed.text[content[0] : min(content[1], content[0] + _BEGINNING)])
    return bool(found and found["whole"])

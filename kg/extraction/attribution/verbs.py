"""Verbs of speech and thought in, drafts out: "X said that ...", "local sources told Sputnik", "denied the reports, saying ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.attribution.content import find_content, object_content
from kg.extraction.attribution.cues import cue_stretch, find_cue, is_speech
from kg.extraction.attribution.draft import ClaimDraft, Stretch
from kg.extraction.attribution.speakers import find_source, find_speakers, words_of
from kg.extraction.fillers import phrases_at
from kg.extraction.lexicon import Cue
from kg.extraction.parsed import VOICES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENIAL = re.compile(
    r"\b(?:(?P<whole>no truth|(?:is|was|were|are) (?:false|untrue|not true|baseless|fabricated|fake)|no such)"
    r"|did not|were not|was not|never)\b",
    re.IGNORECASE,
)
_BEGINNING = 60  # characters of what is said in which it must say that it is a denial


def verb_draft(parsed: ParsedArticle, token: Token) -> ClaimDraft | None:
    """Give the claim or attribution of which a token is the cue, None if it is none or nothing is said."""
    cue = None if token.i in parsed.at else find_cue(parsed, token)
    if cue is None or _is_noise(parsed, token, cue):
        return None
    source = find_source(parsed, token)
    speakers, via = find_speakers(parsed, token, source)
    if not speakers and token.dep_ == "advcl" and token.tag_ == "VBG":
        source, speakers, via = _source_above(parsed, token)
    if not speakers and source is None and not syntax.is_passive(token):
        return None
    content = find_content(parsed, token, cue)
    is_said = content is not None
    content = content or object_content(parsed, token, cue)
    words = words_of(parsed, token, source, speakers)
    if content is None or content == words:
        return None
    if cue.frame == "tell":
        via = [*_hearers(parsed, token), *via]
    act = _act(parsed, token, cue, content)
    says = cue.is_speech or _tells(parsed, cue, source)
    is_claim = says and is_said and bool(speakers) and not _is_hearsay_of_speaker(parsed, token, source)
    if not is_claim and source is not None and source.lower_ in parsed.lexicon.words("context.cues.general"):
        return None
    return ClaimDraft(cue_stretch(token, cue), token.i, act, speakers, content, via, f"cue-{cue.frame}", words, is_claim)


def _act(parsed: ParsedArticle, token: Token, cue: Cue, content: Stretch) -> str:
    """The act of a cue; of an assertion it is what is said: a denial, or what its object names ("restated its demands")."""
    if cue.word == "ask" and _is_question(parsed, content):
        return "assert"
    if cue.act != "assert":
        return cue.act
    is_again = token.lemma_ in parsed.lexicon.words("context.cues.repeating")
    named = (parsed.lexicon.cue_nouns.get(c.lemma_.lower()) for c in token.children if is_again and c.dep_ == "dobj")
    again = next((each.act for each in named if each is not None), None)
    return "deny" if _says_no(parsed, content) else again or cue.act


def _is_question(parsed: ParsedArticle, content: Stretch) -> bool:
    """Whether what is asked is a question, not a favor: "asked whether the road was open"."""
    said = parsed.text[slice(*content)]
    return said.endswith("?") or said.split(maxsplit=1)[0].lower() in parsed.lexicon.words("context.cues.questions")


def _is_noise(parsed: ParsedArticle, token: Token, cue: Cue) -> bool:
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
    if token.lemma_ in known.words("cues.citing.verbs") and any(_is_voice(parsed, c) for c in children if c.dep_ == "dobj"):
        return True
    is_sayable = not cue.is_speech or token.lemma_ in known.words("context.cues.not_negated")
    return not is_sayable and any(c.dep_ == "neg" for c in children)


def _is_voice(parsed: ParsedArticle, noun: Token) -> bool:
    """Whether a noun that is cited is somebody, not something: "citing two officials", but "citing the lack of evidence"."""
    phrase = parsed.at.get(noun.i)
    return phrase is not None and phrase.type in VOICES


# --- who speaks and hears --------------------------------------------------------------------------------------------------------


def _source_above(parsed: ParsedArticle, token: Token) -> tuple[Token | None, list[Phrase], list[Phrase]]:
    """Who speaks on: "denied reports that the base was hit, saying ..."."""
    for above in syntax.ancestors(token, 6):
        if above.pos_ == "VERB" and is_speech(parsed, above):
            source = find_source(parsed, above)
            speakers, via = find_speakers(parsed, above, source)
            if speakers:
                return source, speakers, via
    return find_source(parsed, token), [], []


def _tells(parsed: ParsedArticle, cue: Cue, source: Token | None) -> bool:
    """Whether what finds is something written: "The inquiry found that ..."."""
    return source is not None and cue.frame == "clause" and source.lemma_.lower() in parsed.lexicon.words("names.speakers.things")


def _is_hearsay_of_speaker(parsed: ParsedArticle, token: Token, source: Token | None) -> bool:
    """Whether somebody quoted says what another, not named, said: "“They say he lied,” ..."."""
    is_pronoun = source is not None and source.pos_ == "PRON" and source.lower_ not in {"it", "which"}
    return is_pronoun and parsed.quotations.around(token.idx) is not None


def _hearers(parsed: ParsedArticle, token: Token) -> list[Phrase]:
    """The outlet or reporter who was told."""
    found = [p for c in token.children if c.dep_ in {"dobj", "dative"} for p in phrases_at(parsed, c)]
    return [p for p in found if p.type == "MediaOutlet" or (p.type == "Person" and p.kind == "nominal")]


def _says_no(parsed: ParsedArticle, content: Stretch) -> bool:
    """Whether what is said is itself a denial: "there is no truth to the reports"."""
    found = _DENIAL.search(parsed.text[content[0] : min(content[1], content[0] + _BEGINNING)])
    return bool(found and found["whole"])

"""Words of speech in, mentions of who speaks out, though no list has their noun: "the announcer said", "citing port workers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.lexicon import Cue
from kg.extraction.mentions.nouns import describes_a_name, phrase_start
from kg.extraction.mentions.phrases import PLURALS, add_name, add_nominal
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_ANIMATE = re.compile(r"(?:er|or|ist|ian|ant|man|woman|men|women|eer|ess)s?$")


def add_speakers(parsed: ParsedArticle) -> None:
    """Add who speaks, is cited or has made a statement, where it is a noun and no mention yet."""
    for token in parsed.tokens:
        for noun in _speaking(parsed, token):
            first = phrase_start(parsed, noun.i)
            if _may_speak(parsed, noun) and parsed.is_free(first, noun.i):
                _add(parsed, first, noun)


def _may_speak(parsed: ParsedArticle, noun: Token) -> bool:
    """Whether a word is a noun and no mention yet; of "The governor, Vyacheslav Gladkov" the name is the one who speaks."""
    if noun.i in parsed.at or noun.pos_ not in {"NOUN", "PROPN"} or not noun.text[:1].isalpha():
        return False
    before = parsed.at.get(noun.i - 1)
    if before is not None and before.kind == "name" and before.type == parsed.lexicon.heads.get(noun.lower_):
        return False  # "the Kordofan Observer newspaper"
    return not describes_a_name(parsed, noun)


def _speaking(parsed: ParsedArticle, token: Token) -> list[Token]:
    """The nouns that speak by a word: the subject of a verb of speech, its citing's object, what "according to" governs."""
    if token.lower_ == "to" and token.i and token.nbor(-1).lower_ == "according":
        found = [c for head in (token, token.nbor(-1)) for c in head.children if c.dep_ == "pobj"]
    elif token.pos_ == "NOUN" and token.lemma_.lower() in parsed.lexicon.cue_nouns and any(c.dep_ in _CLAUSES for c in token.children):
        found = [c for c in token.children if c.dep_ == "poss" and c.pos_ == "NOUN"]
    elif token.pos_ != "VERB" and token.lower_ not in parsed.lexicon.words("context.cues.quoting"):
        return []
    elif token.lemma_ in parsed.lexicon.words("cues.citing.verbs") and token.dep_ in {"advcl", "acl", "prep"}:
        found = [c for c in token.children if c.dep_ == "dobj" and _is_voice(parsed, c)]
    else:
        found = _subjects(parsed, token)
    statements = parsed.lexicon.words("cues.according.nouns")
    return [owner for noun in found for owner in (_owners(noun) if noun.lemma_.lower() in statements else ()) or (noun,)]


def _owners(statement: Token) -> list[Token]:
    """Whose statement it is: "the group's statement", "a statement from the ministry"."""
    owners = [c for c in statement.children if c.dep_ == "poss" and c.pos_ == "NOUN"]
    return owners + [o for prep, o in syntax.prepositions(statement) if prep in {"by", "from", "of"} and o.pos_ == "NOUN"]


def _add(parsed: ParsedArticle, first: int, subject: Token) -> None:
    is_name = subject.pos_ == "PROPN" and subject.text[:1].isupper()
    kind = _speaker_type(parsed, subject, is_name=is_name)
    is_definite = any(c.lower_ in {"the", "this", "these"} for c in subject.children)
    while is_name and first < subject.i and parsed.tokens[first].lower_.strip(".") in parsed.lexicon.words("names.persons.titles"):
        first += 1  # "General Okello"
    add = add_name if is_name else add_nominal
    add(parsed, first, subject.i, kind, rule="speaker", is_definite=is_definite)


def _subjects(parsed: ParsedArticle, verb: Token) -> list[Token]:
    """The subject of a verb of speech with its content, or by whom one is told in the passive."""
    lemma = verb.lemma_.lower()
    cue = parsed.lexicon.cue_verbs.get(lemma) or _with_object(parsed, verb)
    if lemma in parsed.lexicon.thought_verbs and _has_content(verb):
        things = parsed.lexicon.words("names.speakers.things")
        return [c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in things]  # "The inquiry found that ..."
    if cue is None:
        return []
    found = [c for c in verb.children if c.dep_ == "nsubj"]
    by = [c for agent in verb.children if agent.dep_ == "agent" for c in agent.children if c.dep_ == "pobj"]
    if cue.frame in {"clause", "tell"} and _has_content(verb):
        return found + by
    has_object = cue.frame not in {"clause", "tell"} or any(c.dep_ == "dobj" for c in verb.children)
    return [c for c in found if has_object and _is_voice(parsed, c)] + (by if cue.frame == "tell" else [])


def _with_object(parsed: ParsedArticle, verb: Token) -> Cue | None:
    """The cue of a verb with its object or particle: "claimed credit", "lashed out"."""
    lemma, known = verb.lemma_.lower(), parsed.lexicon.cue_verbs
    return next((known[f"{lemma} {c.lower_}"] for c in verb.children if f"{lemma} {c.lower_}" in known), None)


def _is_voice(parsed: ParsedArticle, noun: Token) -> bool:
    """Whether a noun is somebody: a person by its ending, or a body by the lexicon."""
    bodies = parsed.lexicon.words("names.speakers.bodies")
    return noun.lower_ in bodies or noun.lemma_.lower() in bodies or bool(_ANIMATE.search(noun.lower_))


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

"""A cue in, who says it and through whom out: its subject, the owner of a statement, whom the subject cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.attribution.draft import Stretch
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ACTORS, VOICES, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 12  # tokens from a verb to a subject behind it
_REACH_OF_NAMES = 8  # from that subject's title to the name
_EMPTY = frozenset({"there"})
_INNER = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet"})  # what stands in a noun phrase before its noun


def find_source(parsed: ParsedArticle, token: Token) -> Token | None:
    """Give the word that stands for the speaker of a verb."""
    if token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i:
        return token.head
    subject = syntax.agent_of(token)
    if subject is not None and subject.lower_ in _EMPTY:
        return None
    return subject or _inverted(parsed, token)


def find_speakers(parsed: ParsedArticle, token: Token, source: Token | None) -> tuple[list[Phrase], list[Phrase]]:
    """Give who says it, and through whom."""
    speakers = find_voice(parsed, source) if source is not None else []
    cited = _cited(parsed, token) if source is not None else []
    if cited:
        return cited, speakers
    quoting = token.head.head
    if token.dep_ in {"pcomp", "advcl"} and token.head.lower_ == "as" and quoting.lemma_ in parsed.lexicon.words("cues.citing.verbs"):
        return [p for o in syntax.patients_of(quoting) for p in phrases_at(parsed, o)], phrases_at(parsed, syntax.agent_of(quoting))
    return speakers, []


def words_of(parsed: ParsedArticle, token: Token, source: Token | None, speakers: list[Phrase]) -> Stretch | None:
    """Give the words that stand for the speaker: the pronoun or the noun phrase beside the cue, or whom it cites."""
    if source is None or (speakers and speakers[0] not in phrases_at(parsed, source) and not _authors(parsed, source)):
        return (speakers[0].start, speakers[0].end) if speakers else None
    relative = next((c for c in token.children if c.dep_ == "nsubj" and c.tag_ in {"WP", "WDT"}), None)
    if relative is not None:
        return relative.idx, relative.idx + len(relative)
    phrase = parsed.at.get(source.i)
    if phrase is not None:
        return phrase.start, phrase.end
    first = source
    while first.i and first.nbor(-1).head.i == source.i and first.nbor(-1).dep_ in _INNER:
        first = first.nbor(-1)
    return first.idx, source.idx + len(source)


def _inverted(parsed: ParsedArticle, token: Token) -> Token | None:
    """The subject behind the verb: "..., tweeted coalition spokesman Col. Wayne Marotto"."""
    if not token.i or parsed.tokens[token.i - 1].text not in {"”", '"', ",", "’"}:
        return None
    end = token.sent.end
    for i in range(token.i + 1, min(token.i + _REACH, end)):
        phrase = parsed.at.get(i)
        if phrase is not None and phrase.type in ACTORS:
            later = [parsed.at[j] for j in range(i, min(i + _REACH_OF_NAMES, end)) if j in parsed.at]
            return parsed.tokens[next((p for p in later if p.type == "Person"), phrase).head]
    return None


def find_voice(parsed: ParsedArticle, subject: Token) -> list[Phrase]:
    """Give the actors a subject stands for; of a statement or an estimate its owner or author."""
    found: list[Phrase] = []
    for head in syntax.noun_heads(subject):
        found += _authors(parsed, head) or _issuers(parsed, head) or (p for p in phrases_at(parsed, head) if p.type in VOICES)
    return list(dict.fromkeys(found))


def _authors(parsed: ParsedArticle, head: Token) -> list[Phrase]:
    """Whose statement it is: "a Pentagon statement", "estimates by the government"."""
    nouns = parsed.lexicon.words("cues.according.nouns")
    if head.lemma_.lower() not in nouns and head.lower_ not in nouns:
        return []
    owners = [parsed.at[c.i] for c in head.children if c.dep_ in {"poss", "compound", "amod"} and c.i in parsed.at]
    owners += [p for prep, o in syntax.prepositions(head) if prep in {"by", "from", "of"} for p in phrases_at(parsed, o)]
    return [p for p in owners if p.type in ACTORS]


def _issuers(parsed: ParsedArticle, head: Token) -> list[Phrase]:
    """Who makes a statement known: "the ministry issued a statement saying", "the army said in a statement that denied"."""
    if head.lemma_.lower() not in parsed.lexicon.words("cues.according.nouns"):
        return []
    verb = head.head.head if head.dep_ == "pobj" else head.head
    if head.dep_ not in {"dobj", "pobj"} or verb.pos_ != "VERB":
        return []
    return [p for p in phrases_at(parsed, syntax.agent_of(verb)) if p.type in ACTORS]


def _cited(parsed: ParsedArticle, token: Token) -> list[Phrase]:
    """Whom the subject of a report cites: "SANA reports, citing local sources"."""
    citing = parsed.lexicon.words("cues.citing.verbs")
    for child in token.children:
        if child.dep_ in {"advcl", "conj", "ccomp", "prep"} and child.lemma_ in citing:
            return [p for o in syntax.patients_of(child) for p in phrases_at(parsed, o) if p.type in ACTORS]
    return []

"""Nouns of speech and thought in, drafts out: "Iran's claim that ...", "a warning by the UN that ...", "made a pledge to withdraw"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.attribution.draft import ClaimDraft, Stretch
from kg.extraction.attribution.speakers import find_voice, words_of
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWNERS = frozenset({"by", "from"})
_TOPICS = frozenset({"of", "about", "for"})
_CLAUSES = frozenset({"acl", "ccomp", "relcl", "xcomp"})


def noun_draft(parsed: ParsedArticle, token: Token) -> ClaimDraft | None:
    """Give the claim or attribution of which a noun is the cue, None if it is none or nothing is said."""
    if token.pos_ != "NOUN" or token.i in parsed.at:
        return None
    cue = parsed.lexicon.cue_nouns.get(token.lemma_.lower()) or parsed.lexicon.thought_nouns.get(token.lemma_.lower())
    if cue is None:
        return None
    source = _source(parsed, token)
    clause = _clause(token)
    content = _words(parsed, token, clause) if clause is not None else _topic(parsed, token) if source is not None else None
    if content is None or (source is None and not _is_that(clause)):
        return None
    speakers = find_voice(parsed, source) if source is not None else []
    words = words_of(parsed, token, source, speakers)
    is_claim = cue.is_speech and bool(speakers) and clause is not None
    return ClaimDraft(_stretch(token), token.i, cue.act, speakers, content, [], "noun", words, is_claim)


def _stretch(token: Token) -> Stretch:
    return token.idx, token.idx + len(token)


def _source(parsed: ParsedArticle, token: Token) -> Token | None:
    """Whose saying or thought it is: the owner, who stands behind "by" or "from", else who makes it."""
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is None:
        owner = next((o for prep, o in syntax.prepositions(token) if prep in _OWNERS), None)
    if owner is None and token.dep_ == "dobj" and token.head.lemma_ in parsed.lexicon.words("cues.uttering.verbs"):
        owner = syntax.agent_of(token.head)
    return owner


def _clause(token: Token) -> Token | None:
    """What is said: "that" with a clause, or an infinitive."""
    for child in token.children:
        if child.dep_ in _CLAUSES and child.i > token.i and (_is_that(child) or _is_infinitive(child)):
            return child
    return None


def _is_that(clause: Token | None) -> bool:
    """Whether "that" or "whether" opens a clause and is not its subject ("a claim that angered them")."""
    if clause is None:
        return False
    first = clause.doc[clause.left_edge.i]
    return first.lower_ in {"that", "whether"} and first.dep_ != "nsubj" and first.dep_ != "nsubjpass"


def _is_infinitive(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _words(parsed: ParsedArticle, token: Token, clause: Token) -> Stretch:
    """The characters of a clause behind a noun, without its "that"."""
    doc = parsed.tokens
    first, last = max(clause.left_edge.i, token.i + 1), clause.right_edge.i
    while first < last and (doc[first].lower_ == "that" or doc[first].is_punct):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _topic(parsed: ParsedArticle, token: Token) -> Stretch | None:
    """What a noun's "of" or "about" governs: "its threat of war"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _TOPICS and child.i > token.i:
            inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return _words(parsed, token, inner)
    return None

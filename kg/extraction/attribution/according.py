"""A token in, the claim of "according to" out: its speaker stands behind it, what is said in the rest of the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.attribution.draft import ClaimDraft, Stretch
from kg.extraction.attribution.speakers import find_voice, words_of
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({",", ".", "–", "—", "-"})


def according_claim(parsed: ParsedArticle, token: Token) -> ClaimDraft | None:
    """Give the claim of an "according to", None if the token is none."""
    if token.lower_ != "according" or token.i + 1 >= len(parsed.doc) or token.nbor().lower_ != "to":
        return None
    to = token.nbor()
    target = next((c for head in (to, token) for c in head.children if c.dep_ == "pobj"), None)
    if target is None:
        return None
    speakers = find_voice(parsed, target)
    content = _rest_of_sentence(parsed, token, token.left_edge.i, max(target.right_edge.i, to.i))
    if content is None:
        return None
    act = "estimate" if "estimate" in target.lemma_.lower() else "assert"
    words = words_of(parsed, token, target, speakers)
    cue = (token.idx, to.idx + len(to))
    return ClaimDraft(cue, token.i, act, speakers, content, rule="according-to", words=words, is_claim=bool(speakers))


def _rest_of_sentence(parsed: ParsedArticle, token: Token, first: int, last: int) -> Stretch | None:
    """The part of the sentence before the "according to" phrase (the tokens ``first`` to ``last``), or behind one that opens it."""
    doc, sent = parsed.doc, token.sent
    before, after = doc[sent.start : first], doc[last + 1 : sent.end]
    is_opening = first - sent.start < 3 or (len(after) > len(before) and first - sent.start < 6)
    tokens = [t for t in (after if is_opening else before) if not t.is_space and t.text not in _MARKS]
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None

"""Adverbs of hearsay in, attributions of nobody's out: "The commander was reportedly killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.attribution.draft import ClaimDraft
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token


def hearsay_draft(parsed: ParsedArticle, token: Token) -> ClaimDraft | None:
    """Give the attribution of an adverb: its clause, as far as the adverb does not stand in its midst; None if it is no such adverb."""
    if token.lower_ not in parsed.lexicon.words("cues.hearsay.adverbs") or token.pos_ != "ADV":
        return None
    verb = syntax.clause_verb(token.head)
    doc, first, last = parsed.tokens, verb.left_edge.i, verb.right_edge.i
    if first == token.i:
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space or last == token.i):
        last -= 1
    while first < last and (doc[first].is_punct or doc[first].is_space):
        first += 1
    cue = (token.idx, token.idx + len(token))
    content = (doc[first].idx, doc[last].idx + len(doc[last]))
    return ClaimDraft(cue, token.i, "assert", [], content, [], "hearsay", None, is_claim=False)

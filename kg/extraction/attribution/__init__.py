"""A parsed article in, claims out: who says something, by which word, in which act, through whom, and exactly which words are said.

No speaker, no claim. "Local sources told Sputnik" has the sources as speaker and Sputnik as way; of "X said, Reuters reports" the outer
report is the way of the inner claim, not a claim of its own (PARC and PolNeAR call the parts source, cue and content).
"""

from __future__ import annotations

from kg.extraction.attribution.according import according_claim
from kg.extraction.attribution.credits import find_credits
from kg.extraction.attribution.draft import ClaimDraft
from kg.extraction.attribution.hearsay import hearsay_draft
from kg.extraction.attribution.lines import find_named_lines
from kg.extraction.attribution.nesting import fold_denials, keep_own, nest_reports
from kg.extraction.attribution.nouns import noun_draft
from kg.extraction.attribution.pronouns import resolve_pronouns
from kg.extraction.attribution.verbs import verb_draft
from kg.extraction.parsed import ParsedArticle

__all__ = ["ClaimDraft", "find_claims"]


_FINDERS = {  # by part of speech
    "VERB": (verb_draft, according_claim),
    "NOUN": (verb_draft, noun_draft),
    "ADJ": (verb_draft,),
    "ADV": (verb_draft, hearsay_draft),
    "PROPN": (verb_draft,),
    "ADP": (according_claim,),
}


def find_claims(parsed: ParsedArticle) -> tuple[list[ClaimDraft], list[ClaimDraft]]:
    """Give the claims, and what else is attributed, each in order of their cues."""
    found = (draft for token in parsed.tokens for find in _FINDERS.get(token.pos_, ()) if (draft := find(parsed, token)) is not None)
    drafts = [*find_named_lines(parsed), *found]
    claims = [draft for draft in drafts if draft.is_claim]
    claims = fold_denials(parsed, [*claims, *find_credits(parsed)])
    claims.sort(key=lambda draft: draft.cue)
    resolve_pronouns(parsed, claims)
    claims = nest_reports(claims)
    claims = [draft for draft in claims if draft.speakers]
    return claims, keep_own(parsed, claims, [draft for draft in drafts if not draft.is_claim])

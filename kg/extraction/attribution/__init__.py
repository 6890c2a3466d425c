"""A parsed article in, claims out: who says something, by which word, in which act, through whom, and exactly which words are said.

No speaker, no claim. "Local sources told Sputnik" has the sources as speaker and Sputnik as way; of "X said, Reuters reports" the outer
report is the way of the inner claim, not a claim of its own (PARC and PolNeAR call the parts source, cue and content).
"""

from __future__ import annotations

from kg.extraction.attribution.according import according_claim
from kg.extraction.attribution.credits import find_credits
from kg.extraction.attribution.draft import ClaimDraft
from kg.extraction.attribution.nesting import fold_denials, nest_reports
from kg.extraction.attribution.verbs import verb_claim
from kg.extraction.parsed import ParsedArticle

__all__ = ["ClaimDraft", "find_claims"]


def find_claims(parsed: ParsedArticle) -> list[ClaimDraft]:
    """Give the claims in order of their cues."""
    found = (verb_claim(parsed, token) or according_claim(parsed, token) for token in parsed.doc)
    drafts = [draft for draft in found if draft is not None]
    drafts += find_credits(parsed)
    drafts = fold_denials(parsed, drafts)
    drafts = nest_reports(sorted(drafts, key=lambda d: d.cue))
    return [draft for draft in drafts if draft.speakers]

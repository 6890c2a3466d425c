"""Claims in, fewer claims out: what is one act of speech told twice, or an outlet's report of somebody's saying."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kg.extraction.attribution.draft import ClaimDraft
from kg.extraction.parsed import ParsedArticle

_MAIN = 0.4  # share of a report that its main inner claim fills, more than


def fold_denials(parsed: ParsedArticle, drafts: Sequence[ClaimDraft]) -> list[ClaimDraft]:
    """Read "denied the reports, saying they were false" as one denial with the later words."""
    denials: dict[int, list[ClaimDraft]] = defaultdict(list)
    for draft in drafts:
        if draft.act == "deny":
            denials[draft.token].append(draft)
    kept = []
    for draft in drafts:
        token = parsed.tokens[draft.token]
        outer = next((d for d in denials.get(token.head.i, ()) if d is not draft), None)
        if draft.act == "deny" and outer is not None and token.dep_ in {"advcl", "conj"}:
            outer.content = draft.content
        else:
            kept.append(draft)
    return kept


def nest_reports(drafts: Sequence[ClaimDraft]) -> list[ClaimDraft]:
    """Make an outlet's report of somebody's saying the way of the inner claim; the claims are in order of their cues."""
    cues = [draft.cue[0] for draft in drafts]
    kept = []
    for outer in drafts:
        main = _main_claim(outer, drafts, cues) if _is_report(outer) else None
        if main is None:
            kept.append(outer)
        else:
            main.via += [p for p in outer.speakers if p not in main.via]
    return kept


def _is_report(draft: ClaimDraft) -> bool:
    return draft.rule != "credit-line" and bool(draft.speakers) and all(p.type == "MediaOutlet" for p in draft.speakers)


def _main_claim(outer: ClaimDraft, drafts: Sequence[ClaimDraft], cues: list[int]) -> ClaimDraft | None:
    """The first claim in what is reported that fills enough of it."""
    if outer.content is None:
        return None
    start, end = outer.content
    if start < outer.cue[0] < end:  # of a quotation that goes on behind the cue only the part before it
        end = outer.cue[0]
    for inner in drafts[bisect_left(cues, start) : bisect_left(cues, end)]:
        if inner is not outer and inner.content and _extent(inner) > _MAIN * (end - start):
            return inner
    return None


def _extent(draft: ClaimDraft) -> int:
    """How many characters a claim takes, with its speaker."""
    parts = [part for part in (draft.words, draft.cue, draft.content) if part is not None]
    return max(end for _, end in parts) - min(start for start, _ in parts)


def keep_own(parsed: ParsedArticle, claims: Sequence[ClaimDraft], others: Sequence[ClaimDraft]) -> list[ClaimDraft]:
    """Leave out attributions that are part of what somebody says, wants or thinks: they are that one's words, not the article's."""
    kept: list[ClaimDraft] = []
    end = 0  # of what is said so far
    told = {draft.content for draft in claims}
    for draft in sorted([*claims, *others], key=lambda d: (d.content or d.cue)[0]):
        is_new = draft.cue[0] >= end and draft.content not in told
        is_own = draft.is_claim or (is_new and parsed.quotations.around(draft.cue[0]) is None)
        if is_own and not draft.is_claim:
            kept.append(draft)
        if is_own and draft.content is not None and not draft.content[0] <= draft.cue[0] < draft.content[1]:
            end = max(end, draft.content[1])
    return sorted(kept, key=lambda d: d.cue)

"""Claims in, which events they point at without telling of them out: "demanded an end to the siege", "repeated its demand"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.attribution import ClaimDraft
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Story

_REACH = 1500  # characters from a claim back to the one whose demand or denial it names again
_NEAR = 500  # characters from a denial back to the accusation
_SHORT = 4  # words of what is said, fewer than, where its last one names an earlier claim: "its demands"


def pointed_at(
    parsed: ParsedArticle, stories: Sequence[Story], claims: Sequence[ClaimDraft], abouts: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """Give the numbers of the stories that a claim points at: the one after those whose ``abouts`` are known."""
    claim = claims[len(abouts)]
    if claim.act == "deny" and (found := _denied(parsed, stories, claim) or _accused(parsed, claims, abouts, claim)):
        return found
    return _unmet(parsed, stories, claim) or _again(parsed, claims, abouts, claim)


def _denied(parsed: ParsedArticle, stories: Sequence[Story], claim: ClaimDraft) -> tuple[int, ...]:
    """The event last told before a denial in the word that the denial uses for it: "captured two men ... dismissed the capture"."""
    verb = parsed.tokens[claim.token]
    nouns = {noun.lemma_.lower() for noun in verb.children if noun.dep_ == "dobj" and any(c.dep_ == "det" for c in noun.children)}
    told = (
        (telling.token.i, n)
        for n, story in enumerate(stories)
        for telling in story.tellings
        if telling.token.lemma_.lower() in nouns and 0 < claim.cue[0] - telling.token.idx < _REACH and telling.token.i < verb.i
    )
    last = max(told, default=None)
    return () if last is None else (last[1],)


def _accused(parsed: ParsedArticle, claims: Sequence[ClaimDraft], abouts: Sequence[tuple[int, ...]], claim: ClaimDraft) -> tuple[int, ...]:
    """What the last accusation before a denial is about, where the denial is of "the accusation" or "the charge"."""
    accusations = parsed.lexicon.words("context.cues.accusations")
    if not any(c.dep_ == "dobj" and c.lemma_.lower() in accusations for c in parsed.tokens[claim.token].children):
        return ()
    before = zip(reversed(claims[: len(abouts)]), reversed(abouts), strict=True)
    return next((about for other, about in before if other.act == "accuse" and claim.cue[0] - other.cue[0] < _NEAR), ())


def _unmet(parsed: ParsedArticle, stories: Sequence[Story], claim: ClaimDraft) -> tuple[int, ...]:
    """The only event of its class whose word is but demanded, denied or supposed here: "demanded an end to the siege"."""
    start, end = claim.content or (0, 0)
    for token, type in parsed.unmet:
        if start <= token.idx < end:
            found = [n for n, story in enumerate(stories) if story.type == type]
            if len(found) == 1:
                return tuple(found)
    return ()


def _again(parsed: ParsedArticle, claims: Sequence[ClaimDraft], abouts: Sequence[tuple[int, ...]], claim: ClaimDraft) -> tuple[int, ...]:
    """What an earlier claim of the act that a noun names was about: "restated its demands"."""
    words = parsed.doc.char_span(*claim.content, alignment_mode="contract") if claim.content is not None else None
    cue = parsed.lexicon.cue_nouns.get(words[-1].lemma_.lower()) if words and len(words) < _SHORT else None
    if cue is None or cue.act == "assert":
        return ()
    for other, about in zip(reversed(claims[: len(abouts)]), reversed(abouts), strict=True):
        if claim.cue[0] - other.cue[0] > _REACH:
            return ()
        if about and other.act == cue.act:
            return about
    return ()

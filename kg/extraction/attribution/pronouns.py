"""Claims of pronouns in, the same with who spoke before as their speaker out: "X said that Y had fled. He added ..." is X, not Y."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.attribution.draft import ClaimDraft
from kg.extraction.parsed import ACTORS, ParsedArticle, Phrase

_REACH = 500  # characters from a pronoun back to the claim of the one it stands for
_PERSONS = frozenset({"Person"})
_GROUPS = ACTORS - _PERSONS


def resolve_pronouns(parsed: ParsedArticle, claims: Sequence[ClaimDraft]) -> None:
    """Let a pronoun that speaks stand for the last speaker, where what it was taken for is only told of in that one's words."""
    persons = parsed.lexicon.words("grammar.pronouns.persons")
    last: ClaimDraft | None = None
    for claim in claims:
        word = parsed.text[slice(*claim.words)].lower() if claim.words else ""
        fitting = _PERSONS if word in persons else _GROUPS if word in {"it", "they"} else frozenset()
        if last is not None and _goes_on(last, claim, fitting):
            claim.speakers = list(last.speakers)
        if claim.content is not None and not _is_inside(claim.cue[0], last):
            last = claim


def _goes_on(last: ClaimDraft, claim: ClaimDraft, fitting: frozenset[str]) -> bool:
    """Whether the speaker of an earlier claim fits a pronoun, and the one it was taken for stands in that claim's content."""
    if not fitting or len(last.speakers) != 1 or last.speakers[0].type not in fitting or not 0 < claim.cue[0] - last.cue[0] < _REACH:
        return False
    return all(_stands_in(phrase, last) for phrase in claim.speakers) and not _is_inside(claim.cue[0], last)


def _stands_in(phrase: Phrase, claim: ClaimDraft) -> bool:
    return _is_inside(phrase.start, claim)


def _is_inside(at: int, claim: ClaimDraft | None) -> bool:
    return claim is not None and claim.content is not None and claim.content[0] <= at < claim.content[1]

"""Claims and events in, which claim is about which events out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.extraction.attribution import ClaimDraft
from kg.extraction.contents import Contents
from kg.extraction.parsed import ParsedArticle
from kg.extraction.pointers import pointed_at
from kg.extraction.stories import ATTACKS, Story

_ATTACKS = ATTACKS | {"Explosion", "Abduction"}
_POINTING = frozenset({"deny", "condemn", "attribute", "claim-responsibility", "accuse"})  # acts on something told before
_REACH = 400  # characters from a claim back to the one that told what it points at
_REACH_OF_DENIALS = 1200
_GOING_ON = frozenset({"assert", "estimate", "announce", "condemn", "warn"})
_TOLD_ON = _ATTACKS | {"ArmedClash", "Interception", "Seizure", "Arrest"}  # classes that reports go on about
_BACK = 1  # sentences
_NAMING = frozenset({"attribute", "claim-responsibility"})  # say who did it


def find_abouts(parsed: ParsedArticle, stories: Sequence[Story], contents: Contents) -> list[tuple[int, ...]]:
    """Give for each claim the numbers of the stories it is about: those told in what is said.

    Where none is and the act points at something told before ("denied the reports"), it is the nearest one before it in its
    sentence, else what the claim before it was about; a denial is of the attack that most claims before it tell of.
    """
    inside: dict[int, set[int]] = defaultdict(set)
    told: dict[int, list[tuple[int, int]]] = defaultdict(list)  # sentence -> (character, story)
    for n, story in enumerate(stories):
        for telling in story.tellings:
            told[parsed.sentence_of[telling.token.i]].append((telling.token.idx, n))
            for number in contents.around(telling.token.idx):
                inside[number].add(n)
    abouts: list[tuple[int, ...]] = []
    for number, claim in enumerate(contents.claims):
        about = tuple(sorted(inside[number]))
        about = about or pointed_at(parsed, stories, contents.claims, abouts)
        if not about and claim.act in _POINTING:
            here = told.get(parsed.sentence_of[claim.token], [])
            about = _before_in_sentence(contents, number, here) or _told_by_others(stories, contents.claims, abouts, claim)
        if not about and claim.act in _NAMING:
            about = _told_last(stories, claim)
        if not about and claim.act in _GOING_ON:
            about = _going_on(parsed, stories, claim, told)
        abouts.append(about)
    return abouts


def _before_in_sentence(contents: Contents, number: int, told: list[tuple[int, int]]) -> tuple[int, ...]:
    """The event told last before a claim in its sentence, outside of what others say."""
    start = contents.claims[number].cue[0]
    before = [(at, n) for at, n in told if at < start and not set(contents.around(at)) - {number}]
    return (max(before)[1],) if before else ()


def _told_last(stories: Sequence[Story], claim: ClaimDraft) -> tuple[int, ...]:
    """The attack told last before a claim that names who did it: "A bomb killed ten. Police blamed the ELN"."""
    before = [
        (telling.token.idx, n)
        for n, story in enumerate(stories)
        if story.type in _ATTACKS and not story.is_aggregate
        for telling in story.tellings
        if 0 <= claim.cue[0] - telling.token.idx < _REACH
    ]
    return (max(before)[1],) if before else ()


def _going_on(
    parsed: ParsedArticle, stories: Sequence[Story], claim: ClaimDraft, told: dict[int, list[tuple[int, int]]]
) -> tuple[int, ...]:
    """The event told last before a claim that says more of it without a word for it: "The hospital had admitted eleven"."""
    sentence, start = parsed.sentence_of[claim.token], min(claim.cue[0], claim.content[0] if claim.content else claim.cue[0])
    for back in range(1 + _BACK if _says_more(parsed, claim) else 1):
        before = [(at, n) for at, n in told.get(sentence - back, ()) if at < start and stories[n].type in _TOLD_ON]
        if before:
            return (max(before)[1],)
    return ()


def _says_more(parsed: ParsedArticle, claim: ClaimDraft) -> bool:
    """Whether a claim has words for what an event did: victims, the dead, the toll, "the incident"."""
    if claim.content is None:
        return False
    words = parsed.doc.char_span(*claim.content, alignment_mode="expand")
    harm = parsed.lexicon.words("context.tellings.harm")
    return words is not None and any(token.lemma_.lower() in harm or token.lower_ in harm for token in words)


def _told_by_others(
    stories: Sequence[Story], claims: Sequence[ClaimDraft], abouts: list[tuple[int, ...]], claim: ClaimDraft
) -> tuple[int, ...]:
    """What the claims before this one are about: of a denial the attack that most of them tell of, else what the last one does."""
    earlier: list[tuple[int, tuple[int, ...]]] = []  # distance, about; the nearest first
    for other, about in zip(reversed(claims[: len(abouts)]), reversed(abouts), strict=True):
        distance = claim.cue[0] - other.cue[0]
        if distance >= _REACH_OF_DENIALS:
            break
        if about:
            earlier.append((distance, about))
    if not earlier:
        return ()
    voices = Counter(n for _, about in earlier for n in about if stories[n].type in ATTACKS)
    if claim.act == "deny" and voices:
        return (max(voices, key=lambda n: (voices[n], n)),)
    return earlier[0][1] if earlier[0][0] < _REACH else ()

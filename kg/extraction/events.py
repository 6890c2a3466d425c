"""A parsed article in, the events it tells of out, each once, with status, roles, figures and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction import syntax
from kg.extraction.attribution import ClaimDraft
from kg.extraction.dating import date_tellings, shift_dates
from kg.extraction.figures import attach_figures
from kg.extraction.merging import Story, Telling, merge_tellings
from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.roles import fill_roles
from kg.extraction.status import ABSENT, find_modality, is_aggregate
from kg.extraction.triggers import find_triggers
from kg.model import Argument, EventMention, Quantity, Sentence, Span, TimeExpression

ROLES = ("agents", "targets", "location", "origin", "destination", "via")
_ANSWERS = ("retaliation", "response", "revenge", "reprisal")


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event with the story it was made from, for the claims and relations about it."""

    mention: EventMention
    story: Story


def find_stories(parsed: ParsedArticle, times: Sequence[TimeExpression], sentences: Sequence[Sentence]) -> list[Story]:
    """Find the triggers, fill their roles, date them, and join the tellings of one event."""
    tellings = []
    for candidate in find_triggers(parsed):
        modality = find_modality(parsed, candidate)
        if modality in ABSENT:
            continue
        draft = fill_roles(parsed, candidate)
        number, title = _sentence(parsed, sentences, candidate.token.idx)
        tellings.append(Telling(draft, modality, is_aggregate(parsed, candidate), is_title=title, sentence=number))
    date_tellings(parsed, tellings, times)
    stories = merge_tellings(parsed, tellings)
    shift_dates(parsed, stories)
    return stories


def _sentence(parsed: ParsedArticle, sentences: Sequence[Sentence], at: int) -> tuple[int, bool]:
    start = parsed.clean.to_source(at, at + 1)[0]
    for number, sentence in enumerate(sentences):
        if sentence.span.start <= start < sentence.span.end:
            return number, sentence.is_title
    return 0, False


def make_events(parsed: ParsedArticle, stories: list[Story], claims: list[ClaimDraft], names: dict[int, str]) -> list[FoundEvent]:
    """Make the event mentions; ``names`` gives the entity id of each cluster."""
    quantities = attach_figures(parsed, stories)
    found = [FoundEvent(_event(parsed, story, f"e{n}", claims, names, quantities[n - 1]), story) for n, story in enumerate(stories, 1)]
    return _add_retaliation(parsed, found)


def _event(
    parsed: ParsedArticle, story: Story, id: str, claims: list[ClaimDraft], names: dict[int, str], quantities: list[Quantity]
) -> EventMention:
    tellings = sorted(story.tellings, key=lambda t: (t.is_title, t.draft.candidate.token.i))
    dated = next((t for t in tellings if t.date == story.date and t.time is not None), None)
    first = tellings[0].draft.candidate
    return EventMention(
        id=id,
        type=story.type,
        status=_status(parsed, story, claims),
        triggers=tuple(dict.fromkeys(_trigger(parsed, t) for t in tellings)),
        arguments=_arguments(parsed, story, names),
        instruments=tuple(dict.fromkeys(parsed.span_of(w, w) for t in tellings for w in t.draft.instruments)),
        quantities=tuple(quantities),
        date=story.date,
        date_span=parsed.span(dated.time.span.start, dated.time.span.end) if dated and dated.time else None,
        is_aggregate=story.is_aggregate,
        rule=f"{first.word.frame_name}:{first.word.word}" + (f":{first.light}" if first.light else ""),
        confidence=0.7,
    )


def _trigger(parsed: ParsedArticle, telling: Telling) -> Span:
    token = telling.draft.candidate.token
    return parsed.span_of(token, token)


def _arguments(parsed: ParsedArticle, story: Story, names: dict[int, str]) -> tuple[Argument, ...]:
    found: dict[tuple[str, int], Argument] = {}
    taken: set[int] = set()
    for role in ROLES:
        for phrase in story.fillers(role):
            if role == "location" and phrase.entity in taken:
                continue
            span = parsed.span(phrase.start, phrase.end)
            found.setdefault((role, phrase.entity), Argument(role, names[phrase.entity], span, rule="frame", confidence=0.7))
            if role == "targets":
                taken.add(phrase.entity)
    return tuple(found.values())


# --- status ----------------------------------------------------------------------------------------------------------------


def _status(parsed: ParsedArticle, story: Story, claims: list[ClaimDraft]) -> str:
    """Derive how the article presents the event from its tellings and who says them."""
    modes = [t.modality for t in story.tellings]
    if all(m == "planned" for m in modes):
        return "planned"
    spoken = [_claims_over(t, claims) for t in story.tellings]
    denied = [any(c.act == "deny" for c in over) for over in spoken]
    if any(denied):
        return "denied" if all(denied) else "disputed"
    if all(m == "alleged" or any(c.act == "accuse" for c in over) for m, over in zip(modes, spoken, strict=True)):
        return "alleged"
    return "asserted"


def _claims_over(telling: Telling, claims: list[ClaimDraft]) -> list[ClaimDraft]:
    at = telling.draft.candidate.token.idx
    return [c for c in claims if c.content is not None and c.content[0] <= at < c.content[1]]


def about(found: list[FoundEvent], claim: ClaimDraft) -> tuple[str, ...]:
    """The events that a claim is about: those told inside what is said."""
    if claim.content is None:
        return ()
    start, end = claim.content
    return tuple(f.mention.id for f in found if any(start <= t.draft.candidate.token.idx < end for t in f.story.tellings))


# --- retaliation -----------------------------------------------------------------------------------------------------------


def _add_retaliation(parsed: ParsedArticle, found: list[FoundEvent]) -> list[FoundEvent]:
    """Read "in retaliation to a recent American attack", "in response to the US strikes"."""
    by_token = {t.draft.candidate.token.i: f.mention.id for f in found for t in f.story.tellings}
    answers: dict[str, list[str]] = {}
    for token in parsed.doc:
        if token.lemma_.lower() not in _ANSWERS or token.dep_ != "pobj" or token.head.lower_ not in {"in", "as"}:
            continue
        causes = [
            by_token[h.i]
            for prep, o in syntax.prepositions(token)
            if prep in {"to", "for", "against"}
            for h in syntax.noun_heads(o)
            if h.i in by_token
        ]
        for above in syntax.ancestors(token, 6):
            answer = by_token.get(above.i) or next(
                (
                    f.mention.id
                    for f in found
                    for t in f.story.tellings
                    if t.draft.candidate.verb is not None and t.draft.candidate.verb.i == above.i
                ),
                None,
            )
            if answer is not None:
                answers.setdefault(answer, []).extend(c for c in causes if c != answer)
                break
    from dataclasses import replace

    return [FoundEvent(replace(f.mention, retaliation_for=tuple(dict.fromkeys(answers.get(f.mention.id, ())))), f.story) for f in found]


def used_phrases(stories: list[Story]) -> set[int]:
    """The identities of the phrases that fill a role: these mentions are kept."""
    return {id(p) for s in stories for t in s.tellings for r in ROLES for p in t.draft.roles.get(r, ())}


def used(phrases: Sequence[Phrase]) -> set[int]:
    """The identities of phrases."""
    return {id(p) for p in phrases}

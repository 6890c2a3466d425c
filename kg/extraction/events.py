"""A parsed article in, the events it tells of out, each once, with status, roles, figures and date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction import syntax
from kg.extraction.attribution import ClaimDraft
from kg.extraction.dating import date_tellings, shift_dates
from kg.extraction.figures import attach_figures
from kg.extraction.merging import ATTACKS, Story, Telling, merge_tellings
from kg.extraction.parsed import ParsedArticle
from kg.extraction.roles import fill_roles, narrowest
from kg.extraction.status import ABSENT, find_modality, is_aggregate
from kg.extraction.triggers import find_triggers
from kg.model import Argument, EventMention, Quantity, Sentence, Span, TimeExpression

ROLES = ("agents", "targets", "location", "origin", "destination", "via")
_ANSWERS = ("retaliation", "response", "revenge", "reprisal")


def find_stories(
    parsed: ParsedArticle, times: Sequence[TimeExpression], sentences: Sequence[Sentence], claims: Sequence[ClaimDraft]
) -> list[Story]:
    """Find the triggers, fill their roles, date them, and join the tellings of one event."""
    tellings = []
    for candidate in find_triggers(parsed):
        modality = find_modality(parsed, candidate)
        if modality in ABSENT:
            continue
        draft = fill_roles(parsed, candidate)
        number, title = _sentence(parsed, sentences, candidate.token.idx)
        telling = Telling(draft, modality, is_aggregate(parsed, candidate), is_title=title, sentence=number)
        telling.is_said = any(_holds(claim, telling) for claim in claims)
        tellings.append(telling)
    _share_roles(tellings)
    date_tellings(parsed, tellings, times)
    for telling in tellings:
        telling.is_aggregate = telling.is_aggregate or _is_practice(telling)
    stories = merge_tellings(parsed, tellings)
    shift_dates(parsed, stories)
    return stories


def _share_roles(tellings: list[Telling]) -> None:
    """Give coordinated triggers each other's arguments: "killings and kidnappings against harvesters"."""
    by_token = {t.draft.candidate.token.i: t for t in tellings}
    for telling in tellings:
        token = telling.draft.candidate.token
        other = by_token.get(token.head.i) if token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"} else None
        if other is None:
            continue
        for a, b in ((telling.draft, other.draft), (other.draft, telling.draft)):
            for role in ("agents", "targets", "location"):
                if not a.roles.get(role):
                    a.roles[role] = list(b.roles.get(role, ()))


def _is_practice(telling: Telling) -> bool:
    """Whether undated smuggling is told as something that goes on."""
    token = telling.draft.candidate.token
    return (
        telling.draft.type == "ResourceSmuggling"
        and telling.date is None
        and token.tag_ in {"VB", "VBG", "VBP", "VBZ", "NN"}
        and not telling.is_title
    )


def _sentence(parsed: ParsedArticle, sentences: Sequence[Sentence], at: int) -> tuple[int, bool]:
    start = parsed.clean.to_source(at, at + 1)[0]
    for number, sentence in enumerate(sentences):
        if sentence.span.start <= start < sentence.span.end:
            return number, sentence.is_title
    return 0, False


def make_events(parsed: ParsedArticle, stories: list[Story], claims: Sequence[ClaimDraft], names: dict[int, str]) -> list[EventMention]:
    """Make the event mentions, in order of the stories: ``e1``, ``e2``; ``names`` gives the entity id of each cluster."""
    quantities = attach_figures(parsed, stories)
    abouts = find_abouts(stories, claims)
    made = []
    for n, story in enumerate(stories):
        denied = any(claim.act == "deny" and n in about for claim, about in zip(claims, abouts, strict=True))
        made.append(_event(parsed, story, f"e{n + 1}", _status(story, claims, denied), names, quantities[n]))
    return _add_retaliation(parsed, stories, made)


def _event(parsed: ParsedArticle, story: Story, id: str, status: str, names: dict[int, str], quantities: list[Quantity]) -> EventMention:
    tellings = sorted(story.tellings, key=lambda t: (t.is_title, t.draft.candidate.token.i))
    dated = next((t for t in tellings if t.date == story.date and t.time is not None), None)
    first = tellings[0].draft.candidate
    return EventMention(
        id=id,
        type=story.type,
        status=status,
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
        fillers = narrowest(story.fillers(role)) if role == "location" else story.fillers(role)
        for phrase in fillers:
            if role == "location" and phrase.entity in taken:
                continue
            span = parsed.span(phrase.start, phrase.end)
            found.setdefault((role, phrase.entity), Argument(role, names[phrase.entity], span, rule="frame", confidence=0.7))
            if role == "targets":
                taken.add(phrase.entity)
    return tuple(found.values())


# --- status and claims ---------------------------------------------------------------------------------------------------


def _status(story: Story, claims: Sequence[ClaimDraft], is_denied: bool) -> str:
    """Derive how the article presents the event from its tellings and who says them."""
    modes = [t.modality for t in story.tellings]
    if all(m == "planned" for m in modes):
        return "planned"
    spoken = [[c for c in claims if _holds(c, t)] for t in story.tellings]
    only_denied = all(any(c.act == "deny" for c in over) for over in spoken)
    if is_denied or only_denied:
        return "denied" if only_denied else "disputed"
    if all(m == "alleged" or any(c.act == "accuse" for c in over) for m, over in zip(modes, spoken, strict=True)):
        return "alleged"
    return "asserted"


def _holds(claim: ClaimDraft, telling: Telling) -> bool:
    return claim.content is not None and claim.content[0] <= telling.draft.candidate.token.idx < claim.content[1]


_POINTING = frozenset({"deny", "condemn", "attribute", "claim-responsibility", "accuse"})


def find_abouts(stories: list[Story], claims: Sequence[ClaimDraft]) -> list[tuple[int, ...]]:
    """Give for each claim the stories it is about: those told in what is said; where none is and the act points at
    something told before ("denied the reports"), the nearest before it in its sentence, else what the claim before it was about.
    """
    abouts: list[tuple[int, ...]] = []
    for claim in claims:
        inside = tuple(n for n, story in enumerate(stories) if any(_holds(claim, t) for t in story.tellings))
        abouts.append(inside or (_pointed_at(stories, claims, abouts, claim) if claim.act in _POINTING else ()))
    return abouts


def _pointed_at(stories: list[Story], claims: Sequence[ClaimDraft], abouts: list[tuple[int, ...]], claim: ClaimDraft) -> tuple[int, ...]:
    tellings = [(t.draft.candidate.token.idx, n) for n, story in enumerate(stories) for t in story.tellings]
    sentence = {t.draft.candidate.token.idx: t.draft.candidate.token.sent for story in stories for t in story.tellings}
    before = [(at, n) for at, n in tellings if at < claim.cue[0] < sentence[at].end_char and not _in_other_claim(claims, claim, at)]
    if before:
        return (max(before)[1],)
    earlier = [(other, about) for other, about in zip(claims, abouts, strict=False) if about and claim.cue[0] - other.cue[0] < 1200]
    if claim.act == "deny" and earlier:
        voices = Counter(n for other, about in earlier for n in about if stories[n].type in ATTACKS)
        return (max(voices, key=lambda n: (voices[n], n)),) if voices else earlier[-1][1]
    return earlier[-1][1] if earlier and claim.cue[0] - earlier[-1][0].cue[0] < 400 else ()


def _in_other_claim(claims: Sequence[ClaimDraft], claim: ClaimDraft, at: int) -> bool:
    return any(c is not claim and c.content is not None and c.content[0] <= at < c.content[1] for c in claims)


# --- retaliation -----------------------------------------------------------------------------------------------------------


def _add_retaliation(parsed: ParsedArticle, stories: list[Story], made: list[EventMention]) -> list[EventMention]:
    """Read "in retaliation to a recent American attack", "in response to the US strikes"."""
    tokens = {t.draft.candidate.token.i: n for n, story in enumerate(stories) for t in story.tellings}
    verbs = {t.draft.candidate.verb.i: n for n, story in enumerate(stories) for t in story.tellings if t.draft.candidate.verb is not None}
    answers: dict[int, list[str]] = {}
    for token in parsed.doc:
        if token.lemma_.lower() not in _ANSWERS or token.dep_ != "pobj" or token.head.lower_ not in {"in", "as"}:
            continue
        heads = [h.i for prep, o in syntax.prepositions(token) if prep in {"to", "for", "against"} for h in syntax.noun_heads(o)]
        causes = [tokens[i] for i in heads if i in tokens]
        answer = next((n for above in syntax.ancestors(token, 6) if (n := tokens.get(above.i, verbs.get(above.i))) is not None), None)
        if answer is not None:
            answers.setdefault(answer, []).extend(made[c].id for c in causes if c != answer)
    return [replace(event, retaliation_for=tuple(dict.fromkeys(answers.get(n, ())))) for n, event in enumerate(made)]


def used_phrases(stories: list[Story]) -> set[int]:
    """The identities of the phrases that fill a role: these mentions are kept."""
    return {id(p) for s in stories for t in s.tellings for r in ROLES for p in t.draft.roles.get(r, ())}

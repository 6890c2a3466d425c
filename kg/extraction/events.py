"""A parsed article in, the events it tells of out, each once, with status, roles, figures and date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.acled import sub_event
from kg.extraction.certainty import certainties
from kg.extraction.contents import Contents
from kg.extraction.dating import date_tellings
from kg.extraction.dating.distances import shift_dates
from kg.extraction.dating.narration import carry_dates
from kg.extraction.doubles import share_dates, split_draft
from kg.extraction.figures import attach_figures
from kg.extraction.identities import name_fillers
from kg.extraction.merging import merge_tellings
from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.placing import place_stories
from kg.extraction.retaliation import find_answers
from kg.extraction.roles import ROLES, fill_roles
from kg.extraction.roles.places import narrowest
from kg.extraction.series import with_series
from kg.extraction.status import ABSENT, find_modality, is_aggregate
from kg.extraction.stories import ATTACKS, Story, Telling
from kg.extraction.triggers import find_triggers
from kg.model import Argument, EventMention, Quantity, Sentence, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_stories(parsed: ParsedArticle, times: Sequence[TimeExpression], sentences: Sequence[Sentence], contents: Contents) -> list[Story]:
    """Find the triggers, fill their roles, date them, and join the tellings of one event."""
    tellings = _find_tellings(parsed, sentences)
    for telling in tellings:
        telling.is_said = bool(contents.over(telling))
    _share_roles(tellings)
    name_fillers(parsed, tellings)
    date_tellings(parsed, tellings, times)
    share_dates(tellings)
    tellings = [each for telling in tellings for each in with_series(parsed, telling, times)]
    for telling in tellings:
        telling.is_aggregate = telling.is_aggregate or _is_practice(telling) or _is_toll(telling)
    stories = merge_tellings(parsed, tellings)
    for story in stories:
        story.tellings[0].is_aggregate |= any(t.is_repeated for t in story.tellings)
    shift_dates(parsed, stories)
    carry_dates(parsed, stories, times)
    place_stories(parsed, stories)
    return stories


def _find_tellings(parsed: ParsedArticle, sentences: Sequence[Sentence]) -> list[Telling]:
    tellings = []
    starts = [sentence.span.start for sentence in sentences]
    for candidate in find_triggers(parsed):
        modality = find_modality(parsed, candidate)
        if modality in ABSENT:
            parsed.unmet.append((candidate.token, candidate.type))
            continue
        at = parsed.clean.to_source(candidate.token.idx, candidate.token.idx + 1)[0]
        number = max(0, bisect_right(starts, at) - 1)
        is_title = sentences[number].is_title and at < sentences[number].span.end
        for draft in split_draft(parsed, fill_roles(parsed, candidate)):
            tellings.append(Telling(draft, modality, is_aggregate(parsed, candidate), is_title=is_title, sentence=number))
    return tellings


def _share_roles(tellings: Sequence[Telling]) -> None:
    """Give coordinated triggers each other's arguments: "killings and kidnappings against harvesters"."""
    by_token = {t.token.i: t for t in tellings}
    for telling in tellings:
        token = telling.token
        other = by_token.get(token.head.i) if token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"} else None
        if other is None:
            continue
        for a, b in ((telling.draft, other.draft), (other.draft, telling.draft)):
            for role in ("agents", "targets", "location"):
                if not a.roles.get(role):
                    a.roles[role] = list(b.roles.get(role, ()))


def _is_practice(telling: Telling) -> bool:
    """Whether undated smuggling is told as something that goes on."""
    is_untimed = telling.date is None and not telling.is_title and telling.token.tag_ in {"VB", "VBG", "VBP", "VBZ", "NN"}
    return is_untimed and telling.draft.type == "ResourceSmuggling"


def _is_toll(telling: Telling) -> bool:
    """Whether an attack is told as of months: "since 2011 at least 300 medics have been killed"."""
    start, _, end = (telling.date or "").partition("/")
    is_long = end == ".." or (bool(end) and start[:7] != end[:7] and len(start.strip("~?")) < 10)
    return is_long and telling.draft.type in ATTACKS | {"Abduction", "Arrest"}


# --- event mentions ----------------------------------------------------------------------------------------------------------


def make_events(
    parsed: ParsedArticle, stories: Sequence[Story], contents: Contents, abouts: Sequence[tuple[int, ...]], names: dict[int, str]
) -> list[EventMention]:
    """Make the event mentions, in order of the stories: ``e1``, ``e2``.

    Parameters
    ----------
    abouts
        The numbers of the stories that each claim is about.
    names
        The entity id of each cluster.
    """
    quantities = attach_figures(parsed, stories)
    denied = {n for claim, about in zip(contents.claims, abouts, strict=True) if claim.act == "deny" for n in about}
    made = []
    for n, story in enumerate(stories):
        status = _status(story, contents, is_denied=n in denied)
        made.append(_event(parsed, story, f"e{n + 1}", status, names, quantities[n]))
    answers = find_answers(parsed, stories)
    return [replace(event, retaliation_for=tuple(made[i].id for i in answers.get(n, ()))) for n, event in enumerate(made)]


def _event(parsed: ParsedArticle, story: Story, id: str, status: str, names: dict[int, str], quantities: list[Quantity]) -> EventMention:
    tellings = sorted(story.tellings, key=lambda t: (t.is_title, t.token.i))
    first = tellings[0].draft.candidate
    return EventMention(
        id=id,
        type=_own_class(tellings) or story.type,
        status=status,
        triggers=tuple(dict.fromkeys(parsed.span_of(word, word) for t in tellings for word in _words(parsed, t))),
        arguments=_arguments(parsed, story, names),
        instruments=tuple(dict.fromkeys(parsed.span_of(w, w) for t in tellings for w in t.draft.instruments)),
        objects=tuple(dict.fromkeys(parsed.span_of(parsed.doc[a], parsed.doc[b]) for t in tellings for a, b in t.draft.objects)),
        attribution=tuple(sorted((names[entity], certainty) for entity, certainty in certainties(parsed, story).items())),
        quantities=tuple(quantities),
        date=story.date,
        date_span=_date_span(parsed, story.date, tellings),
        date_rule=_date_rule(story.date, tellings),
        is_aggregate=story.is_aggregate,
        acled=sub_event(parsed, story),
        rule=f"{first.word.frame_name}:{first.word.word}" + (f":{first.light}" if first.light else ""),
        kind=story.type if _own_class(tellings) else "",
    )


def _words(parsed: ParsedArticle, telling: Telling) -> Iterator[Token]:
    """The words of a telling: its trigger, then those that tell who was killed or what was destroyed."""
    yield telling.token
    telling_harm = parsed.lexicon.words("events.consequences.tellings")
    yield from (word for word in telling.draft.candidate.consequences if word.lemma_.lower() in telling_harm)


def _own_class(tellings: Sequence[Telling]) -> str | None:
    """The class that a lexicon of one's own gives the first of the words that it has."""
    return next((own for telling in tellings if (own := telling.draft.candidate.word.own)), None)


def _date_span(parsed: ParsedArticle, date: str | None, tellings: Sequence[Telling]) -> Span | None:
    """Where the words stand that gave the event its date."""
    time = next((t.time for t in tellings if t.date == date and t.time is not None), None)
    return parsed.span(time.span.start, time.span.end) if time else None


def _date_rule(date: str | None, tellings: Sequence[Telling]) -> str:
    """How the date was found: by a time in the telling's clause, of which kind; else counted from another event."""
    if date is None:
        return ""
    time = next((t.time for t in tellings if t.date == date and t.time is not None), None)
    return f"clause-{time.kind.lower()}" if time else "distance"


def _step(story: Story, role: str, phrase: Phrase) -> str:
    """The step of role filling that found who fills a role; "shared" where a role was taken over from elsewhere."""
    steps = (telling.draft.steps.get((role, phrase.entity)) for telling in story.tellings)
    return next((step for step in steps if step), "shared")


def _arguments(parsed: ParsedArticle, story: Story, names: dict[int, str]) -> tuple[Argument, ...]:
    """Who fills which role, each entity once; a place that is a target is no location."""
    found: dict[tuple[str, int], Argument] = {}
    targets = story.entities("targets")
    for role in ROLES:
        fillers = narrowest(parsed, story.fillers(role)) if role == "location" else story.fillers(role)
        for phrase in fillers:
            if role != "location" or phrase.entity not in targets:
                argument = Argument(role, names[phrase.entity], parsed.span(phrase.start, phrase.end), rule=_step(story, role, phrase))
                found.setdefault((role, phrase.entity), argument)
    return tuple(found.values())


def _status(story: Story, contents: Contents, *, is_denied: bool) -> str:
    """Derive how the article presents the event from its tellings and who says them."""
    if story.is_planned:
        return "planned"
    spoken = [{claim.act for claim in contents.over(telling)} for telling in story.tellings]
    if all("deny" in acts for acts in spoken):
        return "disputed" if any("accuse" in acts for acts in spoken) else "denied"
    if is_denied:
        return "disputed"
    is_alleged = all(t.modality == "alleged" or "accuse" in acts for t, acts in zip(story.tellings, spoken, strict=True))
    return "alleged" if is_alleged else "asserted"


def used_phrases(stories: Sequence[Story]) -> set[int]:
    """Give the identities of the phrases that fill a role: these mentions are kept."""
    return {id(phrase) for story in stories for role in ROLES for phrase in story.fillers(role)}

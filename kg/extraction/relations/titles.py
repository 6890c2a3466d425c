"""Names of persons and the titles beside them in, who leads, speaks for or belongs to whom out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate
from kg.extraction.relations.neighbors import has_suffix

_REACH = 90  # characters between a name and its title
_REACH_OF_OWNERS = 60  # from a title behind the name to whose it is
_LONGEST = 200  # characters of a phrase
_BEFORE = r"(?:^|[\s-])(?P<title>{title})(?:,)? (?:[A-Z][a-z]{{1,4}}\. |(?:General|Colonel|Sheikh|Brigadier General) )?$"
_BEHIND = r"\A,? (?:who is |is )?(?:the |a |an )?(?:[a-z]+ )?(?P<title>{title})s? (?:for|of|at|in|with) (?:the )?"
_NO_LEADER = re.compile(r"\b(deputy|vice|former|late|ex|acting deputy)[ -]?$", re.IGNORECASE)
_NO_LEADER_BEHIND = re.compile(r",? (?:the |a |an )?(?:deputy|vice|former)")


def find_titles(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "IRGC commander Qassem Soleimani", "Siyamend Ali, a spokesman for the SDF", "President Biden"."""
    persons = [p for p in parsed.phrases if p.type == "Person" and p.kind == "name"]
    for predicate in ("leads", "spokespersonOf", "memberOf"):
        titles = parsed.lexicon.ordered(f"relations.{predicate}.nouns")
        for person in persons:
            yield from _by_title_before(parsed, person, predicate, titles)
            yield from _by_title_behind(parsed, person, predicate, titles)


def _by_title_before(parsed: ParsedArticle, person: Phrase, predicate: str, titles: tuple[str, ...]) -> Iterator[RelationDraft]:
    before = parsed.text[max(0, person.start - _REACH) : person.start]
    before = before[before.rfind("\n") + 1 :]
    title, match = _find_title(_BEFORE, titles, before)
    if match is None or (predicate == "leads" and _NO_LEADER.search(before[: match.start("title")].rstrip())):
        return
    start = person.start - len(before) + match.start("title")
    owner = _owner_before(parsed, start)
    if owner is not None:
        yield relate(person, predicate, owner, f"title-{title}")
    elif (state := _state_led(parsed, person, title)) is not None:
        yield RelationDraft(person, predicate, state, start, person.end, f"title-{title}")


def _owner_before(parsed: ParsedArticle, start: int) -> Phrase | None:
    """The phrase right before a title: "IRGC commander", "Iran’s president"."""
    for phrase in reversed(parsed.between(start - _LONGEST, start)):
        is_beside = 0 <= start - phrase.end <= 3 and not parsed.text[phrase.end : start].strip(" ’'s-")
        if is_beside and phrase.type not in {"Person", "PopulationGroup"}:
            return phrase
    return None


def _state_led(parsed: ParsedArticle, person: Phrase, title: str) -> Phrase | None:
    """The state that a president or prime minister known to the gazetteer leads, if the article names it."""
    if not person.link or title not in parsed.lexicon.words("context.relations.heads_of_state"):
        return None
    country = parsed.gazetteer.entries[person.link].country
    return next((p for p in parsed.phrases if p.type == "State" and country is not None and p.link == country), None)


def _by_title_behind(parsed: ParsedArticle, person: Phrase, predicate: str, titles: tuple[str, ...]) -> Iterator[RelationDraft]:
    behind = parsed.text[person.end : person.end + _REACH].split("\n")[0]
    title, match = _find_title(_BEHIND, titles, behind)
    if match is None or (predicate == "leads" and _NO_LEADER_BEHIND.match(behind)):
        return
    at, objects = (person.end + match.end(), parsed.lexicon.words(f"relations.{predicate}.object"))
    for owner in parsed.between(at - 1, at + _REACH_OF_OWNERS + 1):
        if owner.kind == "name" and owner.type in objects and not has_suffix(parsed, owner):
            yield relate(person, predicate, owner, f"title-{title}")
            return


# --- patterns ----------------------------------------------------------------------------------------------------------------


def _find_title(form: str, titles: tuple[str, ...], text: str) -> tuple[str, re.Match[str] | None]:
    """The longest title that stands in a text in this form."""
    any_title, patterns = _patterns(form, titles)
    found = ((title, pattern.search(text)) for title, pattern in patterns) if any_title.search(text) else ()
    return next(((title, match) for title, match in found if match), ("", None))


@lru_cache(maxsize=16)
def _patterns(form: str, titles: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """One pattern for all titles, to tell quickly that there is none, and one for each, the longest first."""
    escaped = {title: re.escape(title) for title in sorted(titles, key=len, reverse=True)}
    each = tuple((title, re.compile(form.format(title=words), re.IGNORECASE)) for title, words in escaped.items())
    return re.compile(form.format(title="|".join(escaped.values())), re.IGNORECASE), each

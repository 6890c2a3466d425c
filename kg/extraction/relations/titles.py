"""Names of persons and the titles beside them in, who leads, speaks for or belongs to whom out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extraction.lexicon import Lexicon
from kg.extraction.parsed import ARMED, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate
from kg.extraction.relations.neighbors import has_suffix

_REACH = 90  # characters between a name and its title
_LONGEST = 200  # characters of a phrase
_TITLES = 3  # of one person
_PREDICATES = ("leads", "spokespersonOf", "memberOf")
_BEFORE = r"(?:^|[\s-])(?P<title>{title}),? ?{ranks}$"
_OF = r"(?:^|[\s-])(?P<title>{title}) (?:of|for|in|at) (?:the )?$"
_BEHIND = (
    r"\A,? (?:who is |is )?(?P<article>the |a |an )?(?:(?-i:[a-z]+) )?(?P<title>{title})s?"
    r"(?: (?:for|of|at|in|with)|(?P<comma>,)) (?:the )?"
)
_OWNED = r"\A(?:[’']s)? (?P<more>(?:[a-z-]+ )?)(?P<title>{title})(?=[,.;:)\n]| who| said| better known| also known|$)"
_TO_OWNER = re.compile(r", (?P<article>the |a |an |)(?:senior |top |former )?$")
_NO_LEADER = re.compile(r"\b(deputy|vice|former|late|ex|acting deputy)[ -]?$", re.IGNORECASE)
_NO_LEADER_BEHIND = re.compile(r",? (?:the |a |an )?(?:deputy|vice|former)")
_GAP = re.compile(r"(?:(?:U\.S\.|[\w’'-])+[ -])*")  # words between a title and whose it is; no comma, no full stop


def find_titles(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "IRGC commander Qassem Soleimani", "Siyamend Ali, a spokesman for the SDF", "President Biden"."""
    persons = [p for p in parsed.phrases if p.type == "Person" and p.kind == "name"]
    for predicate in _PREDICATES:
        titles = parsed.lexicon.ordered(f"relations.{predicate}.nouns")
        for person in persons:
            yield from _by_title_before(parsed, person, predicate, titles)
            yield from _by_title_of(parsed, person, predicate, titles)
            yield from _by_title_behind(parsed, person, predicate, titles)
            yield from _by_owned_title(parsed, person, predicate, titles)


def _by_title_before(parsed: ParsedArticle, person: Phrase, predicate: str, titles: tuple[str, ...]) -> Iterator[RelationDraft]:
    """Read "IRGC commander Qassem Soleimani", also of several titles: "PMF Deputy Commander and IRGC adviser X"."""
    end = person.start
    for _ in range(_TITLES):
        title, start = _title_that_ends(parsed, end, titles)
        any_title, at = _title_that_ends(parsed, end, _all_titles(parsed))
        owner = _owner_before(parsed, at) if any_title else None
        if title and not (predicate == "leads" and _NO_LEADER.search(parsed.text[max(0, start - 20) : start].rstrip())):
            if owner is not None and start == at:
                yield RelationDraft(person, predicate, owner, owner.start, person.end, f"title-{title}")
            elif owner is None and end == person.start and (state := _state_led(parsed, person, title)) is not None:
                yield RelationDraft(person, predicate, state, start, person.end, f"title-{title}")
        if owner is None or parsed.text[max(0, owner.start - 5) : owner.start] != " and ":
            return
        end = owner.start - 4


def _title_that_ends(parsed: ParsedArticle, end: int, titles: tuple[str, ...]) -> tuple[str, int]:
    """The title that stands right before a place in the text, and where it starts."""
    before = parsed.text[max(0, end - _REACH) : end]
    before = before[before.rfind("\n") + 1 :]
    title, match = _find_title(_BEFORE, titles, before, _ranks(parsed))
    return (title, end - len(before) + match.start("title")) if match is not None else ("", -1)


@lru_cache(maxsize=4)
def _titles_of(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(dict.fromkeys(title for predicate in _PREDICATES for title in lexicon.ordered(f"relations.{predicate}.nouns")))


def _all_titles(parsed: ParsedArticle) -> tuple[str, ...]:
    return _titles_of(parsed.lexicon)


def _ranks(parsed: ParsedArticle) -> str:
    """A pattern of the ranks that may stand between a title and a name."""
    return rf"(?:(?:{'|'.join(parsed.lexicon.ordered('names.persons.ranks'))})\.? )*"


def _by_title_of(parsed: ParsedArticle, person: Phrase, predicate: str, titles: tuple[str, ...]) -> Iterator[RelationDraft]:
    """Read "the governor of Belgorod, Vyacheslav Gladkov"."""
    owner = next(iter(parsed.between(person.start - _LONGEST, person.start)[-1:]), None)
    if owner is None or owner.type == "Person" or not re.fullmatch(", " + _ranks(parsed), parsed.text[owner.end : person.start]):
        return
    before = parsed.text[max(0, owner.start - _REACH) : owner.start]
    title, match = _find_title(_OF, titles, before[before.rfind("\n") + 1 :], "")
    if match is None or (predicate == "leads" and _NO_LEADER.search(match.string[: match.start("title")].rstrip())):
        return
    yield RelationDraft(person, predicate, owner, owner.start - len(match.group()), person.end, f"title-{title}")


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
    """Read "Siyamend Ali, a spokesman for the SDF", "Gary Volesky, commander, Land Component Command"."""
    behind = parsed.text[person.end : person.end + _REACH].split("\n")[0]
    title, match = _find_title(_BEHIND, titles, behind, "")
    if match is None or (predicate == "leads" and _NO_LEADER_BEHIND.match(behind)):
        return
    at, objects = (person.end + match.end(), parsed.lexicon.words(f"relations.{predicate}.object"))
    for owner in parsed.between(at - 1, at + _REACH):
        if owner.start < at or not _leads_to(parsed, at, owner, is_direct=bool(match["comma"])):
            return
        is_called = owner.kind == "name" or (owner.start == at and owner.type in ARMED)
        if is_called and owner.type in objects and not has_suffix(parsed, owner):
            yield relate(person, predicate, owner, f"title-{title}")
            return


def _leads_to(parsed: ParsedArticle, at: int, owner: Phrase, *, is_direct: bool) -> bool:
    """Whether only adjectives stand between a title and whose it is ("for the U.S.-backed SDF"), behind a comma nothing."""
    if owner.start == at or is_direct:
        return owner.start == at
    words = parsed.doc.char_span(at, owner.start, alignment_mode="contract")
    is_plain = bool(_GAP.fullmatch(parsed.text, at, owner.start)) and words is not None
    return is_plain and not any(t.pos_ in {"NOUN", "VERB", "AUX"} and t.nbor(-1).text not in {"-", "–"} for t in words or ())


def _by_owned_title(parsed: ParsedArticle, person: Phrase, predicate: str, titles: tuple[str, ...]) -> Iterator[RelationDraft]:
    """Read "John Dorrian, the CJTF-OIR spokesperson", "Joseph Votel, Central Command commander"."""
    owner = parsed.following(person)
    link = _TO_OWNER.fullmatch(parsed.text, person.end, owner.start) if owner is not None else None
    if owner is None or link is None or owner.kind == "nominal":
        return
    title, match = _find_title(_OWNED, titles, parsed.text[owner.end : owner.end + _REACH], "")
    if match is None or (predicate == "leads" and (match["more"] or "former" in link.group())):
        return
    is_one_of_many = predicate == "leads" and link["article"] in {"a ", "an "}
    yield RelationDraft(person, "memberOf" if is_one_of_many else predicate, owner, person.start, owner.end + match.end(), f"title-{title}")


# --- patterns ----------------------------------------------------------------------------------------------------------------


def _find_title(form: str, titles: tuple[str, ...], text: str, ranks: str) -> tuple[str, re.Match[str] | None]:
    """The longest title that stands in a text in this form."""
    match = _pattern(form, titles, ranks).search(text)
    return (match["title"].lower(), match) if match is not None else ("", None)


@lru_cache(maxsize=32)
def _pattern(form: str, titles: tuple[str, ...], ranks: str) -> re.Pattern[str]:
    """One pattern for all titles, the longest first."""
    escaped = (re.escape(title) for title in sorted(titles, key=len, reverse=True))
    return re.compile(form.format(title="|".join(escaped), ranks=ranks), re.IGNORECASE)

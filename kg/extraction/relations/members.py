"""Phrases with an owner, and phrases side by side, in; who is part of what, and whose proxies they are, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate

_PART = re.compile(r"\b(?:part|member|branch|wing|faction|arm) of (?:the )?$")
_AFFILIATED = re.compile(
    r"\)?,? (?:which is |which are |who are |is |are )?"
    r"(?:affiliated (?:with|to)|belonging to|a member of|a branch of|an offshoot of|a wing of) (?:the )?"
)
_OF = re.compile(r" of (?:the )?|['’]s ")
_MEMBER = re.compile(r" member(?: state| country| nation)? ")
_MEMBERS_OF = re.compile(r"\bmembers of (?:the )?$")
_LIST = re.compile(r" ?(?:--|–|—|:|,|\() ?")
_AS_PART = ("as part of ", "as part of the ", "as a member of the ", "as a member of ")
_PARTS = ARMED | {"Organization", "Person"}
_WHOLES = ARMED | {"Organization", "State"}
_PART_LENGTH = 30  # characters, less than


def find_members(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    """Read "Pentagon officials", "US proxies", "IRGC Quds Force", "as part of the PMF"."""
    yield from _by_owners(parsed)
    for a, b in zip(parsed.phrases, parsed.phrases[1:], strict=False):
        between = parsed.text[a.end : b.start]
        if between == " " and a.type in ARMED and b.type in ARMED and a.kind == b.kind == "name":
            yield relate(b, "memberOf", a, "force-of-force")
        elif len(between) < _PART_LENGTH and _PART.search(between):
            part = _doer(parsed, b) if between.endswith(_AS_PART) else a
            yield relate(part or a, "memberOf", _possessed_group(parsed, b), "part-of")
        elif a.kind == b.kind == "name":
            yield from _beside(parsed, a, b, between)


def _beside(parsed: ParsedArticle, a: Phrase, b: Phrase, between: str) -> Iterator[RelationDraft]:
    """Read "the Front of the Army", "the group's Brigade", "NATO member Romania", "members of the alliance: Mali and Niger"."""
    if _AFFILIATED.fullmatch(between) and a.type in _PARTS and b.type in _WHOLES:
        yield relate(a, "memberOf", b, "affiliated")
    elif _OF.fullmatch(between) and b.type in ARMED and (a.type in ARMED or a.type == "Person"):
        is_owner = not between.startswith(" of")
        part, whole = (b, a) if is_owner else (a, b)
        if whole.type in ARMED and part.link != whole.link:
            yield relate(part, "memberOf", whole, "force-of-force")
    elif _MEMBER.fullmatch(between) and a.type == "Organization" and b.type == "State":
        yield relate(b, "memberOf", a, "member-state")
    elif (
        _LIST.fullmatch(between)
        and b.type == "State"
        and a.type == "Organization"
        and _MEMBERS_OF.search(parsed.text[max(0, a.start - 20) : a.start])
    ):
        states = [parsed.at.get(t.i) for t in syntax.conjuncts(parsed.tokens[b.head])]
        yield from (relate(p, "memberOf", a, "member-state") for p in states or [b] if p is not None and p.type == "State")


def _doer(parsed: ParsedArticle, whole: Phrase) -> Phrase | None:
    """Who does something "as part of" a whole."""
    doers = phrases_at(parsed, syntax.agent_of(syntax.clause_verb(parsed.tokens[whole.head])))
    return doers[0] if doers else None


def _by_owners(parsed: ParsedArticle) -> Iterator[RelationDraft]:
    known = parsed.lexicon
    owners = {p.link: p for p in reversed(parsed.phrases) if p.link}  # the first mention of each
    coalition = next((p for p in parsed.phrases if p.type == "MilitaryForce" and "coalition" in p.text.lower()), None)
    for phrase in parsed.phrases:
        if phrase.kind != "nominal":
            continue
        owner = owners.get(phrase.owner or "") or (coalition if "coalition " in phrase.text else None)
        head = parsed.doc[phrase.tokens[-1]].lower_
        if owner is None:
            continue
        if phrase.type in {"Person", "PopulationGroup"} and head in known.words("relations.memberOf.nouns"):
            yield RelationDraft(phrase, "memberOf", owner, phrase.start, phrase.end, "owner-member")
        elif head in known.words("context.relations.proxies"):
            yield RelationDraft(owner, "backs", phrase, phrase.start, phrase.end, "owner-proxies")


def _possessed_group(parsed: ParsedArticle, phrase: Phrase) -> Phrase:
    """The group behind its country: "part of Iraq’s Popular Mobilization Forces"."""
    following = parsed.following(phrase)
    if following is not None and parsed.text[phrase.end : following.start] in {"’s ", "'s "}:
        return following
    return phrase

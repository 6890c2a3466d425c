"""Phrases with an owner, and phrases side by side, in; who is part of what, and whose proxies they are, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ARMED, ParsedArticle, Phrase
from kg.extraction.relations.draft import RelationDraft, relate

_PART = re.compile(r"\b(?:part|member|branch|wing|faction|arm) of (?:the )?$")
_AS_PART = ("as part of ", "as part of the ", "as a member of the ", "as a member of ")
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

"""A story in, how sure the part of each of its doers is out, where the words say: claimed, suspected, suspected by authorities, denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import ParsedArticle, Phrase
from kg.extraction.stories import Story

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORDER = ("claimed", "suspected-by-authorities", "suspected", "possible", "denied")  # the first that any telling gives


def certainties(parsed: ParsedArticle, story: Story) -> dict[int, str]:
    """Give the certainty of the doers (by entity) that are not told as a fact."""
    found: dict[int, set[str]] = {entity: set() for entity in sorted(story.entities("agents"))}
    for telling in story.tellings:
        for entity, certainty in telling.draft.attribution.items():
            found.setdefault(entity, set()).add(certainty)
        for phrase in telling.fillers("agents"):
            found.setdefault(phrase.entity, set()).add(_by_words(parsed, phrase, telling.verb) or "")
    return {entity: next(c for c in _ORDER if c in said) for entity, said in found.items() if said & set(_ORDER)}


def _by_words(parsed: ParsedArticle, phrase: Phrase, verb: Token | None) -> str | None:
    """What words beside a doer or on the verb make of its part: "suspected rebels", "presumably carried out by"."""
    words = parsed.lexicon.words
    beside = {c.lower_ for i in phrase.tokens for c in parsed.doc[i].children if c.dep_ in {"amod", "advmod"}}
    beside.add(parsed.doc[max(0, phrase.tokens[0] - 1)].lower_)
    on_verb = {c.lower_ for c in verb.children if c.dep_ == "advmod"} if verb is not None else set()
    if beside & words("context.responsibility.suspected") or on_verb & words("context.responsibility.supposedly"):
        return "suspected"
    return "possible" if (beside | on_verb) & words("context.responsibility.possibly") else None

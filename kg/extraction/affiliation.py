"""A phrase in, the state that it is or belongs to out."""

from __future__ import annotations

from kg.extraction.parsed import ParsedArticle, Phrase


def nation(parsed: ParsedArticle, phrase: Phrase) -> str | None:
    """Give the id of the state that a phrase is, or that its force, body or base belongs to."""
    if phrase.owner:
        return phrase.owner
    entry = parsed.gazetteer.entries.get(phrase.link or "")
    if entry is None:
        return None
    if entry.type == "State":
        return entry.id
    return entry.country if entry.type in {"MilitaryForce", "Government"} else None

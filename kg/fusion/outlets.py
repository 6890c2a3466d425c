"""The name of an outlet in, the gazetteer's entry for it out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.gazetteer import Gazetteer
from kg.model import Article, GazetteerEntry


def find_outlet(gazetteer: Gazetteer, name: str | None) -> GazetteerEntry | None:
    """Give the one media outlet of that name; None if there is none, or several."""
    if name is None:
        return None
    wanted = name.casefold()
    outlets = gazetteer.by_type.get("MediaOutlet", ())
    found = [entry for entry in outlets if name in entry.abbreviations or wanted in (known.casefold() for known in entry.names)]
    return found[0] if len(found) == 1 else None


def name_outlets(articles: Iterable[Article], gazetteer: Gazetteer) -> dict[str, str]:
    """Give the outlet of each article that has one: its id in the gazetteer, else ``name:`` and its name."""
    names = {article.id: article.outlet for article in articles if article.outlet}
    known = {name: find_outlet(gazetteer, name) for name in set(names.values())}
    ids = {name: entry.id if entry else f"name:{name}" for name, entry in known.items()}
    return {article: ids[name] for article, name in names.items()}

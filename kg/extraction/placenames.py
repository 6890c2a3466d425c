"""Mentions and gazetteer names in, every place name out, also one inside a longer mention: "Angola" in "northern Angola"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.mentions.known import KnownNames
from kg.extraction.mentions.toponyms import Scene, likeliest
from kg.extraction.parsed import FACILITIES, PLACES, ParsedArticle, Phrase, PlacedName

_NAMED_AFTER = frozenset({"Organization", "Company", "MediaOutlet", "Person"})  # a place in such a name is not spoken of
_PLACES = PLACES | {"State"}


def find_place_names(parsed: ParsedArticle, known: KnownNames, scene: Scene) -> list[PlacedName]:
    """Give the place names in order of text, with the gazetteer entry where there is only one."""
    found = {(name.start, name.end): name for name in (*_unlisted(parsed, known, scene), *_listed(parsed, known))}
    return [found[span] for span in sorted(found)]


def _listed(parsed: ParsedArticle, known: KnownNames) -> Iterator[PlacedName]:
    """The gazetteer names of places, also where a state's capital stands for the state."""
    for name in known.names:
        phrase = parsed.at.get(name.first)
        if name.entry.type not in _PLACES or name.match.is_demonym or phrase is None:
            continue
        if phrase.kind == "name" and phrase.type in _NAMED_AFTER:
            continue
        is_whole = (phrase.start, phrase.end) == name.characters and phrase.type in PLACES
        links = phrase.links if is_whole else tuple(entry.id for entry in name.entries)
        yield PlacedName(*name.characters, links[0] if len(links) == 1 else None)


def _unlisted(parsed: ParsedArticle, known: KnownNames, scene: Scene) -> Iterator[PlacedName]:
    """The names of places that the gazetteer's files do not have, and of facilities."""
    for phrase in parsed.phrases:
        if phrase.kind != "name" or phrase.type not in PLACES | FACILITIES:
            continue
        if phrase.link is None and phrase.type in PLACES and any(i in known.tokens for i in phrase.tokens):
            continue  # "northern Angola": the name in it is the place name
        bare = _without_kind(parsed, phrase) if phrase.link is None and phrase.type in PLACES else None
        if bare is None:
            yield PlacedName(phrase.start, phrase.end, phrase.link)
        else:
            text = parsed.text[phrase.start : bare]
            places = likeliest(scene, parsed.gazetteer.named(text), text, phrase.end)
            yield PlacedName(phrase.start, bare, places[0].id if len(places) == 1 else None)


def _without_kind(parsed: ParsedArticle, phrase: Phrase) -> int | None:
    """Where the name proper of "Kabanjahe district" ends; None where it has no word for the kind of place behind it."""
    last = parsed.doc[phrase.tokens[-1]]
    is_kind = len(phrase.tokens) > 1 and last.lower_ in parsed.lexicon.words("names.places.kinds")
    return parsed.doc[phrase.tokens[-2]].idx + len(parsed.doc[phrase.tokens[-2]]) if is_kind else None

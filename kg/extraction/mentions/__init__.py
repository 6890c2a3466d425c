"""A parsed article in, its mentions out: names from the gazetteer, names by their shape, names the recognizer sees, and noun phrases.

Order matters, for mentions never overlap: what is longer and surer is taken first. "US base" is one mention (a base, owned by the US),
"al-Omar oil field" one, "Iran" alone in "Iran-backed militia groups", and "US coalition official" is the person only.
"""

from __future__ import annotations

from kg.extraction.mentions.known import add_known, find_known
from kg.extraction.mentions.nominals import add_nominals
from kg.extraction.mentions.outlets import add_outlets
from kg.extraction.mentions.recognized import add_recognized
from kg.extraction.mentions.regions import add_regions
from kg.extraction.mentions.shapes import add_shapes
from kg.extraction.mentions.speakers import add_speakers
from kg.extraction.mentions.surnames import add_surnames
from kg.extraction.mentions.toponyms import add_unlisted_places, read_scene, resolve_unlisted
from kg.extraction.parsed import ParsedArticle
from kg.extraction.placenames import find_place_names


def find_mentions(parsed: ParsedArticle) -> None:
    """Fill `parsed.phrases` with all mentions, in order of text, and `parsed.place_names`."""
    scene = read_scene(parsed)
    parsed.country = scene.main_country()
    known = find_known(parsed, scene)
    add_outlets(parsed)
    add_regions(parsed, known)
    add_shapes(parsed, known)
    for name in known.names:
        add_known(parsed, name)
    add_unlisted_places(parsed, scene)
    add_recognized(parsed)
    add_surnames(parsed)
    resolve_unlisted(parsed, scene)
    add_nominals(parsed)
    add_speakers(parsed)
    parsed.phrases.sort(key=lambda p: (p.start, p.end))
    parsed.place_names = find_place_names(parsed, known, scene)

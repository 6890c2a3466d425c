"""A name in, the cluster of the same thing under another form of its name out: a surname, an abbreviation, a name it gives itself."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extraction.coreference.clusters import Cluster, Clusters
from kg.extraction.names import split_words
from kg.extraction.parsed import ParsedArticle, Phrase

_REACH = 40  # characters from a thing to what it is called


def find_full_name(clusters: Clusters, person: Phrase) -> Cluster | None:
    """Give a person whose full name, told before, ends with this one, or the only one whose name begins with it ("Kim")."""
    words = tuple(w.key for w in split_words(person.text))
    return clusters.by_name_part(words) or (clusters.by_first_name(words[0]) if len(words) == 1 else None)


def find_called(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """Give what a name stands right behind: "Kachin Independence Army (KIA)", "a group calling itself the Brigade of the Righteous"."""
    text, start = parsed.text, phrase.start
    if _called(parsed.lexicon.ordered("names.antecedents.naming")).search(text[max(0, start - _REACH) : start]):
        return max((c for c in clusters.recent(phrase, _REACH) if c.type == phrase.type), key=lambda c: c.index, default=None)
    if start < 3 or text[start - 1] != "(" or not phrase.text.isupper():
        return None
    return max((c for c in clusters.recent(phrase, 3) if start - c.last > 0 and c.is_named), key=lambda c: c.index, default=None)


@lru_cache(maxsize=4)
def _called(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(each) for each in words)}),? (?:the )?[“\"‘']?$")

"""A text in, the same text with its headlines in sentence case out, character for character as long: the parser reads Title Case as names.

"Dozens of Rockets Rain Down on Oil Field" becomes "dozens of rockets rain down on oil field"; names of the gazetteer and words that the
lexicon does not know and the text does not use in lower case keep their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.extraction.lexicon import Lexicon

_WORD = re.compile(r"[A-Za-z][a-z]+")
_SHARE = 0.65  # of a headline's longer words begin with a capital


def lower_headlines(text: str, names: Iterable[tuple[int, int]], lexicon: Lexicon) -> str:
    """Put the Title Case lines of a text into sentence case.

    Parameters
    ----------
    names
        Offsets of the names that keep their capitals.
    """
    kept = [False] * len(text)
    for start, end in names:
        kept[start:end] = [True] * (end - start)
    common = _known_words(lexicon)
    lines, offset = [], 0
    seen = set(re.findall(r"(?<![A-Za-z’'])[a-z]{2,}", text))
    for line in text.split("\n"):
        lines.append(_lower(line, offset, kept, common, seen) if is_headline(line) else line)
        offset += len(line) + 1
    return "\n".join(lines)


def is_headline(line: str) -> bool:
    """Say whether a line is written in Title Case.

    >>> is_headline("Dozens of Rockets Rain Down on Oil Field"), is_headline("Rockets hit the base on Monday.")
    (True, False)
    """
    words = [w for w in re.findall(r"[A-Za-z]+", line) if len(w) > 3]
    return 4 <= len(words) <= 30 and sum(w[0].isupper() for w in words) >= _SHARE * len(words) and not line.rstrip().endswith(".")


def _lower(line: str, offset: int, kept: list[bool], common: frozenset[str], seen: set[str]) -> str:
    def lowered(match: re.Match[str]) -> str:
        word = match.group().lower()
        if kept[offset + match.start()] or not (word in common or word in seen):
            return match.group()
        return word

    return _WORD.sub(lowered, line)


@lru_cache(maxsize=4)
def _known_words(lexicon: Lexicon) -> frozenset[str]:
    """Every single word of the lexicon, with the endings that make it a plural or a verb form."""
    tables = (lexicon.verbs, lexicon.nouns, lexicon.weapons, lexicon.cue_verbs, lexicon.heads, lexicon.after)
    single = {word for table in tables for key in table for word in key.split()}
    single |= {word for path, words in lexicon.sets.items() if path.startswith("events.modality.") for word in words}
    single |= lexicon.words("context.tellings.headline_words")
    forms = {word + ending for word in single for ending in ("", "s", "es", "ed", "d", "ing")}
    forms |= {word[:-1] + "ing" for word in single if word.endswith("e")} | {word + word[-1] + "ed" for word in single}
    return frozenset(forms - lexicon.words("context.tellings.headline_names"))

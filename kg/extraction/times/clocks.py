"""Four digits of a text in, whether they are an hour and no year out: "at 1830", "0530 GMT", "from 1710 to 2250"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extraction.times.grammar import WORDS, any_of

_HOUR = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_AFTER = re.compile(r"\s*(?:\[\d{4}\s+)?(?:GMT|UTC|local\s+time|hours\b|hrs\b|\(\d{4}\s+GMT)")
_AT = re.compile(r"\bat\s+(?:about\s+|around\s+|approximately\s+|exactly\s+|roughly\s+|some\s+)?$", re.IGNORECASE)
_CUE = re.compile(rf"\b{any_of(WORDS['words']['clock_cues'])}\s+$", re.IGNORECASE)
_NO_CLOCK = re.compile(rf"\s+{any_of(WORDS['words']['no_clocks'])}\b", re.IGNORECASE)
_PLAIN = re.compile(
    r"\bat\s+(?:about\s+|around\s+|approximately\s+)?(?:0\d|1[0-8]|2[1-4])[0-5]\d\b(?!\s*(?:m|km|feet|ft)\b)|\b\d{4}\s+(?:GMT|UTC|hours)\b"
)


def is_clock(text: str, start: int, end: int) -> bool:
    """Say whether four digits are an hour; what may be a year of our time must stand behind "at" or before a time zone."""
    digits = text[start:end]
    if not _HOUR.fullmatch(digits) or _NO_CLOCK.match(text, end):
        return False
    if _AFTER.match(text, end) or _AT.search(text, max(0, start - 24), start):
        return True
    is_year = digits[:2] in ("19", "20")
    return not is_year and _has_clocks(text) and bool(_CUE.search(text, max(0, start - 16), start))


@lru_cache(maxsize=4)
def _has_clocks(text: str) -> bool:
    """Whether a text writes hours in this way."""
    return bool(_PLAIN.search(text))

"""Numerals of English: words or digits in, a number out ("twenty-five", "1,500", "two hundred and six", "2.5 million")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from kg.resources import lexicon

_NUMBERS: Mapping[str, int] = lexicon("quantities")["numbers"]
_MULTIPLIERS: Mapping[str, int] = lexicon("quantities")["multipliers"]


def _alternatives(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


NUMBER_WORDS = rf"(?:(?:{_alternatives(_NUMBERS)})(?:[-\s](?:{_alternatives({w: n for w, n in _NUMBERS.items() if n < 10})})\b)?)"
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}(?!,?\d)|\d{1,15}(?:\.\d{1,6})?(?!\d))"
MULTIPLIER = rf"(?:{_alternatives(_MULTIPLIERS)})"
_PART = rf"(?:{DIGITS}|{NUMBER_WORDS})"
_TIMES = rf"(?:[\s-]{MULTIPLIER}\b)*"
NUMERAL = rf"(?:half\s+a\s+dozen|(?:an?\s+)?{MULTIPLIER}\b|{_PART}{_TIMES}(?:\s+(?:and\s+)?{NUMBER_WORDS}\b{_TIMES})*)"


def read_number(words: str) -> int | None:
    """Read a numeral; None if it is none.

    >>> read_number("twenty-five"), read_number("2.5 million"), read_number("two hundred and six"), read_number("half a dozen")
    (25, 2500000, 206, 6)
    """
    parts = [part for part in re.split(r"[\s-]+", words.lower().replace(",", "")) if part not in ("and", "a", "an", "")]
    if parts[:1] == ["half"]:
        parts = ["0.5", *parts[1:]]
    return _add_up(parts) if parts else None


def _add_up(parts: list[str]) -> int | None:
    """Sum numbers and multiply by what follows them; a thousand or more closes what stands before it."""
    total, group = Decimal(0), Decimal(0)
    for part in parts:
        if part in _MULTIPLIERS:
            group = (group or Decimal(1)) * _MULTIPLIERS[part]
            if _MULTIPLIERS[part] >= 1000:
                total, group = total + group, Decimal(0)
        elif part in _NUMBERS:
            group += _NUMBERS[part]
        elif re.fullmatch(r"\d+(?:\.\d+)?", part):
            group += Decimal(part)
        else:
            return None
    return int(total + group)

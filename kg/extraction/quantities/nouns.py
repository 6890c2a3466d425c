"""The noun that a number counts: a text and the number's end in, the noun phrase behind it out; by tables, without a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extraction.numerals import NUMERAL
from kg.resources import lexicon

_WORDS = lexicon("quantities")
NOUN_ROLES: Mapping[str, str] = {noun: role for role, nouns in _WORDS["nouns"].items() for noun in nouns}
PERSONS: frozenset[str] = frozenset(_WORDS["persons"]["nouns"])
_STOP: frozenset[str] = frozenset(_WORDS["avoid"]["stop"])
_IRREGULAR: Mapping[str, str] = _WORDS["irregular"]
_TOKEN = re.compile(r"[\s“‘\"']*((?:[A-Z]\.){2,}|[A-Za-zÀ-ÿ]\w*(?:[-’']\w+)*)[”’\"]?")
_LINKED = re.compile(rf"\s+of\s+(?:(?:the|its|their|his|our|these|those)\s+)?(?:{NUMERAL}\s+)?", re.IGNORECASE)  # "31 of 38 drones"
_LIMIT = 8  # words behind the number


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Offsets of the words, and their last one in the singular."""

    start: int
    end: int
    head: str


def singular(word: str) -> str:
    """Give a noun's singular.

    >>> singular("casualties"), singular("buses"), singular("gunmen"), singular("troops")
    ('casualty', 'bus', 'gunman', 'troop')
    """
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, replacement in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("buses", "bus")):
        if word.endswith(ending):
            return word.removesuffix(ending) + replacement
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_known(word: str) -> bool:
    """Say whether the tables know the noun."""
    return (one := singular(word)) in NOUN_ROLES or is_person(one)


def is_person(noun: str) -> bool:
    """Say whether a noun in the singular is one that may be killed or wounded: one of the tables', or any in "-man".

    >>> is_person("patrolman"), is_person("soldier"), is_person("woman"), is_person("rocket")
    (True, True, True, False)
    """
    return noun in PERSONS or NOUN_ROLES.get(noun) == "troops" or noun.endswith("man")


def find_noun(text: str, end: int, *, is_one: bool) -> NounPhrase | None:
    """Find the noun phrase that starts at ``end``: up to a known plural noun, or else to the last word that may be a noun."""
    linked = _LINKED.match(text, end)
    tokens = list(_tokens(text, linked.end() if linked else end, may_list=not is_one))
    if not tokens:
        return None
    last = _head_index(tokens, is_one=is_one)
    return None if last is None else NounPhrase(tokens[0][0], tokens[last][1], singular(tokens[last][2]))


def _tokens(text: str, position: int, *, may_list: bool) -> list[tuple[int, int, str]]:
    """The words behind the number, up to a stop word or a mark; a list of singular nouns goes on ("drone, rocket and missile attacks")."""
    found: list[tuple[int, int, str]] = []
    while len(found) < _LIMIT and (match := _TOKEN.match(text, position)):
        word = match[1]
        if _is_stop(word) and not (may_list and found and word.lower() == "and" and not _is_plural(found[-1][2])):
            break
        if word.lower() != "and":
            found.append((match.start(1), match.start(1) + len(word), word))
        position = match.start(1) + len(word)
        if may_list and found and is_known(found[-1][2]) and not _is_plural(found[-1][2]) and text[position : position + 1] == ",":
            position += 1
    return found


def _is_stop(word: str) -> bool:
    """Say whether a word ends the phrase; "US" is not "us"."""
    return word.lower() in _STOP and not (len(word) > 1 and word.isupper())


def _is_plural(word: str) -> bool:
    return singular(word) != word.lower() or word.lower() in _IRREGULAR.values()


def _head_index(tokens: list[tuple[int, int, str]], *, is_one: bool) -> int | None:
    """Which word is the head: the first known noun of the right number that no known noun follows; else the last plural."""
    plurals: list[int] = []
    for index, (_, _, word) in enumerate(tokens):
        if not (is_one or _is_plural(word)):
            continue
        follows = tokens[index + 1][2] if index + 1 < len(tokens) else ""
        if is_known(word) and not (follows and is_known(follows)):
            return index
        if word.lower().endswith("men") or (word.lower().endswith("s") and not word.lower().endswith(("’s", "'s"))):
            plurals.append(index)
    return plurals[0] if plurals else None

"""What a figure tells of an event: a figure and the words around it in, its role out ("killed", "munitions", ...)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.quantities.figures import Figure
from kg.extraction.quantities.nouns import NOUN_ROLES, is_person
from kg.model import Span
from kg.resources import lexicon

_CUES = lexicon("quantities")["cues"]
_HARM = ("killed", "injured")
_BEFORE = {role: re.compile(rf"\b(?:{'|'.join(_CUES[role + '_before'])})\b", re.IGNORECASE) for role in _HARM}
_GAP = r"(?:\s*\([^)]*\))?(?:\s+(?:and|or)\s+(?!\d)[\w’'-]+(?:\s+(?!\d)[\w’'-]+){0,2}?)?"
_AFTER = {role: re.compile(rf"{_GAP}\s*,?\s+(?:{'|'.join(_CUES[role + '_after'])})\b", re.IGNORECASE) for role in _HARM}
_BLOCKED = re.compile(rf"\b(?:{'|'.join(_CUES['blockers'])})\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<!\b[A-Z])[.;!?:]\s|\n")
_LINK = re.compile(r"\s*(?:,|,?\s+and|,?\s+or)\s+", re.IGNORECASE)
_STATED = re.compile(r"\b(?:at|to|as)\s+$")  # "the number of wounded at"
_PART = re.compile(r"^[^.;!?]*?\b(?:including|among\s+(?:them|whom)(?:\s+were)?)\s+$", re.IGNORECASE)
_THEM = re.compile(r"[^,.;!?]*\s(?:among\s+them|included)\b", re.IGNORECASE)
_NONE_NOUNS = {("killed", "injured"): "none_both", ("killed",): "none_killed", ("injured",): "none_injured"}
_NONE = re.compile(
    rf"\b(?:no|without(?:\s+\w+ing)?(?:\s+any)?|zero|not\s+\w+\s+any)\s+(?:(?:{'|'.join(_CUES['none_adjectives'])})\s+){{0,2}}"
    rf"(?P<what>(?:{'|'.join(word for name in _NONE_NOUNS.values() for word in _CUES[name])})"
    rf"(?:\s+(?:or|and|nor)\s+(?:{'|'.join(word for name in _NONE_NOUNS.values() for word in _CUES[name])}))?)\b"
    r"|\b(?:no\s+one|nobody|none(?:\s+of\s+(?:(?:the|its|his|her|their|our|those)\s+)?[\w-]+(?:\s+[\w-]+){0,3}?)?)\s+(?:was|were|has\s+been|had\s+been)\s+(?P<harm>killed|injured|wounded|hurt|harmed)\b",
    re.IGNORECASE,
)


def role_for(head: str, before: str = "", after: str = "") -> str | None:
    """Give the role of a number of ``head`` (a noun in the singular, or "") between the words ``before`` and ``after`` of its clause.

    >>> role_for("rocket"), role_for("soldier", "killing "), role_for("soldier"), role_for("civilian", "", " were wounded")
    ('munitions', 'killed', 'troops', 'injured')
    """
    own = NOUN_ROLES.get(head)
    if own and own != "troops":
        return own
    harm_before = _harm_before(before)
    if harm_before and _STATED.search(before):
        return harm_before
    return _harm_after(after) or harm_before or own


def _harm_after(after: str) -> str | None:
    """The harm said right behind the noun: "12 people were wounded"."""
    found = [(match.end(), role) for role in _HARM if (match := _AFTER[role].match(after))]
    return min(found)[1] if found else None


def _harm_before(before: str) -> str | None:
    """The harm of the last verb before the number, if the number may be its object: "killing two soldiers and a child"."""
    cues = [(match.end(), role) for role in _HARM for match in _BEFORE[role].finditer(before)]
    if not cues:
        return None
    end, role = max(cues)
    return None if _BLOCKED.search(before, end) else role


def assign_roles(text: str, figures: Sequence[Figure], offset: int = 0) -> tuple[Figure, ...]:
    """Give every figure its role, where the words say one."""
    assigned: list[Figure] = []
    for figure in figures:
        assigned.append(_share(text, assigned[-1] if assigned else None, _assign(text, figure, offset), offset))
    for index in range(len(assigned) - 2, -1, -1):
        assigned[index] = _inherit(text, assigned[index], assigned[index + 1], offset)
    return tuple(assigned)


def _assign(text: str, figure: Figure, offset: int) -> Figure:
    start, end = figure.span.start - offset, figure.span.end - offset
    before = _CLAUSE.split(text[max(0, start - 90) : start])[-1]
    after = _CLAUSE.split(text[end : end + 70])[0]
    if figure.head and figure.head not in NOUN_ROLES and not is_person(figure.head) and not _harm_after(after):
        return figure  # "killed in two buildings": not a number of persons
    role = role_for(figure.head, before, after)
    return replace(figure, roles=(role,), evidence=_evidence(text, figure, after, offset)) if role else figure


def _share(text: str, whole: Figure | None, figure: Figure, offset: int) -> Figure:
    """Let a part of the killed or wounded count as such too: "12 people, including two children", "nine dead, among them three medics"."""
    if whole is None or whole.roles not in (("killed",), ("injured",)) or not is_person(figure.head):
        return figure
    between = text[whole.span.end - offset : figure.span.start - offset]
    after = text[figure.span.end - offset : figure.span.end - offset + 70]
    is_part = _PART.search(between) or (_THEM.match(after) and _CLAUSE.search(between) is None)
    return replace(figure, roles=whole.roles, evidence=figure.span) if is_part and len(between) < 80 else figure


def _evidence(text: str, figure: Figure, after: str, offset: int) -> Span:
    """The figure's own words, and, where it counts no noun, those of the harm: "33 killed"."""
    if figure.noun is not None or figure.head:
        return figure.span
    ends = [match.end() for role in _HARM if (match := _AFTER[role].match(after))]
    end = figure.span.end + (min(ends) if ends else 0)
    return Span(figure.span.start, end, text[figure.span.start - offset : end - offset])


def _inherit(text: str, figure: Figure, following: Figure, offset: int) -> Figure:
    """Let "five soldiers and two civilians dead" count both as dead."""
    between = text[figure.span.end - offset : following.span.start - offset]
    is_harm = following.roles in (("killed",), ("injured",)) and figure.roles in ((), ("troops",))
    if is_person(figure.head) and is_harm and _LINK.fullmatch(between):
        return replace(figure, roles=following.roles, evidence=figure.span)
    return figure


def find_none(text: str, offset: int = 0) -> Iterator[Figure]:
    """Find "no casualties", "without injuries", "nobody was hurt": figures of nought."""
    for match in _NONE.finditer(text):
        span = Span(match.start() + offset, match.end() + offset, match[0])
        yield Figure(span, span, None, "casualty", 0, "exact", 0, 0, _none_roles(match), span)


def _none_roles(match: re.Match[str]) -> tuple[str, ...]:
    if match["harm"]:
        return ("killed",) if match["harm"].lower() == "killed" else ("injured",)
    roles: set[str] = set()
    for named, words in _NONE_NOUNS.items():
        if re.search(rf"\b(?:{'|'.join(_CUES[words])})\b", match["what"], re.IGNORECASE):
            roles.update(named)
    return tuple(role for role in _HARM if role in roles)

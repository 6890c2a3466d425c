"""A state's name and a noun in, what belongs to the state out: its forces, bodies and areas, or a thing of its own ("US base")."""

from __future__ import annotations

from functools import lru_cache

from kg.extraction.mentions.known import KnownName, state_of
from kg.extraction.mentions.nouns import describes_a_name, is_title
from kg.extraction.mentions.phrases import add_name, add_nominal
from kg.extraction.names import NameIndex, name_index
from kg.extraction.parsed import ParsedArticle
from kg.model import GazetteerEntry

_OWNED = frozenset(  # types of things that a state's name before them makes a thing of the state
    {
        "Person",
        "PopulationGroup",
        "MediaOutlet",
        "MilitaryBase",
        "Airbase",
        "ArmedGroup",
        "MilitaryForce",
        "Company",
        "Organization",
        "Government",
        "Facility",
    }
)


def add_of_state(parsed: ParsedArticle, state: GazetteerEntry, first: int, noun_first: int, last: int) -> None:
    """Add what a state's name (from the token ``first``) and a noun (``noun_first`` to ``last``) name together."""
    known, noun = parsed.lexicon, parsed.lower(noun_first, last)
    head, head_type = parsed.tokens[last], parsed.lexicon.heads.get(noun)
    if noun in known.words("names.states.government"):
        add_name(parsed, first, last, "State", rule="government-of", entries=(state,))
    elif noun in known.words("nominals.force.heads"):
        add_force(parsed, state, first, last)
    elif known.after.get(noun) == "Government":
        _add_body(parsed, state, first, last, noun)
    elif noun in known.words("names.states.areas"):
        add_name(parsed, first, last, "Region", rule="shape-state", name=f"{state.label} {noun}", owner=state.id)
    elif head_type in _OWNED and not is_title(head) and not describes_a_name(parsed, head):
        add_nominal(parsed, first, last, head_type, rule="nominal-of-state", owner=state.id)


def add_owned(parsed: ParsedArticle, owner: KnownName, first: int, last: int) -> None:
    """Add "Washington’s forces", "Iraq’s parliament": a force or body of a state named by its owner."""
    state, noun = state_of(parsed, owner), parsed.lower(first, last)
    if state and noun in parsed.lexicon.words("nominals.force.heads"):
        add_force(parsed, state, owner.first, last)
    elif state and parsed.lexicon.after.get(noun) == "Government":
        _add_body(parsed, state, owner.first, last, noun)


def add_force(parsed: ParsedArticle, state: GazetteerEntry, first: int, last: int) -> None:
    """Take a state's forces: the gazetteer's armed forces of that state where it has just one entry for them."""
    entries = _armed_forces(name_index(parsed.gazetteer), state, parsed.lexicon.ordered("names.states.force_names"))
    name = f"{state.label} armed forces"
    add_name(parsed, first, last, "MilitaryForce", rule="force-of-state", entries=entries, name=name, owner=state.id)


@lru_cache(maxsize=256)
def _armed_forces(index: NameIndex, state: GazetteerEntry, nouns: tuple[str, ...]) -> tuple[GazetteerEntry, ...]:
    """The gazetteer's entry for the armed forces of a state, by its name."""
    for name in (f"{word} {noun}" for word in (*state.demonyms, state.label) for noun in nouns):
        for match in index.find(name[:1].upper() + name[1:]):
            if match.start == 0 and match.end == len(name) and match.entries[0].type == "MilitaryForce":
                return match.entries[:1]
    return ()


def _add_body(parsed: ParsedArticle, state: GazetteerEntry, first: int, last: int, noun: str) -> None:
    add_name(parsed, first, last, "Government", rule="body-of-state", name=f"{state.label} {noun}", owner=state.id)

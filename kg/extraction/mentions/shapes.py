"""Names and the nouns beside them in, longer names out: "Qasrak Base", "US base", "Syrian army", "Camp Victory", "Shrine of Zaynab"."""

from __future__ import annotations

from kg.extraction.mentions.known import KnownName, KnownNames
from kg.extraction.mentions.nouns import describes_a_name, is_hyphenated, is_title, noun_start
from kg.extraction.mentions.phrases import add_name, add_nominal
from kg.extraction.mentions.states import add_force, add_of_state, add_owned
from kg.extraction.mentions.unlisted import add_longer, add_unlisted, named_kind, refined
from kg.extraction.parsed import ARMED, BASES, FACILITIES, PLACES, ParsedArticle

_DIGITS = 4  # of a camp's number, less than
_BODIES = frozenset({"MediaOutlet", "Company", "Organization"})


def add_shapes(parsed: ParsedArticle, known: KnownNames) -> None:
    """Add what a name and a noun of the lexicon make together."""
    doc = parsed.doc
    for i in range(len(doc)):
        if i in parsed.at:
            continue
        _add_noun_first(parsed, known, i)
        if i in known.tokens or doc[i].pos_ not in {"NOUN", "PROPN", "ADJ"} or is_hyphenated(doc, i):
            continue
        if _goes_on(parsed, i):
            continue
        first = noun_start(parsed, i)
        if first is not None and parsed.is_free(first, i):
            _add_noun_last(parsed, known, first, i)


def _goes_on(parsed: ParsedArticle, i: int) -> bool:
    """Whether a capitalized noun is inside a longer name: "Military" in "Zintan Military Council", "People" in "People's Front"."""
    doc, after = parsed.tokens, parsed.lexicon.after
    if i + 2 < len(doc) and doc[i].text.istitle() and doc[i + 1].text in {"’s", "'s"} and doc[i + 2].lower_ in after:
        return doc[i].lower_ in parsed.lexicon.words("names.particles.owners") and doc[i + 2].text.istitle()
    if i + 1 >= len(doc) or not (doc[i].text[:1].isupper() and doc[i + 1].text[:1].isupper()):
        return False
    return doc[i].lower_ in after and doc[i + 1].lower_ in after and f"{doc[i].lower_} {doc[i + 1].lower_}" not in after


# --- the noun before the name ------------------------------------------------------------------------------------------------


def _add_noun_first(parsed: ParsedArticle, known: KnownNames, i: int) -> None:
    """Take "Camp Victory", "Shrine of Sayyida Zaynab"; of "village of Hajin" only the name."""
    doc, before = parsed.tokens, parsed.lexicon.before
    word, text = doc[i].lower_, doc[i].text
    if _add_government_of(parsed, known, i):
        return
    if f"{word} of" in before and i + 1 < len(doc) and doc[i + 1].lower_ == "of":
        kind, first = before[f"{word} of"], i + 2
    elif word in before and (text[:1].isupper() or f"{word} of" in before):
        kind, first = before[word], i + 1
    else:
        return
    last = _name_end(parsed, first)
    if last is None:
        if kind in BASES and text[:1].isupper() and _is_numbered(parsed, first):
            add_name(parsed, i, first, kind, rule="shape-before")
        return
    if kind in {"City", "Region"} and first not in known.tokens and text == word:
        add_name(parsed, first, last, kind, rule="shape-before")
    elif kind in ARMED and text.isupper():
        add_name(parsed, i, last, kind, rule="shape-ship")
    elif kind in FACILITIES and not (first in known.starts and known.starts[first].entry.type == "State"):
        add_name(parsed, i, last, kind, rule="shape-before")


def _add_government_of(parsed: ParsedArticle, known: KnownNames, i: int) -> bool:
    """Take "the government of Sudan", which is the state, and "the army of Chad", which is its force."""
    doc, words = parsed.tokens, parsed.lexicon.words
    is_government = doc[i].lower_ in words("names.states.government")
    if not is_government and doc[i].lower_ not in words("names.states.force_names"):
        return False
    at = i + 3 if i + 2 < len(doc) and doc[i + 2].lower_ == "the" else i + 2
    state = known.starts.get(at)
    if state is None or doc[i + 1].lower_ != "of" or state.entry.type != "State" or state.match.is_demonym:
        return False
    if is_government:
        add_name(parsed, i, state.last, "State", rule="government-of", entries=(state.entry,))
    else:
        add_force(parsed, state.entry, i, state.last)
    return True


def _is_numbered(parsed: ParsedArticle, i: int) -> bool:
    """Whether a number makes a name with "Camp" before it; camps of refugees have numbers too."""
    is_number = i < len(parsed.doc) and parsed.tokens[i].text.isdigit() and len(parsed.tokens[i]) < _DIGITS
    return is_number and "refugee" not in parsed.text.lower()


def _name_end(parsed: ParsedArticle, first: int) -> int | None:
    """The last token of the capitalized run that starts at ``first``."""
    doc, articles = parsed.tokens, parsed.lexicon.words("names.particles.articles")
    i = first
    while i < len(doc) and (doc[i].text[:1].isupper() or doc[i].lower_ in articles or (doc[i].text == "-" and i > first)):
        i += 1
    return i - 1 if i > first else None


# --- the noun behind the name ------------------------------------------------------------------------------------------------


def _add_noun_last(parsed: ParsedArticle, known: KnownNames, first: int, last: int) -> None:
    if _introduces_a_name(parsed, first, last):
        return
    left = first - 1
    if (
        left > 0
        and parsed.tokens[left].text in {"’s", "'s"}
        and parsed.tokens[left - 1].lower_ not in parsed.lexicon.words("names.particles.owners")
    ):
        if left - 1 in known.ends:
            add_owned(parsed, known.ends[left - 1], first, last)
    elif left in known.ends:
        if not add_longer(parsed, known, first, last):
            _add_after_name(parsed, known.ends[left], first, last)
    else:
        add_unlisted(parsed, known, first, last)


def _introduces_a_name(parsed: ParsedArticle, first: int, last: int) -> bool:
    """Whether the noun says what kind of place is named behind it: "the West Bank town of Jenin"."""
    doc = parsed.doc
    is_place = parsed.lexicon.before.get(f"{parsed.lower(first, last)} of") in PLACES
    return is_place and last + 2 < len(doc) and doc[last + 1].lower_ == "of" and doc[last + 2].text[:1].isupper()


def _add_after_name(parsed: ParsedArticle, name: KnownName, first: int, last: int) -> None:
    """Take the noun right behind a gazetteer name: what the two are together depends on the types of both."""
    lexicon, entry = parsed.lexicon, name.entry
    noun = parsed.lower(first, last)
    kind, head_type = named_kind(parsed, first, last), lexicon.heads.get(noun)
    if kind in PLACES and entry.type in {"MediaOutlet", "Company", "Organization", "Government"}:
        return  # "TASS state news agency"
    if (kind or head_type) is None or parsed.doc[first - 1].text == "-":
        return
    if entry.type in ARMED and ((kind or head_type) in ARMED or noun in lexicon.words("nominals.refine.group")):
        add_name(parsed, name.first, last, entry.type, rule="gazetteer", entries=name.entries, characters=name.characters)
    elif entry.type == "State":
        add_of_state(parsed, entry, name.first, first, last)
    elif kind == entry.type and kind not in {"Organization", "Government"}:
        add_name(parsed, name.first, last, kind, rule="shape-name", entries=name.entries)
    elif head_type in _BODIES and entry.type in PLACES and parsed.doc[last].text[:1].islower():
        add_nominal(parsed, name.first, last, head_type, rule="nominal-of-name")  # "a Lima newspaper"
    elif kind is not None and head_type not in {"Person", "PopulationGroup"}:
        _add_named_after(parsed, name, last, kind, noun)
    elif head_type in {"Person", "PopulationGroup", "MediaOutlet"} and not _is_apposed(parsed, last):
        add_nominal(parsed, name.first, last, head_type, rule="nominal-of-name", owner=entry.id)


def _is_apposed(parsed: ParsedArticle, i: int) -> bool:
    return is_title(parsed.tokens[i]) or describes_a_name(parsed, parsed.tokens[i])


def _add_named_after(parsed: ParsedArticle, name: KnownName, last: int, kind: str, noun: str) -> None:
    """Take what is named after a thing of another type ("Rmelan base"): the gazetteer's entry of that type, where it has one."""
    if name.entry.type == "MilitaryForce" and kind in FACILITIES:
        add_nominal(parsed, name.first, last, kind, rule="nominal-of-force", owner=name.entry.country)  # "US occupation base"
        return
    is_another = kind in {"Organization", "Government"}  # "UN mission" is not the UN
    named = () if is_another else tuple(e for e in name.match.entries if e.type == kind or (kind in BASES and e.type in BASES))
    kind = refined(parsed, kind, name.first, last)
    label = None if named else f"{name.entry.label} {noun}"
    add_name(parsed, name.first, last, kind, rule="shape-name", entries=named, name=label)

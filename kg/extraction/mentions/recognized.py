"""Entities of spaCy's recognizer in, the names among them that the gazetteer does not have out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extraction.mentions.guessed import guess_names
from kg.extraction.mentions.misread import is_misread
from kg.extraction.mentions.phrases import add_name
from kg.extraction.mentions.unlisted import refined
from kg.extraction.names import name_index
from kg.extraction.parsed import FACILITIES, ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TYPES = {"PERSON": "Person", "GPE": "City", "LOC": "Region", "FAC": "Facility", "ORG": "Organization"}
_ENDS = frozenset({"’s", "'s", "’", "'"})
_TOLD = frozenset({"Person", "MediaOutlet", "Company", "ArmedGroup", "Organization", "MilitaryBase", "Airbase", "Facility", "City"})
_COMMON = frozenset({"MilitaryForce", "ArmedGroup", "PopulationGroup", "Government", "Organization", "Region", "Company"})
_PARTIES = frozenset({"ArmedGroup", "Organization"})  # what ends like a body of these is no person
_SHORT = 4  # tokens of a town's name
_TELLING = frozenset({"Government", "MediaOutlet", "MilitaryForce", "Company"})  # types that a word anywhere in the name tells


def add_recognized(parsed: ParsedArticle) -> None:
    """Add the persons, places and organizations that only the recognizer sees; of an unlisted spelling, the one like entry of its type.

    Where the recognizer is left out, they are those that look like names.
    """
    is_recognized = parsed.doc.has_annotation("ENT_IOB")
    by, found = ("ner", parsed.doc.ents) if is_recognized else ("guess", tuple(guess_names(parsed)))
    labels = _labels_by_name(found)
    for entity in found:
        label, span = labels[entity.text], _trim(parsed, entity)
        kind = _TYPES.get(label)
        if kind is None or span is None or not parsed.is_free(span.start, span.end - 1) or span.text.lower() in parsed.lexicon.things:
            continue
        if len(span) == 1 and kind == "Organization" and parsed.lexicon.heads.get(span.text.lower()) in _COMMON:
            continue  # "the Army said"
        kind = _told_type(parsed, span, "Person" if _is_behind_rank(parsed, span) else kind)
        if is_misread(parsed, span, kind) or not _may_be(parsed, span, kind):
            continue
        entries = name_index(parsed.gazetteer).similar(span.text, frozenset({kind, *(FACILITIES if kind in FACILITIES else ())}))
        add_name(
            parsed,
            span.start,
            span.end - 1,
            kind,
            rule=f"{by}-{label.lower()}",
            entries=entries if len(entries) == 1 else (),
        )


def _labels_by_name(found: Iterable[Span]) -> dict[str, str]:
    """One label for each name: the one it has most often; a surname told in full elsewhere is a person's ("McVeigh")."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    surnames = set()
    for entity in found:
        counts[entity.text][entity.label_] += 1
        if entity.label_ == "PERSON" and len(entity) > 1:
            surnames.add(entity[-1].text)
    return {name: "PERSON" if name in surnames else labels.most_common(1)[0][0] for name, labels in counts.items()}


def _told_type(parsed: ParsedArticle, span: Span, kind: str) -> str:
    """The type of a name by the words beside it and in it, else what the recognizer takes it for."""
    kind = described_type(parsed, span) or _type_by_place(parsed, span, kind)
    if kind in {"Organization", "Person", "City"} and len(span) > 1 and span[0].lower_ in parsed.lexicon.words("names.groups.first"):
        return "ArmedGroup"
    if kind == "Person" and len(span) > 1 and parsed.lexicon.after.get(span[-1].lower_) in _PARTIES:
        kind = "Organization"  # "J&K People's Front"
    return _organization_type(parsed, span) if kind == "Organization" else kind


def _is_behind_rank(parsed: ParsedArticle, span: Span) -> bool:
    """Whether a rank that only persons have stands before a name: "Naik Suresh Thapa"."""
    return span.start > 0 and parsed.tokens[span.start - 1].lower_.strip(".") in parsed.lexicon.words("names.persons.plain_ranks")


def described_type(parsed: ParsedArticle, span: Span) -> str | None:
    """The type that the noun beside a name tells: "Baza, a Telegram channel", "news agency MAP", "the tanker Sounion"."""
    root, doc = span.root, parsed.tokens
    if span.start and doc[span.start - 1].text.strip(".") in parsed.lexicon.words("names.persons.short_ranks"):
        return "Person"
    nouns = [child for child in root.children if child.dep_ == "appos" and child.i >= span.end]
    if span.start and doc[span.start - 1].dep_ in {"compound", "nmod"} and doc[span.start - 1].head.i == root.i:
        nouns.append(doc[span.start - 1])
    if root.dep_ == "appos" and root.head.i < span.start:
        nouns.append(root.head)
    for noun in nouns:
        kind = _noun_type(parsed, noun) if noun.pos_ == "NOUN" and noun.text[:1].islower() else None
        if kind == "ArmedGroup" and span[0].ent_type_ == "PERSON" and noun.lower_ not in parsed.lexicon.words("names.antecedents.group"):
            kind = "Person"  # "the suspected bomber, Ahmed Ali"
        if kind in _TOLD:
            return kind
    return None


def _noun_type(parsed: ParsedArticle, noun: Token) -> str | None:
    heads, i = parsed.lexicon.heads, noun.i
    kind = (heads.get(parsed.lower(i - 1, i)) if i else None) or heads.get(noun.lower_)
    is_craft = kind is None and parsed.lexicon.things.get(noun.lower_) in {"Vehicle", "MilitaryPlatform"}
    return "Facility" if is_craft else kind  # "the tanker Sounion": a ship with a name can be told from others


def _type_by_place(parsed: ParsedArticle, span: Span, kind: str) -> str:
    """A town, where a name stands behind a word that only places have: "off Alupka", "Near Rawah"."""
    beside = parsed.lexicon.words("names.places.beside")
    is_there = span.root.dep_ == "pobj" and span.root.head.lower_ in beside
    is_taken = span.root.dep_ == "dobj" and span.root.head.lemma_.lower() in parsed.lexicon.words("names.places.taken")
    is_behind = span.start > 0 and parsed.tokens[span.start - 1].lower_ in beside
    is_place = is_there or is_behind or is_taken
    if not is_place or kind not in {"Person", "Organization"} or len(span) > _SHORT or span[0].ent_type_ == "ORG":
        return kind
    return "City"


def _may_be(parsed: ParsedArticle, span: Span, kind: str) -> bool:
    """Whether the words look like a name of the type: capitals, and digits only in facilities."""
    head = span.root.head
    if span.root.dep_ in {"compound", "nmod"} and head.i >= span.end and head.pos_ == "NOUN" and head.lower_ in parsed.lexicon.things:
        return False  # "Samad drones"
    if span.text.lower() in parsed.lexicon.words("names.peoples.words") and span.root.dep_ in {"compound", "amod", "nmod"}:
        return False  # "Tuareg rebels"
    if kind != "Facility" and any(c.isdigit() for c in span.text):
        return False
    if kind == "Person":
        return _is_person(parsed, span)
    return kind not in {"City", "Region", "Facility"} or span.text[:1].isupper()


def _is_person(parsed: ParsedArticle, span: Span) -> bool:
    """Not a person: "al-Omar field", a lower-case word, a lone word beginning al-."""
    doc, known = span.doc, parsed.lexicon
    if span.end < len(doc) and doc[span.end].lower_ in known.words("names.persons.not_before"):
        return False
    if span[0].text[:1].isupper():
        return True
    return span[0].lower_ in known.words("names.particles.first_of_persons") and len(span) > 3 and doc[span.end - 1].text[:1].isupper()


def _organization_type(parsed: ParsedArticle, span: Span) -> str:
    after = parsed.lexicon.after
    if len(span) == 1 and span.text.lower() in parsed.lexicon.words("names.guesses.ministries"):
        return "Government"  # "a Defence spokesman"
    for word in (span[-2:].text.lower(), span[-1].lower_):
        if word in after and after[word] not in {"City", "Region"}:
            return refined(parsed, after[word], span.start, span.end - 1)
    text = f" {span.text.lower()} "
    return next((kind for word, kind in after.items() if kind in _TELLING and f" {word} " in text), "Organization")


# --- where a name starts and ends ----------------------------------------------------------------------------------------------


def _trim(parsed: ParsedArticle, entity: Span) -> Span | None:
    """Cut articles, titles, quotes and possessives from a recognized name; extend a person over the name words that follow."""
    start, end, doc = entity.start, entity.end, entity.doc
    while start < end and _is_before_name(parsed, doc[start]):
        start += 1
    while end > start and (doc[end - 1].text in _ENDS or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if entity.label_ == "PERSON":
        start, end = _extend(parsed, start, end)
    return doc[start:end] if start < end and "\n" not in doc[start:end].text else None


def _is_before_name(parsed: ParsedArticle, token: Token) -> bool:
    word, words = token.lower_.strip("."), parsed.lexicon.words
    is_title = word in words("names.persons.titles") or word in words("names.persons.plain_ranks")
    is_small = token.lower_ in {"the", "a", "an"} or token.lower_ in parsed.lexicon.words("names.places.beside")
    return is_title or is_small or token.is_punct or token.is_space


def _extend(parsed: ParsedArticle, start: int, end: int) -> tuple[int, int]:
    """Take in the parts of a person's name that the recognizer leaves out: "Qassem al-Araji", "Abu Mahdi"."""
    doc, known = parsed.tokens, parsed.lexicon
    while end < len(doc) and end not in parsed.at and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper() and not doc[end].ent_type_:
        end += 1
    inside, before = (known.words("names.particles.inside_persons"), known.words("names.particles.before_persons"))
    while end + 1 < len(doc) and doc[end].lower_ in inside and end + 1 not in parsed.at and _goes_on(doc[end + 1]):
        end += 2
    while start > 1 and start - 1 not in parsed.at and (doc[start - 1].lower_ in before or _goes_before(parsed, doc[start - 1], end)):
        start -= 1
    return start, end


def _goes_before(parsed: ParsedArticle, token: Token, end: int) -> bool:
    """Whether a capitalized word before a person's name is a part of it that the recognizer left out."""
    is_name = token.pos_ == "PROPN" and token.text.istitle() and token.text.isalpha() and not token.ent_type_ and token.dep_ == "compound"
    if not is_name or not token.i < token.head.i < end or token.is_sent_start:
        return False
    known = parsed.lexicon
    return token.lower_ not in known.words("names.persons.titles") and token.lower_ not in known.heads and token.lower_ not in known.after


def _goes_on(token: Token) -> bool:
    return token.text == "-" or token.text[:1].isupper()

"""A phrase in, its keys out: two phrases of an article with a key in common stand for the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.coreference.clusters import Key
from kg.extraction.names import fold, split_words
from kg.extraction.parsed import ARMED, BASES, FACILITIES, FIELDS, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = {**dict.fromkeys(BASES, "base"), **dict.fromkeys(FIELDS, "field")}
_REACH = 4  # tokens from a group back to its backer


def kind_of(type: str) -> str:
    """Give what types that texts mix up have in common: an airbase is a base, a gas field a field."""
    return _KINDS.get(type, type)


def keys_of(parsed: ParsedArticle, phrase: Phrase) -> list[Key]:
    """Give a phrase's keys, the surest first; none for a noun phrase that only its context explains."""
    if phrase.links:
        return [("link", *phrase.links)]
    if phrase.kind != "nominal":
        return [("name", kind_of(phrase.type), " ".join(w.key for w in split_words(phrase.name or phrase.text)))]
    body = _body_of(parsed, phrase) if phrase.type in ARMED | {"PopulationGroup"} else None
    if body is not None:
        return keys_of(parsed, body)
    key = _nominal_key(parsed, phrase)
    return [key] if key else []


def _body_of(parsed: ParsedArticle, phrase: Phrase) -> Phrase | None:
    """The armed body whose members are meant: "fighters of the Wagner Group", "militants from ISIL"."""
    head = parsed.tokens[phrase.head]
    if head.lower_ not in parsed.lexicon.words("names.groups.members"):
        return None
    named = [token for prep, token in syntax.prepositions(head) if prep in {"of", "from"}]
    for verb in (t for t in head.children if t.dep_ == "acl"):  # "gunmen belonging to", "suspected of belonging to"
        named += [o for v in (verb, *_gerunds(verb)) if v.lemma_ == "belong" for prep, o in syntax.prepositions(v) if prep == "to"]
    bodies = (parsed.at.get(token.i) for token in named)
    return next((b for b in bodies if b is not None and b.kind == "name" and b.type in ARMED), None)


def _gerunds(verb: Token) -> list[Token]:
    return [g for prep in verb.children if prep.dep_ == "prep" for g in prep.children if g.dep_ == "pcomp"]


def _nominal_key(parsed: ParsedArticle, phrase: Phrase) -> Key | None:
    head = parsed.tokens[phrase.head].lemma_.lower()
    if phrase.type in FACILITIES:
        place = "" if phrase.is_definite else _place_of(parsed, phrase)
        return ("at", kind_of(phrase.type), phrase.owner or "", place) if place else None
    if phrase.type == "ArmedGroup":
        return _group_key(parsed, phrase, head)
    if phrase.type in {"PopulationGroup", "MediaOutlet"}:
        return _people_key(parsed, phrase, head)
    if phrase.type == "MilitaryForce" and phrase.text.lower() in parsed.lexicon.words("names.antecedents.no_force") - {"coalition"}:
        return ("force", phrase.owner or "", phrase.text.lower())  # "police ... the police"
    return None


def _group_key(parsed: ParsedArticle, phrase: Phrase, head: str) -> Key | None:
    """The key of an armed group: by its backer, else by its words; "the group" has none."""
    backer, generic = (find_backer(parsed, phrase), parsed.lexicon.words("names.antecedents.group"))
    if backer:
        return ("backed", backer)
    if head not in generic and parsed.tokens[phrase.head].lower_ not in generic:
        return ("group", phrase.owner or "", head)
    text = phrase.text.lower()
    return None if text in generic else ("group", text)


def _people_key(parsed: ParsedArticle, phrase: Phrase, head: str) -> Key:
    """The key of people and media: by their words; "sources" are others each time."""
    known = parsed.lexicon
    if phrase.type == "PopulationGroup" and phrase.owner is None and head not in known.words("names.antecedents.unnamed"):
        return ("people", fold(phrase.text))
    return ("people", phrase.text.lower(), str(phrase.start) if head in known.words("names.antecedents.numbered") else "")


def _place_of(parsed: ParsedArticle, phrase: Phrase) -> str:
    places = parsed.lexicon.words("names.antecedents.places")
    for prep, token in syntax.prepositions(parsed.tokens[phrase.head]):
        other = parsed.at.get(token.i)
        if prep in places and other is not None:
            return other.links[0] if other.links else fold(other.text)
    return ""


def find_backer(parsed: ParsedArticle, phrase: Phrase) -> str:
    """Give whose group it is, or "": Iran’s in "Iran-backed militia groups", "pro-Iran militias", "Iranian militias"."""
    if phrase.owner:
        return phrase.owner
    first = phrase.tokens[0]
    for i in range(first - 1, max(-1, first - _REACH - 1), -1):
        other = parsed.at.get(i)
        if other is not None:
            between = parsed.doc[other.tokens[-1] + 1 : first].text.lower()
            is_backer = any(word in between for word in parsed.lexicon.words("names.antecedents.backing"))
            return other.links[0] if other.links and is_backer else ""
        if parsed.tokens[i].is_sent_start:
            return ""
    return ""

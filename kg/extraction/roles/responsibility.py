"""A word for an event in, who a clause around it says was behind it out, and how sure that is.

"Gunmen of the group were responsible for the attack", "police blamed the cartel for the murder", "the blast was the work of rebels",
"officers accused of the killing", "the raid was attributed to ISIS".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 6  # words from a preposition up to the object of "blamed"
_SMALL_CLAUSE = frozenset({"amod", "oprd", "ccomp", "xcomp", "acl", "relcl"})
_VAGUE = frozenset({"those", "people", "ones", "person", "persons", "one"})

Doer = tuple["Token", str]  # the word for the doer, and its certainty as in `Draft.attribution`


def find_responsible(parsed: ParsedArticle, token: Token) -> Iterator[Doer]:
    """Give who is said to be behind the event that a noun or verb names."""
    node = _top(parsed, token)
    if node.dep_ in {"pobj", "pcomp"} and node.head.dep_ in {"prep", "agent", "dative"}:
        yield from _above_preposition(parsed, node.head, node.head.head)
    elif node.dep_ in {"nsubj", "nsubjpass"}:
        yield from _of_predicate(parsed, node.head)
    elif node.dep_ == "dobj" and _is(parsed, node.head, "attributing") and not _is_negated(node.head):
        yield from ((o, _certainty(parsed, node.head)) for o in _attributed(node.head, node))


def _is(parsed: ParsedArticle, token: Token, kind: str) -> bool:
    return token.lemma_.lower() in parsed.lexicon.words(f"context.responsibility.{kind}")


def _is_negated(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in token.children)


def _top(parsed: ParsedArticle, token: Token) -> Token:
    """The first of coordinated nouns, the measure before "of", the "attempt" behind: what stands in the clause for the event."""
    is_before = token.dep_ in {"compound", "amod"} and token.head.lemma_.lower() in parsed.lexicon.words("context.nouns.empty")
    node = token.head if is_before else token
    for _ in range(4):
        if node.dep_ == "conj":
            node = node.head
        elif node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lower_ in syntax.MEASURES:
            node = node.head.head
        else:
            return node
    return node


# --- behind a preposition ----------------------------------------------------------------------------------------------------


def _above_preposition(parsed: ParsedArticle, prep: Token, above: Token) -> Iterator[Doer]:
    """Read "responsible for", "blamed for", "accused of", "suspects in", "took part in", "behind"."""
    if any(_is_negated(t) for t in (above, *syntax.ancestors(above, 3))):
        return
    if _is(parsed, above, "holders"):
        yield from _holder(parsed, above)
    elif _is(parsed, above, "charging") and above.pos_ == "VERB":
        yield from ((t, _certainty(parsed, above)) for t in _charged(above))
    elif prep.lower_ in {"in", "to", "with"} and any(_is(parsed, t, "joining") for t in (above, *_objects(above))):
        subject = syntax.grammatical_subject(above)
        yield from [(subject, "fact")] if subject is not None else []
    elif _is(parsed, above, "authors") and prep.lower_ in {"of", "in", "behind"}:
        yield from _equals(parsed, above)
    elif prep.lower_ == "behind" and above.lemma_ == "be":
        subject = syntax.grammatical_subject(above)
        yield from [(subject, "fact")] if subject is not None else []
    elif prep.lower_ in {"for", "of"} and above.pos_ in {"NOUN", "PROPN"}:
        yield from _object_of_charge(parsed, above)


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj"]


def _charged(verb: Token) -> list[Token]:
    if not syntax.is_passive(verb):
        return _objects(verb)
    subject = syntax.grammatical_subject(verb)
    return [subject] if subject is not None else []


def _holder(parsed: ParsedArticle, word: Token) -> Iterator[Doer]:
    """Who is "responsible": the subject, what somebody is held to be, the noun it describes."""
    verb = word.head
    if word.dep_ in {"acomp", "attr", "advmod", "conj"} and verb.pos_ in {"VERB", "AUX"}:
        found = syntax.grammatical_subject(verb)
    elif word.dep_ in _SMALL_CLAUSE:
        own = [c for c in word.children if c.dep_ == "nsubj"]
        found = next(iter(own or ([verb] if verb.pos_ in {"NOUN", "PROPN", "PRON"} else _objects(verb))), None)
        verb = found.head if found is not None else verb
    else:
        return
    if found is None:
        return
    is_held = verb.lemma_.lower() in parsed.lexicon.words("context.responsibility.holding")
    if found.lower_ in _VAGUE:
        yield from _equals(parsed, found)
    else:
        yield found, _certainty(parsed, verb) if is_held else "fact"


def _object_of_charge(parsed: ParsedArticle, noun: Token) -> Iterator[Doer]:
    """Read "blamed rebels for the attack" where the parser hangs "for" on the rebels."""
    node = noun
    for _ in range(_STEPS):
        if node.dep_ == "dobj" and _is(parsed, node.head, "charging") and not syntax.is_passive(node.head):
            yield node, _certainty(parsed, node.head)
            return
        if node.head.pos_ not in {"NOUN", "PROPN", "ADP"}:
            return
        node = node.head


def _equals(parsed: ParsedArticle, noun: Token) -> Iterator[Doer]:
    """The perpetrator's noun itself, and what a copula says that it is: "the authors of the attack are guerrillas"."""
    if noun.lower_ not in _VAGUE:
        yield noun, "fact"
    verb = noun.head
    if verb.lemma_ != "be":
        return
    if noun.dep_ == "nsubj":
        yield from ((c, "fact") for c in verb.children if c.dep_ == "attr")
    elif noun.dep_ == "attr" and (subject := syntax.grammatical_subject(verb)) is not None:
        yield subject, "fact"


# --- the event as subject or object --------------------------------------------------------------------------------------------


def _of_predicate(parsed: ParsedArticle, verb: Token) -> Iterator[Doer]:
    """Read "the attack was the work of X", "the attack was attributed to X"."""
    if _is_negated(verb):
        return
    for child in verb.children:
        if child.dep_ == "attr" and _is(parsed, child, "works"):
            yield from ((o, "fact") for p, o in syntax.prepositions(child) if p == "of")
    if _is(parsed, verb, "attributing") and syntax.is_passive(verb):
        yield from ((o, _certainty(parsed, verb)) for o in _attributed(verb, verb))


def _attributed(verb: Token, event: Token) -> Iterator[Token]:
    """Whom "blamed on", "attributed to" names, on the verb or on its object."""
    for word in {verb.i: verb, event.i: event}.values():
        yield from (o for p, o in syntax.prepositions(word) if p in {"on", "to"})


def _certainty(parsed: ParsedArticle, verb: Token) -> str:
    """How sure it is that somebody did what a verb of blame says: convicted or suspected, and by whom."""
    if _is(parsed, verb, "proving"):
        return "fact"
    speaker = syntax.agent_of(verb)
    phrase = parsed.at.get(speaker.i) if speaker is not None else None
    is_official = phrase is not None and phrase.type in {"Government", "MilitaryForce", "State"}
    return "suspected-by-authorities" if is_official else "suspected"

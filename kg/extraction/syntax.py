"""Questions to a dependency parse: who is the subject of this verb, what is its object, what hangs on it by which preposition.

The answers reach over clauses: relative, participial, infinitive and coordinated verbs take the subject of the clause they hang on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.resources import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_LIMIT = 12  # steps up a tree; parses of garbled text can be deep
_DEEP = 30
_TABLES = lexicon("grammar")
MEASURES = frozenset(_TABLES["measures"]["words"])
_PARTICLES = frozenset(_TABLES["verbs"]["particles"])
_CHARGES = frozenset(_TABLES["verbs"]["charges"])
_RELATIVES = frozenset({"that", "which", "who", "whom", "what"})


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive: "was hit", "hit by rockets", "the base attacked on Monday"."""
    if any(c.dep_ in ("auxpass", *PASSIVE_SUBJECTS, "agent") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    is_joined = verb.dep_ == "conj" and verb.head.i != verb.i
    if any(c.dep_ == "aux" for c in verb.children):
        return is_joined and is_passive(verb.head) and not _own_subject(verb)
    return verb.dep_ in {"acl", "advcl", "relcl", "amod"} or (is_joined and verb.head.tag_ == "VBN" and is_passive(verb.head))


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS:
            return child
    return None


def grammatical_subject(verb: Token) -> Token | None:
    """Give the subject of a verb, its own or the one it takes over from the clause it hangs on."""
    node = verb
    for _ in range(_LIMIT):
        own = _own_subject(node)
        if own is not None:
            return node.head if own.lower_ in _RELATIVES and node.dep_ == "relcl" else own
        if node.dep_ in {"acl", "relcl"} and node.head.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            return node.head
        if node.dep_ == "pcomp" and node.head.lower_ == "of" and node.head.head.lemma_ in _CHARGES:
            return next((c for c in node.head.head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
        above = _governing(node)
        if above is None:
            return None
        if node.dep_ == "ccomp" and (held := _gap(node, above)) is not None:
            return held
        node = above
    return None


def _gap(node: Token, above: Token) -> Token | None:
    """The object in "targeting forces that Paris claimed were involved", which the parser hangs the last verb beside."""
    is_finite = any(c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP"} for c in node.children)
    return next((c for c in above.children if c.dep_ == "dobj" and c.i < node.i), None) if is_finite else None


def _governing(node: Token) -> Token | None:
    """The word whose subject a clause without one takes over."""
    if node.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep", "pcomp"} and node.head.i != node.i:
        head = node.head
        while head.dep_ == "prep" and head.head.i != head.i:
            head = head.head
        return head
    if node.dep_ in {"prep", "aux"} or (node.pos_ == "NOUN" and node.dep_ in {"dobj", "pobj", "attr"}):
        return node.head
    return None


def agent_of(verb: Token) -> Token | None:
    """Give who does it: the "by" phrase of a passive, the subject of an active verb."""
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None
    subject = grammatical_subject(verb)
    return subject if subject is None or subject.i != verb.i else None


def patients_of(verb: Token) -> list[Token]:
    """Give whom it is done to: the subject of a passive, the objects of an active verb, of a relative clause its head."""
    if is_passive(verb):
        several = [c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS and c.lower_ not in _RELATIVES]
        subject = grammatical_subject(verb)
        return several if len(several) > 1 else [subject] if subject is not None else []
    found = [c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"} or (c.dep_ == "attr" and verb.lemma_ != "be")]
    if not found and verb.dep_ == "relcl":
        own = _own_subject(verb)
        if own is not None and own.lower_ not in {"that", "which", "who"}:
            found = [verb.head]
    return [verb.head if (t.lower_ in {"which", "that", "whom"} and verb.dep_ == "relcl") else t for t in found]


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Give each preposition on a token with what it governs; "out of" is one; participles such as "including" and "targeting" are not."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB", "PART", "ADV"}:
            yield from _governed(child, child.lower_)


def _governed(prep: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield name, child
        elif child.dep_ == "prep":
            yield from _governed(child, f"{name} {child.lower_}" if name == "out" else child.lower_)
        elif child.dep_ == "pcomp" and child.pos_ in {"NOUN", "PROPN"}:
            yield name, child


def conjuncts(token: Token) -> list[Token]:
    """Give a noun and those coordinated with it, also by "as well as", "alongside"."""
    found = [token]
    for t in found:
        known = {f.i for f in found}
        found += [
            c for c in t.children if c.dep_ == "conj" and c.i not in known and c.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB"}
        ]
        for c in t.children:
            if c.dep_ == "prep" and c.lower_ == "as" and c.i > 0 and c.nbor(-1).lower_ == "well":
                found += [g for g in c.children if g.dep_ == "pobj"]
    return found


def noun_heads(token: Token) -> list[Token]:
    """Give the nouns that a phrase is about: conjuncts, and what "of" governs after a measure ("dozens of tankers")."""
    heads = []
    for t in conjuncts(token):
        inner = None
        if t.lower_ in MEASURES or t.lemma_.lower() in MEASURES or t.pos_ == "NUM":
            inner = next((o for p, o in prepositions(t) if p == "of"), None)
        heads += noun_heads(inner) if inner is not None and inner.i != t.i else [t]
    return heads


def ancestors(token: Token, limit: int = _LIMIT) -> Iterator[Token]:
    """Give the heads above a token, nearest first."""
    node = token
    for _ in range(limit):
        if node.head.i == node.i:
            return
        node = node.head
        yield node


def clause_verb(token: Token) -> Token:
    """Give the nearest verb at or above a token (the root if there is none)."""
    node = token
    for above in ancestors(token, _DEEP):
        if node.pos_ in {"VERB", "AUX"}:
            return node
        node = above
    return node


def particle_lemma(verb: Token) -> str:
    """Give the lemma with its particle: "shoot down", "take over"."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        is_next = child.dep_ in {"advmod", "prep"} and child.i == verb.i + 1 and child.lower_ in _PARTICLES
        if child.dep_ == "prt" or is_next:
            return f"{lemma} {child.lower_}"
    return lemma

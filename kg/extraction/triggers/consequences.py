"""Event candidates in; verbs that only tell what an event did are hung on it: "an attack killing ten", "the blast left two dead"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ParsedArticle
from kg.extraction.triggers.candidate import Candidate
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOSTS = frozenset({"attack", "clash", "happen", "fire"})  # frames


def drop_consequences(parsed: ParsedArticle, found: dict[int, Candidate]) -> None:
    """Take the verbs that tell what another event did out of the candidates (by token), and note them with that event."""
    verbs = parsed.lexicon.words("events.consequences.verbs")
    carried: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found.values():
        if candidate.verb is not None:
            carried[candidate.verb.i].append(candidate)
    for token in parsed.doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in verbs:
            host = _host(parsed, token, found, carried)
            if host is not None:
                host.consequences.append(token)
                found.pop(token.i, None)


def _host(parsed: ParsedArticle, verb: Token, found: dict[int, Candidate], carried: dict[int, list[Candidate]]) -> Candidate | None:
    """The event that a verb tells the effect of; ``carried`` has the candidates by their light verb."""
    known = parsed.lexicon
    by_doer = _by_doer(verb, found)
    if by_doer is not None:
        return by_doer
    lethal = verb.lemma_.lower() in known.words("context.verbs.lethal")
    is_participle = verb.tag_ == "VBG"
    if lethal and is_participle and verb.dep_ in {"advcl", "conj", "xcomp"} and verb.head.i in found and verb.head.i != verb.i:
        return found[verb.head.i]
    if is_participle and verb.dep_ == "advcl" and (lethal or verb.lemma_ in known.words("context.verbs.hitting")):
        return next((c for c in carried.get(verb.head.i, ()) if c.token.i in found), None)  # "carried out a strike, killing ten"
    return _by_weapon_or_place(parsed, verb, found) if lethal else None


def _by_doer(verb: Token, found: dict[int, Candidate]) -> Candidate | None:
    """The event that is the verb's subject, or that its participle describes: "the attack killed", "an attack killing"."""
    is_describing = verb.dep_ in {"acl", "relcl"} and verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"}
    for source in (syntax.agent_of(verb), verb.head if is_describing else None):
        for head in syntax.noun_heads(source) if source is not None else ():
            host = found.get(head.i)
            if host is not None and host.token.i != verb.i and host.word.frame_name in _HOSTS:
                return host
    return None


def _by_weapon_or_place(parsed: ParsedArticle, verb: Token, found: dict[int, Candidate]) -> Candidate | None:
    """The event told before of the weapon that killed, or the one that somebody was killed in."""
    if not syntax.is_passive(verb):
        subject = syntax.grammatical_subject(verb)
        if subject is None or not weapon_class(parsed, subject):
            return None
        earlier = (found[i] for i in range(verb.sent.start, verb.i) if i in found)
        return next((c for c in earlier if subject in c.weapons), None)
    for child in verb.children:
        is_when = child.dep_ == "advcl" and any(c.lower_ in {"when", "as", "after"} for c in child.children)
        if is_when and child.i in found and found[child.i].word.frame_name in _HOSTS and not _names_a_person(parsed, verb):
            return found[child.i]  # "were wounded when militants attacked a base"
    for prep, obj in syntax.prepositions(verb):
        if prep in {"in", "by", "during"} and obj.i in found and not _names_a_person(parsed, verb):
            return found[obj.i]
    return None


def _names_a_person(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether the one killed is a named person: the killing is then an assassination and names the event."""
    return any(p.type == "Person" and p.kind == "name" for o in syntax.patients_of(verb) for p in phrases_at(parsed, o))

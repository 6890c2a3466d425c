"""Event candidates in; words that only tell what an event did are hung on it: "an attack killing ten", "the blast left two dead"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.parsed import ParsedArticle
from kg.extraction.triggers.candidate import Candidate
from kg.extraction.weapons import weapon_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOSTS = frozenset({"attack", "clash", "happen", "fire"})  # frames
_DESCRIBING = frozenset({"VBG", "VBD", "VBZ", "VBP"})
_PREPOSITIONS = frozenset({"in", "by", "during", "after", "following"})
_CONJUNCTIONS = frozenset({"when", "as", "after", "while"})


@dataclass
class _Hosts:
    """The candidates by trigger, those that a light verb carries, and the events that words were hung on so far."""

    parsed: ParsedArticle
    found: dict[int, Candidate]
    carried: dict[int, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    of: dict[int, Candidate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for candidate in self.found.values():
            if candidate.verb is not None:
                self.carried[candidate.verb.i].append(candidate)

    def at(self, token: Token) -> Candidate | None:
        """The candidate of a word, if it can have killed somebody."""
        host = self.found.get(token.i)
        return host if host is not None and host.word.frame_name in _HOSTS else None


def drop_consequences(parsed: ParsedArticle, found: dict[int, Candidate]) -> None:
    """Take the verbs that tell what another event did out of the candidates (by token), and note them with that event."""
    verbs = parsed.lexicon.words("events.consequences.verbs")
    hosts = _Hosts(parsed, found)
    _drop_caused_explosions(hosts)
    for token in parsed.tokens:
        if token.pos_ == "VERB" and token.i not in hosts.of and (token.lemma_.lower() in verbs or _is_setting(parsed, token)):
            host = _host(hosts, token)
            if host is not None:
                host.consequences.append(token)
                hosts.of[token.i] = host
                found.pop(token.i, None)


def _drop_caused_explosions(hosts: _Hosts) -> None:
    """Hang explosions on the event that is said to have caused them: "launched rockets that caused a series of explosions"."""
    causing = hosts.parsed.lexicon.words("context.verbs.causing")
    for caused in [c for c in hosts.found.values() if c.type == "Explosion" and c.token.pos_ == "NOUN"]:
        verb = next((a for a in syntax.ancestors(caused.token, 3) if a.pos_ == "VERB"), None)
        if verb is None or verb.lemma_.lower() not in causing or syntax.is_passive(verb):
            continue
        subject = syntax.grammatical_subject(verb)
        host = subject and (hosts.at(subject) or next((c for c in hosts.found.values() if subject in c.weapons), None))
        if host and host is not caused:
            host.consequences.append(caused.token)
            hosts.found.pop(caused.token.i)


def _is_setting(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether a participle tells what went up in flames: "setting two stores ablaze"."""
    if verb.tag_ != "VBG" or verb.lemma_ != "set":
        return False
    burning = parsed.lexicon.words("context.objects.burning")
    return any(c.lower_ in burning for c in verb.children if c.i > verb.i and c.dep_ in {"oprd", "acomp", "advmod", "ccomp"})


def _host(hosts: _Hosts, verb: Token) -> Candidate | None:
    """The event that a verb tells the effect of."""
    known, found = hosts.parsed.lexicon, hosts.found
    by_doer = _by_doer(hosts, verb)
    if by_doer is not None:
        return by_doer
    lethal = verb.lemma_.lower() in known.words("context.verbs.lethal")
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "conj", "xcomp"} and verb.head.i != verb.i:
        above = verb.head.i
        if lethal and (host := _above(hosts, verb)) is not None:
            return host
        if _is_setting(hosts.parsed, verb):
            return _above(hosts, verb) or next((c for c in hosts.carried.get(above, ()) if c.token.i in found), None)
        if verb.dep_ == "advcl" and (lethal or verb.lemma_ in known.words("context.verbs.hitting")):
            return next((c for c in hosts.carried.get(above, ()) if c.token.i in found), None)  # "carried out a strike, killing ten"
    if not lethal:
        return None
    return next((host for joined in _joined(known.words("context.verbs.lethal"), verb) if (host := _by_circumstances(hosts, joined))), None)


def _above(hosts: _Hosts, verb: Token) -> Candidate | None:
    """The event that a participle's clause hangs on, also by another one: "struck, setting a store ablaze and killing two"."""
    for above in syntax.ancestors(verb, 3):
        if above.i in hosts.found or above.i in hosts.of:
            return hosts.found.get(above.i) or hosts.of[above.i]
        if above.tag_ != "VBG" and above.pos_ != "ADJ":
            break
    return None


def _joined(lethal: frozenset[str], verb: Token) -> Iterator[Token]:
    """A verb and the verbs of killing and wounding coordinated with it: "ten were killed and thirty wounded in an attack"."""
    yield verb
    first = verb
    while first.dep_ == "conj" and first.head.lemma_.lower() in lethal:
        first = first.head
        yield first
    stack = [first]
    while stack:
        node = stack.pop()
        later = [c for c in node.children if c.dep_ == "conj" and (c.lemma_.lower() in lethal or _is_losing(c))]
        yield from later
        stack += later


def _is_losing(verb: Token) -> bool:
    """Whether somebody "lost his life"."""
    return verb.lemma_ == "lose" and any(c.dep_ == "dobj" and c.lemma_ == "life" for c in verb.children)


def _by_doer(hosts: _Hosts, verb: Token) -> Candidate | None:
    """The event that is the verb's subject, or that its participle describes: "the attack killed", "an attack killing"."""
    is_describing = verb.dep_ in {"acl", "relcl"} and verb.tag_ in _DESCRIBING
    for source in (syntax.agent_of(verb), verb.head if is_describing else None):
        for head in syntax.noun_heads(source) if source is not None else ():
            host = hosts.at(head)
            if host is not None and host.token.i != verb.i:
                return host
    return None


def _by_circumstances(hosts: _Hosts, verb: Token) -> Candidate | None:
    """The event told of the weapon that killed, the one that somebody was killed in, or when he was."""
    parsed, found = hosts.parsed, hosts.found
    if verb.i in hosts.of:
        return hosts.of[verb.i]
    if not syntax.is_passive(verb) and not _is_losing(verb):
        subject = syntax.grammatical_subject(verb)
        if subject is None or not weapon_class(parsed, subject):
            return None
        earlier = (found[i] for i in range(verb.sent.start, verb.i) if i in found)
        return next((c for c in earlier if subject in c.weapons), None)
    if _names_a_person(parsed, verb):
        return None
    for child in (*verb.children, *(c for beside in verb.children if beside.dep_ == "conj" for c in beside.children)):
        is_when = child.dep_ == "advcl" and any(c.lower_ in _CONJUNCTIONS and not _is_counted(parsed, c) for c in child.children)
        if is_when and (host := hosts.at(child) or _carried(hosts, child)):
            return host  # "were wounded when militants attacked a base"
    return next((found[o.i] for o in _circumstances(parsed, verb) if o.i in found), None)


def _circumstances(parsed: ParsedArticle, verb: Token) -> Iterator[Token]:
    """What stands behind "in", "by", "during", "after" on a verb, unless they count from it: "two days after the attack"."""
    counted = {"after" for c in verb.children if c.lower_ == "after" and _is_counted(parsed, c)}
    return (o for prep, o in syntax.prepositions(verb) if prep in _PREPOSITIONS - counted)


def _is_counted(parsed: ParsedArticle, word: Token) -> bool:
    return word.i > 0 and word.nbor(-1).lower_ in parsed.lexicon.words("context.tellings.units")


def _carried(hosts: _Hosts, verb: Token) -> Candidate | None:
    """The event that a light verb carries: "when militants carried out an attack"."""
    return next((c for c in hosts.carried.get(verb.i, ()) if c.token.i in hosts.found and c.word.frame_name in _HOSTS), None)


def _names_a_person(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether the one killed is a named person: the killing is then an assassination and names the event."""
    return any(p.type == "Person" and p.kind == "name" for o in syntax.patients_of(verb) for p in phrases_at(parsed, o))

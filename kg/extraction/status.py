"""How a text presents an event: as a fact, as planned, as alleged; and what keeps a word from being an event at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.triggers import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

ABSENT = frozenset({"negated", "hypothetical", "demanded"})


def find_modality(parsed: ParsedArticle, candidate: Candidate) -> str:
    """Give "asserted", "planned" or "alleged", or, for no event: "negated", "hypothetical", "demanded"."""
    words = parsed.lexicon.tables["events"]["modality"]
    chain = _chain(candidate)
    for token in chain:
        if _is_negated(token, words["negated"]):
            return "negated"
    for token in chain:
        found = _by_children(token, words)
        if found:
            return found
    return _by_governors(chain, words) if not _is_purpose(chain[-1], words) else "hypothetical"


def _chain(candidate: Candidate) -> list[Token]:
    """The trigger and its light verb."""
    chain = [candidate.token]
    if candidate.verb is not None and candidate.verb is not candidate.token and candidate.light in {"doer", "hit", "effect"}:
        chain.append(candidate.verb)
    return chain


def _is_negated(token: Token, negated: list[str]) -> bool:
    if any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in token.children):
        return True
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "without":
        return True
    if token.dep_ == "pcomp" and head.lower_ in {"without", "from"} and head.head.lemma_ in {"prevent", "stop", "bar", "deter"}:
        return True
    return token.dep_ in {"xcomp", "ccomp"} and head.lemma_.lower() in {"unable", "refuse", "fail", "decline", "impossible"}


_FACTIVE = frozenset(
    [
        "continue",
        "begin",
        "start",
        "manage",
        "use",
        "proceed",
        "help",
        "keep",
        "go",
        "come",
        "resume",
        "dare",
        "rush",
        "move",
        "return",
        "attempt",
        "try",
    ]
)


def _is_purpose(verb: Token, words: dict[str, list[str]]) -> bool:
    """Whether a verb tells only what something is for: "are there to fight", "sent to train"."""
    if (
        verb.pos_ != "VERB"
        or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        or any(c.lower_ == "have" for c in verb.children)
    ):
        return False
    head = verb.head
    governing = head.lemma_.lower()
    if verb.dep_ == "conj":
        return _is_purpose(head, words)
    if verb.dep_ == "xcomp" and (
        governing in words["planned"] or governing in words["alleging"] or governing in words["demanded"] or head.pos_ == "ADJ"
    ):
        return False
    if verb.dep_ == "acl" and governing in {*words["planned"], "policy", "campaign", "operation", "decision", "agreement", "deal", "order"}:
        return False
    return governing not in _FACTIVE


def _by_children(token: Token, words: dict[str, list[str]]) -> str | None:
    auxiliaries = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"will", "shall", "'ll", "’ll"}:
        return "planned"
    if auxiliaries & {"would", "could", "might", "may", "should", "can", "must", "ca"}:
        return "hypothetical"
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "lest"} for c in token.children):
        return "hypothetical"
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"amod", "advmod", "compound", "nmod"}}
    if modifiers & set(words["hypothetical"]):
        return "hypothetical"
    if modifiers & set(words["planned"]):
        return "planned"
    return "alleged" if modifiers & set(words["alleged"]) else None


def _by_governors(chain: list[Token], words: dict[str, list[str]]) -> str:
    """Look at what the trigger's clause hangs on: "plans to attack", "prevent an attack", "is believed to have fired"."""
    node = chain[-1]
    for above in syntax.ancestors(node, 4):
        lemma = above.lemma_.lower()
        bound = node.dep_ in {"xcomp", "ccomp", "pcomp", "dobj", "pobj", "acl", "prep", "conj", "nsubjpass", "nsubj"}
        if node.dep_ == "pobj" and above.lower_ not in {"of", "for", "to", "about", "into"}:
            break
        if lemma in {"response", "retaliation", "revenge", "reprisal"}:
            break
        if not bound or above.pos_ not in {"VERB", "NOUN", "ADJ", "ADP", "AUX"}:
            break
        direct = node.dep_ in {"xcomp", "ccomp", "dobj", "pobj", "acl", "pcomp", "prep"}
        if direct and lemma in {"prevent", "avoid", "deter", "avert", "risk", "fear", "threat", "prepare"} | set():
            return "hypothetical"
        if lemma in words["planned"] and (node.dep_ in {"xcomp", "acl", "prep", "pobj", "dobj", "nsubjpass"} or above.pos_ == "NOUN"):
            return "planned"
        if direct and lemma in words["demanded"] and node.dep_ != "prep":
            return "demanded"
        if syntax.is_passive(above) and lemma in words["alleging"] and node.dep_ in {"xcomp", "nsubjpass", "ccomp"}:
            return "alleged"
        if lemma in {"suspicion", "allegation", "accusation"}:
            return "alleged"
        if above.pos_ == "VERB" and lemma not in {"carry", "begin", "start", "continue", "keep", "conduct"}:
            break
        node = above
    return "asserted"


_GROWING = frozenset("ramp step intensify escalate increase continue resume expand ratchet keep".split())


def is_aggregate(parsed: ParsedArticle, candidate: Candidate) -> bool:
    """Whether a trigger tells of many events or a habit: "occasional attacks", "dozens of convoys", "regularly smuggling"."""
    words = parsed.lexicon.tables["events"]["modality"]
    token = candidate.token
    if candidate.is_aggregate:
        return True
    plural = token.tag_ in {"NNS", "NNPS"}
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"amod", "det", "nummod", "advmod", "compound"}}
    if plural and ((modifiers & set(words["aggregate"])) or any(c.dep_ in {"nummod", "quantmod"} or c.like_num for c in token.children)):
        return True
    if (
        plural
        and token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lower_ in {"most", "all", "some", "many", "majority"}
    ):
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in words["aggregate"]:
        return True
    adverbs = {c.lower_ for t in _chain(candidate) for c in t.children if c.dep_ == "advmod"}
    if adverbs & set(words["habitual"]):
        return True
    if not plural or candidate.word.frame_name != "attack" or any(c.dep_ == "det" and c.lower_ == "the" for c in token.children):
        return False
    if candidate.light == "doer":
        return candidate.verb is not None and candidate.verb.lemma_.lower() in _GROWING
    return candidate.light in {None, "effect", "hit"}

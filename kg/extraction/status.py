"""How a text presents an event: as a fact, as planned, as alleged; and what keeps a word from being an event at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.lexicon import Lexicon
from kg.extraction.occurrences import is_repeated
from kg.extraction.parsed import ParsedArticle
from kg.extraction.triggers import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVES = frozenset({"Deployment", "Withdrawal", "MilitaryExercise"})
ABSENT = frozenset({"negated", "hypothetical", "demanded"})
_BOUND = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "acl", "prep"})  # what a governing word decides about
_CLAUSAL = _BOUND - {"prep"}
_GOVERNED = _BOUND | {"conj", "nsubjpass", "nsubj"}  # the last three only lead on to the next governing word


def find_modality(parsed: ParsedArticle, candidate: Candidate) -> str:
    """Give "asserted", "planned" or "alleged", or, for no event: "negated", "hypothetical", "demanded"."""
    found = _modality(parsed.lexicon, _chain(candidate))
    return "planned" if found == "asserted" and _is_decided(parsed.lexicon, candidate) else found


def _is_decided(known: Lexicon, candidate: Candidate) -> bool:
    """Whether a move is but announced or ordered: "announced the dispatch of 2,000 troops"."""
    token = candidate.token
    if candidate.type not in _MOVES or token.pos_ != "NOUN" or token.dep_ != "dobj":
        return False
    return token.head.lemma_.lower() in known.words("context.status.deciding")


def verb_modality(parsed: ParsedArticle, verb: Token) -> str:
    """Give the modality of any verb's clause, as `find_modality` does for an event's."""
    return _modality(parsed.lexicon, [verb])


def _modality(known: Lexicon, chain: list[Token]) -> str:
    if any(_is_negated(known, token) for token in chain):
        return "negated"
    for token in chain:
        found = _by_children(known, token)
        if found:
            return found
    return "hypothetical" if _is_purpose(known, chain[-1]) else _by_governors(known, chain[-1])


def _chain(candidate: Candidate) -> list[Token]:
    """The trigger and its light verb."""
    verb = candidate.verb
    if verb is None or verb is candidate.token or candidate.light not in {"doer", "hit", "effect"}:
        return [candidate.token]
    return [candidate.token, verb]


def _is_negated(known: Lexicon, token: Token) -> bool:
    if any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in token.children):
        return True
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "without":
        return True
    if token.dep_ == "pobj" and head.lower_ == "as" and _is_denial(known, head.head):
        return True  # "rejected the account as a staged encounter"
    if token.dep_ == "pcomp" and head.lower_ == "without":
        return True
    if token.dep_ == "pcomp" and head.lower_ == "from" and head.head.lemma_ in known.words("context.status.preventing_from"):
        return True
    return token.dep_ in {"xcomp", "ccomp"} and head.lemma_.lower() in known.words("context.status.refusing")


def _is_denial(known: Lexicon, verb: Token) -> bool:
    """Whether a verb denies what its object names: "dismissed the report as"."""
    cue = known.cue_verbs.get(verb.lemma_.lower())
    return cue is not None and cue.act == "deny" and any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children)


def _is_purpose(known: Lexicon, verb: Token) -> bool:
    """Whether a verb tells only what something is for: "are there to fight", "sent to train"."""
    is_infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if verb.pos_ != "VERB" or not is_infinitive or any(c.lower_ == "have" for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return _is_purpose(known, verb.head)
    governing, planned = (verb.head.lemma_.lower(), known.words("events.modality.planned"))
    if verb.dep_ == "xcomp" and (
        verb.head.pos_ == "ADJ"
        or governing in planned
        or governing in known.words("events.modality.alleging")
        or governing in known.words("events.modality.demanded")
    ):
        return False
    if verb.dep_ == "acl" and (governing in planned or governing in known.words("context.status.plans")):
        return False
    return governing not in known.words("context.status.factive")


def _by_children(known: Lexicon, token: Token) -> str | None:
    """What auxiliaries, "if" and adverbs on a word make of it."""
    auxiliaries = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & known.words("grammar.auxiliaries.future") or ("would" in auxiliaries and _is_told_ahead(known, token)):
        return "planned"
    if auxiliaries & known.words("grammar.auxiliaries.possible"):
        return "hypothetical"
    if any(c.dep_ == "mark" and c.lower_ in known.words("grammar.auxiliaries.conditions") for c in token.children):
        return "hypothetical"
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"amod", "advmod", "compound", "nmod"}}
    for modality in ("hypothetical", "planned", "alleged"):
        if modifiers & known.words(f"events.modality.{modality}"):
            return modality
    return None


def _is_told_ahead(known: Lexicon, token: Token) -> bool:
    """Whether "would" is the "will" of what somebody said: "said that talks would resume", not "would have", nor with "if"."""
    if any(c.lower_ in {"have", "be"} and c.dep_ == "aux" for c in token.children) or any(c.dep_ == "advcl" for c in token.children):
        return False
    above = token.head
    return token.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN"} and above.lemma_.lower() in known.cue_verbs


def _by_governors(known: Lexicon, token: Token) -> str:
    """Look at what the trigger's clause hangs on: "plans to attack", "prevent an attack", "is believed to have fired"."""
    node = token
    for above in syntax.ancestors(node, 4):
        if _is_apart(known, node, above):
            break
        found = _by_governor(known, node, above)
        if found:
            return found
        if above.pos_ == "VERB" and above.lemma_.lower() not in known.words("context.status.transparent"):
            break
        node = above
    return "asserted"


def _is_apart(known: Lexicon, node: Token, above: Token) -> bool:
    """Whether a word above does not govern what stands below it: "said in a statement", "in response to an attack"."""
    if node.dep_ == "pobj" and above.lower_ not in {"of", "for", "to", "about", "into"}:
        return True
    if above.lemma_.lower() in known.words("context.status.answers"):
        return True
    return node.dep_ not in _GOVERNED or above.pos_ not in {"VERB", "NOUN", "ADJ", "ADP", "AUX"}


def _by_governor(known: Lexicon, node: Token, above: Token) -> str | None:
    """What one governing word makes of what hangs on it."""
    lemma = above.lemma_.lower()
    if node.dep_ in _BOUND and lemma in known.words("context.status.preventing"):
        return "hypothetical"
    if lemma == "be" and _is_ahead(node, above):
        return "planned"
    is_plan = node.dep_ in {"xcomp", "acl", "prep", "pobj", "dobj", "nsubjpass"} or above.pos_ == "NOUN"
    if is_plan and lemma in known.words("events.modality.planned"):
        return "planned"
    is_called_for = node.dep_ == "prep" and node.lower_ == "for" and lemma in known.words("context.status.calling_for")
    if (node.dep_ in _CLAUSAL and lemma in known.words("events.modality.demanded")) or is_called_for:
        return "demanded"
    # "A drone hit two trucks; no casualties were reported": the clauses only stand side by side
    is_own = node.dep_ == "ccomp" and any(c.dep_ == "nsubjpass" and c.lower_ != "it" for c in above.children)
    is_alleged = node.dep_ in {"xcomp", "nsubjpass", "ccomp"} and lemma in known.words("events.modality.alleging") and not is_own
    if (is_alleged and syntax.is_passive(above)) or lemma in known.words("context.status.suspicions"):
        return "alleged"
    return None


def _is_ahead(node: Token, be: Token) -> bool:
    """Whether "be" and an infinitive say what is to come: "a rally is to be held", "they were to hold talks"; not "the aim is to train"."""
    ahead = [c for c in be.children if c.dep_ == "xcomp" and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)]
    if not ahead or (node.i != ahead[0].i and node.dep_ != "nsubj"):
        return False
    return node.i == ahead[0].i or syntax.is_passive(ahead[0])


# --- many events --------------------------------------------------------------------------------------------------------------


def is_aggregate(parsed: ParsedArticle, candidate: Candidate) -> bool:
    """Say whether a trigger tells of many events or a habit: "occasional attacks", "dozens of convoys", "regularly smuggling"."""
    known, token = parsed.lexicon, candidate.token
    is_plural = token.tag_ in {"NNS", "NNPS"}
    if candidate.is_aggregate or (is_plural and _is_counted(known, token)) or is_repeated(parsed, token):
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        above = token.head.head.lower_
        if above in known.words("events.modality.aggregate") or (is_plural and above in known.words("context.status.many")):
            return True
    adverbs = {c.lower_ for t in _chain(candidate) for c in t.children if c.dep_ == "advmod"}
    if adverbs & known.words("events.modality.habitual"):
        return True
    if not is_plural or candidate.word.frame_name != "attack" or any(c.dep_ == "det" and c.lower_ == "the" for c in token.children):
        return False
    if candidate.light == "doer":
        return candidate.verb is not None and candidate.verb.lemma_.lower() in known.words("context.status.growing")
    return candidate.light in {None, "effect", "hit"}


def _is_counted(known: Lexicon, token: Token) -> bool:
    """Whether a number, "several", "repeated" or the like stands before a plural."""
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"amod", "det", "nummod", "advmod", "compound"}}
    is_numbered = any(c.dep_ in {"nummod", "quantmod"} or c.like_num for c in token.children)
    return is_numbered or bool(modifiers & known.words("events.modality.aggregate"))

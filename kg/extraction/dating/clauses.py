"""A telling in, the clauses whose times date its event out: its own, those that tell how it happened, those above it of the same time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.dating.placing import REACH
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Telling

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
CLAIMED = frozenset({"claim", "blame"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A word whose times may date an event; beyond a verb of speech they say when it was told of."""

    word: Token
    is_report: bool = False


def carrier_of(telling: Telling) -> Token:
    """Give the word that holds the event in its clause: its light verb, else the trigger."""
    return telling.token if telling.verb is None or telling.draft.candidate.light in CLAIMED else telling.verb


def clauses_above(parsed: ParsedArticle, telling: Telling, moments: frozenset[int]) -> Iterator[Clause]:
    """Give the words whose times may date the event, nearest first: trigger, light verb, the clauses above that tell of the same time.

    ``moments`` are the triggers and the words that times hang by: a clause on one of them is of its time.
    """
    node, is_report = carrier_of(telling), False
    yield Clause(node)
    for above in syntax.ancestors(node, REACH):
        is_step = _is_reported(parsed, node, above) or (telling.modality == "planned" and _is_plan(node))
        is_report = is_report or is_step
        if not is_step and _is_other_time(parsed, node, above, moments, is_report=is_report):
            return
        if is_report and _is_old_news(telling):
            return
        if above.pos_ in {"VERB", "AUX"} or node.dep_ == "relcl":
            yield Clause(above, is_report)
        node = above


def _is_reported(parsed: ParsedArticle, node: Token, above: Token) -> bool:
    """Whether a clause is what somebody says or reports: "said that ...", "denied reports that ..."."""
    lemma = above.lemma_.lower()
    if node.dep_ in {"acl", "relcl", "ccomp"} and lemma in parsed.lexicon.words("context.dating.reports"):
        return True
    return node.dep_ in {"ccomp", "xcomp"} and lemma in parsed.lexicon.cue_verbs


def _is_plan(node: Token) -> bool:
    """Whether an infinitive says what is planned: "announced plans to pull out"."""
    return node.dep_ in {"acl", "xcomp"} and any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)


def _is_old_news(telling: Telling) -> bool:
    """Whether a report only comes back to an event: "said on Monday that the attack was a crime"."""
    is_carried = telling.draft.candidate.light in {"doer", "hit"}
    return (
        telling.token.pos_ in _NOUNS
        and not is_carried
        and any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for c in telling.token.children)
    )


def _is_other_time(parsed: ParsedArticle, node: Token, above: Token, moments: frozenset[int], *, is_report: bool) -> bool:
    """Whether a clause that ends below a word tells of another time than that word's."""
    known = parsed.lexicon
    if node.dep_ == "pobj":
        if above.lower_ == "of" and (
            above.head.lower_ in syntax.MEASURES or above.head.lemma_.lower() in known.words("context.dating.manners")
        ):
            return False
        is_same = above.lower_ in known.words("context.dating.same_time") or above.head.lemma_ == "be"
        return not (is_same and above.head.pos_ in {"VERB", "AUX"})
    if node.dep_ == "pcomp":
        return above.lower_ not in known.words("context.dating.same_action")
    if node.dep_ in {"relcl", "acl"}:
        return above.pos_ in _NOUNS and not _goes_on(parsed, node, above, moments)
    if node.dep_ == "advcl":
        links = known.words("grammar.conjunctions.other_time")
        return any(c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in links for c in node.children)
    lemma = above.lemma_.lower()
    if node.dep_ in {"dobj", "nsubjpass", "attr", "xcomp"} and lemma in known.words("context.dating.reactions"):
        return not is_report
    return node.dep_ == "nsubj" and lemma in known.words("context.dating.provocations")


def _goes_on(parsed: ParsedArticle, verb: Token, noun: Token, moments: frozenset[int]) -> bool:
    """Whether a clause on a noun is of its time: on an event, a weapon, a day, or told as it happens ("a convoy leaving")."""
    lemma = noun.lemma_.lower()
    is_moment = lemma in parsed.lexicon.words("context.dating.moments")
    return is_moment or noun.i in moments or verb.tag_ == "VBG" or lemma in parsed.lexicon.weapons


def happening(parsed: ParsedArticle, verb: Token | None) -> Token | None:
    """Give the noun of which a clause says when it was: "the murder of a judge, which occurred on Monday", "an attack staged in May"."""
    if verb is None or verb.dep_ not in {"relcl", "acl"}:
        return None
    happens = parsed.lexicon.words("context.dating.happening")
    return verb.head if verb.lemma_.lower() in happens or syntax.particle_lemma(verb) in happens or _takes_place(verb) else None


def _takes_place(verb: Token) -> bool:
    return verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children)


def noun_phrase_above(noun: Token) -> Iterator[Token]:
    """Give a noun and the nouns that it stands below: "judge", then "murder" in "the murder of a judge"."""
    yield noun
    for above in syntax.ancestors(noun, REACH):
        if above.pos_ in {"VERB", "AUX"}:
            return
        if above.pos_ in _NOUNS:
            yield above

"""Tellings of events in, their dates out: which time expression of its own clause dates which event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Telling
from kg.extraction.times import find_shifts, find_times
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 8  # steps up the parse from a time to what it dates


@dataclass(frozen=True, slots=True)
class _Placed:
    """A time expression and the word of the parse that it hangs by."""

    time: TimeExpression
    root: Token


def find_parsed_times(parsed: ParsedArticle) -> tuple[TimeExpression, ...]:
    """Give all time expressions of the clean text, in its characters."""
    return find_times(parsed.text, parsed.article.date)


def date_tellings(parsed: ParsedArticle, tellings: Sequence[Telling], times: Sequence[TimeExpression]) -> None:
    """Give each telling the time expression that its own clause holds."""
    placed = _by_sentence(parsed, [time for time in times if time.edtf])
    shifts = _by_sentence(parsed, [shift.expression for shift in find_shifts(parsed.text, parsed.article.date)])
    triggers = frozenset(t.token.i for t in tellings)
    for telling in tellings:
        sentence = parsed.sentence_of[telling.token.i]
        here, distances = placed.get(sentence, ()), shifts.get(sentence, ())
        is_direct = any(_adjoins(p, telling) or (p.time.kind != "DURATION" and _dates(p.root, telling, triggers)) for p in here)
        telling.is_shifted = not is_direct and any(_dates(p.root, telling, triggers) for p in distances)
        found = None if telling.is_shifted else _own_time(parsed, telling, here, triggers)
        if found is not None and not _is_unsure(parsed, found):
            telling.time, telling.date = found.time, found.time.edtf


def _by_sentence(parsed: ParsedArticle, times: Sequence[TimeExpression]) -> dict[int, list[_Placed]]:
    found: dict[int, list[_Placed]] = defaultdict(list)
    for time in times:
        span = parsed.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is not None and len(span):
            found[parsed.sentence_of[span.root.i]].append(_Placed(time, span.root))
    return found


def _adjoins(placed: _Placed, telling: Telling) -> bool:
    """Whether a time stands right before the trigger: "the Jan. 3, 2020 assassination"."""
    return telling.token.pos_ != "VERB" and placed.time.span.end + 1 == telling.token.idx


def _dates(root: Token, telling: Telling, triggers: frozenset[int]) -> bool:
    """Whether a time hangs on the trigger or on its light verb."""
    verb = None if telling.draft.candidate.light in {"claim", "blame", "means"} else telling.verb
    words = (telling.token,) if verb is None else (telling.token, verb)
    return any(_hangs_on(root, word, telling, triggers) for word in words)


def _compares(parsed: ParsedArticle, token: Token, root: Token) -> bool:
    """Whether a time says only among what something is the greatest: "the biggest attack since October", "the deadliest this year"."""
    start, doc = root.left_edge.i, root.doc
    before = doc[max(root.sent.start, start - _REACH) : start]
    is_since = any(t.lower_ == "since" for t in doc[max(root.sent.start, start - 2) : start + 1])
    if not is_since and doc[start].lower_ != "this":
        return False
    superlatives = parsed.lexicon.words("grammar.determiners.superlative")
    modifiers = {t for c in token.children for t in (c, *c.children)} | set(before if is_since else ())
    return any(t.tag_ in {"JJS", "RBS"} or t.lower_ in superlatives for t in modifiers)


def _is_unsure(parsed: ParsedArticle, found: _Placed) -> bool:
    """Whether a date must not be taken: "today" in a quotation counts from the day it was said, which the article's date need not be."""
    is_relative = found.time.span.text.lower() in parsed.lexicon.words("context.tellings.relative_days")
    return is_relative and parsed.quotations.around(found.root.idx) is not None


def _own_time(parsed: ParsedArticle, telling: Telling, here: Sequence[_Placed], triggers: frozenset[int]) -> _Placed | None:
    """The time in the noun phrase of the trigger, else in its clause, else in the clause above it, within the sentence."""
    token = telling.token
    here = [p for p in here if not _compares(parsed, token, p.root)]
    if not here:
        return None
    adjoining = next((p for p in here if _adjoins(p, telling)), None)
    if adjoining is not None:
        return adjoining
    tree = {t.i for t in token.subtree}
    inside = [p for p in here if p.root.i in tree and _is_near(p.root, token)]
    if inside and token.pos_ != "VERB":
        return _nearest(inside, token)
    for above in _clauses(parsed, telling):
        owned = [p for p in here if _hangs_on(p.root, above, telling, triggers)]
        if owned:
            return _nearest(owned, token)
    return _nearest(inside, token) if inside else None


def _nearest(found: Sequence[_Placed], token: Token) -> _Placed:
    return min(found, key=lambda p: abs(p.root.i - token.i))


def _clauses(parsed: ParsedArticle, telling: Telling) -> Iterator[Token]:
    """The words whose times may date the event, nearest first: trigger, light verb, and the clauses above that tell of the same time."""
    carrier = None if telling.draft.candidate.light in {"claim", "blame"} else telling.verb
    node = carrier or telling.token
    yield node
    for above in syntax.ancestors(node, _REACH):
        if _is_other_time(parsed, telling, node, above):
            return
        if above.pos_ in {"VERB", "AUX"}:
            yield above
        node = above


def _is_other_time(parsed: ParsedArticle, telling: Telling, node: Token, above: Token) -> bool:
    """Whether a clause that ends below a word tells of another time than that word's."""
    if node.dep_ == "pobj":
        return above.head.pos_ not in {"VERB", "AUX"}
    if node.dep_ in {"relcl", "acl"}:
        return above.pos_ in {"NOUN", "PROPN"} and telling.token.pos_ != "VERB"
    if node.dep_ == "advcl":
        links = parsed.lexicon.words("grammar.conjunctions.other_time")
        return any(c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in links for c in node.children)
    return node.pos_ == "VERB" and node.dep_ == "pcomp" and above.lower_ in {"after", "before", "since"}


def _is_near(root: Token, token: Token) -> bool:
    """Whether a time hangs on the trigger without another verb between."""
    if root.i == token.i:
        return True
    for above in syntax.ancestors(root, _REACH):
        if above.i == token.i or above.pos_ == "VERB":
            return bool(above.i == token.i)
    return False


def _hangs_on(root: Token, word: Token, telling: Telling, triggers: frozenset[int]) -> bool:
    """Whether a time hangs on this word: directly, by prepositions or by nouns, not by another verb or another event's noun."""
    if root.i == word.i:
        return True
    for above in syntax.ancestors(root, _REACH):
        if above.i == word.i:
            return True
        if above.pos_ in {"VERB", "AUX"} or (above.i in triggers and above.i != telling.token.i):
            return False
    return False

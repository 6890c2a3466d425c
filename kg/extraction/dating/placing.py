"""Where time expressions stand in the parse: which of them hang on a word, a noun phrase or a clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Telling
from kg.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 8  # steps up the parse from a time to what it dates


_HEAD = 300  # characters behind the title in which a line may open with place and day
_STAMP = re.compile(r"(?:[A-Z][A-Z.'’/ -]{2,40})[,(][^.!?\n:]{3,40}:\s")  # "JAMMU, Oct 26: Three men ..."
_DATELINE = re.compile(r"[^.!?\n]{3,110}?(?:\s(?:--|—|–|-)|\)\s?-)\s")


@dataclass(frozen=True, slots=True)
class Placed:
    """A time expression and the word of the parse that it hangs by."""

    time: TimeExpression
    root: Token


def by_sentence(parsed: ParsedArticle, times: Sequence[TimeExpression]) -> dict[int, list[Placed]]:
    """Give the times of each sentence, by its number."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for time in times:
        span = parsed.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is not None and len(span):
            found[parsed.sentence_of[span.root.i]].append(Placed(time, span.root))
    return found


def adjoins(placed: Placed, telling: Telling) -> bool:
    """Say whether a time stands right before the trigger: "the Jan. 3, 2020 assassination"."""
    return telling.token.pos_ != "VERB" and placed.time.span.end + 1 == telling.token.idx


def follows(parsed: ParsedArticle, placed: Placed, telling: Telling) -> bool:
    """Say whether a time goes on the phrase of an event, though the parser may hang it on a verb before.

    "Condemned the killing in Jenin on 3 May of a reporter", "since the start of the war in 2011".
    """
    token, root = telling.token, placed.root
    if placed.time.edtf is None or root.i <= token.i or token.pos_ not in {"NOUN", "PROPN"}:
        return False
    between = token.doc[token.i + 1 : root.left_edge.i]
    if (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_.lower() in parsed.lexicon.words("context.dating.onsets")
    ):
        return len(between) <= 1
    is_reaction = token.dep_ == "dobj" and token.head.lemma_.lower() in parsed.lexicon.words("context.dating.reactions")
    if not is_reaction or any(t.pos_ in {"VERB", "AUX"} or t.text == "," for t in between):
        return False
    last = root.right_edge.i + 1
    goes_on = last < len(root.doc) and root.doc[last].pos_ in {"ADP", "SCONJ"}
    return goes_on or any(c.isdigit() for c in placed.time.span.text)


def is_beside(parsed: ParsedArticle, placed: Placed, token: Token) -> bool:
    """Say whether a time ends the stretch that a trigger opens, wherever the parser hangs it: "beat back the group* from 2014 to 2017"."""
    root = placed.root
    if placed.time.edtf is None or not 0 < root.i - token.i <= REACH:
        return False
    between = token.doc[token.i + 1 : root.i]
    if token.pos_ != "VERB" and not any(c.isdigit() for c in placed.time.span.text):
        reactions = parsed.lexicon.words("context.dating.reactions")
        if any(above.lemma_.lower() in reactions for above in syntax.ancestors(token, 3)):
            return False
    occasions = parsed.lexicon.words("context.dating.occasions")
    return not any(
        t.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"} or t.text in {",", ";", ":", "("} or t.lemma_.lower() in occasions for t in between
    )


def is_near(root: Token, token: Token) -> bool:
    """Say whether a time hangs on the trigger without another verb between."""
    if root.i == token.i:
        return True
    for above in syntax.ancestors(root, REACH):
        if above.i == token.i or above.pos_ == "VERB":
            return bool(above.i == token.i)
    return False


def hangs_on(parsed: ParsedArticle, root: Token, word: Token, telling: Telling, triggers: frozenset[int]) -> bool:
    """Say whether a time hangs on this word: directly, by prepositions or by nouns, not by another verb or another event's noun."""
    if root.i == word.i:
        return True
    node = root
    for above in syntax.ancestors(root, REACH):
        if above.i == word.i:
            return True
        is_event = above.i in triggers and above.i != telling.token.i
        is_ahead = above.dep_ == "xcomp" and above.head.lemma_ == "be"  # "a rally is to be held on Friday"
        is_clause = above.pos_ in {"VERB", "AUX"} and not is_ahead and not _attends(parsed, above)
        if is_event or is_clause or _is_apart(parsed, node, above):
            return False
        node = above
    return False


def _attends(parsed: ParsedArticle, verb: Token) -> bool:
    """Whether a participle only says what somebody does or has at the time of the main verb: "shot a man carrying ... on Monday"."""
    if verb.dep_ not in {"acl", "pcomp"} or verb.head.pos_ not in {"NOUN", "PROPN", "ADP"}:
        return False
    if verb.dep_ == "pcomp" and verb.head.lower_ != "for":
        return False
    return verb.lemma_.lower() in parsed.lexicon.words("context.dating.attending")


def _is_apart(parsed: ParsedArticle, node: Token, above: Token) -> bool:
    """Whether a time only dates the noun that it stands before: "the 19 March elections", "in a Nov. 24 statement"."""
    if node.dep_ not in {"compound", "nmod", "poss", "nummod", "amod"} or above.pos_ not in {"NOUN", "PROPN"}:
        return False
    return above.lemma_.lower() in parsed.lexicon.words("context.dating.occasions")


def verb_above(root: Token) -> Token | None:
    """Give the verb whose clause a time stands in."""
    return next((above for above in syntax.ancestors(root, REACH) if above.pos_ in {"VERB", "AUX"}), None)


def opening_of(parsed: ParsedArticle) -> int:
    """Give where the text begins, behind title and dateline: the dateline's day is the article's, and no event's."""
    title = parsed.article.title_span
    start = 0 if title is None else parsed.clean.to_clean(title.start, title.end)[1]
    dateline = _DATELINE.match(parsed.text, start)
    if dateline is not None:
        return dateline.end()
    behind = start
    for line in parsed.text[start : start + _HEAD].splitlines(keepends=True):
        if (dateline := _STAMP.match(line)) is not None:
            return behind + dateline.end()
        behind += len(line)
    return start

"""A verb of speech in, the characters of what is said out: a clause, a quotation, an object, or what the parse leaves unattached."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from kg.extraction.attribution.draft import Stretch
from kg.extraction.attribution.quotations import close_quote, quote_after, quote_before
from kg.extraction.lexicon import Cue
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})
_OF_OBJECTS = frozenset({"on", "of", "for", "to"})


def find_content(parsed: ParsedArticle, token: Token, cue: Cue) -> Stretch | None:
    """Give where the words stand that a cue says; None where there are none."""
    quote = quote_before(parsed, token)
    if quote is not None:
        return quote
    clause = _clause(parsed, token, cue)
    if clause is not None:
        return _clause_content(parsed, token, clause)
    if cue.frame == "responsibility":
        return _governed(parsed, token, {"for"}) or _tree(parsed, next((c for c in token.children if c.dep_ == "dobj"), token))
    if cue.frame == "accuse":
        return _governed(parsed, token, {"of"})
    if cue.frame in {"object", "blame", "infinitive"} or token.lemma_.lower() in parsed.lexicon.words("context.cues.with_object"):
        target = _object(token, cue)
        return _governed(parsed, token, _OF_OBJECTS) if target is None else _object_content(parsed, target)
    return quote_after(parsed, token) or _loose_content(parsed, token)


# --- clauses -----------------------------------------------------------------------------------------------------------------


def _clause(parsed: ParsedArticle, token: Token, cue: Cue) -> Token | None:
    """The clause that a cue governs; an infinitive only where the cue says it ("claims to have hit", not "tried to say")."""
    if cue.frame == "object" and token.lemma_ in parsed.lexicon.words("context.cues.naming"):
        return next((c for c in token.children if c.dep_ in {"oprd", "ccomp"}), None)
    clauses = [c for c in token.children if c.dep_ in _CLAUSES and c.i > token.i] or [c for c in token.children if c.dep_ == "ccomp"]
    with_infinitive = cue.act != "assert" or token.lemma_ in parsed.lexicon.words("context.cues.with_infinitive")
    return next((c for c in clauses if with_infinitive or c.dep_ != "xcomp"), None)


def _clause_content(parsed: ParsedArticle, cue: Token, clause: Token) -> Stretch:
    """The characters of a clause without its "that", outside the cue and its subject."""
    doc = parsed.doc
    first, last = clause.left_edge.i, clause.right_edge.i
    if clause.i > cue.i:
        first = max(first, cue.i + 1)
    else:
        subject = next((c.left_edge.i for c in cue.children if c.dep_ == "nsubj" and c.left_edge.i > clause.i), cue.i)
        last = min(last, subject - 1, cue.i - 1)
    while first < last and (doc[first].lower_ in {"that", ":", ","} or doc[first].is_space):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in {",", "."}):
        last -= 1
    if first > last:
        first = last = clause.i
    return close_quote(parsed.text, *_stretch(parsed, first, last))


def _loose_content(parsed: ParsedArticle, token: Token) -> Stretch | None:
    """What the parse leaves unattached: the clause before "..., the agency reports", the rest of the sentence after ", saying"."""
    doc = parsed.doc
    if token.dep_ == "parataxis" and token.head.i < token.i:
        first, last = token.head.left_edge.i, token.left_edge.i - 1
    elif token.dep_ == "relcl" or (token.dep_ == "advcl" and token.tag_ == "VBG" and token.i and token.nbor(-1).text == ","):
        first, last = token.i + 1, token.sent.end - 1
    else:
        return None
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    while first < last and doc[first].lower_ in {"that", ",", ":"}:
        first += 1
    return _stretch(parsed, first, last) if first <= last else None


def _stretch(parsed: ParsedArticle, first: int, last: int) -> Stretch:
    """The characters of the tokens ``first`` to ``last``, up to where the sentence goes on to another cue."""
    end = parsed.doc[_cut(parsed, first, last)]
    cut = parsed.at.get(first)  # the parser may split a name
    start = min(parsed.doc[first].idx, cut.start) if cut is not None else parsed.doc[first].idx
    return start, end.idx + len(end)


def _cut(parsed: ParsedArticle, first: int, last: int) -> int:
    """The last token of what is said before the sentence goes on to another cue: ", saying", ", according to"."""
    doc, cues = parsed.doc, parsed.lexicon.words("context.cues.going_on")
    return next((i - 2 for i in range(first + 2, last) if doc[i].lower_ in cues and doc[i - 1].text == ","), last)


# --- objects -----------------------------------------------------------------------------------------------------------------


def _object(token: Token, cue: Cue) -> Token | None:
    """What is denied, condemned, reported: the object, or the subject of a passive."""
    roles = {"dobj", "oprd", "attr"} if cue.frame == "clause" else {"dobj", "oprd", "attr", "nsubjpass"}
    return next((c for c in token.children if c.dep_ in roles), None)


def _object_content(parsed: ParsedArticle, target: Token) -> Stretch:
    """The characters of an object; of "reports that ..." only what the reports say."""
    clauses = (c for c in target.children if c.dep_ in {"acl", "ccomp", "relcl"})
    inner = next((c for c in clauses if any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)), None)
    return _tree(parsed, target if inner is None else inner)


def _tree(parsed: ParsedArticle, token: Token) -> Stretch:
    """The characters of a word and all that hangs on it, without "that" and the marks at its end."""
    doc = parsed.doc
    first, last = token.left_edge.i, token.right_edge.i
    while first < last and doc[first].lower_ == "that":
        first += 1
    last = _cut(parsed, first, last)
    while last > first and doc[last].is_punct:
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _governed(parsed: ParsedArticle, token: Token, prepositions: Collection[str]) -> Stretch | None:
    """What a preposition on a verb, or on its object, governs: "accused X of shelling", "claimed responsibility for"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    return _tree(parsed, inner)
        if child.dep_ == "dobj":
            found = _governed(parsed, child, prepositions)
            if found:
                return found
    return None

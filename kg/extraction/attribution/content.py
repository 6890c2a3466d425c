"""A cue in, the characters of what is said out: a clause, a quotation, an object, or what the parse leaves unattached."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kg.extraction.attribution.cues import is_speech
from kg.extraction.attribution.draft import Stretch
from kg.extraction.attribution.quotations import close_quote, quote_after, quote_before
from kg.extraction.lexicon import Cue
from kg.extraction.parsed import ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})
_OF_OBJECTS = frozenset({"on", "of", "for", "to", "as"})
_AT_OBJECTS = frozenset(
    {"at", "against", "over", "with", "about"}
)  # of cues with a particle or object: "lashed out at", "sounded the alarm over"
_REASONS = frozenset({"for", "as", "to", "at", "in"})  # "criticized him for leaving", "dismissed it as a lie", "likened it to war"
_TAIL = 8  # words behind a cue that ends its sentence: "the source said on Monday"
_LONGEST_TAIL = 14  # words of a report that ends a sentence
_OBJECT_FRAMES = frozenset({"object", "blame", "infinitive"})


def find_content(parsed: ParsedArticle, token: Token, cue: Cue) -> Stretch | None:
    """Give where the words stand that a cue says; None where there are none."""
    quote = quote_before(parsed, token)
    if quote is not None:
        return quote
    tail = tail_start(parsed, token) if cue.is_speech else None
    if tail is not None and tail < token.i:
        return _before_tail(parsed, token, tail)
    clause = _clause(parsed, token, cue)
    if clause is not None:
        return _clause_content(parsed, token, clause, cue)
    if cue.frame == "responsibility":
        return _governed(parsed, token, {"for"}) or _tree(parsed, next((c for c in token.children if c.dep_ == "dobj"), token))
    if cue.frame == "accuse":
        return _governed(parsed, token, {"of"})
    if cue.word in parsed.lexicon.words("context.cues.measuring"):
        return _measured(parsed, token, cue)
    if _needs_more(parsed, token, cue):
        return None
    if cue.frame in _OBJECT_FRAMES or _says_object(parsed, token):
        found = _of_object(parsed, token, cue)
        if found is not None or cue.frame in _OBJECT_FRAMES:
            return found
    return quote_after(parsed, token) or _loose_content(parsed, token)


def _needs_more(parsed: ParsedArticle, token: Token, cue: Cue) -> bool:
    """Whether a cue with an object alone is none: "called a witness", "ordered the departure of the staff"."""
    if cue.word in parsed.lexicon.words("context.cues.with_clause"):
        return True
    has_two = sum(c.dep_ == "dobj" for c in token.children) > 1  # "branded the group a gang"
    return cue.word in parsed.lexicon.words("context.cues.naming") and not has_two and all(c.lower_ != "as" for c in token.children)


def _says_object(parsed: ParsedArticle, token: Token) -> bool:
    """Whether the object of a verb is what is said: "reported attacks", "restated its demands"."""
    lemma, known = token.lemma_.lower(), parsed.lexicon
    if lemma in known.words("context.cues.with_object"):
        return True
    objects = (c.lemma_.lower() for c in token.children if c.dep_ == "dobj")
    return lemma in known.words("context.cues.repeating") and any(noun in known.cue_nouns for noun in objects)


def object_content(parsed: ParsedArticle, token: Token, cue: Cue) -> Stretch | None:
    """Give what a verb of speech names, though it says nothing of it: "mentioned the attack", "the report details abuses"."""
    is_topic = cue.frame == "clause" and token.lemma_.lower() in parsed.lexicon.words("context.cues.with_topic")
    return _of_object(parsed, token, cue) if is_topic else None


# --- clauses -----------------------------------------------------------------------------------------------------------------


def _clause(parsed: ParsedArticle, token: Token, cue: Cue) -> Token | None:
    """The clause that a cue governs; an infinitive only where the cue says it ("claims to have hit", not "tried to say")."""
    if cue.word in parsed.lexicon.words("context.cues.naming"):
        return next((c for c in token.children if c.dep_ in {"oprd", "ccomp", "acomp", "attr"}), None)
    clauses = [c for c in token.children if c.dep_ in _CLAUSES and c.i > token.i] or [c for c in token.children if c.dep_ == "ccomp"]
    if cue.frame == "object" and any(c.dep_ == "dobj" for c in token.children):
        clauses = [c for c in clauses if c.i > token.i or not any(t.text == ";" for t in parsed.doc[c.i : token.i])]
    if not clauses and token.dep_ == "parataxis" and token.head.i > token.i:
        clauses = [token.head]  # "The museum, he said, tells a story"
    clauses = clauses or list(_hidden_clauses(parsed, token, cue))
    with_infinitive = (
        cue.frame == "infinitive" or cue.act != "assert" or token.lemma_ in parsed.lexicon.words("context.cues.with_infinitive")
    )
    return next((c for c in clauses if with_infinitive or c.dep_ != "xcomp"), None)


def _hidden_clauses(parsed: ParsedArticle, token: Token, cue: Cue) -> Iterator[Token]:
    """Clauses that the parser hangs elsewhere: on who is told, on "citing", or as the purpose of a demand ("pleaded with them to stop")."""
    citing = parsed.lexicon.words("cues.citing.verbs")
    for child in token.children:
        if child.lemma_ in citing:
            yield from (c for c in child.children if c.dep_ == "ccomp")
        if cue.frame == "tell" or cue.act == "warn":
            told = [child] if child.dep_ == "dobj" else [c for c in child.children if child.dep_ == "agent"]
            yield from (c for hearer in told for c in hearer.children if c.dep_ in {"acl", "relcl"} and _opens_with_that(c))
        if child.dep_ == "advcl" and cue.frame == "infinitive" and child.i > token.i:
            yield from (child for c in child.children if c.dep_ == "aux" and c.lower_ == "to")
        if child.dep_ == "prep" and child.lower_ == "to" and cue.act == "announce":
            yield from (c for c in child.children if c.dep_ == "pcomp")


def _opens_with_that(clause: Token) -> bool:
    return clause.left_edge.lower_ == "that" and clause.left_edge.dep_ != "nsubj"


def _clause_content(parsed: ParsedArticle, cue: Token, clause: Token, entry: Cue) -> Stretch:
    """The characters of a clause without its "that", outside the cue and its subject."""
    doc = parsed.tokens
    first, last = clause.left_edge.i, clause.right_edge.i
    if clause.i > cue.i and not _is_inserted(parsed, cue):
        first = max(first, cue.i + 1)
        if entry.frame in {"infinitive", "object"}:
            first = _with_object(cue, clause, first)
    elif not _is_inserted(parsed, cue):
        first = _sentence_before(parsed, cue, first)
        subject = next((c.left_edge.i for c in cue.children if c.dep_ == "nsubj" and c.left_edge.i > clause.i), cue.i)
        last = min(last, subject - 1, cue.i - 1)
    while first < last and (doc[first].lower_ in {"that", ":", ","} or doc[first].is_space):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in {",", "."}):
        last -= 1
    if first > last:
        first = last = clause.i
    return close_quote(parsed, *_stretch(parsed, first, last))


def _is_inserted(parsed: ParsedArticle, cue: Token) -> bool:
    """Whether a cue stands between commas in the middle of what is said: "The museum, he said, tells a story"."""
    subject = next((c for c in cue.children if c.dep_ == "nsubj"), None)
    if subject is None or cue.i + 1 >= len(parsed.doc):
        return False
    first, last = sorted((subject.left_edge.i, cue.i))[0], max(subject.right_edge.i, cue.i)
    is_apart = first > 0 and last + 1 < len(parsed.doc) and parsed.tokens[first - 1].text in {",", "–", "—"}
    return is_apart and first - 1 > cue.sent.start and parsed.tokens[last + 1].text in {",", "–", "—"} and last + 2 < cue.sent.end


def _with_object(cue: Token, clause: Token, first: int) -> int:
    """Where what is asked for or called something starts: with whom it is asked of ("urged residents to leave"), but no pronoun."""
    found = (c for c in (*cue.children, *clause.children) if c.dep_ in {"dobj", "nsubj"} and cue.i < c.i <= clause.i and c.pos_ != "PRON")
    return min([first, *(c.left_edge.i for c in found if c.left_edge.i > cue.i)])


def _sentence_before(parsed: ParsedArticle, cue: Token, first: int) -> int:
    """Where what is said starts: with its sentence, if that ends with the cue ("A happened, but B did not, the source said")."""
    start, doc = cue.sent.start, parsed.doc
    behind = [t for t in doc[cue.i + 1 : cue.right_edge.i + 1] if not t.is_punct and not t.is_space]
    has_subject = any(t.dep_ in {"nsubj", "nsubjpass"} and t.head.i == cue.i for t in doc[start:first])
    if start >= first or len(behind) > _TAIL or cue.dep_ != "ROOT" or has_subject:
        return first
    while start < first and (doc[start].is_space or doc[start].text in {"“", '"'}):
        start += 1
    return start


def _has_gap(token: Token) -> bool:
    """Whether what is said lacks what the clause hangs on: "smugglers Paris claimed were armed"."""
    if token.dep_ != "relcl" or token.i + 1 >= len(token.doc) or token.nbor().pos_ not in {"AUX", "VERB", "PART"}:
        return False
    return any(c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"} for c in token.children)


def _loose_content(parsed: ParsedArticle, token: Token) -> Stretch | None:
    """What the parse leaves unattached: the clause before "..., the agency reports", the rest of the sentence after ", saying"."""
    doc = parsed.tokens
    if token.dep_ == "parataxis" and token.head.i < token.i:
        first, last = token.head.left_edge.i, token.left_edge.i - 1
    elif _has_gap(token) or (token.dep_ == "advcl" and token.tag_ == "VBG" and token.i and token.nbor(-1).text == ","):
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
    end = parsed.tokens[_cut(parsed, first, last)]
    cut = parsed.at.get(first)  # the parser may split a name
    start = min(parsed.tokens[first].idx, cut.start) if cut is not None else parsed.tokens[first].idx
    return start, end.idx + len(end)


def _cut(parsed: ParsedArticle, first: int, last: int) -> int:
    """The last token of what is said before the sentence goes on to another cue: ", saying", ", according to", ", Reuters reports"."""
    doc, cues = parsed.tokens, parsed.lexicon.words("context.cues.going_on")
    last = next((i - 2 for i in range(first + 2, last) if doc[i].lower_ in cues and doc[i - 1].text == ","), last)
    tail = tail_start(parsed, doc[last])
    return tail - 1 if tail is not None and tail - 1 > first else last


def _before_tail(parsed: ParsedArticle, cue: Token, comma: int) -> Stretch:
    """What a report that ends a sentence says: the rest of it."""
    doc, first = parsed.tokens, cue.sent.start
    while first < comma - 1 and (doc[first].is_space or doc[first].is_punct):
        first += 1
    return close_quote(parsed, doc[first].idx, doc[comma - 1].idx + len(doc[comma - 1]))


def tail_start(parsed: ParsedArticle, token: Token) -> int | None:
    """Give the comma before the report that ends a sentence: "..., Reuters reports", "..., the army said on Monday"; None without one."""
    doc, end = parsed.doc, token.sent.end - 1
    comma = next((i for i in range(end, max(token.sent.start + 2, end - _LONGEST_TAIL), -1) if doc[i].text == ","), None)
    if comma is None or doc[comma + 1].tag_ in {"WP", "WDT", "CC"}:
        return None
    verbs = [t for t in doc[comma + 1 : end + 1] if t.pos_ in {"VERB", "AUX"}]
    if len(verbs) != 1 or not is_speech(parsed, verbs[0]):
        return None
    has_subject = any(c.dep_ == "nsubj" and c.i > comma for c in verbs[0].children)
    return comma if has_subject and not any(c.dep_ in {"ccomp", "dobj"} and c.i > verbs[0].i for c in verbs[0].children) else None


# --- objects -----------------------------------------------------------------------------------------------------------------


def _of_object(parsed: ParsedArticle, token: Token, cue: Cue) -> Stretch | None:
    """What is denied, condemned, reported: the object, or what a preposition governs, or the subject of a passive."""
    roles = {"dobj", "oprd", "attr"} if cue.frame == "clause" else {"dobj", "oprd", "attr", "nsubjpass"}
    target = next(
        (c for c in token.children if c.dep_ in roles and c.tag_ not in {"WDT", "WP"} and f"{token.lemma_.lower()} {c.lower_}" != cue.word),
        None,
    )
    if target is None:
        return _governed(parsed, token, _OF_OBJECTS | _AT_OBJECTS if " " in cue.word else _OF_OBJECTS)
    start, end = _object_content(parsed, target)
    behind = [c for c in token.children if c.dep_ == "prep" and c.lower_ in _REASONS and c.i > target.i > token.i]
    if (
        cue.frame in {"object", "blame"} or cue.act == "estimate" or token.lemma_ in parsed.lexicon.words("context.cues.naming")
    ) and behind:
        end = max(end, _tree(parsed, behind[0])[1])
    return start, end


def _measured(parsed: ParsedArticle, token: Token, cue: Cue) -> Stretch | None:
    """What is counted or put at a number, None without one."""
    found = _of_object(parsed, token, cue)
    words = parsed.doc.char_span(*found, alignment_mode="expand") if found is not None else None
    return found if words is not None and any(t.like_num for t in words) else None


def _object_content(parsed: ParsedArticle, target: Token) -> Stretch:
    """The characters of an object; of "reports that ..." only what the reports say."""
    clauses = (c for c in target.children if c.dep_ in {"acl", "ccomp", "relcl"})
    inner = next((c for c in clauses if any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)), None)
    return _tree(parsed, target if inner is None else inner)


def _tree(parsed: ParsedArticle, token: Token) -> Stretch:
    """The characters of a word and all that hangs on it, without "that" and the marks at its end."""
    doc = parsed.tokens
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
                if inner.dep_ in {"pobj", "pcomp"} and inner.ent_type_ not in {"DATE", "TIME"}:
                    return _tree(parsed, inner)
        if child.dep_ == "dobj":
            found = _governed(parsed, child, prepositions)
            if found:
                return found
    return None

"""A parsed article in, claims out: who says something, by which word, in which act, through whom, and exactly which words are said.

No speaker, no claim. "Local sources told Sputnik" has the sources as speaker and Sputnik as way; of "X said, Reuters reports" the outer
report is the way of the inner claim, not a claim of its own (PARC and PolNeAR call the parts source, cue and content).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.fillers import phrases_at
from kg.extraction.lexicon import Cue
from kg.extraction.parsed import ACTORS, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECT_CUES = frozenset(
    {
        "report",
        "announce",
        "claim",
        "confirm",
        "estimate",
        "demand",
        "condemn",
        "denounce",
        "deny",
        "reject",
        "cite",
        "describe",
        "restate",
        "call",
        "unveil",
        "request",
        "blame",
    }
)
_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})
_CREDIT = re.compile(
    r"(?:^|(?<=\s))[—–]\s+(?P<name>[A-Z@][^\n()—–]{1,60}?)(?:\s*\(@?(?P<handle>\w+)\))?(?:,?\s+(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4}))?\s*$"
)
_BYLINE = re.compile(r"(?:^|, |Desk,? )(?P<verb>reports|writes|reported)\s+[\w.]+\s*$")
_MEDIA = frozenset({"MediaOutlet"})


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """A claim in the making; token positions, except `content`, which is characters of the clean text."""

    cue: tuple[int, int]  # characters
    token: int
    act: str
    speakers: list[Phrase]
    content: tuple[int, int] | None
    via: list[Phrase] = field(default_factory=list)
    rule: str = ""


def find_claims(parsed: ParsedArticle) -> list[ClaimDraft]:
    """Give the claims in order of their cues."""
    drafts: list[ClaimDraft] = []
    for token in parsed.doc:
        draft = _verb_claim(parsed, token) or _according_claim(parsed, token)
        if draft is not None:
            drafts.append(draft)
    drafts += _credit_claims(parsed)
    drafts = _fold_denials(drafts, parsed)
    drafts = _nest(parsed, sorted(drafts, key=lambda d: d.cue))
    return [d for d in drafts if d.speakers]


# --- verbs of speech -----------------------------------------------------------------------------------------------------


def _verb_claim(parsed: ParsedArticle, token: Token) -> ClaimDraft | None:
    if token.i in parsed.at or not _may_be_cue(token):
        return None
    cue = _cue_of(parsed, token)
    if cue is None or _is_noise(token):
        return None
    speakers, via = _speakers(parsed, token)
    if not speakers and token.dep_ == "advcl" and token.tag_ == "VBG":
        speakers, via = _speakers_above(parsed, token)
    hearers = [p for c in token.children if c.dep_ in {"dobj", "dative"} for p in phrases_at(parsed, c)]
    if cue.frame == "tell":
        via = [p for p in hearers if p.type in _MEDIA or (p.type == "Person" and p.kind == "nominal")] + via
    content = _content(parsed, token, cue)
    if not speakers or content is None:
        return None
    act = "deny" if cue.act == "assert" and _says_no(parsed, content) else cue.act
    return ClaimDraft(_cue_span(parsed, token, cue), token.i, act, speakers, content, via, rule=f"cue-{cue.frame}")


def _may_be_cue(token: Token) -> bool:
    """Whether a word is a verb; "read" before a colon is one though the tagger takes it for a noun."""
    if token.pos_ == "VERB" or (token.pos_ in {"NOUN", "ADJ"} and token.tag_ in {"VBD", "VBN", "VBG"}):
        return True
    return token.lower_ in {"read", "reads"} and token.i + 1 < len(token.doc) and token.nbor().text in {":", "“", '"'}


def _speakers_above(parsed: ParsedArticle, token: Token) -> tuple[list[Phrase], list[Phrase]]:
    """Who speaks on: "denied reports that the base was hit, saying ..."."""
    for above in syntax.ancestors(token, 6):
        if _cue_of(parsed, above) is not None and above.pos_ == "VERB":
            speakers, via = _speakers(parsed, above)
            if speakers:
                return speakers, via
    return [], []


def _cue_of(parsed: ParsedArticle, token: Token) -> Cue | None:
    known, lemma = parsed.lexicon.cue_verbs, token.lemma_.lower()
    bare = next((c for c in token.children if c.dep_ == "dobj"), None)
    if bare is not None and (cue := known.get(f"{lemma} {bare.lower_}")):
        return cue
    for child in token.children:
        if child.dep_ in {"prep", "prt"} and child.i == token.i + 1 and (cue := known.get(f"{lemma} {child.lower_}")):
            return cue
    return known.get(lemma)


def _is_noise(token: Token) -> bool:
    """A cue that is denied, conditional or only a modifier says nothing: "has yet to comment", "said to be", "reported attacks"."""
    if (
        token.dep_ in {"amod", "compound"}
        and token.head.i > token.i
        and token.head.dep_ not in {"ROOT"}
        and not any(c.dep_ in {"nsubj", "ccomp"} for c in token.children)
        and token.lemma_ not in {"tweet"}
    ):
        return True
    if any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in token.children):
        return True  # "a group calling itself"
    return any(c.dep_ == "neg" for c in token.children) and token.lemma_ not in {"believe", "comment"}


def _speakers(parsed: ParsedArticle, token: Token) -> tuple[list[Phrase], list[Phrase]]:
    """Who says it, and through whom: the subject; the owner of a statement; whom the subject cites."""
    subject = syntax.agent_of(token)
    if token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i:
        subject = token.head
    subject = subject or _inverted(parsed, token)
    if subject is None:
        return [], []
    speakers = _voice(parsed, subject)
    cited = _cited(parsed, token)
    if cited:
        return cited, [p for p in speakers if p.type in ACTORS]
    if token.dep_ in {"pcomp", "advcl"} and token.head.lower_ == "as" and token.head.head.lemma_ in {"cite", "quote"}:
        quoting = token.head.head
        return [p for o in syntax.patients_of(quoting) for p in phrases_at(parsed, o)], phrases_at(parsed, syntax.agent_of(quoting))
    return speakers, []


def _inverted(parsed: ParsedArticle, token: Token) -> Token | None:
    """The subject behind the verb: "..., tweeted coalition spokesman Col. Wayne Marotto"."""
    for i in range(token.i + 1, min(token.i + 12, token.sent.end)):
        phrase = parsed.at.get(i)
        if phrase is not None and phrase.type in ACTORS and token.i > 0 and parsed.doc[token.i - 1].text in {"”", '"', ",", "’"}:
            later = [parsed.at[j] for j in range(i, min(i + 8, token.sent.end)) if j in parsed.at]
            person = next((p for p in later if p.type == "Person"), phrase)
            return parsed.doc[person.head]
    return None


def _voice(parsed: ParsedArticle, subject: Token) -> list[Phrase]:
    """The actors a subject stands for; of a statement or an estimate its owner or author."""
    nouns = parsed.lexicon.words("cues", "according", "nouns")
    found = []
    for head in syntax.noun_heads(subject):
        if head.lemma_.lower() in nouns or head.lower_ in nouns:
            owners = [p for c in head.children if c.dep_ in {"poss", "compound", "amod"} and c.i in parsed.at for p in [parsed.at[c.i]]]
            owners += [p for prep, o in syntax.prepositions(head) if prep in {"by", "from", "of"} for p in phrases_at(parsed, o)]
            owners = [p for p in owners if p.type in ACTORS]
            if owners:
                found += owners
                continue
        found += [p for p in phrases_at(parsed, head) if p.type in ACTORS]
    return list(dict.fromkeys(found))


def _cited(parsed: ParsedArticle, token: Token) -> list[Phrase]:
    """Whom the subject of a report cites: "SANA reports, citing local sources"."""
    citing = parsed.lexicon.words("cues", "citing", "verbs")
    for child in token.children:
        if child.lemma_ in citing and child.dep_ in {"advcl", "conj", "ccomp", "prep"}:
            return [p for o in syntax.patients_of(child) for p in phrases_at(parsed, o) if p.type in ACTORS]
    return []


# --- what is said --------------------------------------------------------------------------------------------------------


def _content(parsed: ParsedArticle, token: Token, cue: Cue) -> tuple[int, int] | None:
    clause = _clause(token, cue)
    quote = _quote_before(parsed, token)
    if quote is not None:
        return quote
    if clause is not None:
        return _clip(parsed, token, clause)
    if cue.frame == "responsibility":
        return _governed(parsed, token, {"for"}) or _tree(parsed, next((c for c in token.children if c.dep_ == "dobj"), token))
    if cue.frame == "accuse":
        return _governed(parsed, token, {"of"})
    if cue.frame in {"object", "blame", "infinitive"} or token.lemma_.lower() in _OBJECT_CUES:
        target = next(
            (c for c in token.children if c.dep_ in {"dobj", "oprd", "attr"} or (c.dep_ == "nsubjpass" and cue.frame != "clause")), None
        )
        if target is not None:
            return _object_content(parsed, target)
        return _governed(parsed, token, {"on", "of", "for", "to"})
    return _quote_after(parsed, token) or _loose_content(parsed, token)


def _loose_content(parsed: ParsedArticle, token: Token) -> tuple[int, int] | None:
    """What the parse leaves unattached: the clause before "..., the agency reports", the rest of the sentence after ", saying"."""
    doc = parsed.doc
    if token.dep_ == "parataxis" and token.head.i < token.i:
        first, last = token.head.left_edge.i, token.left_edge.i - 1
    elif (token.dep_ == "advcl" and token.tag_ == "VBG" and token.i and token.nbor(-1).text == ",") or token.dep_ == "relcl":
        first, last = token.i + 1, token.sent.end - 1
    else:
        return None
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    while first < last and doc[first].lower_ in {"that", ",", ":"}:
        first += 1
    last = _cut(parsed, first, last)
    return (doc[first].idx, doc[last].idx + len(doc[last])) if first <= last else None


_GOING_ON = frozenset("saying adding noting claiming stressing citing quoting insisting alleging warning according".split())


def _cut(parsed: ParsedArticle, first: int, last: int) -> int:
    """The last token of what is said before the sentence goes on to another cue: ", saying", ", according to"."""
    doc = parsed.doc
    for i in range(first + 2, last):
        if doc[i].lower_ in _GOING_ON and doc[i - 1].text == ",":
            return i - 2
    return last


def _clause(token: Token, cue: Cue) -> Token | None:
    clauses = [c for c in token.children if c.dep_ in _CLAUSES and c.i > token.i] or [c for c in token.children if c.dep_ == "ccomp"]
    if cue.frame == "object" and token.lemma_ in {"call", "brand", "label"}:
        return next((c for c in token.children if c.dep_ in {"oprd", "ccomp"}), None)
    clauses = [c for c in clauses if c.dep_ != "xcomp" or cue.act != "assert" or token.lemma_ in {"claim", "profess"}]
    return clauses[0] if clauses else None


def _clip(parsed: ParsedArticle, cue: Token, clause: Token) -> tuple[int, int]:
    """The characters of a clause without its "that", outside the cue and its subject."""
    doc = parsed.doc
    first, last = clause.left_edge.i, clause.right_edge.i
    if clause.i > cue.i:
        first = max(first, cue.i + 1)
    else:
        subject = next((c.left_edge.i for c in cue.children if c.dep_ in {"nsubj"} and c.left_edge.i > clause.i), cue.i)
        last = min(last, subject - 1, cue.i - 1)
    while first < last and (doc[first].lower_ in {"that", ":", ","} or doc[first].is_space):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in {",", "."}):
        last -= 1
    if first > last:
        first = last = clause.i
    last = _cut(parsed, first, last)
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    return _close_quote(parsed.text, start, end)


def _close_quote(text: str, start: int, end: int) -> tuple[int, int]:
    """Run on to the closing quotation mark where the content opens one and does not close it (over sentences, up to 1,500 characters)."""
    said = text[start:end]
    if said.count("“") > said.count("”"):
        close = text.find("”", end)
        if 0 <= close <= end + 1500 and "\n\n" not in text[end:close]:
            return start, close + 1
    return start, end


def _object_content(parsed: ParsedArticle, target: Token) -> tuple[int, int]:
    """The characters of an object; of "reports that ..." only what the reports say."""
    inner = next(
        (
            c
            for c in target.children
            if c.dep_ in {"acl", "ccomp", "relcl"} and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
        ),
        None,
    )
    return _tree(parsed, inner if inner is not None else target)


def _tree(parsed: ParsedArticle, token: Token) -> tuple[int, int]:
    first, last = token.left_edge.i, token.right_edge.i
    while first < last and parsed.doc[first].lower_ == "that":
        first += 1
    last = _cut(parsed, first, last)
    while last > first and parsed.doc[last].is_punct:
        last -= 1
    return parsed.doc[first].idx, parsed.doc[last].idx + len(parsed.doc[last])


def _governed(parsed: ParsedArticle, token: Token, prepositions: set[str]) -> tuple[int, int] | None:
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


def _quote_before(parsed: ParsedArticle, token: Token) -> tuple[int, int] | None:
    """The quotation that ends right before a cue or its subject: "“...,” Reuters reports"."""
    text = parsed.text
    start = token.sent.start_char
    close = max(text.rfind(mark, start, token.idx) for mark in '”"')
    if close < 0 or re.search(r"[.!?;]\s", text[close + 1 : token.idx]) or token.idx - close > 60 or "\n" in text[close : token.idx]:
        return None
    opening = text.rfind("“" if text[close] == "”" else '"', max(0, close - 1500), close)
    if opening < 0 or close - opening < 20:
        return None
    between = text[close + 1 : token.idx]
    if any(t.pos_ == "VERB" for t in parsed.doc if close < t.idx < token.idx) or (
        between.strip() and text[close - 1] not in ",.!?" and "," not in between[:2]
    ):
        return None
    end = close - 1 if text[close - 1] in ",." else close
    return opening + 1, end


def _quote_after(parsed: ParsedArticle, token: Token) -> tuple[int, int] | None:
    """The quotation that a cue introduces: "read: “...”"."""
    text = parsed.text
    found = re.compile(r"[:,]?\s*[“”\"]").match(text, token.idx + len(token))
    if not found:
        return None
    close = min((i for i in (text.find(m, found.end()) for m in '”"') if i > 0), default=-1)
    return (found.end(), close) if 0 < close < found.end() + 1500 else None


_DENIALS = re.compile(
    r"\b(no truth|(?:is|was|were|are) (?:false|untrue|not true|baseless|fabricated|fake)|no such|did not|were not|was not|never)\b", re.I
)


def _says_no(parsed: ParsedArticle, content: tuple[int, int]) -> bool:
    """Whether what is said is itself a denial: "there is no truth to the reports"."""
    said = parsed.text[content[0] : content[1]]
    found = _DENIALS.search(said[:60])
    return bool(
        found
        and (
            found.group().lower().startswith("no truth")
            or any(w in found.group().lower() for w in ("false", "true", "baseless", "fabricat", "fake", "no such"))
        )
    )


def _cue_span(parsed: ParsedArticle, token: Token, cue: Cue) -> tuple[int, int]:
    end = token.idx + len(token)
    if " " in cue.word:
        last = next((c for c in token.children if c.dep_ in {"dobj", "prep", "prt"} and c.lower_ == cue.word.split()[-1]), None)
        end = last.idx + len(last) if last is not None and last.i > token.i else end
    return token.idx, end


# --- "according to", credit lines, nesting ---------------------------------------------------------------------------------


def _according_claim(parsed: ParsedArticle, token: Token) -> ClaimDraft | None:
    if token.lower_ != "according" or token.i + 1 >= len(parsed.doc) or token.nbor().lower_ != "to":
        return None
    to = token.nbor()
    target = next((c for c in to.children if c.dep_ == "pobj"), None) or next((c for c in token.children if c.dep_ == "pobj"), None)
    if target is None:
        return None
    speakers = _voice(parsed, target)
    first, last = token.left_edge.i, max(target.right_edge.i, to.i)
    content = _rest_of_sentence(parsed, token, first, last)
    if not speakers or content is None:
        return None
    return ClaimDraft(
        (token.idx, to.idx + len(to)),
        token.i,
        "estimate" if "estimate" in target.lemma_.lower() else "assert",
        speakers,
        content,
        rule="according-to",
    )


def _rest_of_sentence(parsed: ParsedArticle, token: Token, first: int, last: int) -> tuple[int, int] | None:
    """The longer part of the sentence before or after the "according to" phrase."""
    doc, sent = parsed.doc, token.sent
    before, after = doc[sent.start : first], doc[last + 1 : sent.end]
    part = after if first - sent.start < 3 or (len(after) > len(before) and first - sent.start < 6) else before
    tokens = [t for t in part if not (t.is_space or t.text in {",", ".", "–", "—", "-"})]
    if not tokens:
        return None
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _credit_claims(parsed: ParsedArticle) -> list[ClaimDraft]:
    """Read "— Aurora Intel (@AuroraIntel) January 4, 2022" under what was posted, "... – Analyst" behind a headline."""
    drafts = []
    offset, previous = 0, (0, 0)
    for line in parsed.text.split("\n"):
        byline = _BYLINE.search(line)
        if byline and len(line) < 80 and previous[1] > previous[0]:
            start = offset + byline.start("verb")
            phrase = next((p for p in parsed.phrases if p.start >= start and p.end <= offset + len(line) and p.type == "MediaOutlet"), None)
            content = _strip(parsed.text, *previous)
            if phrase is not None and content is not None:
                drafts.append(ClaimDraft((start, offset + byline.end("verb")), phrase.head, "assert", [phrase], content, rule="byline"))
        match = _CREDIT.search(line)
        if match and len(line) < 250:
            start = offset + match.start()
            phrase = next((p for p in parsed.phrases if p.start >= start and p.end <= offset + len(line) and p.type in ACTORS), None)
            said = (offset, start) if match.start() > 12 else previous
            content = _strip(parsed.text, *said)
            if phrase is not None and content is not None and (match.start() > 12 or match["handle"] or match["date"]):
                end = offset + (match.start("date") if match["date"] else match.end())
                cue = _strip(parsed.text, start, end) or (start, end)
                drafts.append(ClaimDraft(cue, phrase.head, "assert", [phrase], content, rule="credit-line"))
        if line.strip():
            previous = (offset, offset + len(line))
        offset += len(line) + 1
    return drafts


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "."):
        end -= 1
    return (start, end) if start < end else None


def _fold_denials(drafts: list[ClaimDraft], parsed: ParsedArticle) -> list[ClaimDraft]:
    """Read "denied the reports, saying they were false" as one denial with the later words."""
    kept = list(drafts)
    for draft in drafts:
        token = parsed.doc[draft.token]
        outer = next((d for d in drafts if d.act == "deny" and d.token == token.head.i and d is not draft), None)
        if draft.act == "deny" and outer is not None and token.dep_ in {"advcl", "conj"}:
            outer.content = draft.content
            kept.remove(draft)
    return kept


def _nest(parsed: ParsedArticle, drafts: list[ClaimDraft]) -> list[ClaimDraft]:
    """Make an outlet's report of somebody's saying the way of the inner claim."""
    kept = list(drafts)
    for outer in drafts:
        if (
            outer.content is None
            or not outer.speakers
            or not all(p.type in {"MediaOutlet", "Person"} for p in outer.speakers)
            or outer.rule == "credit-line"
        ):
            continue
        inner = [d for d in drafts if d is not outer and outer.content[0] <= d.cue[0] < outer.content[1]]
        main = next((d for d in inner if d.content and d.content[1] - d.content[0] > 0.3 * (outer.content[1] - outer.content[0])), None)
        if main is None or outer not in kept or any(p.type == "Person" for p in outer.speakers):
            continue
        main.via += [p for p in outer.speakers if p not in main.via]
        kept.remove(outer)
    return kept

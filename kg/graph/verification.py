"""A graph goes in; every fact whose words do not stand where it says comes out: the proof that no triple lacks its span.

For each article: its text has the digest that the graph gives, every quote is found at its offsets, and every fact has such a quote. The
text is the one stored with the article, else that of the file with the same digest in a folder of articles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.graph.namespaces import KG
from kg.graph.passages import Passages, Term, text_of
from kg.graph.serialization import Source, quads_of
from kg.graph.support import unsupported_facts
from kg.graph.writing.scope import BEGIN, CONTEXT, END, QUOTE

_OFFSETS = re.compile(r"#char=(\d+),(\d+)$")


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A fact that could not be proven: which one, in which file, at which characters, what was expected and what was found there."""

    file: str
    start: int
    end: int
    fact: str
    reason: str
    expected: str = ""
    found: str = ""
    node: str = ""

    def __str__(self) -> str:
        """Say it in a line for a reader."""
        where = f"{self.file or 'no article'}, characters {self.start} to {self.end}" if self.end else self.file or "no article"
        quotes = f": expected {self.expected!r}, found {self.found!r}" if self.expected or self.found else ""
        return f"{where}: {self.fact}: {self.reason}{quotes}"


def verify(source: Source, articles_dir: Path | None = None) -> tuple[Failure, ...]:
    """Prove every quote of a graph.

    Parameters
    ----------
    source
        Quads, or a graph that gives them by ``quads()``.
    articles_dir
        A folder with the articles' files, for graphs without texts; a file is found by its text's digest, not by its name.

    Returns
    -------
    tuple[Failure, ...]
        Sorted by file and place; empty if every fact is proven.
    """
    facts = Passages(quads_of(source))
    texts = _texts_in(articles_dir) if articles_dir is not None else {}
    failures = set(_unsupported(facts))
    parts = _parts(facts)
    for article in facts.of_class(KG.Article):
        failures.update(_verify_article(facts, article, parts.pop(text_of(article), []), texts))
    for strays in parts.values():
        failures.update(failure for part in strays for failure in _failures(facts, part, "its article is not in the graph"))
    return tuple(sorted(failures))


def _parts(facts: Passages) -> dict[str, list[Term]]:
    """Give all sentences and mentions, whatever is left of them, by their article's IRI."""
    found = {node for predicate in (BEGIN, END, QUOTE, CONTEXT) for node, _ in facts.pairs(predicate)}
    parts: dict[str, list[Term]] = {}
    for node in sorted(found, key=text_of):
        parts.setdefault(text_of(node).partition("#")[0], []).append(node)
    return parts


def _texts_in(folder: Path) -> dict[str, str]:
    """Give the texts of a folder's files by their digests, as they were read when the graph was built."""
    from kg.text import read

    return {article.sha256: article.text for article in read([folder]).articles}


def _verify_article(facts: Passages, article: Term, parts: list[Term], texts: Mapping[str, str]) -> Iterator[Failure]:
    file, sha256 = facts.one(article, KG.file) or "", facts.one(article, KG.sha256) or ""
    fact, node = f"Article {file!r}", text_of(article)
    text = facts.one(article, KG.text)
    if text is None:
        text = texts.get(sha256)
    if text is None:
        reason = "the graph holds no text, and no file given has this digest; give the folder of articles: --articles DIR"
        yield Failure(file, 0, 0, fact, reason, expected=sha256, node=node)
        return
    if _digest(text) != sha256:
        yield Failure(file, 0, 0, fact, "the text is not the one that was read: its digest differs", sha256, _digest(text), node)
    yield from _verify_words(facts, article, text, KG.textStart, KG.textEnd)
    for part in parts:
        if list(facts.objects(part, CONTEXT)) != [article]:
            yield from _failures(facts, part, "it is not said to be of the article that its name says")
        yield from (_verify_sentence if facts.has(part, KG.paragraph) else _verify_mention)(facts, article, part, text)


def _verify_sentence(facts: Passages, article: Term, sentence: Term, text: str) -> Iterator[Failure]:
    """Prove a sentence's place by its words, or by their digest where they are not stored."""
    if facts.has(sentence, QUOTE):
        yield from _verify_quote(facts, article, sentence, text)
    else:
        yield from _verify_words(facts, sentence, text, BEGIN, END)


def _verify_words(facts: Passages, node: Term, text: str, begin: NamedNode, end: NamedNode) -> Iterator[Failure]:
    """Prove that the words between two offsets have the digest that the graph gives."""
    start, stop = facts.number(node, begin), facts.number(node, end)
    expected = facts.one(node, KG.wordsSha256) or ""
    if start is None or stop is None or not 0 <= start <= stop <= len(text):
        yield _failure(facts, node, node, 0, 0, "its offsets are missing, double, or outside the text")
    elif _digest(text[start:stop]) != expected:
        reason = "other words stand at its offsets: the digest differs"
        yield _failure(facts, node, node, start, stop, reason, expected, _digest(text[start:stop]))


def _verify_mention(facts: Passages, article: Term, mention: Term, text: str) -> Iterator[Failure]:
    """Prove a mention: its name says its offsets, and its sentence is the one it begins in."""
    named = _OFFSETS.search(text_of(mention))
    start, end = facts.number(mention, BEGIN), facts.number(mention, END)
    if named is None or (start, end) != (int(named[1]), int(named[2])) or text_of(mention).partition("#")[0] != text_of(article):
        expected = f"{start} to {end}" if named is None else f"{named[1]} to {named[2]}"
        yield from _failures(facts, mention, "the mention's name and its offsets differ", expected, f"{start} to {end}")
    for sentence in facts.objects(mention, KG.inSentence):
        first, last = facts.number(sentence, BEGIN), facts.number(sentence, END)
        if start is None or first is None or last is None or not first <= start < last:
            yield from _failures(facts, mention, "the mention does not begin in its sentence", text_of(sentence), f"{first} to {last}")
    yield from _verify_quote(facts, article, mention, text)


def _verify_quote(facts: Passages, article: Term, mention: Term, text: str) -> Iterator[Failure]:
    """Prove that a quote stands at its offsets, inside the article."""
    start, end = facts.number(mention, BEGIN), facts.number(mention, END)
    quote = facts.one(mention, QUOTE) or ""
    first, last = facts.number(article, KG.textStart) or 0, facts.number(article, KG.textEnd) or 0
    if start is None or end is None:
        yield from _failures(facts, mention, "its offsets are missing or double", quote)
    elif not first <= start < end <= last:
        yield from _failures(facts, mention, f"it stands outside the article, characters {first} to {last}", quote, text[start:end])
    elif text[start:end] != quote or len(facts.objects(mention, QUOTE)) != 1:
        yield from _failures(facts, mention, "other words stand at its offsets", quote, text[start:end])


def _unsupported(facts: Passages) -> Iterator[Failure]:
    """Find the facts without evidence: without a described mention, or told by no article."""
    for node, reason in unsupported_facts(facts):
        passage = facts.passage(node)
        yield Failure(passage.file, 0, 0, facts.name(node), reason, node=text_of(node))


def _failures(facts: Passages, mention: Term, reason: str, expected: str = "", found: str = "") -> Iterator[Failure]:
    """Give one failure for each fact that rests on a mention, else one for the mention itself."""
    start, end = facts.number(mention, BEGIN) or 0, facts.number(mention, END) or 0
    for fact in facts_on(facts, mention) or [mention]:
        yield _failure(facts, fact, mention, start, end, reason, expected, found)


def _failure(facts: Passages, fact: Term, mention: Term, start: int, end: int, reason: str, expected: str = "", found: str = "") -> Failure:
    return Failure(facts.file(mention), start, end, facts.name(fact), reason, expected, found, text_of(fact))


def facts_on(facts: Passages, mention: Term) -> list[Term]:
    """Give the facts that rest on a mention: events, claims and relations, their parts, entities; sorted."""
    links = (*facts.evidence_properties, KG.standsFor)
    found = {subject for predicate in links for subject in facts.subjects(predicate, mention)}
    found.update(facts.objects(mention, KG.standsFor))
    return sorted(found, key=str)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

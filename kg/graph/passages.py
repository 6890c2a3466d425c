"""Quads go in; for any node, the article, the sentence and the words that it comes from come out, and a name a reader knows it by.

Validation and verification speak of files, sentences and facts, not of node ids: both look them up here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph.namespaces import KG, PREFIXES, RDF_TYPE, RDFS_LABEL, local_name, subproperties
from kg.graph.writing.articles import DENOTED_BY
from kg.graph.writing.claims import OBJECT, PREDICATE, SUBJECT
from kg.graph.writing.scope import CONTEXT, QUOTE

Term = NamedNode | BlankNode | Literal | Triple

IN_SENTENCE, STANDS_FOR, HAS_MENTION = KG.inSentence, KG.standsFor, KG.hasMention
OWNED_BY = (KG.argument, KG.quantity, KG.chainLink)
"""Properties from a fact to the parts of it that have nodes of their own."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands: the article's file, the sentence's words, and the quoted words themselves ("" where not known)."""

    file: str = ""
    sentence: str = ""
    quote: str = ""


class Passages:
    """An index of quads by property, from either end."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Index the quads; those of a default graph are copies, and left out where there are named graphs."""
        self._objects: dict[NamedNode, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[NamedNode, dict[Term, list[Term]]] = {}
        self.relations: set[tuple[Term, Term, Term, Term]] = set()  # article, subject, predicate, object
        relations = set(subproperties("relation"))
        for quad in named_quads(quads):
            found = self._objects[quad.predicate][quad.subject]
            if quad.object not in found:
                found.append(quad.object)
            graph = quad.graph_name
            if quad.predicate in relations and isinstance(graph, NamedNode) and graph.value.startswith(PREFIXES["article"]):
                self.relations.add((graph, quad.subject, quad.predicate, quad.object))
        self._articles = {text_of(article): article for article in self.of_class(KG.Article)}

    def objects(self, node: Term, predicate: NamedNode) -> Sequence[Term]:
        """Give the values of a node's property."""
        return self._objects[predicate].get(node, ())

    def subjects(self, predicate: NamedNode, value: Term) -> Sequence[Term]:
        """Give the nodes whose property has a value."""
        if predicate not in self._subjects:  # turned round when first asked for: most properties never are
            inverse: dict[Term, list[Term]] = defaultdict(list)
            for subject, each in self.pairs(predicate):
                inverse[each].append(subject)
            self._subjects[predicate] = inverse
        return self._subjects[predicate].get(value, ())

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[Term, Term]]:
        """Give all (node, value) of a property."""
        return ((node, value) for node, values in self._objects[predicate].items() for value in values)

    def has(self, node: Term, predicate: NamedNode) -> bool:
        """Say whether a node has a property."""
        return node in self._objects[predicate]

    def of_class(self, type: NamedNode) -> list[Term]:
        """Give all nodes of a class, sorted."""
        return sorted(self.subjects(RDF_TYPE, type), key=text_of)

    def one(self, node: Term, predicate: NamedNode) -> str | None:
        """Give the text of a property's first value in order; None if it has none."""
        values = self.objects(node, predicate)
        return min(text_of(value) for value in values) if values else None

    def number(self, node: Term, predicate: NamedNode) -> int | None:
        """Give a property's only value as a whole number; None if there is none, several, or another kind of value."""
        values = self.objects(node, predicate)
        text = text_of(values[0]) if len(values) == 1 else ""
        return int(text) if text.removeprefix("-").isdecimal() else None

    @cached_property
    def evidence_properties(self) -> tuple[NamedNode, ...]:
        """All properties that point to the words a fact rests on, triggers first."""
        return (KG.trigger, KG.cue, KG.evidence, *(p for p in subproperties("evidence") if p not in (KG.trigger, KG.cue)))

    def mentions(self, node: Term) -> Sequence[Term]:
        """Give the mentions that a node, or what it is a part or a view of, rests on."""
        for found in self._mention_steps(node):
            if found:
                return found
        return []

    def _mention_steps(self, node: Term) -> Iterator[Sequence[Term]]:
        yield [node] if self.has(node, QUOTE) or self.has(node, CONTEXT) else []
        yield [mention for predicate in self.evidence_properties for mention in self.objects(node, predicate)]
        yield [mention for owner in self.owners(node) for part in (KG.trigger, KG.cue) for mention in self.objects(owner, part)]
        yield [words for told in self.objects(node, HAS_MENTION) for words in self.objects(told, KG.trigger)]
        yield self.objects(node, DENOTED_BY)
        yield self.subjects(STANDS_FOR, node)
        yield [words for side in self.objects(node, KG.left) if side != node for words in self.mentions(side)]

    def owners(self, node: Term) -> list[Term]:
        """Give the facts that a node is a part of."""
        return [owner for predicate in OWNED_BY for owner in self.subjects(predicate, node)]

    def passage(self, node: Term) -> Passage:
        """Give where a node comes from."""
        mentions = self.mentions(node)
        if not mentions:
            return Passage(self.file(node))
        mention = min(mentions, key=str)
        return Passage(self.file(mention), self.sentence(mention), self.one(mention, QUOTE) or "")

    def article(self, node: Term) -> Term | None:
        """Give the article whose IRI a node's begins with."""
        return self._articles.get(text_of(node).partition("#")[0])

    def file(self, node: Term) -> str:
        """Give the name of the file that a node's article is in."""
        article = self.article(node)
        return (self.one(article, KG.file) or "") if article is not None else ""

    def sentence(self, mention: Term) -> str:
        """Give the words of the sentence that a mention begins in."""
        for sentence in (*self.objects(mention, IN_SENTENCE), mention):
            words = self.one(sentence, QUOTE) if self.has(sentence, RDF_TYPE) else None
            if words is not None and self.has(sentence, KG.paragraph):
                return words
        return ""

    def name(self, node: Term) -> str:
        """Give the name a reader knows a node by.

        A label, else the kind of fact with its words: ``Claim 'denied' (deny)``,
        ``RocketAttack 'struck' (Rocket attack, Camp Falcon, 2022-05-02)``.
        """
        label = self.one(node, RDFS_LABEL)
        if self.has(node, SUBJECT):
            return self._relation_name(node)
        if label is not None and KG.ArticleEntity not in self.objects(node, RDF_TYPE):
            return f"{self._kind(node)} {label!r}".strip()
        owners = self.owners(node)
        part = f"{self._kind(node)} of " if owners else f"{self._kind(node)} "
        whole = self.name(owners[0]) if owners else self._quoted(node)
        return (part + whole).strip()

    def _relation_name(self, node: Term) -> str:
        subject, predicate, value = ((*self.objects(node, part), node)[0] for part in (SUBJECT, PREDICATE, OBJECT))
        return f"Relation {self.label(subject)!r} {local_name(text_of(predicate))} {self.label(value)!r}"

    def label(self, node: Term) -> str:
        """Give a node's label, or its IRI where it has none."""
        return self.one(node, RDFS_LABEL) or text_of(node)

    def _kind(self, node: Term) -> str:
        for predicate in (KG.leafType, KG.role, KG.quantityRole):
            value = self.one(node, predicate)
            if value is not None:
                return local_name(value)
        types = [local_name(text_of(type)) for type in self.objects(node, RDF_TYPE)]
        return min(types) if types else ""

    def _quoted(self, node: Term) -> str:
        """Give the first words a node rests on, and what they stand for: an act, an event."""
        file = self.one(node, KG.file)
        words = file or next((self.one(mention, QUOTE) for mention in self.mentions(node)), None)
        notes = [local_name(act).removeprefix("act-") for act in (self.one(node, KG.act),) if act]
        notes += [self.label(event) for event in self.subjects(HAS_MENTION, node)]
        return (f"{words!r}" if words else f"<{text_of(node)}>") + "".join(f" ({note})" for note in notes[:1])


def named_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Leave out a default graph that repeats the named ones."""
    found = list(quads)
    named = [quad for quad in found if not isinstance(quad.graph_name, DefaultGraph)]
    return named or found


def text_of(term: Term) -> str:
    """Give an IRI or a literal's text."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)

"""What the steps of extraction hand to one another: an article, its parsed clean text, and the phrases found in it.

Everything here counts in characters of the *clean* text or in tokens of the parse; `ParsedArticle.span` gives the span of the
article's own text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.quotations import Quotations
from kg.model import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extraction.lexicon import Lexicon
    from kg.extraction.names import NameMatch
    from kg.gazetteer import Gazetteer
    from kg.text.cleaning import CleanText

ACTORS = frozenset(
    {
        "State",
        "Government",
        "MilitaryForce",
        "ArmedGroup",
        "Person",
        "MediaOutlet",
        "Company",
        "Organization",
        "PopulationGroup",
    }
)
VOICES = ACTORS | {"Facility", "City"}  # may speak: "the embassy said", "Aleppo demanded"
ARMED = frozenset({"MilitaryForce", "ArmedGroup"})
FACILITIES = frozenset({"MilitaryBase", "Airbase", "OilField", "GasField", "BorderCrossing", "Facility"})
BASES = frozenset({"MilitaryBase", "Airbase"})
FIELDS = frozenset({"OilField", "GasField"})
PLACES = frozenset({"City", "Region"})
LOCATIONS = FACILITIES | PLACES | {"State"}


@dataclass(slots=True, eq=False)
class Phrase:
    """A mention before it belongs to an entity: where it stands, its type, and what the gazetteer has for it."""

    start: int
    end: int
    text: str
    kind: str  # "name", "nominal", "adjective"
    type: str
    head: int  # token
    tokens: tuple[int, ...]
    rule: str
    links: tuple[str, ...] = ()  # gazetteer ids that it may be
    name: str | None = None  # neutral name where no gazetteer entry gives one
    owner: str | None = None  # gazetteer id of a State: "US" in "US base"
    is_plural: bool = False
    is_definite: bool = False
    entity: int = -1  # index of its cluster, set by coreference

    @property
    def link(self) -> str | None:
        """The gazetteer entry, where there is only one."""
        return self.links[0] if len(self.links) == 1 else None


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A place name, also one inside a mention, and its gazetteer entry where there is only one."""

    start: int
    end: int
    link: str | None


@dataclass(slots=True, eq=False)
class ParsedArticle:
    """One article in the middle of extraction."""

    article: Article
    clean: CleanText
    doc: Doc
    text: str  # what was parsed: the clean text with headlines in sentence case
    lexicon: Lexicon
    gazetteer: Gazetteer
    names: tuple[NameMatch, ...] = ()  # gazetteer names, in characters of the clean text
    phrases: list[Phrase] = field(default_factory=list)
    country: str | None = None  # gazetteer id of the country that the article is on
    place_names: list[PlacedName] = field(default_factory=list)
    named: frozenset[int] = frozenset()  # entities with a name
    located: set[frozenset[int]] = field(default_factory=set)  # pairs of entities of which one is said to lie in the other
    located_in: dict[int, list[Phrase]] = field(default_factory=dict)  # entity -> the places it is said to lie in
    at: dict[int, Phrase] = field(default_factory=dict)  # token -> the phrase that covers it
    tokens: list[Token] = field(init=False)  # those of `doc`, which makes a new object each time it is asked for one
    unmet: list[tuple[Token, str]] = field(default_factory=list)  # words of events only denied, demanded or supposed, their class
    sentence_of: list[int] = field(init=False)  # token -> number of its sentence
    quotations: Quotations = field(init=False)
    _lemmas: dict[str, list[int]] | None = field(init=False, default=None)  # lemma -> tokens

    def __post_init__(self) -> None:
        self.tokens = list(self.doc)
        self.sentence_of = [number for number, sent in enumerate(self.doc.sents) for _ in sent]
        self.quotations = Quotations(self.text)

    def with_lemma(self, lemmas: Container[str]) -> Iterator[Token]:
        """The tokens that have one of these lemmas (lower case), in order of text."""
        if self._lemmas is None:
            self._lemmas = defaultdict(list)
            for token in self.tokens:
                self._lemmas[token.lemma_.lower()].append(token.i)
        return (self.tokens[i] for i in sorted(i for lemma, found in self._lemmas.items() if lemma in lemmas for i in found))

    def lower(self, first: int, last: int) -> str:
        """The words of the tokens ``first`` to ``last``, both included, in lower case."""
        end = self.tokens[last]
        return self.text[self.tokens[first].idx : end.idx + len(end)].lower()

    def is_free(self, first: int, last: int) -> bool:
        """Whether no phrase covers any of the tokens ``first`` to ``last``, both included."""
        return not any(i in self.at for i in range(first, last + 1))

    def span(self, start: int, end: int) -> Span:
        """The span in the article's own text of these characters of the clean text."""
        return self.article.span(*self.clean.to_source(start, end))

    def span_of(self, first: Token, last: Token) -> Span:
        """The span of the tokens ``first`` to ``last``, both included."""
        return self.span(first.idx, last.idx + len(last))

    def following(self, phrase: Phrase) -> Phrase | None:
        """The next phrase in the text, once they are in order."""
        i = bisect_left(self.phrases, phrase.end, key=lambda p: p.start)
        return self.phrases[i] if i < len(self.phrases) else None

    def between(self, start: int, end: int) -> list[Phrase]:
        """The phrases that start in this stretch."""
        i = bisect_left(self.phrases, start, key=lambda p: p.start)
        j = bisect_left(self.phrases, end, key=lambda p: p.start)
        return self.phrases[i:j]

    def add(self, phrase: Phrase) -> None:
        """Take a phrase in, unless one that is there already covers its head."""
        if any(i in self.at for i in phrase.tokens):
            return
        self.phrases.append(phrase)
        for i in phrase.tokens:
            self.at[i] = phrase

"""An `Article` goes in, a `Document` comes out: what the article says, each fact with the characters it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import resources
from kg.extraction.lexicon import Lexicon, load_lexicon
from kg.gazetteer import Gazetteer
from kg.model import Article, Document
from kg.own import NO_FILES, OwnFiles

if TYPE_CHECKING:
    from kg.text.cleaning import CleanText


@dataclass(frozen=True)
class Resources:
    """The knowledge that extraction reads with; by default the shipped gazetteer and lexicon."""

    gazetteer: Gazetteer = field(default_factory=resources.load_gazetteer)
    lexicon: Lexicon = field(default_factory=load_lexicon)
    entities: bool = True  # False: without the statistical entity recogniser

    @classmethod
    def load(cls, own: OwnFiles = NO_FILES, *, entities: bool = True) -> Resources:
        """Load the shipped knowledge with files of one's own beside it."""
        return cls(resources.load_gazetteer(own.gazetteers), load_lexicon(own.lexicons, own.ontologies), entities)


def extract(article: Article, *, resources: Resources | None = None) -> Document:
    """Read one article: its mentions and entities, times, events, claims and relations.

    Parameters
    ----------
    article
        As `kg.text.read` gives it.
    resources
        The knowledge to read with.

    Returns
    -------
    Document
        Every span in it counts in characters of `article.text`, and ``article.text[span.start:span.end] == span.text``.
    """
    from kg.extraction.confidence import load_shares, weigh
    from kg.extraction.sections import merge_sections, split_sections
    from kg.text.cleaning import clean

    known = resources or Resources()
    cleaned = clean(article)
    document = merge_sections(article, [_extract_section(article, part, known) for part in split_sections(cleaned)])
    return weigh(document, load_shares())


def _extract_section(article: Article, cleaned: CleanText, known: Resources) -> Document:
    from kg.extraction.assembly import assemble
    from kg.extraction.headlines import lower_headlines
    from kg.extraction.names import name_index
    from kg.extraction.nlp import parse
    from kg.extraction.parsed import ParsedArticle

    names = tuple(name_index(known.gazetteer).find(cleaned.text))
    text = lower_headlines(cleaned.text, [(name.start, name.end) for name in names], known.lexicon)
    return assemble(ParsedArticle(article, cleaned, parse(text, entities=known.entities), text, known.lexicon, known.gazetteer, names))

"""Documents in, articles that print one text out: reprints and copies of one wire story, found by the words they share.

Word sequences ("shingles") are hashed and a fixed share of the hashes is kept, the same for every text, so that the share of one text's
sample found in another's estimates how much of it the other holds (Broder 1997, *On the resemblance and containment of documents*).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from zlib import crc32

from kg.extraction.names import split_words
from kg.model import Article, Document

SHINGLE = 6  # words
KEPT = 4  # one hash in so many is kept
SHARED = 0.5  # the least share of the shorter text found in the longer
FEWEST = 3  # samples that must be shared: short notes are alike by chance
COMMON = 200  # a shingle of more articles than this is boilerplate


def find_reprints(documents: Iterable[Document]) -> dict[str, str]:
    """Give for each article the first, by date and then by id, of those that print its text; itself where no other does.

    Parameters
    ----------
    documents : what the articles say; their own part of the file's text is compared, without page furniture.
    """
    articles = sorted((document.article for document in documents), key=lambda article: (article.date or "9999", article.id))
    samples = {article.id: sample(article) for article in articles}
    rank = {id: number for number, id in enumerate(samples)}
    first = {id: id for id in samples}
    for left, right in sorted(_pairs(samples)):
        one, two = sorted((_root(left, first), _root(right, first)), key=rank.__getitem__)
        first[two] = one
    return {id: _root(id, first) for id in samples}


def _pairs(samples: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    """Give the pairs of articles of which the shorter is for the greater part in the longer."""
    for (left, right), shared in _shared(samples).items():
        if shared >= FEWEST and shared / min(len(samples[left]), len(samples[right])) >= SHARED:
            yield left, right


def _root(id: str, first: Mapping[str, str]) -> str:
    while first[id] != id:
        id = first[id]
    return id


def sample(article: Article) -> frozenset[int]:
    """Give the kept hashes of an article's word sequences."""
    words = [word.key for word in split_words(article.text[article.start : article.end])]
    shingles = (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(value for value in (crc32(shingle.encode()) for shingle in shingles) if value % KEPT == 0)


def _shared(samples: Mapping[str, frozenset[int]]) -> Counter[tuple[str, str]]:
    """How many sampled hashes each pair of articles shares."""
    holders: dict[int, list[str]] = defaultdict(list)
    for id in sorted(samples):
        for value in samples[id]:
            holders[value].append(id)
    counts: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= COMMON:
            counts.update(combinations(ids, 2))
    return counts

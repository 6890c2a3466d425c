"""The name of an extractor in, a function from an article to its document out: the rules of this package, or one of another package.

Another package offers one under the entry point group ``kg.extractors``: any callable from `kg.model.Article` to `kg.model.Document`,
such as one that asks a language model. What it says counts as far as its quotes stand in the article; the rest is refused, and told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points

from kg.errors import ResourceError, suggest
from kg.extraction.refusal import refuse_unproven
from kg.model import Article, Document
from kg.own import NO_FILES, OwnFiles

GROUP = "kg.extractors"
RULES = "rules"
FAST = "rules-fast"

Extractor = Callable[[Article], Document]


@dataclass(frozen=True, slots=True)
class Method:
    """How articles are read: by which extractor, and with which knowledge of one's own."""

    extractor: str = RULES
    own: OwnFiles = NO_FILES


BY_RULES = Method()


def extractor_names() -> tuple[str, ...]:
    """Give the names of all extractors, ours first."""
    return (RULES, FAST, *sorted(point.name for point in entry_points(group=GROUP) if point.name not in (RULES, FAST)))


def load_extractor(method: Method) -> Callable[[Article], tuple[Document, tuple[str, ...]]]:
    """Give a function from an article to its document, and to what was refused of it.

    Raises
    ------
    ResourceError
        If there is no extractor of that name, or it cannot be loaded.
    """
    if method.extractor in (RULES, FAST):
        read = _read_by_rules(method)
        return lambda article: (read(article), ())
    other = _load_other(method.extractor)
    return lambda article: _read_by_other(other, method.extractor, article)


@lru_cache(maxsize=2)
def _read_by_rules(method: Method) -> Extractor:
    from kg.extraction import Resources, extract

    known = Resources.load(method.own, entities=method.extractor != FAST)
    return lambda article: extract(article, resources=known)


def _load_other(name: str) -> Extractor:
    found = [point for point in entry_points(group=GROUP) if point.name == name]
    if not found:
        raise ResourceError(f"No extractor named {name!r}. Allowed: {suggest(name, extractor_names())}. Packages offer others as {GROUP}.")
    try:
        loaded = found[0].load()
    except (ImportError, AttributeError) as error:
        raise ResourceError(f"The extractor {name!r} ({found[0].value}) cannot be loaded: {error}.") from error
    if not callable(loaded):
        raise ResourceError(f"The extractor {name!r} ({found[0].value}) is no function. Allowed: a callable from Article to Document.")
    return loaded  # type: ignore[no-any-return]  # what an entry point leads to has no type


def _read_by_other(other: Extractor, name: str, article: Article) -> tuple[Document, tuple[str, ...]]:
    document = other(article)
    if not isinstance(document, Document) or document.article != article:
        raise ResourceError(
            f"The extractor {name!r} gave no document of {article.file}. Allowed: a kg.Document of the article it was given."
        )
    kept, refused = refuse_unproven(document)
    return kept, tuple(f"{article.file}: {name}: {reason}" for reason in refused)

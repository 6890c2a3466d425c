"""Tokens and a type in, a phrase of the article out: the one place where phrases are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsed import ParsedArticle, Phrase
from kg.model import GazetteerEntry

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURALS = frozenset({"NNS", "NNPS"})
_DEFINITE = frozenset({"the", "this", "these", "its", "their"})


def add_name(
    parsed: ParsedArticle,
    first: int,
    last: int,
    type: str,
    *,
    rule: str,
    entries: tuple[GazetteerEntry, ...] = (),
    name: str | None = None,
    owner: str | None = None,
    kind: str = "name",
    characters: tuple[int, int] | None = None,
    is_definite: bool = False,
) -> None:
    """Add the name (or, by ``kind``, the adjective) that stands at the tokens ``first`` to ``last``.

    Parameters
    ----------
    entries
        What the gazetteer has for it; the label of the only one is its name, else ``name`` is.
    owner
        Gazetteer id of the state that it belongs to.
    characters
        Where it starts and ends, if not with its tokens.
    """
    tokens = parsed.doc[first : last + 1]
    start, end = characters or (tokens.start_char, tokens.end_char)
    parsed.add(
        Phrase(
            start=start,
            end=end,
            text=parsed.text[start:end],
            kind=kind,
            type=type,
            head=tokens.root.i,
            tokens=tuple(range(first, last + 1)),
            rule=rule,
            links=tuple(entry.id for entry in entries),
            name=entries[0].label if len(entries) == 1 else name,
            owner=owner,
            is_definite=is_definite or _has_article(tokens.root),
        )
    )


def add_nominal(
    parsed: ParsedArticle,
    first: int,
    last: int,
    type: str,
    *,
    rule: str,
    owner: str | None = None,
    start: int | None = None,
    is_definite: bool = False,
) -> None:
    """Add the noun phrase at the tokens ``first`` to ``last``; ``start`` is its first character, if not the first token's."""
    tokens = parsed.doc[first : last + 1]
    begin = tokens.start_char if start is None else start
    parsed.add(
        Phrase(
            start=begin,
            end=tokens.end_char,
            text=parsed.text[begin : tokens.end_char],
            kind="nominal",
            type=type,
            head=tokens.root.i,
            tokens=tuple(range(first, last + 1)),
            rule=rule,
            owner=owner,
            is_plural=parsed.tokens[last].tag_ in PLURALS,
            is_definite=is_definite or _has_article(tokens.root),
        )
    )


def _has_article(head: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in head.children)

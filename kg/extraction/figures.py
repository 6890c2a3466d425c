"""Events and a text in, the figures of each event out: how many were killed, fired, driven, sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction import syntax
from kg.extraction.harm import does_harm, harm_of
from kg.extraction.occurrences import counts_events, find_occurrences
from kg.extraction.parsed import LOCATIONS, ParsedArticle
from kg.extraction.quantities import Figure, find_quantities, quantities_of
from kg.extraction.quantities.nouns import NOUN_ROLES
from kg.extraction.stories import ATTACKS, Story, Telling
from kg.extraction.tolls import Tolls
from kg.extraction.victims import Counted, find_victims
from kg.model import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIOLENT = ATTACKS | {"ArmedClash", "Explosion", "Abduction", "Interception", "Arrest", "Protest", "Seizure"}
_DEADLY = _VIOLENT - {"Seizure", "Arrest"}
_MOVES = frozenset({"ConvoyMovement", "Deployment", "Withdrawal", "ResourceSmuggling"})
_TAKES = {  # role of a figure -> classes of event that have it
    "killed": _DEADLY,
    "injured": _DEADLY,
    "casualties": _DEADLY,
    "munitions": ATTACKS | {"Interception", "ArmedClash"},
    "drones": ATTACKS | {"Interception"},
    "vehicles": _MOVES | ATTACKS,
    "tankers": _MOVES,
    "troops": frozenset({"Deployment", "Withdrawal", "MilitaryExercise", "ConvoyMovement"}),
    "barrels": frozenset({"ResourceSmuggling"}),
    "usd": frozenset({"ResourceSmuggling", "EconomicAgreement", "Deployment", "Sanction"}),
    "events": _VIOLENT | _MOVES,
}
_NEAR = 2  # steps in the parse: a figure of the event's own arguments
_HARM = frozenset({"killed", "injured", "casualties"})
_GOODS = frozenset({"vehicles", "tankers", "barrels", "usd"})
_FAR = 99  # steps between words of different trees


def attach_figures(parsed: ParsedArticle, stories: Sequence[Story]) -> list[list[Quantity]]:
    """Give the quantities of each story, in the same order: a figure goes to the nearest event of its sentence that takes its role,
    one of killed and injured without such an event to the one told before.
    """
    told: dict[int, list[tuple[int, Telling]]] = defaultdict(list)  # sentence -> story and telling
    for index, story in enumerate(stories):
        for telling in story.tellings:
            words = (w for w in telling.draft.candidate.consequences if "\n" not in _between(parsed, telling.token, w))
            for sentence in dict.fromkeys(parsed.sentence_of[word.i] for word in (telling.token, *words)):
                told[sentence].append((index, telling))
    tolls = Tolls(parsed, stories)
    found: list[list[Quantity]] = [[] for _ in stories]
    for counted in _counted(parsed):
        word, role = counted.token, counted.quantity.role
        sentence = parsed.sentence_of[word.i]
        nearest = _event_for(stories, told.get(sentence, ()), word, role)
        if nearest is None and role in _GOODS and _goes_on(parsed, word):
            nearest = _event_for(stories, told.get(sentence - 1, ()), word, role)
        if nearest is not None:
            _add(found[nearest[1]], replace(counted.quantity, rule="near" if nearest[0] <= _NEAR else "far"))
        elif role in _HARM and (before := tolls.story_for(word)) is not None:
            _add(found[before], replace(counted.quantity, rule="before"))
    return found


def _goes_on(parsed: ParsedArticle, word: Token) -> bool:
    """Whether a sentence goes on with the move of the one before: "the convoy comprised 60 tankers", "this led to losses of $3 million"."""
    pointers, moves = parsed.lexicon.words("context.figures.pointers"), parsed.lexicon.words("context.figures.moves")
    subjects = [t for t in word.sent if t.i < word.i and t.dep_ in syntax.SUBJECTS]
    return any(t.lower_ in pointers or (t.lemma_.lower() in moves and _is_known(t)) for t in subjects)


def _is_known(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this"} for c in noun.children)


def _between(parsed: ParsedArticle, a: Token, b: Token) -> str:
    return parsed.text[min(a.idx, b.idx) : max(a.idx, b.idx)]


def _counted(parsed: ParsedArticle) -> Iterator[Counted]:
    """The figures of the text and those of persons that no number counts, in their order."""
    found = [*find_victims(parsed), *find_occurrences(parsed)]
    for figure in find_quantities(parsed.text, reference=parsed.article.date):
        root = _root(parsed, figure.span)
        if root is None:
            continue
        for quantity in quantities_of(_with_role(parsed, figure, root)):
            found.append(Counted(root, replace(quantity, span=parsed.span(quantity.span.start, quantity.span.end))))
    yield from sorted(found, key=lambda counted: counted.quantity.span.start)


def _with_role(parsed: ParsedArticle, figure: Figure, root: Token) -> Figure:
    """Give a number the role that its clause says; without such words, the one that the words beside it give."""
    if not figure.roles and counts_events(parsed, root):
        return replace(figure, roles=("events",))
    own, phrase = NOUN_ROLES.get(figure.head), parsed.at.get(root.i)
    if own not in {None, "troops"} or figure.value == 0 or (phrase is not None and phrase.type in LOCATIONS):
        return figure
    role = harm_of(parsed.lexicon, root)
    if role is None and figure.roles in {("killed",), ("injured",)} and does_harm(parsed.lexicon, root):
        return replace(figure, roles=())
    return replace(figure, roles=(role,)) if role else figure


def _root(parsed: ParsedArticle, span: Span) -> Token | None:
    words = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def _add(quantities: list[Quantity], quantity: Quantity) -> None:
    """Add a quantity, unless the event has the same figure already."""
    if all((q.role, q.value, q.qualifier) != (quantity.role, quantity.value, quantity.qualifier) for q in quantities):
        quantities.append(quantity)


def _event_for(stories: Sequence[Story], told: Sequence[tuple[int, Telling]], root: Token, role: str) -> tuple[int, int] | None:
    """The event of the sentence nearest to a figure in the parse, among those that can have it, behind its steps from there."""
    takes = _TAKES.get(role, frozenset())
    options = [
        (_steps(root, telling), abs(root.i - telling.token.i), index)
        for index, telling in told
        if stories[index].type in takes
        and (role != "events" or stories[index].is_aggregate)
        and not (role in _HARM and _is_aside(root, telling))
    ]
    if not options:
        return None
    steps, _, index = min(options)
    return steps, index


def _is_aside(root: Token, telling: Telling) -> bool:
    """Whether an event only describes who counts: "the hospital, which was hit in May, has admitted eleven"."""
    above = {word.i: word for word in syntax.ancestors(root, _FAR)}
    clause = next((word for word in (telling.token, *syntax.ancestors(telling.token, _FAR)) if word.dep_ == "relcl"), None)
    if clause is None or clause.i in above or clause.head.i == root.i:
        return False
    holder = clause.head
    while holder.dep_ in {"appos", "conj", "pobj", "prep"} and holder.head.i != holder.i:
        holder = holder.head
    return holder.dep_ == "nsubj" and holder.head.i in above and not root.dep_.startswith("nsubj")


def _steps(root: Token, telling: Telling) -> int:
    """Steps in the parse from a word to the trigger, its light verb or a verb of its consequences, whichever is nearest."""
    words = (telling.token, telling.verb or telling.token, *telling.draft.candidate.consequences)
    return min(_distance(root, word) for word in words)


def _distance(a: Token, b: Token) -> int:
    up = {t.i: n for n, t in enumerate((a, *syntax.ancestors(a, 20)))}
    for n, t in enumerate((b, *syntax.ancestors(b, 20))):
        if t.i in up:
            return n + up[t.i]
    return _FAR

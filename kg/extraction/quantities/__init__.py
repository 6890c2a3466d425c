"""Figures of an English news text: a text in, numbers of rockets, vehicles, killed and wounded out, with bounds and roles.

>>> [(f.span.text, f.value, f.qualifier, f.roles) for f in find_quantities("At least 30 rockets fell, wounding dozens of troops.")]
[('At least 30 rockets', 30, 'at-least', ('munitions',)), ('dozens of troops', 24, 'at-least', ('injured',))]
"""

from __future__ import annotations

from kg.extraction.quantities.figures import Figure, bounds, find_figures
from kg.extraction.quantities.roles import assign_roles, find_none, role_for
from kg.model import Quantity

__all__ = ["Figure", "bounds", "find_quantities", "quantities_of", "role_for"]


def find_quantities(text: str, offset: int = 0, *, reference: str | None = None) -> tuple[Figure, ...]:
    """Find the figures of a text, in their order.

    Parameters
    ----------
    text : the text of an article.
    offset : where the text starts in its file; the spans count from the file's start.
    reference : the article's date in EDTF; with the one given to `find_times`, the times are read once for both.
    """
    nothing = tuple(find_none(text, offset))
    some = (f for f in find_figures(text, offset, reference=reference) if not any(none.span.overlaps(f.span) for none in nothing))
    figures = (*assign_roles(text, tuple(some), offset), *nothing)
    return tuple(sorted(figures, key=lambda figure: (figure.span.start, figure.span.end)))


def quantities_of(figure: Figure) -> tuple[Quantity, ...]:
    """Say a figure as quantities of an event, one for each of its roles.

    >>> [quantity.role for quantity in quantities_of(find_quantities("There were no casualties.")[0])]
    ['killed', 'injured']
    """
    span = figure.evidence or figure.span
    return tuple(Quantity(role, figure.value, figure.qualifier, figure.low, figure.high, span) for role in figure.roles)

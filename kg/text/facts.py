"""What is known of an article's publication, from whichever source: the list of articles, the page, or the text itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, outlet, date (EDTF) and address; the spans are offsets of the words of the text that gave title and date, where it did."""

    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    title_span: tuple[int, int] | None = None
    date_span: tuple[int, int] | None = None

    def or_else(self, other: Facts) -> Facts:
        """Fill what is not known here from ``other``; a span goes with the value that it gives.

        >>> Facts(date="2023-08-12").or_else(Facts(date="2023-08-12", date_span=(0, 15), outlet="Reuters"))
        Facts(title=None, outlet='Reuters', date='2023-08-12', url=None, title_span=None, date_span=(0, 15))
        """
        title, date = self.title or other.title, self.date or other.date
        return Facts(
            title,
            self.outlet or other.outlet,
            date,
            self.url or other.url,
            self.title_span or (other.title_span if other.title == title else None),
            self.date_span or (other.date_span if other.date == date else None),
        )

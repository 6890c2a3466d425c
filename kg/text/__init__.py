"""Files go in; articles with their title, outlet, date and page furniture come out, their text untouched."""

from __future__ import annotations

from kg.text.reader import Reading, read

__all__ = ["Reading", "read"]

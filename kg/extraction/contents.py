"""Claims in, which of them say something about a place in the text out: a look-up from characters to the contents that hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extraction.attribution import ClaimDraft
from kg.extraction.stories import Telling

_WIDTH = 500  # characters of one drawer of the look-up


class Contents:
    """The claims of an article by what they say."""

    def __init__(self, claims: Sequence[ClaimDraft]) -> None:
        self.claims = claims
        self._drawers: dict[int, list[int]] = defaultdict(list)
        for n, claim in enumerate(claims):
            if claim.content is not None:
                for drawer in range(claim.content[0] // _WIDTH, claim.content[1] // _WIDTH + 1):
                    self._drawers[drawer].append(n)

    def around(self, at: int) -> list[int]:
        """Give the numbers of the claims whose content holds this character, in order."""
        return [n for n in self._drawers.get(at // _WIDTH, ()) if _holds(self.claims[n], at)]

    def over(self, telling: Telling) -> list[ClaimDraft]:
        """Give the claims that say that an event happened."""
        return [self.claims[n] for n in self.around(telling.token.idx)]


def _holds(claim: ClaimDraft, at: int) -> bool:
    return claim.content is not None and claim.content[0] <= at < claim.content[1]

"""An event told so far and a new telling in, whether it is the doer's own account of it out.

"Russian drones struck the port. Russia's ministry said its forces had hit fuel depots with precision weapons."
"""

from __future__ import annotations

from kg.extraction.affiliation import nation
from kg.extraction.comparison.newcomer import NewTelling
from kg.extraction.parsed import Phrase
from kg.extraction.stories import ATTACKS, Story

_LEAD = 3  # sentences
_REACH = 6  # sentences back to the event


def is_own_account(story: Story, new: NewTelling) -> bool:
    """Say whether the side that did what the article is about is reported to tell of an attack without a day, place or name of its own."""
    telling, first = new.telling, story.tellings[0]
    if story.type not in ATTACKS or telling.draft.type not in ATTACKS or story.is_aggregate or telling.is_aggregate:
        return False
    if not telling.is_said or telling.date or telling.is_shifted or telling.fillers("location") or new.is_elsewhere:
        return False
    is_main = min(t.sentence for t in story.tellings if not t.is_title or t is first) <= _LEAD and not new.is_old
    is_near = 0 < telling.sentence - story.tellings[-1].sentence <= _REACH
    if not (is_main and is_near) or any(p.kind != "nominal" for p in (*telling.fillers("targets"), *telling.fillers("agents"))):
        return False
    return bool(_nations(new, telling.fillers("agents")) & _nations(new, story.fillers("agents")))


def _nations(new: NewTelling, phrases: list[Phrase]) -> set[str]:
    return {state for phrase in phrases if (state := nation(new.parsed, phrase)) is not None}

"""What the shipped queries answer on the seeds: rows that a reader of the five articles would expect.

Each row names the query, its parameters, and values that one row of the answer must hold; `None` stands for an empty cell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.graph.store.graph import Graph
from kg.pipeline import build


@pytest.fixture(scope="module")
def graph(seeds: Path) -> Graph:
    return build([seeds]).graph


Row = dict[str, Any]
AL_OMAR_2021 = "Rocket attack, Al-Omar oil field, 2021-07-04"

ANSWERS: list[tuple[str, dict[str, str], Row]] = [
    # article 003, the attack of July 4th: every voice, with its words and the way it reached us
    ("claims", {"text": "two rockets were fired"}, {"sources": "Siyamend Ali", "act": "assert", "cue": "said", "event": AL_OMAR_2021}),
    ("casualties", {}, {"event": AL_OMAR_2021, "role": "killed", "low": 0, "high": 0, "words": "without inflicting any casualties"}),
    ("casualties", {}, {"event": AL_OMAR_2021, "role": "injured", "low": 0, "high": 0}),
    ("munitions", {}, {"event": AL_OMAR_2021, "role": "munitions", "low": 2, "high": 2, "words": "two rockets"}),
    ("munitions", {}, {"event": AL_OMAR_2021, "role": "munitions", "low": 2, "high": None, "words": "at least two rockets"}),
    ("claims", {"text": "no truth"}, {"sources": "Wayne Marotto", "act": "deny", "cue": "tweeted", "event": AL_OMAR_2021}),
    (
        "claims",
        {"text": "“training” activity"},
        {
            "sources": "Other reports",
            "act": "assert",
            "cue": "said",
            "words": "the blasts were caused as a result of “training” activity taking place among foreign forces there",
        },
    ),
    (
        "who-denies-what",
        {},
        {"source": "Syrian Democratic Forces", "status": "denied", "words": "another base housing U.S. troops was hit", "cue": "denied"},
    ),
    ("who-denies-what", {}, {"source": "United States", "denied": AL_OMAR_2021, "status": "disputed"}),
    ("source-chains", {}, {"hands": 2, "chain": "Syrian sources ← Al-Masirah", "act": "assert"}),
    (
        "source-chains",
        {},
        {
            "hands": 2,
            "chain": "Syrian Observatory for Human Rights ← Al Arabiya",
            "words": "the oilfield had been hit by a number of rockets",
        },
    ),
    ("attacks-on-facility", {"facility": "id:al-omar-oil-field"}, {"label": AL_OMAR_2021, "stance": "denies", "source": "Wayne Marotto"}),
    ("attacks-on-facility", {"facility": "id:al-omar-oil-field"}, {"label": AL_OMAR_2021, "stance": "affirms", "source": "Siyamend Ali"}),
    ("contradictions", {}, {"event": AL_OMAR_2021, "about": "occurrence"}),
    ("relations", {"relation": "kg:spokespersonOf"}, {"subject": "Siyamend Ali", "object": "Syrian Democratic Forces"}),
    ("relations", {"relation": "kg:spokespersonOf"}, {"subject": "Wayne Marotto"}),
    ("relations", {"relation": "kg:backs"}, {"subject": "United States", "object": "Syrian Democratic Forces"}),
    # article 002
    ("munitions", {}, {"role": "munitions", "low": 3, "high": None, "words": "at least three rockets", "date": "2023-08-12"}),
    ("source-chains", {}, {"hands": 3, "chain": "Local sources ← Sputnik ← The Cradle"}),
    ("source-chains", {}, {"hands": 3, "chain": "Islamic State ← Amaq News Agency ← The Cradle"}),
    ("claims", {"text": "Islamic State"}, {"act": "claim-responsibility", "words": "the attack in Deir Ezzor"}),
    ("casualties", {}, {"role": "killed", "low": 33, "high": 33, "words": "33 soldiers"}),
    ("casualties", {}, {"role": "killed", "low": 139, "high": 139}),
    ("casualties", {}, {"role": "killed", "low": 10, "high": 10, "words": "ten Syrian soldiers"}),
    ("claims", {"text": "White House"}, {"act": "assert", "cue": "claims"}),
    ("claims", {"text": "Russian officials"}, {"act": "accuse", "cue": "accused"}),
    # article 001
    ("munitions", {}, {"low": 30, "high": None, "words": "at least 30 rockets", "date": "2024-01-08"}),
    ("relations", {"relation": "kg:leads"}, {"subject": "Abu Mahdi al-Muhandis", "object": "Kata'ib Hezbollah"}),
    ("relations", {"relation": "kg:leads"}, {"subject": "Qasem Soleimani", "object": "Quds Force"}),
    ("relations", {"relation": "kg:memberOf"}, {"subject": "Quds Force", "object": "Islamic Revolutionary Guard Corps"}),
    ("claims", {"text": "Lebanese media"}, {"act": "assert", "cue": "reported"}),
    ("claims", {"text": "al-Sudani"}, {"act": "announce", "cue": "announced"}),
    # article 000
    ("source-chains", {}, {"chain": "US coalition official ← Reuters", "act": "assert"}),
    ("relations", {"relation": "kg:controls"}, {"subject": "Syrian Democratic Forces", "object": "Conoco gas field"}),
    ("relations", {"relation": "kg:backs"}, {"subject": "Iran", "object": "Popular Mobilization Forces"}),
    ("facilities-by-attacks", {}, {"label": "Ain al-Asad Airbase"}),
    ("facilities-by-attacks", {}, {"label": "Al-Omar oil field", "last": "2024-01-08"}),
    # article 004
    ("claims", {"text": "Pentagon officials"}, {"act": "deny", "cue": "deny"}),
    ("claims", {"text": "plunder oil"}, {"act": "estimate", "cue": "estimated"}),
    ("movements", {}, {"counted": "vehicles", "low": 45}),
    # over all: one killing told by two articles, an attack told as the answer to another
    ("reported-by-both", {}, {"event": "Assassination, Qasem Soleimani, 2020-01-03", "date_1": "2020-01", "date_2": "2020-01-03"}),
    ("retaliation-chains", {}, {"answers": "Airstrike, Iraq–Syria border, 2021-06-27", "direct": "yes"}),
    ("near-point", {"latitude": "35.1", "longitude": "40.6", "radius": "40"}, {"event": AL_OMAR_2021}),
    ("events-without-attacker", {}, {"label": AL_OMAR_2021, "status": "disputed"}),
    ("attackers-named", {}, {"actor": "Islamic State", "act": "claim-responsibility"}),
    ("articles", {}, {"outlet": "The Cradle"}),
]


def _text(value: Any) -> Any:
    return str(value) if value is not None and not isinstance(value, (int, float, bool)) else value


@pytest.mark.parametrize(("name", "params", "expected"), ANSWERS, ids=[f"{i}-{a[0]}" for i, a in enumerate(ANSWERS)])
def test_answer(graph: Graph, name: str, params: dict[str, str], expected: Row) -> None:
    result = graph.query(name, params)
    columns = list(result.variables)
    assert set(expected) <= set(columns), f"{name} gives {columns}"
    rows = [dict(zip(columns, map(_text, row), strict=True)) for row in result.rows]
    assert any(all(row[c] == v for c, v in expected.items()) for row in rows), "\n".join(str(row) for row in rows[:60])

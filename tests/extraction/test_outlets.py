"""The outlet and the author that the head of an article names."""

from __future__ import annotations

import pytest
from factory import article

from kg.extraction import Resources, extract

BODY = "\n\nRockets hit the depot near Adra, a witness told {outlet} by phone.\n"


@pytest.fixture(scope="module")
def known() -> Resources:
    return Resources()


def named(text: str, known: Resources, *, outlet: str | None = None) -> dict[str, str]:
    story = article(text, date="2024-03-04", outlet=outlet)
    return {entity.name: entity.type for entity in extract(story, resources=known).entities}


@pytest.mark.parametrize("head", ["ADRA, March 4 (Orontes Wire) - Calm returned.", "Adra (Orontes Wire) -- Calm returned."])
def test_the_outlet_of_the_dateline_is_one(head: str, known: Resources) -> None:
    assert named(head + BODY.format(outlet="Orontes Wire"), known)["Orontes Wire"] == "MediaOutlet"


def test_the_outlet_of_the_list_of_articles_is_one(known: Resources) -> None:
    assert (
        named("Calm returned." + BODY.format(outlet="Orontes Sentinel"), known, outlet="Orontes Sentinel")["Orontes Sentinel"]
        == "MediaOutlet"
    )


def test_the_byline_names_a_person(known: Resources) -> None:
    assert named("Depot hit near Adra\n\nBy Jasna Obradic" + BODY.format(outlet="us"), known)["Jasna Obradic"] == "Person"

"""Doers whom the words name at a distance, each kind beside words that must not be read so."""

import pytest

from kg.extract import extract
from kg.model.fact import Voice
from tests.support import annotated


def doers(text: str) -> set[str]:
    article = annotated(text)
    return {
        article.text_of(r.party.span)
        for m in extract(article).attacks
        for r in m.responsible
        if r.voice is Voice.ASSERTED
    }


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The worker was kidnapped and imprisoned by Boko Haram in Karvel on Monday.", "Boko Haram"),
        ("The worker was kidnapped, tortured and enslaved by Boko Haram in Karvel on Monday.", "Boko Haram"),
        ("Karl Berg was killed in a gunfight with police in Karvel on Monday.", "police"),
        ("A soldier was killed in an exchange of gunfire with rebels in Karvel on Monday.", "rebels"),
        (
            "An attack with grenades that was carried out by unidentified men in Karvel killed two.",
            "unidentified men",
        ),
        ("The attack was the latest in the IRA's bombing campaign in Karvel on Monday.", "IRA"),
        ("The Karvel bombing was an act of terror by Karl Berg.", "Karl Berg"),
        ("A patient shot at a doctor in a clinic in Karvel on Monday.", "A patient"),
        ("A young refugee attacked passengers on a train in Karvel on Monday with an axe.", "A young refugee"),
        ("A man wounded 15 people in a stabbing attack in Karvel on Monday.", "A man"),
    ],
)
def test_who_did_it(text: str, doer: str) -> None:
    assert doers(text) == {doer}


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot and taken to hospital by police in Karvel on Monday.",
        "Two villagers were stabbed in Karvel on Monday, and three men were arrested by police.",
        "Two men were killed in a meeting with police in Karvel on Monday.",
        "Karl Berg was killed in a gunfight with a neighbour in Karvel on Monday.",
        "The attack that was prevented by police in Karvel on Monday shocked many.",
        "The attack in Karvel was a shock to Karl Berg.",
        "The IRA's bombing trial in Karvel began on Monday.",
        "The article draws on an analysis of the Karvel bombing performed over seven years by a reporter, Anna Lund.",
        "Several refugees attacked in Karvel on Monday.",
        "Refugees wounded in a stabbing attack in Karvel on Monday were taken to hospital.",
    ],
)
def test_who_did_not(text: str) -> None:
    assert doers(text) == set()

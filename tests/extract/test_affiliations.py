"""Affiliations: in the report's own voice only, and only between named parties."""

from __future__ import annotations

import pytest

from kg.extract.affiliations import find_affiliations
from kg.extract.attributions import find_attributions
from tests.support import annotated


def relations(text: str, headline: str | None = None) -> set[tuple[str, str, str]]:
    article = annotated(text, headline=headline)
    found = find_affiliations(article, attributions=find_attributions(article))
    return {(article.text_of(a.subject.span), a.relation, article.text_of(a.object.span)) for a in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norwegian-backed Peruvian Navy attacked.", ("Peruvian Navy", "backedBy", "Norwegian")),
        ("Boko Haram, backed by Norway, attacked.", ("Boko Haram", "backedBy", "Norway")),
        ("Boko Haram, a Norway-backed militia, attacked.", ("Boko Haram", "backedBy", "Norway")),
        ("The pro-Norway Amal Movement won.", ("Amal Movement", "alignedWith", "Norway")),
        ("The anti-Taliban Northern Alliance won.", ("Northern Alliance", "opposes", "Taliban")),
        ("The al-Quds Brigades, the armed wing of Islamic Jihad, attacked.",
         ("al-Quds Brigades", "partOf", "Islamic Jihad")),
        ("Boko Haram, one of the United Nations's factions, attacked.", ("Boko Haram", "partOf", "United Nations")),
        ("NATO's International Security Assistance Force left.",
         ("International Security Assistance Force", "partOf", "NATO")),
        ("Mario Quispe, a member of Boko Haram, was shot.", ("Mario Quispe", "memberOf", "Boko Haram")),
        ("Boko Haram member Mario Quispe was shot.", ("Mario Quispe", "memberOf", "Boko Haram")),
        ("The Rapid Support Forces, a unit within the Sudanese Armed Forces, attacked.",
         ("Rapid Support Forces", "partOf", "Sudanese Armed Forces")),
        ("The Rapid Support Forces come under the Sudanese Armed Forces.",
         ("Rapid Support Forces", "partOf", "Sudanese Armed Forces")),
        ("Ahrar al-Sham, one of the groups in the Free Syrian Army, denied it.",
         ("Ahrar al-Sham", "partOf", "Free Syrian Army")),
        ("Boko Haram, which is now part of the Islamic State, attacked.",
         ("Boko Haram", "partOf", "Islamic State")),
        ("The Syrian Democratic Forces, an alliance backed by the United States, attacked.",
         ("Syrian Democratic Forces", "backedBy", "United States")),
        ("The Special Branch department of the Peruvian National Police arrested two men.",
         ("Special Branch", "partOf", "Peruvian National Police")),
        ("The FBI said so. The FBI Explosives Laboratory examined it.", ("FBI Explosives Laboratory", "partOf", "FBI")),
        ("The Taliban said so. The Haqqani Network, a faction of the movement, attacked.",
         ("Haqqani Network", "partOf", "the movement")),
    ],
)  # fmt: skip
def test_reads_the_affiliation(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mario Quispe said that Boko Haram is a branch of the Taliban.",  # somebody's word
        "The allegedly Norwegian-backed Peruvian Navy attacked.",  # hedged
        "Boko Haram is not a branch of the Taliban.",  # denied
        "Boko Haram fought against the Taliban.",
        "The MDC said so. The MDC Alliance denied it.",  # a like name, and no unit of it
        "Norway's prime minister met Mario Quispe.",
        "The motion was backed by Norway.",  # nothing named is backed
        "The Peruvian Navy, one of the groups in Lima, attacked.",  # a town is no body
        "The Peruvian Navy came under fire from Boko Haram.",
    ],
)
def test_leaves_what_the_report_does_not_say(text: str) -> None:
    assert relations(text) == set()


def test_headlines_make_no_affiliation() -> None:
    assert relations("The navy attacked on Monday.", headline="Iran-backed Houthis attack") == set()

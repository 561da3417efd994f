"""Who is accused in the report, and who only stands near an accusation."""

from dataclasses import replace

import pytest

from kg.extract import extract
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Stance
from kg.model.span import Span
from kg.model.suggestion import SuggestedAttack, SuggestedSpan, Suggestions
from tests.support import annotated


def responsible(article: AnnotatedArticle) -> set[str]:
    facts = extract(article)
    found = {article.text_of(r.party.span) for m in facts.attacks for r in m.responsible}
    claims = (c for s in facts.statements for c in s.claims if c.stance is Stance.AFFIRMS)
    return found | {article.text_of(c.party.span) for c in claims}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Brothers Tamer Berg, left, and Karl Berg are accused of carrying out the bombing in Karvel.",
            {"Tamer Berg", "Karl Berg"},
        ),
        (
            "The minister blamed the far right, including the Party of Order, for the attack in Karvel on Monday.",
            {"Party of Order"},
        ),
        ("The US bombing of Karvel killed ten people on Monday.", {"US"}),
        (
            "The mayor met the accused bombers Karl Berg and Peter Lund after the bombing in Karvel on Monday.",
            {"Karl Berg", "Peter Lund"},
        ),
        (
            "The mayor met the suspect Karl Berg and Peter Lund after the bombing in Karvel on Monday.",
            {"Karl Berg"},
        ),
    ],
)
def test_who_is_laid_at_the_door(text: str, parties: set[str]) -> None:
    assert responsible(annotated(text)) == parties


@pytest.mark.parametrize(
    "text",
    [
        "US embassy bombing in Karvel kills ten.",
        "Norway restaurant explosion: fifteen injured by a bomb in Karvel.",
        "Karl Berg would support it if the bombing in Karvel on Monday had been done by the Taliban.",
    ],
)
def test_who_is_not(text: str) -> None:
    assert responsible(annotated(text)) == set()


@pytest.mark.parametrize(
    ("text", "party", "accused"),
    [
        ("The envoy said that Norway had no part in the bombing in Karvel.", "Norway", False),
        ("The lawyer said that Norway was not implicated in the bombing in Karvel.", "Norway", False),
        ("Police said that a Norway-inspired couple had planned the bombing in Karvel.", "Norway", False),
        ("The envoy said that Norway had a part in the bombing in Karvel.", "Norway", True),
    ],
)
def test_whom_a_component_suggests(text: str, party: str, accused: bool) -> None:
    article = annotated(text)

    def span(word: str) -> Span:
        return Span(text.index(word), text.index(word) + len(word))

    suggestion = SuggestedAttack(
        component="learned-attack",
        trigger=span("bombing"),
        kinds=("Bombing",),
        confidence=0.9,
        parties=(SuggestedSpan(span=span(party), confidence=0.9),),
    )
    suggested = replace(article, suggestions=Suggestions(attacks=(suggestion,)))
    assert (party in responsible(suggested)) is accused

"""Speakers where the parse goes astray, speakers by adjective, by document, by age."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.attributions import find_attributions
from kg.model.annotation import AnnotatedArticle

Annotate = Callable[..., AnnotatedArticle]


def speakers(article: AnnotatedArticle) -> list[str]:
    return [article.text_of(a.speaker.span) for a in find_attributions(article)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            'Speaking to the Daily Post, the head of the League for Human Rights, Jamal Haddad, said, "We left."',
            "Jamal Haddad",
        ),
        ("Karin Holt, meanwhile, who saw the fire, said the bridge was empty.", "Karin Holt"),
        ("David Lund, who was manager of the shop, identified pictures from the tape as his brother.", "David Lund"),
        ("According to Ohio Senator Karin Holt, the bridge is one of eighteen in the valley.", "Karin Holt"),
        ("According to the mayor of Karvel, Peter Lund, there were ten people aboard the boat.", "Peter Lund"),
        ('"The bridge that we built here will obviously be empty." Lund said.', "Lund"),
        ("As Lund said, the two have become the best players of the country.", "Lund"),
        ("The solution, the teacher told them, was simple.", "the teacher"),
        ("The union was more forceful in blaming the ministry for the fire.", "The union"),
        ("In a letter sent by the mayor, residents were urged to leave the town.", "the mayor"),
        ("The mayor was adamant that the bridge would stay closed.", "The mayor"),
        ("Many teachers were critical of the decision.", "Many teachers"),
        ("One of the lawyers, Karin Holt, last week told reporters that the bridge was empty.", "Karin Holt"),
        ("Karin Holt, league spokeswoman said the bridge was empty.", "Karin Holt"),
        ("According to Karin Holt, a teacher said the bridge was empty.", "a teacher"),
        ("The 53-year-old lamented that the bridge was empty.", "The 53-year-old"),
        ("Some stevedores believe that the bridge was empty.", "Some stevedores"),
        ("Previous studies have shown that the river is clean.", "Previous studies"),
        ("Three people died, according to state television.", "state television"),
        ("Lund's lawyers acknowledged from the start of the trial that he was in the town.", "Lund's lawyers"),
        ("The farmers were hopeful that the rain would come.", "The farmers"),
        ("Officials have alleged foreign involvement.", "Officials"),
        ("Holt has pleaded not guilty to the thirty charges.", "Holt"),
    ],
)  # fmt: skip
def test_who_speaks(annotate_text: Annotate, text: str, speaker: str) -> None:
    assert speaker in speakers(annotate_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "The river rose according to schedule.",
        "As he crossed the bridge, the train came.",
        "He was in a critical condition.",
        "The map showed the way to the river.",
        "Karin Holt showed that she can swim.",
        "The team was praised for being critical.",
        "The town failed to provide water.",
        "Karin Holt, who saw the fire, ran.",
        "The bus was charged overnight.",
    ],
)
def test_who_does_not(annotate_text: Annotate, text: str) -> None:
    assert speakers(annotate_text(text)) == []


def test_a_statement_does_not_reach_back_to_where_its_paper_was_issued(annotate_text: Annotate) -> None:
    article = annotate_text("The army issued a statement condemning the raid. The statement warns of floods.")
    assert [article.text_of(a.span) for a in find_attributions(article)][1] == "The statement warns of floods"

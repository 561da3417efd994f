"""Tolls: which numbers count the dead and the hurt of an attack, and whose word they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import extract
from kg.extract.casualty_cues import find_tolls
from kg.extract.grammar import Grammar
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Casualties, Count

Annotate = Callable[..., AnnotatedArticle]


def tolls(annotated: AnnotatedArticle) -> list[tuple[str, int, int | None, str]]:
    return [(t.effect.value, t.count.minimum, t.count.maximum, t.rule) for t in find_tolls(Grammar(annotated))]


@pytest.mark.parametrize(
    ("text", "effect", "minimum", "maximum", "rule"),
    [
        ("The blast killed 17 people.", "killed", 17, 17, "killed-object"),
        ("A bomb exploded in Quetta, killing at least 30.", "killed", 30, None, "killed-object"),
        ("The gunmen killed two soldiers and a civilian.", "killed", 3, 3, "killed-object"),
        ("The raid killed a total of five people.", "killed", 5, 5, "killed-object"),
        ("More than 40 villagers were killed in the raid.", "killed", 41, None, "killed-passive"),
        ("Eleven men were shot and wounded.", "injured", 11, 11, "injured-passive"),
        ("Two guards died in the ambush.", "killed", 2, 2, "died"),
        ("The rocket left six farmers dead.", "killed", 6, 6, "state"),
        ("Officials said 19 were dead.", "killed", 19, 19, "state"),
        ("The shelling caused 14 deaths.", "killed", 14, 14, "deaths"),
        ("He spoke of the deaths of nine students.", "killed", 9, 9, "deaths-of"),
        ("He pleaded guilty to eight murders.", "killed", 8, 8, "deaths"),
        ("The death toll rose to 52 on Sunday.", "killed", 52, 52, "toll"),
        ("The death toll exceeded 100.", "killed", 101, None, "toll"),
        ("The bombing claimed 23 lives.", "killed", 23, 23, "lives"),
        ("Eight pilgrims lost their lives.", "killed", 8, 8, "lives"),
        ("Nobody was killed.", "killed", 0, 0, "none"),
        ("The strike caused no injuries.", "injured", 0, 0, "none"),
        ("The clash left dozens of rebels wounded.", "injured", 24, None, "state"),
    ],
)
def test_words_that_count_the_dead_and_the_hurt(
    annotate_text: Annotate, text: str, effect: str, minimum: int, maximum: int | None, rule: str
) -> None:
    assert (effect, minimum, maximum, rule) in tolls(annotate_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "About 3,000 soldiers guard the border.",
        "The group holds 40 hostages.",
        "He was killed in 2004.",
        "She died at the age of 81.",
        "The strike killed 30 cows.",
        "The bomb could have killed 50 people.",
        "They tried to kill two guards.",
        "The police said several people were killed.",
        "The storm was the deadliest in 20 years.",
        "The band killed time for two hours.",
    ],
)
def test_other_numbers_are_no_tolls(annotate_text: Annotate, text: str) -> None:
    assert tolls(annotate_text(text)) == []


def casualties(annotated: AnnotatedArticle) -> tuple[Casualties, ...]:
    return extract(annotated).casualties


def test_the_killed_and_the_injured_of_a_clause_are_one_report(annotate_text: Annotate) -> None:
    (report,) = casualties(
        annotate_text("A suicide bomber killed 12 and injured twelve more at a market in Multan on Monday.")
    )
    assert report.killed == Count(minimum=12, maximum=12)
    assert report.injured == Count(minimum=12, maximum=12)


def test_a_toll_belongs_to_the_attack_of_its_clause(annotate_text: Annotate) -> None:
    annotated = annotate_text(
        "Gunmen attacked a convoy near Gao on Tuesday, killing four soldiers. "
        "Last month a car bombing in Bamako killed nine people."
    )
    facts = extract(annotated)
    trigger = {attack.index: attack.sentence for attack in facts.attacks}
    assert [(trigger[c.attack], c.killed and c.killed.minimum) for c in facts.casualties] == [(0, 4), (1, 9)]


def test_a_death_toll_belongs_to_the_attack_told_before(annotate_text: Annotate) -> None:
    annotated = annotate_text("A bombing hit a bus in Peshawar on Friday. The death toll has risen to 31.")
    facts = extract(annotated)
    (report,) = facts.casualties
    assert report.killed == Count(minimum=31, maximum=31)
    assert facts.attacks[report.attack].sentence == 0


def test_the_source_is_who_says_it(annotate_text: Annotate) -> None:
    annotated = annotate_text("A car bombing hit Kirkuk on Friday. Police said the bombing killed 15 people.")
    (report,) = casualties(annotated)
    assert report.source is not None
    assert report.source.span.slice(annotated.article.text) == "Police"


@pytest.mark.parametrize(
    "text",
    [
        "A ferry sank off Zanzibar on Monday. At least 40 people died.",
        "A bomb went off in Kano on Friday. Last year a train crash killed 60 people there.",
    ],
)
def test_the_dead_of_mishaps_are_no_toll_of_an_attack(annotate_text: Annotate, text: str) -> None:
    assert casualties(annotate_text(text)) == ()


def test_a_date_line_is_no_subject(annotate_text: Annotate) -> None:
    text = "KISUMU, Kenya, May 3 (Agency) -- Seven bandits were killed in two raids on Friday, police said on Saturday."
    assert ("killed", 7, 7, "killed-passive") in tolls(annotate_text(text))


@pytest.mark.parametrize("text", ["There were no military casualties.", "None of the guards was injured."])
def test_none_of_some_is_not_nobody(annotate_text: Annotate, text: str) -> None:
    assert tolls(annotate_text(text)) == []


def test_a_described_victim_beside_a_larger_toll_is_not_counted(annotate_text: Annotate) -> None:
    report = annotate_text(
        "An air strike killed a commander in Idlib on Friday. The strike killed six people, police said."
    )
    assert [c.killed for c in casualties(report)] == [Count(minimum=6, maximum=6)]


def test_one_number_for_dead_and_wounded_tells_neither(annotate_text: Annotate) -> None:
    assert tolls(annotate_text("At least 300 villagers were killed and wounded.")) == []


@pytest.mark.parametrize(
    "statistic",
    [
        "More than 900 civilians have been killed since January 2015.",
        "The war has killed 40,000 people.",
        "Militants killed 310 villagers last year, a rise of 12 percent.",
        "The region has seen killings since January 2015. Some 144 women and 327 children were killed.",
    ],
)
def test_the_dead_of_a_war_are_no_toll_of_an_attack(annotate_text: Annotate, statistic: str) -> None:
    report = annotate_text(f"A roadside bomb killed four soldiers in Diffa on Monday. {statistic}")
    assert [c.killed for c in casualties(report)] == [Count(minimum=4, maximum=4)]


def test_dead_and_wounded_of_one_phrase_have_their_own_numbers(annotate_text: Annotate) -> None:
    report = annotate_text("Clashes in Sebha have left at least 16 dead and nearly 200 wounded.")
    assert tolls(report) == [("killed", 16, None, "state"), ("injured", 200, 200, "state")]

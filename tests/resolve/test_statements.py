"""Statements and responsibility after resolution: who speaks, what is disputed, what is fact."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model.fact import Stance
from kg.model.resolved import ResolvedAttack, ResolvedFacts, ResolvedStatement
from kg.resolve import resolve
from tests.support import annotated

LEAD = "A bomb killed three people in Oslo on Monday. "


def resolved(text: str) -> ResolvedFacts:
    article = annotated(text)
    return resolve(article, extract(article))


def label(facts: ResolvedFacts, key: str) -> str:
    return next(e.label for e in facts.entities if e.key == key)


def only_statement(text: str) -> tuple[ResolvedFacts, ResolvedStatement]:
    facts = resolved(text)
    (statement,) = facts.statements
    return facts, statement


def parties(facts: ResolvedFacts) -> tuple[set[str], set[str], set[str]]:
    """Names of perpetrators, alleged perpetrators and claimants of the first attack."""
    attack: ResolvedAttack = facts.attacks[0]
    slots = (attack.perpetrators, attack.alleged, attack.claimed_by)
    perpetrators, alleged, claimed = ({label(facts, f.entity) for f in slot} for slot in slots)
    return perpetrators, alleged, claimed


# ---------------------------------------------------------------------- statements
def test_a_statement_with_all_its_parts() -> None:
    facts, statement = only_statement(
        LEAD + 'Peter Lund, a spokesman for the Red Cross, said in a statement that "the street was empty".'
    )
    assert label(facts, statement.speaker) == "Peter Lund"
    assert statement.on_behalf_of is not None
    assert label(facts, statement.on_behalf_of) == "Red Cross"
    assert statement.text == 'that "the street was empty"'
    assert statement.quotes == ("the street was empty",)
    assert statement.channel == "statement"
    assert statement.ordinal == 1


def test_the_passage_holds_speaker_cue_and_content() -> None:
    text = LEAD + "Peter Lund condemned the attack."
    _, statement = only_statement(text)
    assert statement.evidence.span.slice(text) == "Peter Lund condemned the attack"


def test_one_statement_for_a_speaker_and_sentence() -> None:
    facts = resolved(LEAD + "Peter Lund condemned the attack and blamed the Northern Front for it.")
    (statement,) = facts.statements
    assert statement.kinds == ("Accusation", "Condemnation")


def test_a_speaker_whom_nobody_knows_is_left_out() -> None:
    assert resolved("They said the street was empty.").statements == ()


def test_the_day_of_saying() -> None:
    _, statement = only_statement(LEAD + "Peter Lund said on Tuesday that the street was empty.")
    assert statement.date is not None
    assert statement.date.isoformat() == "2021-03-09"


def test_an_accusation_and_its_denial_dispute_each_other() -> None:
    facts = resolved(
        LEAD
        + "Peter Lund blamed the Northern Front for the attack. The Northern Front denied involvement in the attack."
    )
    accusation, denial = (c for s in facts.statements for c in s.claims)
    assert (accusation.stance, denial.stance) == (Stance.AFFIRMS, Stance.DENIES)
    assert accusation.disputes == ((2, 0),)
    assert denial.disputes == ((1, 0),)


def test_claims_that_agree_dispute_nothing() -> None:
    facts = resolved(
        LEAD
        + "Peter Lund blamed the Northern Front for the attack. Karin Holt blamed the Northern Front for the attack."
    )
    assert [c.disputes for s in facts.statements for c in s.claims] == [(), ()]


# ---------------------------------------------------------------------- responsibility
def test_the_articles_own_voice_makes_a_perpetrator() -> None:
    assert parties(resolved("The Northern Front bombed a school in Oslo on Monday.")) == (
        {"Northern Front"},
        set(),
        set(),
    )


@pytest.mark.parametrize(
    "text",
    [
        LEAD + "Peter Lund blamed the Northern Front for the attack.",
        LEAD + "The attack was blamed on the Northern Front.",
        "Peter Lund said the Northern Front bombed a school in Oslo on Monday.",
        '"The Northern Front bombed a school in Oslo on Monday," Peter Lund said.',
        "The Northern Front bombed a school in Oslo on Monday, according to Peter Lund.",
        "The Northern Front allegedly bombed a school in Oslo on Monday.",
        "The Northern Front is believed to have bombed a school in Oslo on Monday.",
    ],
)
def test_an_accusation_is_no_fact(text: str) -> None:
    perpetrators, alleged, claimed = parties(resolved(text))
    assert perpetrators == set()
    assert claimed == set()
    assert alleged == {"Northern Front"}


def test_a_claim_of_responsibility_is_the_partys_own() -> None:
    text = LEAD + "The Northern Front claimed responsibility for the attack."
    assert parties(resolved(text)) == (set(), set(), {"Northern Front"})


def test_a_denial_accuses_nobody() -> None:
    text = LEAD + "The Northern Front denied responsibility for the attack."
    assert parties(resolved(text)) == (set(), set(), set())


def test_what_the_article_says_itself_needs_no_allegation() -> None:
    text = "The Northern Front bombed a school in Oslo on Monday. Peter Lund blamed the Northern Front for the attack."
    assert parties(resolved(text)) == ({"Northern Front"}, set(), set())


def test_every_filler_has_words_behind_it() -> None:
    text = "The Northern Front bombed a school in Oslo on Monday."
    (filler,) = resolved(text).attacks[0].perpetrators
    assert filler.evidence
    assert all("Northern Front" in e.span.slice(text) and e.rule for e in filler.evidence)


@pytest.mark.parametrize(
    ("headline", "about"), [("Bomb kills three in Oslo", 1), ("Mayor of Oslo opens new bridge", 0)]
)
def test_words_without_a_topic_are_about_the_only_attack_of_the_headline(headline: str, about: int) -> None:
    article = annotated(
        "A bomb killed three people in Oslo on Monday.\nPeter Lund said the street is usually quiet.", headline=headline
    )
    assert len(resolve(article, extract(article)).statements[-1].about) == about


@pytest.mark.parametrize(
    ("headline", "about"), [("Bomb kills three in Oslo", 1), ("Mayor of Oslo opens new bridge", 0)]
)
def test_words_without_a_topic_are_about_the_attack_of_the_headline(headline: str, about: int) -> None:
    article = annotated(
        "A bomb killed three people in Oslo on Monday.\nLast year a gunman shot dead a judge in Bergen.\n"
        "Peter Lund said the street is usually quiet.",
        headline=headline,
    )
    facts = resolve(article, extract(article))
    assert len(facts.attacks) == 2
    assert len(facts.statements[-1].about) == about


@pytest.mark.parametrize(
    ("headline", "number"),
    [
        ("Peter Lund condemns bombing in Oslo", 1),
        ("Peter Lund blames Northern Front for bombing in Oslo", 2),
        ("Karin Holt condemns bombing in Oslo", 2),
    ],
)
def test_a_headline_echoes_what_its_speaker_says_below(headline: str, number: int) -> None:
    body = "A bomb killed three people in Oslo on Monday.\nPeter Lund condemned the bombing."
    article = annotated(body, headline=headline)
    assert len(resolve(article, extract(article)).statements) == number


def test_nobody_accuses_himself() -> None:
    facts = resolved(LEAD + "Karin Holt admitted that her client did all the bombings of which she is accused.")
    assert not [c for s in facts.statements for c in s.claims if label(facts, c.object) == "Karin Holt"]

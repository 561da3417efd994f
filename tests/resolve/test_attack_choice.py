"""Which mentions are one attack by what was learned: what stays together, what comes apart, what cannot be one act."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kg.extract import extract
from kg.model.annotation import AnnotatedArticle
from kg.model.resolved import ResolvedAttack, ResolvedFacts
from kg.resolve import resolve
from kg.resolve.attack_choice import JoiningWeights, choose_by_rule, choose_by_weights, joining_weights
from kg.resolve.attack_cluster import Cluster
from kg.resolve.attack_evidence import picked, weigh
from kg.resolve.attack_joining import tie_mentions
from kg.resolve.entities import resolve_entities
from tests.support import annotated


def read(headline: str, text: str, *, learned: bool = True) -> AnnotatedArticle:
    return replace(annotated(text, headline=headline, published=dt.date(2021, 3, 10)), learned=learned)


def resolved(article: AnnotatedArticle) -> ResolvedFacts:
    return resolve(article, extract(article))


def attacks(headline: str, text: str, *, learned: bool = True) -> tuple[ResolvedAttack, ...]:
    return resolved(read(headline, text, learned=learned)).attacks


APART = {
    "two series and the news": (
        "Rockets hit base in Ostland",
        "Rockets hit a base in Karvel on Monday, wounding two soldiers. The army has counted more than 40 attacks on "
        "its bases since January. Farmers in Darmsk told of a series of attacks on their villages in recent years.",
        3,
    ),
    "a second bomb": (
        "Bomb injures five at station in Karvel",
        "A bomb exploded at a station in Karvel on Monday, injuring five people. A second bomb exploded in Darmsk and "
        "injured eight people.",
        2,
    ),
    "several and each of them": (
        "Blasts kill forty in Ostland",
        "Blasts ripped through hotels and churches in Ostland on Sunday, killing forty people. A blast at a hotel in "
        "Karvel killed ten of them. A bomb at a church in Darmsk killed six.",
        3,
    ),
    "somebody else hit": (
        "Trial of bombers opens",
        "Two brothers set off bombs at a race in Karvel on Monday, killing three people. The brothers also shot a "
        "police officer.",
        2,
    ),
    "an older attack that is named after its place": (
        "Bomb kills nine in Quetta",
        "A bomb exploded at a market in Quetta on Tuesday, killing nine people. Police said nothing pointed to a link "
        "with the Karachi airport bombing of 2014. The market had no guards.",
        2,
    ),
}

TOGETHER = {
    "headline, lead and later words": (
        "Car bomb kills nine at market in Quetta",
        "A car bomb exploded at a market in Quetta on Tuesday, killing nine people. The blast wounded twenty others. "
        "Witnesses of the bombing spoke of a big fireball. The explosion also destroyed six shops.",
    ),
    "other words for one siege": (
        "Gunmen attack hotel in Lima",
        "Gunmen attacked a hotel in Lima on Monday, killing four guests. Soldiers ended the siege at dawn. Two of the "
        "guests who were killed in the assault came from Cusco, the mayor said. The shooting began at midnight.",
    ),
    "what a witness calls it": (
        "Car bomb kills nine in Quetta",
        'A car bomb killed nine people in Quetta on Tuesday. "We heard a big explosion and then we saw people run from '
        'an attack on the bus," a trader said.',
    ),
    "the lead tells it once more with its author": (
        "Police: bomber kills three",
        "Three people died in an attack on a bus in Karvel on Monday. A suicide bomber blew himself up in the bus, "
        "police said.",
    ),
}


@pytest.mark.parametrize("name", APART)
def test_attacks_that_come_apart(name: str) -> None:
    headline, text, count = APART[name]
    assert len(attacks(headline, text)) == count


@pytest.mark.parametrize("name", TOGETHER)
def test_attacks_that_stay_together(name: str) -> None:
    assert len(attacks(*TOGETHER[name])) == 1


def test_what_was_learned_takes_part_only_where_it_may() -> None:
    told = TOGETHER["what a witness calls it"]
    assert len(attacks(*told, learned=False)) == 2
    assert len(attacks(*told)) == 1


def test_the_component_is_named_where_it_took_part() -> None:
    headline, text = TOGETHER["other words for one siege"]
    name = joining_weights().info
    assert name in resolved(read(headline, text)).components
    assert name not in resolved(read(headline, text, learned=False)).components
    assert name not in resolved(read("Rain in Lima", "It rained in Lima on Monday.")).components


ODDS = {
    "day": "A bomb killed nine people in Quetta on Tuesday. A bomb killed four people in Quetta on January 4.",
    "town": "A bomb killed nine people in Quetta on Tuesday. A bomb killed four people in Lima.",
    "deed": "A bomb killed nine people in Quetta on Tuesday. Gunmen kidnapped four people.",
}


@pytest.mark.parametrize("text", ODDS.values(), ids=ODDS)
def test_what_cannot_be_one_act_is_not_joined_whatever_the_weights(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keen = JoiningWeights(joining_weights().info, {"new": -100_000})
    monkeypatch.setattr("kg.resolve.attack_choice.joining_weights", lambda: keen)
    article = read("News from Ostland", text)
    first, second = groups(article)
    assert choose_by_weights(article, second, [first]) is None


def test_a_new_attack_with_an_author_must_be_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = JoiningWeights(joining_weights().info, {"new": 500})
    monkeypatch.setattr("kg.resolve.attack_choice.joining_weights", lambda: unsure)
    news = "A bomb killed nine people in Quetta on Tuesday."
    for more, expected in (("The blast was loud.", None), ("Rebels bombed the town, a witness said.", 0)):
        article = read("News from Ostland", f"{news} {more}")
        first, second = groups(article)
        assert choose_by_weights(article, second, [first]) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("Another bomb wounded two people.", None),
        ("A bomb wounded two people.", 0),
        ("A bomb wounded two people on Tuesday.", None),
        ("The bomb wounded two people too.", 0),
    ],
)
def test_a_day_of_its_own_and_another_speak_for_a_new_attack(
    more: str, expected: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = JoiningWeights(joining_weights().info, {"new": -400})
    monkeypatch.setattr("kg.resolve.attack_choice.joining_weights", lambda: unsure)
    article = read("News from Ostland", f"A bomb killed nine people in Quetta. {more}")
    first, second = groups(article)
    assert choose_by_weights(article, second, [first]) == expected


def groups(article: AnnotatedArticle) -> list[Cluster]:
    facts = extract(article)
    return tie_mentions(article, facts, resolve_entities(article, facts))


def test_signs_of_a_background_attack() -> None:
    headline, text, _ = APART["an older attack that is named after its place"]
    article = read(headline, text)
    *told, background = groups(article)
    for group in told[1:]:
        told[0].absorb(group)
    new, join = weigh(article, background, told[:1])
    assert {"new", "new:unknown name", "new:unknown modifier", "new:definite", "new:scene before"} <= new.keys()
    assert {"join:new names", "join:main", "join:headline there", "join:another year"} <= join.keys()
    assert not {"join:same word", "join:same place", "join:same day"} & join.keys()


def test_signs_of_the_same_attack() -> None:
    headline, text = TOGETHER["headline, lead and later words"]
    article = read(headline, text)
    first, lead, *_ = groups(article)
    new, join = weigh(article, lead, [first])
    assert {"join:same kind", "join:same place", "join:lead", "join:shared", "join:picked"} <= join.keys()
    assert "new:picked" not in new
    assert choose_by_rule(article, lead, [first]) == 0


def test_the_first_of_the_best_is_picked() -> None:
    assert picked([1.0, 3.0, 3.0], 2.0) == 1
    assert picked([None, 1.0], 2.0) is None
    assert picked([], 0.0) is None


def test_sums_do_not_depend_on_the_order_of_signs() -> None:
    weights = JoiningWeights(joining_weights().info, {"a": 100, "b": 250, "c": -70})
    assert weights.score({"a": 1.0, "b": 0.3, "c": 1.0}) == weights.score({"c": 1.0, "b": 0.3, "a": 1.0})

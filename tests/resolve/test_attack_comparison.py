"""Attacks that a report sets beside another are none of it."""

import pytest

from kg.extract import extract
from kg.resolve import resolve
from tests.support import annotated


def attacks_with_claims(text: str) -> list[tuple[set[str], set[str]]]:
    """For each attack the words of its mentions and who claims it."""
    article = annotated(text)
    facts = resolve(article, extract(article))
    labels = {e.key: e.label for e in facts.entities}
    return [
        ({article.text_of(m.span) for m in a.mentions}, {labels[c.entity] for c in a.claimed_by}) for a in facts.attacks
    ]


def test_what_is_compared_is_two_attacks_and_that_one_is_the_second() -> None:
    first, second = attacks_with_claims(
        "Three gunmen opened fire at a station in Karvel on Tuesday, similar to the shootings at a theatre in Dornau "
        "in November. Red Dawn claimed responsibility for that massacre, which left 89 people dead."
    )
    assert first == ({"opened fire"}, set())
    assert second[0] >= {"shootings", "massacre"}
    assert second[1] == {"Red Dawn"}


def test_that_one_is_the_first_where_nothing_is_compared() -> None:
    [(words, claimants)] = attacks_with_claims(
        "Three gunmen opened fire at a station in Karvel on Tuesday. Red Dawn claimed responsibility for that "
        "massacre, which left 89 people dead."
    )
    assert words >= {"opened fire", "massacre"}
    assert claimants == {"Red Dawn"}


@pytest.mark.parametrize(("deeds", "claimants"), [("this attack", set()), ("these attacks", {"Red Dawn"})])
def test_this_attack_is_none_of_those_before(deeds: str, claimants: set[str]) -> None:
    found = attacks_with_claims(
        "A bomb killed five people at a market in Karvel on Monday. The group had previously carried out attacks "
        f"against farmers. Red Dawn also claimed responsibility for {deeds}."
    )
    assert [c for words, c in found if "attacks" in words] == [claimants]

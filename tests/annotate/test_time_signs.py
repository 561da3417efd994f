"""No rule for dates is passed over where its pattern would find something."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.time_rules import TimeRule, calendar_rules
from kg.annotate.time_rules_relative import relative_rules
from kg.annotate.time_signs import TextSigns

RULES = (*calendar_rules(), *relative_rules())
ASCII = st.characters(max_codepoint=127)


def core(rule: TimeRule) -> str:
    """The pattern without its look at what stands around it, which texts cannot be made from."""
    return re.sub(r"\(\?<?[!=](?:[^()\[\]]|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\))*\)", "", rule.pattern.pattern)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_whatever_a_rule_reads_shows_its_sign(rule: TimeRule) -> None:
    @settings(max_examples=60)
    @given(st.from_regex(core(rule), fullmatch=True, alphabet=ASCII))
    def check(text: str) -> None:
        sentence = f"It was {text}."
        assert TextSigns(sentence, RULES).rules_for(sentence).count(rule) == 1

    check()


def test_most_rules_are_passed_over_where_nothing_tells_of_time() -> None:
    sentence = "The mayor thanked the crews and went home."
    assert len(TextSigns(sentence, RULES).rules_for(sentence)) == 1


def test_signs_elsewhere_in_the_text_admit_no_rule() -> None:
    sentence = "The mayor thanked the crews and went home."
    assert len(TextSigns(f"{sentence} It was on Monday, 3 May 2021, two days ago.", RULES).rules_for(sentence)) == 1


def test_a_rule_without_signs_is_always_tried() -> None:
    rule = TimeRule("a rule that nobody listed", re.compile("x"), lambda match, day: None)
    assert TextSigns("", [rule]).rules_for("") == [rule]

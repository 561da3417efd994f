"""What was learned fills a role of an attack only where no rule did."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model.fact import AttackMention, Facts, Reference, Responsibility, Role, Voice
from kg.model.resolved import Evidence, Filler, ResolvedAttack
from kg.model.span import Span
from kg.resolve.likely_fillers import (
    with_likely_fillers,
    with_likely_parties,
    with_responsible,
    without_likely_fillers,
)


def reference(start: int, role: Role, sure: float | None = None) -> Reference:
    rule = None if sure is None else f"learned-role-{role}"
    return Reference(span=Span(start, start + 5), head=start, role=role, rule=rule, confidence=sure)


def mention(index: int, **more: Any) -> AttackMention:
    trigger = Span(100 + index, 101 + index)
    return AttackMention(
        index=index,
        trigger=trigger,
        head=index,
        sentence=0,
        kinds=("Attack",),
        rule="verb-strong",
        **more,
    )


ONE = {0: 1, 1: 1}
SURE, UNSURE = reference(10, Role.TARGET, 0.8), reference(20, Role.TARGET, 0.7)


def test_the_surest_fills_a_role_that_is_empty_in_the_whole_attack() -> None:
    facts = Facts(attacks=(mention(0, likely=(UNSURE,)), mention(1, likely=(SURE,))))
    first, second = with_likely_fillers(facts, ONE).attacks
    assert (first.targets, second.targets) == ((), (SURE,))


def test_what_a_rule_read_in_another_mention_is_enough() -> None:
    facts = Facts(attacks=(mention(0, targets=(reference(30, Role.TARGET),)), mention(1, likely=(SURE,))))
    assert with_likely_fillers(facts, ONE) is facts
    apart = with_likely_fillers(facts, {0: 1, 1: 2}).attacks
    assert apart[1].targets == (SURE,)


def test_the_very_sure_stands_beside_the_rules() -> None:
    very = reference(10, Role.TARGET, 0.97)
    own = reference(30, Role.TARGET)
    facts = Facts(attacks=(mention(0, targets=(own,), likely=(very, UNSURE)),))
    assert with_likely_fillers(facts, ONE).attacks[0].targets == (own, very)


def test_a_mention_of_no_attack_keeps_what_it_has() -> None:
    facts = Facts(attacks=(mention(0, likely=(SURE,)),))
    assert with_likely_fillers(facts, {}) is facts


def party(start: int, voice: Voice, sure: float) -> Responsibility:
    return Responsibility(party=reference(start, Role.PERPETRATOR, sure), voice=voice, rule="learned-role-party")


def test_a_likely_party_counts_where_no_rule_found_one_of_its_voice() -> None:
    accused, less = party(10, Voice.ALLEGED, 0.9), party(20, Voice.ALLEGED, 0.7)
    author = party(30, Voice.ASSERTED, 0.8)
    facts = Facts(attacks=(mention(0, likely_responsible=(less, author)), mention(1, likely_responsible=(accused,))))
    first, second = with_likely_parties(facts, ONE).attacks
    assert (first.responsible, second.responsible) == ((author,), (accused,))
    by_rule = Responsibility(party=reference(40, Role.PERPETRATOR), voice=Voice.ALLEGED, rule="verb-strong")
    facts = Facts(attacks=(mention(0, responsible=(by_rule,)), mention(1, likely_responsible=(accused,))))
    assert with_likely_parties(facts, ONE) is facts


def test_responsibility_is_judged_by_what_the_rules_read() -> None:
    def filler(entity: str, *rules: str) -> Filler:
        return Filler(entity=entity, evidence=tuple(Evidence(span=Span(0, 5), rule=rule) for rule in rules))

    attack = ResolvedAttack(
        ordinal=1,
        label="attack",
        kinds=("Attack",),
        mentions=(),
        earliest=None,
        latest=None,
        places=(filler("a", "learned-role-place"), filler("b", "learned-role-place", "verb-strong")),
        targets=(filler("c", "learned-role-target"),),
        victims=(filler("d", "learned-attack"),),
    )
    bare = without_likely_fillers(attack)
    assert ([p.entity for p in bare.places], bare.targets, len(bare.victims)) == (["b"], (), 1)
    judged = with_responsible(attack, replace(bare, alleged=(filler("x", "y"),)))
    assert (judged.targets, judged.victims) == (attack.targets, attack.victims)
    assert [f.entity for f in judged.alleged] == ["x"]
    own_bomb = with_responsible(attack, replace(bare, perpetrators=(filler("d", "y"),)))
    assert own_bomb.victims == ()

"""Deaths told of near an attack: whose victims they are."""

import pytest

from kg.model.fact import AttackMention, Reference, Role
from kg.model.span import Span
from kg.resolve.victims import victims_of
from tests.support import annotated

TEXT = (
    "Karl Berg was convicted of the bombing of a bank together with the killing of Paul Lund. "
    "The bank was closed on Monday. Soldiers have been killed. Three clerks have been killed."
)


def mention(word: str, victim: str, rule: str, index: int) -> AttackMention:
    article = annotated(TEXT)
    at = TEXT.index(word) if index < 3 else TEXT.rindex(word)
    head = next(t for t in article.tokens if t.start == at)
    who = next(t for t in article.tokens if t.start <= TEXT.index(victim) < t.end)
    reference = Reference(span=Span(who.start, who.end), head=who.index, role=Role.VICTIM)
    return AttackMention(
        index=index,
        trigger=Span(head.start, head.end),
        head=head.index,
        sentence=head.sentence,
        kinds=("Bombing",),
        rule=rule,
        victims=(reference,),
    )


@pytest.mark.parametrize(
    ("word", "victim", "rule", "index", "kept"),
    [
        ("killing", "Lund", "noun-effect", 1, False),
        ("killed", "Soldiers", "verb-effect", 2, False),
        ("killed", "clerks", "verb-effect", 3, True),
        ("killed", "Soldiers", "verb-strong", 2, True),
    ],
)
def test_deaths_beside_an_attack(word: str, victim: str, rule: str, index: int, kept: bool) -> None:
    bombing = mention("bombing", "Berg", "noun-strong", 0)
    deaths = mention(word, victim, rule, index)
    found = dict(zip((0, 1), victims_of(annotated(TEXT), [bombing, deaths]), strict=True))
    assert bool(found[1][0]) is kept
    assert found[0][0] == bombing.victims

"""Phrases fill roles by what was learned of them, and nobody becomes guilty by that alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from kg.extract import extract
from kg.extract.attacks import find_attacks
from kg.extract.attributions import find_attributions
from kg.extract.learned_roles import RolePhrases, RoleScorer, add_learned_roles
from kg.extract.role_features import OUTCOMES
from kg.extract.role_reader import SIGNALS
from kg.extract.role_weights import Limits, RoleWeights, Scores, load_role_weights
from kg.model.annotation import AnnotatedArticle
from kg.model.component import ModelInfo
from kg.model.fact import AttackMention, Rejection, Role, Voice
from kg.model.span import Span
from kg.model.suggestion import SuggestedAttack, SuggestedSpan, Suggestions

Annotate = Callable[..., AnnotatedArticle]
SCHOOL = "Rockets struck on Monday while children were asleep in the school, and the town of Kitwe shook."


def weights(
    rows: Mapping[str, Mapping[str, float]], *, drop: float = 0.0, reader: Mapping[str, float] | None = None
) -> RoleWeights:
    """Weights by feature and outcome; everything else is unlikely. `reader`: what its signals weigh."""
    every: dict[str, dict[str, float]] = {"all": dict.fromkeys(OUTCOMES, -4.0)}
    for name, row in rows.items():
        every[name] = {**every.get(name, {}), **row}
    table: dict[str, Scores] = {name: tuple(row.get(o, 0.0) for o in OUTCOMES) for name, row in every.items()}
    signals = tuple((reader or {}).get(name, 0.0) for name in SIGNALS)
    return RoleWeights(
        info=ModelInfo(name="test", version="0"),
        rows=table,
        reader=((1.0, *signals),) * len(OUTCOMES),
        limits=(Limits(fill=0.6, drop=drop),) * len(OUTCOMES),
    )


def filled(article: AnnotatedArticle, learned: RoleWeights) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...]]:
    attributions = find_attributions(article)
    attacks, _ = find_attacks(article, attributions=attributions)
    return add_learned_roles(article, attributions=attributions, attacks=attacks, weights=learned)


def likely(article: AnnotatedArticle, mention: AttackMention) -> list[tuple[str, str]]:
    return [(r.role.value, article.text_of(r.span)) for r in mention.likely]


def test_a_phrase_that_no_rule_reaches_is_likely_in_a_role_and_says_how_sure(annotate_text: Annotate) -> None:
    article = annotate_text(SCHOOL)
    (mention,), _ = filled(article, weights({"s:building": {"target": 6.0}}))
    assert likely(article, mention) == [("target", "the school")]
    (school,) = mention.likely
    assert (school.rule, school.confidence) == ("learned-role-target", 0.88)
    assert mention.targets == ()  # it counts only once mentions are joined


def test_nothing_is_likely_without_weight(annotate_text: Annotate) -> None:
    assert filled(annotate_text(SCHOOL), weights({}))[0][0].likely == ()


def test_a_place_needs_a_name(annotate_text: Annotate) -> None:
    article = annotate_text(SCHOOL)
    (mention,), refused = filled(article, weights({"s:building": {"place": 8.0}, "s:Place": {"place": 8.0}}))
    assert likely(article, mention) == [("place", "Kitwe")]
    assert [(r.rule, r.reason) for r in refused] == [("learned-role-place", "no words for a place")]


def test_what_is_likelier_in_another_role_is_refused_and_says_so(annotate_text: Annotate) -> None:
    article = annotate_text(SCHOOL)
    (mention,), refused = filled(article, weights({"s:building": {"target": 6.0, "weapon": 5.0}}))
    assert likely(article, mention) == [("target", "the school")]
    assert [(r.rule, r.reason) for r in refused] == [("learned-role-weapon", "likelier a target")]


def test_what_a_rule_put_where_it_hardly_belongs_is_taken_out(annotate_text: Annotate) -> None:
    article = annotate_text("Gunmen attacked the school on Monday.")
    doubtful = weights({"rule:target": {"target": -4.0}}, drop=0.05)
    (kept,), _ = filled(article, weights({}))
    (mention,), refused = filled(article, doubtful)
    assert [article.text_of(t.span) for t in kept.targets] == ["the school"]
    assert mention.targets == ()
    assert [(article.text_of(r.span), r.rule) for r in refused] == [("the school", "learned-role-target")]
    assert refused[0].reason == "hardly a target of this attack (0.00)"


PARTY = {"s:violent": {"perpetrator": 8.0}, "s:Bodygroup": {"perpetrator": 8.0}}


def voices(article: AnnotatedArticle, learned: RoleWeights) -> list[tuple[str, Voice]]:
    found = [r for m in filled(article, learned)[0] for r in m.likely_responsible]
    return [(article.text_of(r.party.span), r.voice) for r in found]


def test_violent_people_without_a_name_may_be_told_as_fact(annotate_text: Annotate) -> None:
    article = annotate_text("Three gunmen came on motorcycles and a bomb exploded in the market of Kitwe on Monday.")
    assert voices(article, weights(PARTY)) == []  # behind it, but in whose words?
    sure = {name: {**row, "author": 8.0} for name, row in PARTY.items()}
    assert voices(article, weights(sure)) == [("Three gunmen", Voice.ASSERTED)]


def test_nobody_with_a_name_becomes_a_perpetrator(annotate_text: Annotate) -> None:
    article = annotate_text(
        "Boko Haram fighters came on motorcycles and a bomb exploded in the market of Kitwe on Monday."
    )
    sure = {"all": {"perpetrator": 12.0, "author": 12.0}}
    assert voices(article, weights(sure)) == []
    assert any(r.reason == "nobody says so in so many words" for r in filled(article, weights(sure))[1])


def test_whom_somebody_else_speaks_of_is_accused(annotate_text: Annotate) -> None:
    article = annotate_text(
        "Boko Haram came on motorcycles and a bomb exploded in the market of Kitwe, the mayor said."
    )
    sure = {name: {**row, "author": 8.0} for name, row in PARTY.items()}
    assert voices(article, weights(sure)) == [("Boko Haram", Voice.ALLEGED)]


def test_who_was_hit_did_not_do_it(annotate_text: Annotate) -> None:
    article = annotate_text("Soldiers killed three gunmen on Monday.")
    assert voices(article, weights({"all": {"perpetrator": 12.0, "author": 12.0}})) == []


def point_at(article: AnnotatedArticle, trigger: str, words: str, sure: float) -> AnnotatedArticle:
    text = article.article.text
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (trigger, words)]
    one = SuggestedAttack(
        trigger=spans[0],
        kinds=("Attack",),
        component="learned-test",
        confidence=0.9,
        targets=(SuggestedSpan(span=spans[1], confidence=sure),),
    )
    return replace(article, suggestions=Suggestions(attacks=(one,)))


@pytest.mark.parametrize(("sure", "found"), [(0.9, ["the school"]), (0.3, [])])
def test_the_readers_word_counts_beside_the_rest(annotate_text: Annotate, sure: float, found: list[str]) -> None:
    article = point_at(annotate_text(SCHOOL), "struck", "the school", sure)
    (mention,), _ = filled(article, weights({}, reader={"odds": 3.0}))
    assert [words for role, words in likely(article, mention) if role == "target"] == found


def test_no_feature_holds_the_words_of_a_name(annotate_text: Annotate) -> None:
    article = annotate_text("Gunmen of Boko Haram attacked Ann Lee near Kitwe in Zambia, the Lusaka Times said.")
    attributions = find_attributions(article)
    attacks, _ = find_attacks(article, attributions=attributions)
    phrases = RolePhrases(article, attributions, attacks)
    features = {f for m in attacks for phrase in phrases.beside(m) for part in phrase.features for f in part}
    assert len(features) > 100
    names = {"boko", "haram", "ann", "lee", "kitwe", "zambia", "lusaka"}
    assert not [f for f in features if any(name in f.lower() for name in names)]


def test_the_weights_of_the_program_know_plain_cases(annotate_text: Annotate) -> None:
    """One sentence for each role, beyond the reach of the rules of grammar; and a speaker who has no role."""
    article = annotate_text(
        "The market of Kitwe was crowded when the bomb exploded on Monday, and three traders were killed. "
        "The governor, Ann Lee, called it an attack on everybody."
    )
    attributions = find_attributions(article)
    attacks, _ = find_attacks(article, attributions=attributions)
    phrases, scorer = RolePhrases(article, attributions, attacks), RoleScorer(load_role_weights())
    chances = {
        (article.text_of(attacks[i].trigger), phrase.token.text): scorer.scored(phrase).chances
        for i in range(len(attacks))
        for phrase in phrases.beside(attacks[i])
    }
    place, target, victim, weapon = range(4)
    assert chances["exploded", "Kitwe"][place] > 0.5 > chances["exploded", "Kitwe"][victim]
    assert chances["exploded", "bomb"][weapon] > 0.5 > chances["exploded", "bomb"][target]
    assert chances["killed", "traders"][victim] > 0.5 > chances["killed", "traders"][weapon]
    assert all(max(row[:4]) < 0.5 for (_, word), row in chances.items() if word == "Lee")


def test_without_what_was_learned_nothing_takes_part(annotate_text: Annotate) -> None:
    article = annotate_text(SCHOOL)
    assert extract(article).components == ()
    assert all(m.likely == () for m in extract(article).attacks)
    with_it = extract(replace(article, learned=True))
    assert [c.name for c in with_it.components] == ["newskg-roles"]
    assert with_it == extract(replace(article, learned=True))
    assert all(r.role in set(Role) for m in with_it.attacks for r in m.likely)

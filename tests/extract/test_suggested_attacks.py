"""What a component suggests of attacks fills what rules leave empty, and makes nobody guilty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract.attacks import find_attacks
from kg.extract.attributions import find_attributions
from kg.extract.suggested_attacks import Trust, add_suggested_attacks
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import AttackMention, Rejection
from kg.model.span import Span
from kg.model.suggestion import SuggestedAttack, SuggestedSpan, Suggestions

Annotate = Callable[..., AnnotatedArticle]
TRUSTING = Trust(mention=0.5, places=0.5, targets=0.5, victims=0.5, weapons=0.5, parties=0.5)
# "Ransack" is no word of the table of triggers.
TEXT = "Masked men ransacked the town hall of Windhoek on Monday."


def suggest(
    article: AnnotatedArticle,
    trigger: str,
    confidence: float = 0.9,
    component: str = "learned-test",
    **slots: tuple[str, float],
) -> AnnotatedArticle:
    def span(words: str) -> Span:
        at = article.article.text.index(words)
        return Span(at, at + len(words))

    fillers = {slot: (SuggestedSpan(span=span(words), confidence=sure),) for slot, (words, sure) in slots.items()}
    one = SuggestedAttack(
        trigger=span(trigger), kinds=("Attack",), component=component, confidence=confidence, **fillers
    )
    return replace(article, suggestions=Suggestions(attacks=(one,)))


def added(article: AnnotatedArticle) -> tuple[tuple[AttackMention, ...], tuple[Rejection, ...]]:
    attributions = find_attributions(article)
    attacks, rejections = find_attacks(article, attributions=attributions)
    return add_suggested_attacks(
        article, attributions=attributions, attacks=attacks, rejections=rejections, trust=TRUSTING
    )


def test_a_word_that_no_rule_knows_becomes_a_mention_that_says_who_read_it(annotate_text: Annotate) -> None:
    assert added(annotate_text(TEXT))[0] == ()
    article = suggest(annotate_text(TEXT), "ransacked", places=("Windhoek", 0.9), targets=("the town hall", 0.8))
    (mention,) = added(article)[0]
    assert (mention.rule, mention.confidence) == ("learned-test", 0.9)
    assert [(article.text_of(p.span), p.rule, p.confidence) for p in mention.places] == [
        ("Windhoek", "learned-test", 0.9)
    ]
    assert [p.confidence for p in mention.targets] == [0.8]


def test_an_unsure_mention_and_an_unsure_filler_are_left_out(annotate_text: Annotate) -> None:
    article = annotate_text(TEXT)
    assert added(suggest(article, "ransacked", 0.4))[0] == ()
    (mention,) = added(suggest(article, "ransacked", 0.9, places=("Windhoek", 0.4)))[0]
    assert mention.places == ()


def test_what_a_rule_read_in_a_slot_stands(annotate_text: Annotate) -> None:
    article = annotate_text("Gunmen attacked a convoy in Windhoek on Monday, as a circus came to Rundu.")
    (alone,) = added(article)[0]
    assert [article.text_of(p.span) for p in alone.places] == ["Windhoek"]
    (mention,) = added(suggest(article, "attacked", places=("Rundu", 0.99)))[0]
    assert mention.places == alone.places


def test_a_filler_of_another_sentence_is_none(annotate_text: Annotate) -> None:
    article = annotate_text("Masked men ransacked the town hall. A circus came to Rundu.")
    (mention,) = added(suggest(article, "ransacked", places=("Rundu", 0.99)))[0]
    assert mention.places == ()


@pytest.mark.parametrize("sure", [0.6, 0.99])
def test_nobody_becomes_guilty_by_a_suggestion(annotate_text: Annotate, sure: float) -> None:
    article = suggest(annotate_text(TEXT), "ransacked", 0.99, parties=("Masked men", sure))
    (mention,) = added(article)[0]
    assert mention.responsible == ()


def test_what_was_only_planned_stays_out_however_sure_the_reader_is(annotate_text: Annotate) -> None:
    article = annotate_text("Masked men may ransack the town hall of Windhoek.")
    mentions, refused = added(suggest(article, "ransack", 0.99))
    assert mentions == ()
    assert [r.rule for r in refused] == ["learned-test"]


def test_without_a_reader_the_rules_stand_alone(annotate_text: Annotate) -> None:
    article = annotate_text("A gunman attacked a convoy in Windhoek on Monday.")
    assert add_suggested_attacks(article, attributions=(), attacks=(), rejections=()) == ((), ())


# "Incident" alone tells of no violence.
DOUBTED = "The mayor spoke of an incident by Otto Bahr at the harbour."


def test_a_sure_reader_overrules_what_was_refused_for_want_of_signs(annotate_text: Annotate) -> None:
    article = annotate_text(DOUBTED)
    mentions, rejections = find_attacks(article, attributions=())
    assert mentions == ()
    assert [r.rule for r in rejections] == ["points-back"]
    (mention,) = find_attacks(suggest(article, "incident", 0.95, component="learned-test"), attributions=())[0]
    assert (mention.rule, mention.confidence) == ("noun-learned-back", 0.95)
    assert mention.responsible == ()


@pytest.mark.parametrize(("confidence", "component"), [(0.5, "learned-test"), (0.95, "llm:test")])
def test_an_unsure_reader_overrules_nothing_nor_does_another_component(
    annotate_text: Annotate, confidence: float, component: str
) -> None:
    article = suggest(annotate_text(DOUBTED), "incident", confidence, component=component)
    assert find_attacks(article, attributions=())[0] == ()


def test_what_did_not_happen_cannot_be_overruled(annotate_text: Annotate) -> None:
    article = suggest(annotate_text("The mayor warned of an attack on the harbour."), "attack", 0.99)
    assert find_attacks(article, attributions=())[0] == ()


def test_deaths_alone_are_no_attack_however_sure_the_reader_is(annotate_text: Annotate) -> None:
    article = annotate_text("Seven people were killed near Ardel on Monday.")
    assert find_attacks(suggest(article, "killed", 0.99, component="learned-test"), attributions=())[0] == ()


@pytest.mark.parametrize(
    ("confidence", "component", "kept"),
    [(0.1, "learned-test", False), (0.3, "learned-test", True), (0.1, "llm:test", True)],
)
def test_words_that_a_trained_reader_finds_unlikely_are_left_out(
    annotate_text: Annotate, confidence: float, component: str, kept: bool
) -> None:
    article = suggest(annotate_text("Rebels attacked a convoy."), "attacked", confidence, component)
    mentions, rejections = find_attacks(article, attributions=())
    assert bool(mentions) is kept
    assert any(r.rule == "unlikely" for r in rejections) is not kept


@pytest.mark.parametrize(("confidence", "kept"), [(0.25, False), (0.35, True)])
def test_deaths_need_a_reader_that_finds_them_likelier(annotate_text: Annotate, confidence: float, kept: bool) -> None:
    article = suggest(annotate_text("A bomb exploded at a market. Two men were killed."), "killed", confidence)
    mentions, _ = find_attacks(article, attributions=())
    assert any(m.trigger.slice(article.article.text) == "killed" for m in mentions) is kept


def test_somebody_is_beaten_where_a_reader_finds_an_attack_in_it(annotate_text: Annotate) -> None:
    article = annotate_text("In May, Otto Bahr was beaten by six men in front of his home in Windhoek.")
    assert find_attacks(article, attributions=())[0] == ()
    ((mention,), _) = find_attacks(suggest(article, "beaten", 0.76), attributions=())
    assert mention.rule == "verb-learned-weak"

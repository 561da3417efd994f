"""What a component suggests is believed only where the words bear it out, and never against a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract.attributions import find_attributions
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Attribution
from kg.model.span import Span
from kg.model.suggestion import SuggestedAttribution, Suggestions

Annotate = Callable[..., AnnotatedArticle]
TEXT = "Karin Holt said that the bridge was empty."


def suggest(article: AnnotatedArticle, speaker: str, cue: str, content: str, confidence: float) -> AnnotatedArticle:
    def span(words: str) -> Span:
        at = article.article.text.index(words)
        return Span(at, at + len(words))

    one = SuggestedAttribution(
        speaker=span(speaker), cue=span(cue), content=span(content), component="learned-test", confidence=confidence
    )
    return replace(article, suggestions=Suggestions(attributions=(one,)))


def found(article: AnnotatedArticle) -> list[Attribution]:
    """What becomes of the suggestions where no rule stands in their way."""
    return list(find_attributions(article, rules=False))


def test_a_confident_suggestion_becomes_an_attribution(annotate_text: Annotate) -> None:
    article = suggest(annotate_text(TEXT), "Karin Holt", "said", "that the bridge was empty", 0.98)
    (attribution,) = found(article)
    assert article.text_of(attribution.speaker.span) == "Karin Holt"
    assert article.text_of(attribution.cue) == "said"
    assert attribution.content is not None
    assert article.text_of(attribution.content) == "that the bridge was empty"
    assert attribution.confidence == 0.98


def test_an_unsure_suggestion_is_left_alone(annotate_text: Annotate) -> None:
    article = suggest(annotate_text(TEXT), "Karin Holt", "said", "that the bridge was empty", 0.2)
    assert found(article) == []


def test_what_a_rule_read_stands(annotate_text: Annotate) -> None:
    article = annotate_text("Karin Holt said the bridge was empty.")
    suggested = suggest(article, "the bridge", "said", "was empty", 0.99)
    assert find_attributions(suggested) == find_attributions(article)


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("If Karin Holt said that it was empty, nobody came.", "Karin Holt", "said", "that it was empty"),
        ("A film showed the bridge in May.", "A film", "showed", "the bridge in May"),
        ('"I said that it was empty," read the wall.', "I", "said", "that it was empty"),
        ("The court refused to leave the town.", "The court", "refused", "to leave the town"),
        ("The court ordered the closure.", "The court", "ordered", "the closure"),
        ("Karin Holt built a house of stone.", "Karin Holt", "built", "a house of stone"),  # no word of saying
    ],
)
def test_words_that_do_not_bear_it_out(
    annotate_text: Annotate, text: str, speaker: str, cue: str, content: str
) -> None:
    assert found(suggest(annotate_text(text), speaker, cue, content, 0.99)) == []


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The prosecution announced a trial.", "The prosecution", "announced", "a trial"),
        ("The advisory urges everyone to leave.", "The advisory", "urges", "everyone to leave"),
    ],
)
def test_a_word_that_no_list_lets_speak_needs_more(
    annotate_text: Annotate, text: str, speaker: str, cue: str, content: str
) -> None:
    article = annotate_text(text)
    assert found(suggest(article, speaker, cue, content, 0.85)) == []
    assert len(found(suggest(article, speaker, cue, content, 0.95))) == 1


def test_without_rules_only_suggestions_are_left(annotate_text: Annotate) -> None:
    article = annotate_text("Karin Holt said the bridge was empty.")
    assert find_attributions(article, rules=False) == ()
    suggested = suggest(article, "Karin Holt", "said", "the bridge was empty", 0.9)
    (attribution,) = find_attributions(suggested, rules=False)
    assert attribution.rule == "learned-test"


@pytest.mark.parametrize(("sure", "content"), [(0.9, "the bridge was"), (0.1, "the bridge was")])
def test_a_sure_content_takes_the_place_of_the_rules(annotate_text: Annotate, sure: float, content: str) -> None:
    """The rule's own stretch is taken from what it finds, so that the test holds for better rules too."""
    article = annotate_text("Karin Holt said that the bridge was empty.")
    (rule,) = find_attributions(article)
    text = article.article.text
    suggestion = SuggestedAttribution(
        speaker=rule.speaker.span,
        cue=rule.cue,
        content=Span(text.index(content), text.index(content) + len(content)),
        component="learned-test",
        confidence=0.9,
        content_confidence=sure,
    )
    (found,) = find_attributions(replace(article, suggestions=Suggestions(attributions=(suggestion,))))
    assert found.rule == rule.rule
    assert found.content == (suggestion.content if sure > 0.5 else rule.content)


@pytest.mark.parametrize(
    ("text", "suggested", "speaker"),
    [
        ("Karin Holt of the Bergen Mining League said the bridge was empty.",
         "Karin Holt of the Bergen Mining League", "Karin Holt"),
        ("Karin Holt said the bridge was empty.", "the bridge", "Karin Holt"),  # a thing
        ("Karin Holt and Peter Lund said the bridge was empty.", "Peter Lund", "Karin Holt"),  # both
    ],
)  # fmt: skip
def test_a_sure_speaker_takes_the_place_of_the_rules(
    annotate_text: Annotate, text: str, suggested: str, speaker: str
) -> None:
    article = suggest(annotate_text(text), suggested, "said", "the bridge was empty", 0.95)
    first = find_attributions(article)[0]
    assert article.text_of(first.speaker.span) == speaker


@pytest.mark.parametrize(("confidence", "number"), [(0.95, 1), (0.82, 0)])
def test_a_verb_that_no_list_knows_needs_a_quotation_or_a_clause(
    annotate_text: Annotate, confidence: float, number: int
) -> None:
    article = annotate_text("Karin Holt chuckled that the bridge was empty.")
    assert len(found(suggest(article, "Karin Holt", "chuckled", "that the bridge was empty", confidence))) == number

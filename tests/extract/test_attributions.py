"""Who says what: for each rule the sentence that it is for, and one that it must not touch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.attributions import find_attributions
from kg.model.annotation import AnnotatedArticle
from kg.model.fact import Attribution, Role

Annotate = Callable[..., AnnotatedArticle]


def said(article: AnnotatedArticle) -> list[tuple[str, str, str | None]]:
    """(speaker, cue, content) of every attribution."""
    return [
        (
            article.text_of(a.speaker.span),
            article.text_of(a.cue),
            article.text_of(a.content) if a.content is not None else None,
        )
        for a in find_attributions(article)
    ]


def only(article: AnnotatedArticle) -> Attribution:
    (attribution,) = find_attributions(article)
    return attribution


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karin Holt said the bridge was empty.", ("Karin Holt", "said", "the bridge was empty")),
        ("The bridge was empty, Karin Holt said.", ("Karin Holt", "said", "The bridge was empty")),
        ('"The bridge was empty," said Karin Holt, a teacher.', ("Karin Holt", "said", '"The bridge was empty,"')),
        ("The bridge, Karin Holt said, was empty.", ("Karin Holt", "said", "The bridge, Karin Holt said, was empty")),
        ("Karin Holt told reporters that the bridge was empty.", ("Karin Holt", "told", "that the bridge was empty")),
        ('Karin Holt called the attack "an outrage".', ("Karin Holt", "called", 'the attack "an outrage"')),
        ("Karin Holt condemned the attack.", ("Karin Holt", "condemned", "the attack")),
        ("Karin Holt accused the rebels of the attack.", ("Karin Holt", "accused", "the rebels of the attack")),
        ("Karin Holt urged residents to stay at home.", ("Karin Holt", "urged", "residents to stay at home")),
        ("Karin Holt held rebels responsible for it.", ("Karin Holt", "held", "rebels responsible for it")),
        ("The ministry estimated the damage.", ("The ministry", "estimated", "the damage")),
        ("The Northern Front claimed responsibility.", ("Northern Front", "claimed", "responsibility")),
        ("Karin Holt declined to comment.", ("Karin Holt", "declined", "to comment")),
        ("Karin Holt called for an inquiry.", ("Karin Holt", "called", "an inquiry")),
        ("This is a charge Karin Holt strongly denies.", ("Karin Holt", "denies", "a charge")),
        ("The Daily Post quoted Karin Holt as saying the bridge was empty.",
         ("Karin Holt", "saying", "the bridge was empty")),
        ('"The bridge was empty," Karin Holt was quoted as saying.',
         ("Karin Holt", "saying", '"The bridge was empty,"')),
        ("The bridge was empty, Karin Holt told reporters.", ("Karin Holt", "told", "The bridge was empty")),
        ("Karin Holt feels the bridge was empty.", ("Karin Holt", "feels", "the bridge was empty")),
        ("Karin Holt spoke out against the decision.", ("Karin Holt", "spoke", "the decision")),
    ],
)  # fmt: skip
def test_reporting_verbs(annotate_text: Annotate, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [(s, c, w) for s, c, w in said(annotate_text(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The attack claimed 20 lives.",
        "He is said to be in hiding.",
        "The man is believed to have fled.",
        "The accused appeared in court.",
        "The reported attack did not take place.",
        "The fire added to the damage.",
        "Everything went according to plan.",
        "The bridge was blamed on bad design.",
        "If the mayor says so, they will leave.",
        "Nobody said that the bridge was empty.",
        "Police questioned the driver.",
        "Karin Holt felt the bridge.",
        "To track the boats, the team established a model.",
        "In the office, where ten people work, everyone has agreed to leave.",
        "The last fire was in 2010, when the police found a can of petrol.",
        "Karin Holt is contesting the seat.",
        "The house confirmed his nomination.",
        "The judge ordered the guards to leave.",
        "The law was proposed by the ministry.",
        "The tape may help detectives determine why it fell.",
        "Officers responded to a shooting.",
        "The band, also called the Lanterns, left the town.",
    ],
)
def test_words_that_report_nobody(annotate_text: Annotate, text: str) -> None:
    assert said(annotate_text(text)) == []


def test_a_passive_with_its_agent(annotate_text: Annotate) -> None:
    speaker, cue, _ = said(annotate_text("The rebels were blamed by the ministry for the attack."))[0]
    assert (speaker, cue) == ("the ministry", "blamed")


def test_attacks_claimed_by_a_party(annotate_text: Annotate) -> None:
    assert said(annotate_text("Most of the attacks were claimed by the Northern Front."))[0][0] == "Northern Front"


def test_an_official_between_commas(annotate_text: Annotate) -> None:
    article = annotate_text("The blast injured two soldiers, a senior police officer said.")
    assert said(article) == [("a senior police officer", "said", "The blast injured two soldiers")]


@pytest.mark.parametrize(
    "text",
    [
        "According to the ministry, the bridge was empty.",
        "The bridge was empty, according to the ministry.",
        "The bridge, according to the ministry, was empty.",
    ],
)
def test_according_to(annotate_text: Annotate, text: str) -> None:
    attribution = only(annotate_text(text))
    assert attribution.rule == "according-to"
    assert attribution.speaker.role is Role.SPEAKER
    assert attribution.content is not None
    assert "was empty" in attribution.content.slice(text)


def test_each_of_several_speakers(annotate_text: Annotate) -> None:
    text = "Statements of condemnation came from Karin Holt, Peter Lund and the Red Cross."
    assert [s for s, _, _ in said(annotate_text(text))] == ["Karin Holt", "Peter Lund", "Red Cross"]


def test_a_claim_by_somebody(annotate_text: Annotate) -> None:
    text = "The minister's claim that the bridge was empty surprised nobody."
    assert said(annotate_text(text))[0] == ("The minister", "claim", "that the bridge was empty")


def test_a_cited_source_speaks_too(annotate_text: Annotate) -> None:
    text = "The Daily Post, citing rebel leaders, reported that the bridge was empty."
    found = {(speaker, cue) for speaker, cue, _ in said(annotate_text(text))}
    assert ("rebel leaders", "citing") in found
    assert any(cue == "reported" for _, cue in found)


def test_a_colon_is_enough(annotate_text: Annotate) -> None:
    attribution = only(annotate_text('Karin Holt was defiant: "We will not leave this town today."'))
    assert attribution.rule == "colon-quotation"


def test_a_quotation_goes_on_in_the_next_sentences(annotate_text: Annotate) -> None:
    text = '"We saw smoke," Karin Holt said. "Nobody came. It was dark."'
    attribution = only(annotate_text(text))
    assert attribution.span.slice(text) == text
    assert [q.slice(text) for q in attribution.quotes] == ["We saw smoke,", "Nobody came. It was dark."]


def test_a_quotation_goes_on_behind_a_description_of_the_speaker(annotate_text: Annotate) -> None:
    text = '"We saw smoke," said Karin Holt, a teacher from the town. "Nobody came."'
    assert only(annotate_text(text)).span.slice(text) == text


def test_a_quotation_does_not_go_on_in_the_next_paragraph(annotate_text: Annotate) -> None:
    text = '"We saw smoke," said Karin Holt, a teacher from the town.\n"Nobody came."'
    assert only(annotate_text(text)).span.slice(text) == '"We saw smoke," said Karin Holt'


def test_the_next_speaker_keeps_his_quotation(annotate_text: Annotate) -> None:
    text = '"We saw smoke," Karin Holt said. "It was dark," Peter Lund said.'
    assert [s for s, _, _ in said(annotate_text(text))] == ["Karin Holt", "Peter Lund"]


def test_one_entry_for_a_speaker_and_sentence(annotate_text: Annotate) -> None:
    attribution = only(annotate_text("Karin Holt confirmed the deaths and charged that rebels were behind the attack."))
    assert len(attribution.more_cues) == 1


def test_a_statement_inside_another(annotate_text: Annotate) -> None:
    article = annotate_text("Karin Holt said the rebels had denied that they attacked the town.")
    outer, inner = find_attributions(article)
    assert (outer.parent, inner.parent) == (None, outer.index)


def test_whose_statement_it_is(annotate_text: Annotate) -> None:
    article = annotate_text("The army issued a statement condemning the attack. The statement said two soldiers died.")
    assert {s for s, _, _ in said(article)} == {"The army"}


def test_a_spokesman_speaks_for_somebody(annotate_text: Annotate) -> None:
    text = "A spokesman for Karin Holt said the bridge was empty."
    attribution = only(annotate_text(text))
    assert attribution.speaker.span.slice(text) == "A spokesman for Karin Holt"
    assert attribution.on_behalf_of is not None
    assert attribution.on_behalf_of.span.slice(text) == "Karin Holt"


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("An official, who spoke on condition of anonymity, said the bridge was empty.", True),
        ("An unnamed official said the bridge was empty.", True),
        ("An official said the bridge was empty.", False),
    ],
)
def test_anonymous_sources(annotate_text: Annotate, text: str, anonymous: bool) -> None:
    assert only(annotate_text(text)).anonymous is anonymous


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Karin Holt said in a statement that the bridge was empty.", "statement"),
        ("Karin Holt wrote on Twitter that the bridge was empty.", "Twitter"),
        ("Karin Holt tweeted that the bridge was empty.", "Twitter"),
        ("Karin Holt said at a news conference that the bridge was empty.", "news conference"),
        ("Karin Holt said that the bridge was empty.", None),
    ],
)
def test_channels(annotate_text: Annotate, text: str, channel: str | None) -> None:
    assert only(annotate_text(text)).channel == channel


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The mayor catches her breath. "We have lost the bridge that we built."', "The mayor"),
        ('Karin Holt criticised the bridge. "It was never safe for anyone at all."', "Karin Holt"),
    ],
)
def test_quotation_marks_alone_are_enough(annotate_text: Annotate, text: str, speaker: str) -> None:
    article = annotate_text(text)
    last = find_attributions(article)[-1]
    assert article.text_of(last.speaker.span) == speaker
    assert last.rule == "lone-quotation"
    assert last.content is not None
    assert article.text_of(last.content) == text[text.index('"') :]


@pytest.mark.parametrize(
    "text",
    [
        'The bridge fell. "We have lost the bridge that we built."',  # nobody to whom the words could belong
        'The mayor left.\n\n"We have lost the bridge that we built."',
        'The mayor went to see the "Bridge".',
    ],
)
def test_a_quotation_of_nobody(annotate_text: Annotate, text: str) -> None:
    assert not [a for a in find_attributions(annotate_text(text)) if a.rule == "lone-quotation"]

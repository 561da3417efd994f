"""Which words stand in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.quotations import find_quotations
from kg.annotate.tokens import split_paragraphs
from kg.model.annotation import Quotation
from tests.support import article_from


def quotations(text: str) -> tuple[Quotation, ...]:
    article = article_from(text)
    return find_quotations(article, split_paragraphs(article))


def inner(text: str) -> list[str]:
    return [q.inner.slice(text) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We saw smoke," she said. "It was dark."', ["We saw smoke,", "It was dark."]),
        ("“We saw smoke,” she said. “It was dark.”", ["We saw smoke,", "It was dark."]),
        ("She spoke of 'heightened alert' and left.", ["heightened alert"]),
        ("She spoke of ‘heightened alert’ and left.", ["heightened alert"]),
        ("``We saw smoke,'' she said.", ["We saw smoke,"]),
        ("«We saw smoke», she said.", ["We saw smoke"]),
        ("The farmers' dogs didn't bark in the '90s.", []),
        ("The farmers’ dogs didn’t bark in the ’90s.", []),
        ("\"He told me 'go home' and I'm going,\" she said.", ["He told me 'go home' and I'm going,"]),
        ("“He told me ‘go home’ and I’m going,” she said.", ["He told me ‘go home’ and I’m going,"]),
        ('The [army] called it a "regrettable [...] event".', ["regrettable [...] event"]),
        ("A 6' 2\" man was seen.", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_over_paragraphs_has_one_part_in_each() -> None:
    text = '"We saw smoke, he said.\n"It was dark."\nNobody came.'
    assert inner(text) == ["We saw smoke, he said.", "It was dark."]


def test_a_forgotten_mark_costs_one_sentence() -> None:
    text = 'She said "we saw smoke. Nobody came to the house.\nThe street was empty.'
    assert inner(text) == ["we saw smoke."]


def test_a_second_opening_mark_starts_afresh() -> None:
    text = 'She said "we saw smoke. He said "it was dark".'
    assert inner(text) == ["we saw smoke.", "it was dark"]


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ('A "local dispute" closed the road.', True),
        ('"We are safe," she said.', False),
        ('She said: "The road is closed and nobody can leave the town today".', False),
    ],
)
def test_short_labels_are_told_from_speech(text: str, scare: bool) -> None:
    assert [q.scare for q in quotations(text)] == [scare]


@given(st.text(alphabet="ab \"'“”‘’`.\n,", max_size=60))
def test_quotations_are_inside_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for quotation in quotations(text):
        assert end <= quotation.start < quotation.inner.start <= quotation.inner.end <= quotation.end <= len(text)
        end = quotation.end

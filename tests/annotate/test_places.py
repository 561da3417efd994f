"""Country names and nationality words in a text."""

from __future__ import annotations

import pytest

from kg.annotate.places import find_country_spans
from kg.annotate.tokens import Tokenised
from kg.model.annotation import NameKind
from tests.support import annotated


def found(text: str) -> list[tuple[str, NameKind, str]]:
    report = annotated(text)
    spans = find_country_spans(Tokenised(report.tokens, report.sentences, ()))
    return [(text[report.tokens[a].start : report.tokens[b - 1].end], kind, key) for a, b, kind, key in spans]


@pytest.mark.parametrize(
    ("text", "words", "kind", "key"),
    [
        ("Troops left South Sudan.", "South Sudan", NameKind.COUNTRY, "country/south-sudan"),
        ("The U.S. envoy left.", "U.S.", NameKind.COUNTRY, "country/united-states"),
        (
            "He fled to Bosnia and Herzegovina.",
            "Bosnia and Herzegovina",
            NameKind.COUNTRY,
            "country/bosnia-and-herzegovina",
        ),
        ("Two Chadian soldiers fell.", "Chadian", NameKind.DEMONYM, "country/chad"),
        ("North Koreans were seen.", "North Koreans", NameKind.DEMONYM, "country/north-korea"),
    ],
)
def test_the_longest_name_is_read(text: str, words: str, kind: NameKind, key: str) -> None:
    assert found(text) == [(words, kind, key)]


@pytest.mark.parametrize("text", ["Give it to us.", "He bought turkey and china.", "Sudanians are unknown."])
def test_other_words_are_left_alone(text: str) -> None:
    assert found(text) == []

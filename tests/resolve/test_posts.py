"""A post that is told twice is one; a body spoken of without a name is the one that was named."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.resolve import resolve
from tests.support import annotated


def posts(text: str, headline: str | None = None) -> list[tuple[str, str, str | None]]:
    article = annotated(text, headline=headline)
    resolved = resolve(article, extract(article))
    labels = {e.key: e.label for e in resolved.entities}
    return [
        (labels[p.holder], p.title, None if p.organisation is None else labels[p.organisation])
        for p in resolved.positions
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian PM Ann Quispe left. Prime Minister Ann Quispe came back.",
        "Former US president Ann Quispe left. Former United States president Ann Quispe came back.",
        "Gov. Ann Quispe left. Governor Ann Quispe came back.",
        "President Ann Quispe left. Ann Quispe, president of Peru, came back.",
    ],
)
def test_one_post_is_told_twice(text: str) -> None:
    assert len(posts(text)) == 1


def test_two_posts_stay_two() -> None:
    text = "Mayor Ann Quispe left. Ann Quispe, chairman of Boko Haram, came back."
    assert posts(text) == [("Ann Quispe", "Mayor", None), ("Ann Quispe", "chairman", "Boko Haram")]


def test_their_leader_leads_the_body_that_was_named() -> None:
    text = "Boko Haram said that it had chosen Musa Bello as its new leader."
    assert posts(text) == [("Musa Bello", "new leader", "Boko Haram")]


def test_a_country_that_is_led_is_no_body() -> None:
    assert posts("Peru mourned its president, Ann Quispe.") == [("Ann Quispe", "president", None)]

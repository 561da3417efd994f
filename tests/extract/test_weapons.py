"""What it was done with, told before the deed, as a measure, or with the one who carries it."""

import pytest

from kg.extract import extract
from tests.support import annotated


def weapons(text: str) -> set[str]:
    article = annotated(text)
    return {article.text_of(w.span) for m in extract(article).attacks for w in m.weapons}


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Two people died in a dynamite attack in Karvel on Monday.", "dynamite"),
        ("A machete-wielding man attacked soldiers in Karvel on Monday.", "machete"),
        ("Karl Berg pulled a gun and shot the officer in Karvel on Monday.", "gun"),
        ("A man grabbed a rifle, fatally shooting a judge in Karvel on Monday.", "rifle"),
        ("Rebels detonated 1,200 pounds of explosives in a garage in Karvel on Monday.", "explosives"),
        ("A man beat the guard to death with a sledgehammer in Karvel on Monday.", "sledgehammer"),
    ],
)
def test_what_was_used(text: str, weapon: str) -> None:
    assert weapon in weapons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police seized a gun after a man stabbed an officer in Karvel on Monday.",
        "Karl Berg grabbed a bag and shot the officer in Karvel on Monday.",
        "An explosive attack of the opposition on the minister in Karvel left two dead on Monday.",
        "A banner-wielding man attacked soldiers in Karvel on Monday.",
    ],
)
def test_what_was_not(text: str) -> None:
    assert not weapons(text) & {"gun", "bag", "explosive", "banner"}

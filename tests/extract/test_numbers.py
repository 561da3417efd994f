"""How numbers of people are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numbers import add_counts, read_count, read_number
from kg.model.fact import Count


@pytest.mark.parametrize(
    ("words", "minimum", "maximum"),
    [
        ("20 people", 20, 20),
        ("at least 20 people", 20, None),
        ("at least another 90", 90, None),
        ("more than 100", 101, None),
        ("over one hundred", 101, None),
        ("up to 5", 0, 5),
        ("as many as 60", 0, 60),
        ("fewer than 10", 0, 9),
        ("around twenty more", 20, 20),
        ("107 or more", 107, None),
        ("two or three", 2, 3),
        ("10 to 15", 10, 15),
        ("10-15 people", 10, 15),
        ("between five and 30", 5, 30),
        ("1,200 civilians", 1200, 1200),
        ("1.2 million people", 1200000, 1200000),
        ("two hundred and five", 205, 205),
        ("one thousand two hundred", 1200, 1200),
        ("three hundred thousand", 300000, 300000),
        ("two hundred and five thousand", 205000, 205000),
        ("two thousand three hundred and five", 2305, 2305),
        ("twenty - four men", 24, 24),
        ("thirty four people", 34, 34),
        ("two dozen men", 24, 24),
        ("half a dozen", 6, 6),
        ("a dozen", 12, 12),
        ("more than a dozen", 13, None),
        ("a couple of people", 2, 2),
        ("dozens of people", 24, None),
        ("scores", 40, None),
        ("hundreds of fighters", 200, None),
        ("tens of thousands", 20000, None),
        ("several dozen people", 24, None),
        ("two and five", 2, 2),
    ],
)
def test_numbers_with_their_bounds(words: str, minimum: int, maximum: int | None) -> None:
    assert read_count(words.split()) == Count(minimum=minimum, maximum=maximum)


@pytest.mark.parametrize(
    "words",
    ["several people", "many", "a few men", "people", "3.5", "the second man", "the 30 - year - old airman", ""],
)
def test_vague_words_are_no_numbers(words: str) -> None:
    assert read_count(words.split()) is None


def test_people_counted_apart_are_added() -> None:
    assert add_counts([Count(minimum=2, maximum=2), Count(minimum=1, maximum=1)]) == Count(minimum=3, maximum=3)
    assert add_counts([Count(minimum=2, maximum=2), Count(minimum=3, maximum=None)]) == Count(minimum=5, maximum=None)


@given(st.integers(min_value=0, max_value=9_999_999))
def test_figures_are_read_with_and_without_separators(number: int) -> None:
    assert read_number([str(number)]) == (number, 1)
    assert read_number([f"{number:,}"]) == (number, 1)


_WORDS = st.sampled_from(
    "at least more than two twenty five hundred thousand dozen and or to 3 12 1,000 people of a dozens".split()
)


@given(st.lists(_WORDS, max_size=9))
def test_any_words_give_an_ordered_count_or_none(words: list[str]) -> None:
    count = read_count(words)
    assert count is None or count.maximum is None or 0 <= count.minimum <= count.maximum

"""Which stretches of an article are annotated."""

import pytest

from kg.annotate.tokens import readable, split_paragraphs
from kg.model.article import Article
from kg.model.span import Span


def paragraphs_of(body: str) -> list[str]:
    text = f"A headline\n{body}"
    article = Article(text=text, headline="A headline", headline_span=Span(0, 10), body=Span(11, len(text)))
    return [p.span.slice(text) for p in split_paragraphs(article)]


@pytest.mark.parametrize(
    "dateline",
    ["KARVEL, Oct. 3 (Agency) -- ", "KARVEL (AG) — ", "Karvel (Agency) -", "NEW KARVEL, Ostland - ", "KARVEL – "],
)
def test_a_dateline_is_no_part_of_the_lead(dateline: str) -> None:
    assert paragraphs_of(f"{dateline}A bomb exploded.\nMore.") == ["A headline", "A bomb exploded.", "More."]


@pytest.mark.parametrize(
    "line",
    [
        "A US-led strike hit the town.",
        "UN-backed forces left.",
        "KARVEL - the capital - was quiet.",
        "Karvel - A town.",
    ],
)
def test_other_dashes_stay(line: str) -> None:
    assert paragraphs_of(line) == ["A headline", line]


def test_only_the_first_lines_have_datelines() -> None:
    assert paragraphs_of("One.\nTwo.\nKARVEL — Three.")[-1] == "KARVEL — Three."


def test_blank_lines_and_margins_are_left_out_and_offsets_hold() -> None:
    assert paragraphs_of("\n  One.  \r\n\n\tTwo.\n") == ["A headline", "One.", "Two."]


def test_odd_blanks_become_plain_ones_at_the_same_length() -> None:
    assert readable("accused\u00a0the\u2009group\nof it") == "accused the group\nof it"

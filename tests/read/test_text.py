import datetime as dt
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model.span import Span
from kg.read import ReadOptions, read_text

REPORT = (
    "Blast in Harbour Town kills three\nBy AFP\nJanuary 8, 2024\n"
    "A bomb killed three people in Harbour Town on Monday, police said.\n"
)


def test_a_report() -> None:
    article = read_text(REPORT, options=ReadOptions(), place="report.txt")
    assert article.text == REPORT
    assert article.headline == "Blast in Harbour Town kills three"
    assert article.headline_span == Span(0, 33)
    assert article.publisher == "AFP"
    assert article.author is None
    assert article.published == dt.date(2024, 1, 8)
    assert article.body.slice(article.text).startswith("A bomb killed")
    assert article.language == "en"
    assert article.place == "report.txt"
    assert article.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()


def test_options_go_before_the_text() -> None:
    options = ReadOptions(
        title="Another title",
        publisher="Reuters",
        author="Jane Roe",
        published=dt.date(2024, 1, 9),
        url="http://e.org/",
    )
    article = read_text(REPORT, options=options)
    assert (article.headline, article.headline_span) == ("Another title", None)
    assert (article.publisher, article.author, article.url) == ("Reuters", "Jane Roe", "http://e.org/")
    assert article.published == dt.date(2024, 1, 9)
    assert article.body.slice(article.text).startswith("A bomb killed")


def test_text_without_title() -> None:
    article = read_text("A bomb killed three people, police said.", options=ReadOptions())
    assert (article.headline, article.headline_span) == ("", None)


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("", "empty", "report's text"),
        (" \r\n\t", "empty", "report's text"),
        ("Blast in Harbour Town\nBy AFP\n", "no report below", "report's text"),
        ("<!DOCTYPE html><html><body>x</body></html>", "web page", "--from html"),
        ('{"text": "A bomb killed three people."}', "JSON", "--from json"),
        ("A \ud800 half", "surrogate", "both halves"),
        ("\x00\x01\x02 x", "binary", "plain text"),
    ],
)
def test_refused(text: str, problem: str, remedy: str) -> None:
    with pytest.raises(InputError, match=r"report\.txt") as caught:
        read_text(text, options=ReadOptions(), place="report.txt")
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


def test_the_limit_is_exact_and_in_bytes() -> None:
    text = "é" * 10
    assert read_text(text, options=ReadOptions(max_bytes=20)).text == text
    with pytest.raises(InputError, match="more than 19 bytes"):
        read_text(text, options=ReadOptions(max_bytes=19))


@given(st.text(max_size=200))
def test_text_is_never_changed(text: str) -> None:
    try:
        article = read_text(text, options=ReadOptions())
    except InputError:
        return
    assert article.text == text
    if article.headline_span is not None:
        assert article.headline_span.slice(text) == article.headline

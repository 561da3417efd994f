import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kg.read.layout import read_layout

TITLE = "Blast in Harbour Town kills three"
BODY = "A bomb killed three people in Harbour Town on Monday, police said.\nNobody claimed it."


def parts(text: str, *, title: str | None = None) -> tuple[str | None, str | None]:
    layout = read_layout(text, title=title)
    headline = None if layout.headline is None else layout.headline.slice(text)
    return headline, None if layout.body is None else layout.body.slice(text)


def test_full_layout() -> None:
    text = f"{TITLE}\nBy AFP\nJanuary 8, 2024 06:15 PM\n{BODY}\n"
    layout = read_layout(text)
    assert parts(text) == (TITLE, BODY)
    assert layout.byline is not None
    assert layout.byline.publisher == "AFP"
    assert layout.published == dt.datetime(2024, 1, 8, 18, 15)


def test_date_before_byline_blank_lines_and_margins() -> None:
    text = f"\n\n  {TITLE}  \n\nJanuary 8, 2024\n\nBy Jane Roe\n\n{BODY}"
    assert parts(text) == (TITLE, BODY)


def test_windows_line_ends_are_counted() -> None:
    text = f"{TITLE}\r\nBy AFP\r\n{BODY}"
    layout = read_layout(text)
    assert layout.body is not None
    assert layout.body.start == len(TITLE) + 2 + len("By AFP") + 2


def test_title_alone_is_known_by_not_ending_a_sentence() -> None:
    assert parts(f"{TITLE}\n{BODY}") == (TITLE, BODY)


def test_body_alone_has_no_title() -> None:
    assert parts(BODY) == (None, BODY)
    assert parts("A bomb killed three people, police said") == (None, "A bomb killed three people, police said")


def test_text_that_begins_with_its_date() -> None:
    text = f"Monday, January 8, 2024  \n\n\n{BODY}"
    assert parts(text) == (None, BODY)
    assert read_layout(text).published == dt.date(2024, 1, 8)


def test_given_title_is_found_in_the_text() -> None:
    assert parts(f"{TITLE}\n{BODY}", title=TITLE) == (TITLE, BODY)


def test_given_title_that_is_not_in_the_text() -> None:
    text = f"A first paragraph without a full stop\n{BODY}"
    assert parts(text, title=TITLE) == (None, text)


def test_a_date_further_down_belongs_to_the_body() -> None:
    text = f"{BODY}\nJanuary 8, 2024\nThe search went on."
    assert parts(text) == (None, text)
    assert read_layout(text).published is None


def test_nothing_below_the_title() -> None:
    assert parts(f"{TITLE}\nBy AFP\nJanuary 8, 2024\n") == (TITLE, None)
    assert parts(" \n\t\n") == (None, None)


@given(st.text(alphabet=st.sampled_from("By AFP\nJanuary 8, 2024\r.x\u2028\x0c"), max_size=80))
def test_parts_lie_in_the_text_in_order(text: str) -> None:
    layout = read_layout(text)
    if layout.body is not None:
        assert 0 <= layout.body.start < layout.body.end <= len(text)
        assert layout.body.slice(text) == layout.body.slice(text).strip()
        if layout.headline is not None:
            assert layout.headline.end < layout.body.start

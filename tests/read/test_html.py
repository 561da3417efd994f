import datetime as dt

import pytest

from kg.errors import InputError
from kg.read import ReadOptions
from kg.read.html import read_html

PARAGRAPHS = (
    "A bomb killed three people in Harbour Town on Monday, police said. The blast hit the café at the old port.",
    "The mayor accused a gang of smugglers of the attack. A spokesman for the gang denied that they knew of it.",
    "Nobody has claimed responsibility. The police asked witnesses to come forward and closed the road to the port.",
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="CHARSET"><title>Blast in Harbour Town | Example News</title>
<meta property="og:title" content="Blast in Harbour Town kills three">
<meta property="og:site_name" content="Example News">
<meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-01-08T18:15:00+00:00">
<link rel="canonical" href="https://www.example.org/news/blast">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Blast in Harbour Town kills three</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<footer>All rights reserved. Cookie settings</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1"])
def test_a_page(encoding: str) -> None:
    article = read_html(PAGE.replace("CHARSET", encoding).encode(encoding), options=ReadOptions(), place="page.html")
    for paragraph in PARAGRAPHS:
        assert paragraph in article.text
    assert "Cookie" not in article.text
    assert "Sport" not in article.text
    assert article.headline == "Blast in Harbour Town kills three"
    assert article.publisher == "Example News"
    assert article.author == "Jane Roe"
    assert article.publication_day == dt.date(2024, 1, 8)
    assert article.url == "https://www.example.org/news/blast"
    assert article.body.slice(article.text).startswith("A bomb killed three")


def test_options_go_before_the_page() -> None:
    options = ReadOptions(publisher="AFP", published=dt.date(2024, 1, 9), url="https://example.org/b")
    article = read_html(PAGE, options=options, place="page.html")
    assert (article.publisher, article.published, article.url) == ("AFP", dt.date(2024, 1, 9), "https://example.org/b")


def test_a_date_that_only_stands_in_the_text_is_not_taken_for_the_date_of_the_page() -> None:
    page = PAGE.replace("2024-01-08T18:15:00+00:00", "").replace("on Monday", "on January 2, 2020")
    assert read_html(page, options=ReadOptions(), place="page.html").published is None


def test_two_readings_are_the_same() -> None:
    first, second = (read_html(PAGE, options=ReadOptions(), place="page.html") for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html><body></body></html>", "no report"),
        (b"", "no report"),
        (PAGE.replace("CHARSET", "martian-7").encode(), "martian-7"),
        (PAGE.replace("CHARSET", "utf-8").encode("cp1252"), "not UTF-8"),
    ],
)
def test_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_html(data, options=ReadOptions(), place="page.html")

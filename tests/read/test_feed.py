import datetime as dt
import io

import pytest

from kg.errors import InputError
from kg.model.article import Article
from kg.read import InputFormat, ReadOptions, read_records
from kg.read.records import Record

OPTIONS = ReadOptions(format=InputFormat.FEED)
TEXT = (
    "<p>A bomb killed three people in Harbour Town on Monday, police said.</p>"
    '<p>The mayor accused <a href="/x">smugglers</a> of the attack.<br/>Nobody has claimed it.</p>'
)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour News</title><link>https://example.org/</link>
<item><title>Blast kills &amp; wounds</title><link>https://example.org/a</link><dc:creator>Jane Roe</dc:creator>
<pubDate>Mon, 08 Jan 2024 18:15:00 +0200</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[{TEXT}]]></content:encoded></item>
<item><title>Two</title><description>Only the first words of it …</description></item>
<item><title>Three</title><description>{"Gunmen shot at the guards of the old port. " * 10}</description></item>
</channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom Times</title><id>urn:a</id>
<entry><title>Blast</title><link href="https://example.org/b"/><author><name>Ann Poe</name></author>
<published>2024-01-08T18:15:00Z</published><updated>2024-02-01T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{TEXT}</div></content></entry>
<entry><title>Plain</title><updated>2024-02-01T00:00:00Z</updated>
<content type="text">Gunmen shot two guards.\nNobody claimed it.</content></entry></feed>"""
WORDS = (
    "A bomb killed three people in Harbour Town on Monday, police said.\n"
    "The mayor accused smugglers of the attack.\nNobody has claimed it."
)


def read(feed: str, options: ReadOptions = OPTIONS) -> list[Record]:
    return list(read_records(io.BytesIO(feed.encode()), options=options))


def test_rss() -> None:
    first, second, third = read(RSS)
    article = first.value
    assert isinstance(article, Article)
    assert article.text == WORDS
    assert (article.headline, article.publisher, article.author) == ("Blast kills & wounds", "Harbour News", "Jane Roe")
    assert article.published == dt.datetime(2024, 1, 8, 18, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert (article.url, article.place, first.line) == ("https://example.org/a", "stdin entry 1", 1)
    assert isinstance(second.value, InputError)
    assert "only a summary" in second.value.problem
    assert second.value.place == "stdin entry 2"
    assert isinstance(third.value, Article)  # long enough to be the report itself


def test_atom() -> None:
    first, second = (record.value for record in read(ATOM))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.text == WORDS
    assert first.published == dt.datetime(2024, 1, 8, 18, 15, tzinfo=dt.UTC)
    assert second.text == "Gunmen shot two guards.\nNobody claimed it."
    assert second.published is None  # the time of an update is not that of the publication


def test_options_go_before_the_feed() -> None:
    options = ReadOptions(format=InputFormat.FEED, publisher="AFP", published=dt.date(2024, 1, 9))
    value = read(RSS, options)[0].value
    assert isinstance(value, Article)
    assert (value.publisher, value.published) == ("AFP", dt.date(2024, 1, 9))


@pytest.mark.parametrize(
    ("feed", "problem"),
    [
        ("<a>something else</a>", "no RSS or Atom feed"),
        ("words", "no RSS or Atom feed"),
        ("https://example.org/feed.xml", "no RSS or Atom feed"),  # and is not fetched
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "no entries"),
        (RSS * 20, "more than 20000 bytes"),
    ],
)
def test_what_is_refused(feed: str, problem: str) -> None:
    (only,) = read(feed, ReadOptions(format=InputFormat.FEED, max_bytes=1000))
    assert isinstance(only.value, InputError)
    assert problem in only.value.problem


def test_a_feed_that_ends_too_early_says_so() -> None:
    *_, last = read(RSS[: RSS.index("<item><title>Three")])
    assert isinstance(last.value, InputError)
    assert "before its closing tag" in last.value.problem


def test_entities_that_unfold_without_end_do_no_harm() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    feed = f'<!DOCTYPE rss [<!ENTITY e0 "bomb">{entities}]>' + RSS.partition("?>")[2].replace("A teaser.", "&e11;")
    assert len(read(feed)) in (1, 3, 4)

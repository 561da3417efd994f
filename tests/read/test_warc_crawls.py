"""A web archive as the news crawls of Common Crawl are: written by warcio, each record a gzip part of its own,
requests, answers and remarks in turn, with bodies as servers send them or as the crawler unpacked them."""

from __future__ import annotations

import gzip
import io
import zlib
from collections import Counter
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.model.article import Article
from kg.read import ReadOptions, read_records
from kg.read.options import InputFormat
from kg.read.warc import split_responses

DATE = "2031-03-04T05:06:07Z"
HTML = "text/html; charset=utf-8"


def page(number: int) -> bytes:
    return (
        f"<html><head><title>Blast {number} in Harbour Town</title>"
        f'<meta property="article:published_time" content="2031-03-0{number}T08:00:00Z"></head><body><article>'
        f"<p>A bomb killed {number} people at the café of Harbour Town on Monday, police said, and many were hurt.</p>"
        "<p>The mayor accused a gang of smugglers of the attack, and a spokesman denied it to the press.</p>"
        "</article></body></html>"
    ).encode()


def chunked(body: bytes) -> bytes:
    """In three chunks, the second with an extension, as HTTP/1.1 allows."""
    third = len(body) // 3
    parts = [body[:third], body[third : 2 * third], body[2 * third :]]
    sizes = [f"{len(part):x}{';name=value' if number == 1 else ''}\r\n" for number, part in enumerate(parts)]
    return b"".join(s.encode() + p + b"\r\n" for s, p in zip(sizes, parts, strict=True)) + b"0\r\n\r\n"


def deflated(body: bytes) -> bytes:
    return zlib.compress(body)


# What a server sent, or what the crawler made of it: headers and the bytes that stand in the archive.
BODIES: list[tuple[list[tuple[str, str]], bytes]] = [
    ([("Content-Type", HTML)], page(1)),
    ([("Content-Type", HTML), ("Transfer-Encoding", "chunked")], chunked(page(2))),
    ([("Content-Type", HTML), ("Content-Encoding", "gzip")], gzip.compress(page(3))),
    (
        [("Content-Type", HTML), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")],
        chunked(gzip.compress(page(4))),
    ),
    ([("Content-Type", HTML), ("Content-Encoding", "deflate")], deflated(page(5))),
    (  # unpacked by the crawler, which keeps the server's headers under other names
        [
            ("Content-Type", HTML),
            ("X-Crawler-Content-Encoding", "gzip"),
            ("X-Crawler-Transfer-Encoding", "chunked"),
            ("X-Crawler-Content-Length", "999"),
        ],
        page(6),
    ),
    ([("content-type", "TEXT/HTML;charset=UTF-8"), ("content-encoding", "GZIP")], gzip.compress(page(7))),
]


@pytest.fixture(scope="module")
def crawl() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    about = {"software": "StormCrawler", "format": "WARC File Format 1.0", "robots": "checked via crawler-commons"}
    writer.write_record(writer.create_warcinfo_record("CC-NEWS-20310304050607-00001.warc.gz", about))
    for number, (headers, body) in enumerate(BODIES, start=1):
        url = f"https://news.example/{number}.html"
        ask = StatusAndHeaders(f"GET /{number}.html HTTP/1.1", [("Host", "news.example")], is_http_request=True)
        answer = StatusAndHeaders("200 OK", [*headers, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        request = writer.create_warc_record(
            url, "request", payload=io.BytesIO(), length=0, http_headers=ask, warc_headers_dict={"WARC-Date": DATE}
        )
        response = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=answer,
            warc_headers_dict={"WARC-Date": DATE, "WARC-IP-Address": "192.0.2.1"},
        )
        writer.write_request_response_pair(request, response)
        words = b"fetchTimeMs: 412\r\nlanguages-cld2: en\r\n"
        remark = writer.create_warc_record(
            url,
            "metadata",
            payload=io.BytesIO(words),
            length=len(words),
            warc_content_type="application/warc-fields",
        )
        writer.write_record(remark)
    return out.getvalue()


def test_every_record_is_a_gzip_part_of_its_own(crawl: bytes) -> None:
    assert crawl.count(b"\x1f\x8b\x08") >= 1 + 3 * len(BODIES)
    assert gzip.decompress(crawl).count(b"WARC/1.0\r\n") == 1 + 3 * len(BODIES)


def test_all_bodies_are_read_whatever_was_done_to_them(crawl: bytes, tmp_path: Path) -> None:
    path = tmp_path / "CC-NEWS-20310304050607-00001.warc.gz"
    path.write_bytes(crawl)
    articles = [record.value for record in read_records(path)]
    assert len(articles) == len(BODIES)
    for number, article in enumerate(articles, start=1):
        assert isinstance(article, Article), article
        assert article.headline == f"Blast {number} in Harbour Town"
        assert f"A bomb killed {number} people at the café of Harbour Town" in article.text
        assert article.url == f"https://news.example/{number}.html"
        assert article.publication_day is not None
        assert article.publication_day.isoformat() == f"2031-03-0{number}"


def test_what_is_no_answer_is_passed_over_by_its_kind(crawl: bytes) -> None:
    counts: Counter[str] = Counter()
    options = ReadOptions(format=InputFormat.WARC)
    assert len(list(split_responses(io.BytesIO(crawl), options=options, place="a", passed_over=counts))) == len(BODIES)
    assert counts == {"warcinfo": 1, "request": len(BODIES), "metadata": len(BODIES)}

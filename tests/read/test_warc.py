import gzip
import io
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model.article import Article
from kg.read import InputFormat, ReadOptions, read_records
from kg.read.warc import split_responses

PAGE = (
    "<html><head><title>Blast at the café</title></head><body><article>"
    "<p>A bomb killed three people at the café of Harbour Town on Monday, police said, and many were hurt.</p>"
    "<p>The mayor accused a gang of smugglers of the attack, and a spokesman denied it to the press.</p>"
    "</article></body></html>"
)
ENCODED = "Content-Encoding: gzip\r\n"
OPTIONS = ReadOptions(format=InputFormat.WARC)


class Archive:
    """Written as crawlers do: a header, then answers; packed, each record is a gzip part of its own."""

    def __init__(self, *, packed: bool) -> None:
        self._packed = packed
        self.content = b""
        self._add("warcinfo", "", "application/warc-fields", b"software: test\r\n")

    def add(self, url: str, body: bytes, kind: str = "text/html", status: str = "200 OK", more: str = "") -> None:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
        address = f"WARC-Target-URI: {url}\r\n"
        self._add("response", address, "application/http; msgtype=response", http + body)

    def _add(self, kind: str, more: str, content_type: str, block: bytes) -> None:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\n{more}WARC-Date: 2024-02-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(self.content):012}>\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        self.content += gzip.compress(record) if self._packed else record


def news(*, packed: bool = True) -> bytes:
    archive = Archive(packed=packed)
    archive.add("https://example.org/1", PAGE.encode("cp1252"), "text/html; charset=ISO-8859-1")
    archive.add("https://example.org/p.png", b"\x89PNG", "image/png")
    archive.add("https://example.org/2", gzip.compress(PAGE.encode()), more=ENCODED)
    archive.add("https://example.org/gone", b"<p>Gone</p>", status="404 Not Found")
    archive.add("https://example.org/3", b"<html><body></body></html>")
    return archive.content


@pytest.fixture(params=[False, True], ids=["plain", "gzip"])
def content(request: pytest.FixtureRequest) -> bytes:
    packed: bool = request.param
    return news(packed=packed)


def test_pages_are_read_and_the_rest_is_passed_over(content: bytes) -> None:
    first, second, third = read_records(io.BytesIO(content), options=OPTIONS)
    for record, url in ((first, "https://example.org/1"), (second, "https://example.org/2")):
        assert isinstance(record.value, Article)
        assert "at the café of Harbour Town" in record.value.text
        assert record.value.headline == "Blast at the café"
        assert record.value.url == url
        assert record.value.published is None  # when it was fetched says nothing of that
    assert (first.line, second.line, third.line) == (2, 4, 6)
    assert isinstance(third.value, InputError)
    assert third.value.place == "stdin record 6"
    assert "no report was found" in third.value.problem


def test_what_is_passed_over_is_counted() -> None:
    counts: Counter[str] = Counter()
    pages = list(split_responses(io.BytesIO(news(packed=False)), options=OPTIONS, place="a", passed_over=counts))
    assert len(pages) == 3
    assert counts == {"warcinfo": 1, "image/png": 1, "status 404": 1}


def test_an_archive_without_pages_says_what_it_holds() -> None:
    archive = Archive(packed=False)
    archive.add("https://example.org/p.png", b"\x89PNG", "image/png")
    (only,) = read_records(io.BytesIO(archive.content), options=OPTIONS)
    assert isinstance(only.value, InputError)
    assert "but 1 image/png, 1 warcinfo" in only.value.problem


def test_the_pages_before_a_tear_are_read(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(news()[:-30])
    *read, last = [record.value for record in read_records(path)]
    assert sum(isinstance(value, Article) for value in read) == 2
    assert isinstance(last, InputError)
    assert "damaged or incomplete" in last.problem


def test_what_is_no_archive_is_refused() -> None:
    (only,) = read_records(io.BytesIO(b"hello world\n" * 30), options=OPTIONS)
    assert isinstance(only.value, InputError)
    assert "not a web archive" in only.value.problem


def test_a_page_over_the_limit_is_refused_and_the_next_is_read() -> None:
    archive = Archive(packed=False)
    archive.add("https://example.org/1", gzip.compress(b"<p>" + b"a" * 20_000_000), more=ENCODED)
    archive.add("https://example.org/2", PAGE.encode())
    options = ReadOptions(format=InputFormat.WARC, max_bytes=10_000)
    first, second = read_records(io.BytesIO(archive.content), options=options)
    assert isinstance(first.value, InputError)
    assert "more than 10000 bytes" in first.value.problem
    assert isinstance(second.value, Article)


def test_a_wrong_charset_of_the_server_leaves_the_word_to_the_page() -> None:
    archive = Archive(packed=False)
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252")
    archive.add("https://example.org/1", page, "text/html; charset=utf-8")
    (only,) = read_records(io.BytesIO(archive.content), options=OPTIONS)
    assert isinstance(only.value, Article)
    assert "café" in only.value.text

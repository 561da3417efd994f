import datetime as dt
import io
import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model.article import Article
from kg.read import InputFormat, ReadOptions, read_articles, read_path, read_records

BODY = "A bomb killed three people in Harbour Town on Monday, police said."
RECORD = {
    "id": 7,
    "title": "Blast in Harbour Town",
    "publisher": "Example News",
    "author": "Jane Roe",
    "published": "2024-01-08",
    "url": "https://example.org/a",
    "text": f"Monday, January 8, 2024  \n\n\n{BODY}\n\n\n",
    "unknown": {"is": "ignored"},
}


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def test_one_object(tmp_path: Path) -> None:
    article = read_path(write(tmp_path / "a.json", RECORD))
    assert article.text == RECORD["text"]
    assert article.body.slice(article.text) == BODY
    assert (article.headline, article.headline_span) == ("Blast in Harbour Town", None)
    assert (article.publisher, article.author) == ("Example News", "Jane Roe")
    assert article.published == dt.date(2024, 1, 8)
    assert article.url == "https://example.org/a"


def test_an_indented_object(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(RECORD, indent=2), encoding="utf-8")
    assert read_path(path).headline == "Blast in Harbour Town"


def test_text_that_begins_with_its_title(tmp_path: Path) -> None:
    text = f"Blast in Harbour Town\nBy AFP\n{BODY}"
    article = read_path(write(tmp_path / "a.json", {"title": "Blast in Harbour Town", "text": text}))
    assert article.headline_span is not None
    assert article.headline_span.slice(text) == "Blast in Harbour Town"
    assert article.publisher == "AFP"


def test_the_date_line_stands_in_for_a_missing_date(tmp_path: Path) -> None:
    article = read_path(write(tmp_path / "a.json", {"text": RECORD["text"]}))
    assert article.published == dt.date(2024, 1, 8)


def test_the_date_line_goes_before_the_day_of_a_later_edit(tmp_path: Path) -> None:
    article = read_path(write(tmp_path / "a.json", RECORD | {"published": "2024-03-02T10:00:00"}))
    assert article.published == dt.date(2024, 1, 8)


def test_a_later_day_in_the_text_and_none_that_is_its_first_line_leave_the_date(tmp_path: Path) -> None:
    assert read_path(write(tmp_path / "a.json", RECORD | {"published": "2024-01-07"})).published == dt.date(2024, 1, 7)
    told = {"published": "2024-03-02", "text": f"{BODY} On January 8, 2024 it had been repaired."}
    assert read_path(write(tmp_path / "b.json", RECORD | told)).published == dt.date(2024, 3, 2)


def test_a_day_that_the_user_gives_goes_before_the_date_line(tmp_path: Path) -> None:
    options = ReadOptions(published=dt.date(2024, 3, 2))
    assert read_path(write(tmp_path / "a.json", RECORD), options=options).published == dt.date(2024, 3, 2)


def test_bad_lines_harm_no_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps(RECORD),
        "{broken",
        "",
        json.dumps({"title": "No text"}),
        json.dumps({"text": 7}),
        json.dumps([RECORD]),
        json.dumps(RECORD | {"published": "soon"}),
        json.dumps(RECORD | {"text": "\ud800 half"}),
        json.dumps(RECORD | {"text": "x" * 2000}),
        json.dumps(RECORD | {"title": 3}),
        json.dumps(RECORD),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    records = list(read_records(path, options=ReadOptions(max_bytes=1000)))
    good = [record.line for record in records if isinstance(record.value, Article)]
    bad = {record.line: str(record.value) for record in records if isinstance(record.value, InputError)}
    assert good == [1, 11]
    assert sorted(line for line in bad if line is not None) == [2, 4, 5, 6, 7, 8, 9, 10]
    assert all(message.startswith(f"{path} line {line}: ") for line, message in bad.items())
    for line, words in {
        2: "not JSON",
        4: '"text" is missing',
        5: '"text" is a number',
        6: "JSON list where an object",
        7: "'soon'",
        8: "surrogate",
        9: "1000 bytes",
        10: '"title" is a number',
    }.items():
        assert words in bad[line]


def test_a_line_too_long_to_hold_is_skipped_whole() -> None:
    stream = io.BytesIO(b'{"text": "' + b"x" * 200_000 + b'"}\n' + json.dumps(RECORD).encode())
    options = ReadOptions(format=InputFormat.JSONL, max_bytes=1000)
    first, second = read_articles(stream, options=options)
    assert isinstance(first, InputError)
    assert isinstance(second, Article)


def test_json_lines_in_a_json_file(tmp_path: Path) -> None:
    records = list(read_records(write(tmp_path / "a.json", RECORD, RECORD)))
    assert [record.line for record in records] == [1, 2]


def test_more_json_than_one_report_takes_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"{json.dumps(RECORD)}\n" * 1000, encoding="utf-8")
    (only,) = read_articles(path, options=ReadOptions(max_bytes=1000))
    assert isinstance(only, InputError)
    assert ".jsonl" in only.remedy
    assert len(list(read_articles(path, options=ReadOptions(format=InputFormat.JSONL)))) == 1000


def test_a_broken_object_over_several_lines_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(RECORD, indent=2)[:-5], encoding="utf-8")
    (only,) = read_articles(path)
    assert isinstance(only, InputError)
    assert "not JSON" in only.problem


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_empty_files(tmp_path: Path, content: str) -> None:
    for name in ("a.json", "a.jsonl"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        (only,) = read_articles(path)
        assert isinstance(only, InputError)


def test_deep_nesting_is_an_error_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("[" * 100_000 + "\n" + json.dumps(RECORD), encoding="utf-8")
    first, second = read_articles(path)
    assert isinstance(first, InputError)
    assert isinstance(second, Article)

import io
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model.article import Article
from kg.read import InputFormat, ReadOptions, find_format, iter_report_files, read_articles, read_path

REPORT = "Blast in Harbour Town\nBy AFP\nA bomb killed three people in Harbour Town, police said.\n"


def test_a_file_and_a_stream_give_the_same_article(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.encode())
    (from_stream,) = read_articles(io.BytesIO(REPORT.encode()))
    assert isinstance(from_stream, Article)
    assert read_path(path).key == from_stream.key
    assert read_path(str(path)).place == str(path)
    assert from_stream.place == "stdin"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.txt", "text"), ("a", "text"), ("a.HTM", "html"), ("a.json", "json"), ("a.ndjson", "jsonl")],
)
def test_formats(name: str, expected: str) -> None:
    assert find_format(Path(name)) == InputFormat(expected)


def test_problems_with_files_are_values(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    for path, problem in (
        (tmp_path / "missing.txt", "no such file"),
        (tmp_path, "folder"),
        (tmp_path / "a.docx", '".docx" is unknown'),
    ):
        (only,) = read_articles(path)
        assert isinstance(only, InputError)
        assert problem in only.problem
        assert str(path) in str(only)


def test_a_named_format_goes_before_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    assert read_path(path, options=ReadOptions(format=InputFormat.TEXT)).publisher == "AFP"


def test_large_files_are_refused_before_they_are_held(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    with path.open("wb") as file:
        file.truncate(1 << 33)  # a hole of 8 GiB
    (only,) = read_articles(path)
    assert isinstance(only, InputError)
    assert "more than 1000000 bytes" in only.problem


def test_several_reports_are_not_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A bomb went off."}\n' * 2, encoding="utf-8")
    with pytest.raises(InputError, match="holds 2 reports"):
        read_path(path)


def test_folders_are_read_in_order_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", ".hidden.txt", "notes.md", "sub/c.jsonl", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [str(path.relative_to(tmp_path)) for path in iter_report_files(tmp_path)] == [
        "a.html",
        "b.txt",
        "sub/c.jsonl",
    ]

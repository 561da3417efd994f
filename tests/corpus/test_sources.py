from pathlib import Path

import pytest

from kg.corpus.sources import iter_articles, iter_files, iter_records
from kg.errors import InputError

NAMES = ("b.txt", "a/z.jsonl.gz", "a.html", "a/b/c.csv", ".hidden.txt", "notes.md", "d.warc.zst", "x[1].txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("A bomb killed two people.", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(folder: Path, *paths: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in iter_files(folder / path for path in paths)]


def test_a_folder_is_the_reports_in_it_in_the_order_of_their_paths(folder: Path) -> None:
    found = names(folder, "")
    assert found == ["a/b/c.csv", "a/z.jsonl.gz", "a.html", "b.txt", "d.warc.zst", "x[1].txt"]
    assert found == sorted(found, key=lambda name: Path(name).parts)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["b.txt", "x[1].txt"]),
        ("**/*.csv", ["a/b/c.csv"]),
        ("[ab]*", ["a/b/c.csv", "a/z.jsonl.gz", "a.html", "b.txt"]),
        ("x[1].txt", ["x[1].txt"]),  # a file of that name goes before the pattern
        ("a/**", ["a/b/c.csv", "a/z.jsonl.gz"]),
    ],
)
def test_patterns(folder: Path, pattern: str, expected: list[str]) -> None:
    assert names(folder, pattern) == expected


@pytest.mark.parametrize(
    ("path", "problem"), [("missing.txt", "no such file"), ("empty", "no report"), ("*.pdf", "no file matches")]
)
def test_what_leads_to_nothing_is_an_error(folder: Path, path: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        names(folder, path)


def test_unreadable_reports_are_told_and_the_others_follow(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "A bomb."}\nwords\n{"text": "A gun."}\n', encoding="utf-8")
    (tmp_path / "b.txt").write_text("A raid.", encoding="utf-8")
    problems: list[InputError] = []
    texts = [article.text for article in iter_articles([tmp_path], unreadable=problems.append)]
    assert texts == ["A bomb.", "A gun.", "A raid."]
    assert [problem.place for problem in problems] == [f"{tmp_path / 'a.jsonl'} line 2"]
    assert [record.line for record in iter_records([tmp_path])] == [1, 2, 3, None]


def test_no_file_is_opened_before_its_turn(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A raid.", encoding="utf-8")
    records = iter_records([tmp_path / "a.txt", tmp_path / "missing.txt"])
    assert next(records).line is None
    with pytest.raises(InputError, match="no such file"):
        next(records)

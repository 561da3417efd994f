import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model.article import Article
from kg.read import InputFormat, ReadOptions, read_records
from kg.read.records import Record

OPTIONS = ReadOptions(format=InputFormat.CSV)


def read(table: str | bytes, options: ReadOptions = OPTIONS) -> list[Record]:
    data = table.encode() if isinstance(table, str) else table
    return list(read_records(io.BytesIO(data), options=options))


def problem(record: Record) -> str:
    assert isinstance(record.value, InputError)
    return record.value.problem


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table(delimiter: str, mark: str) -> None:
    rows = [
        ["id", "Headline", "Content", "Date", "Source", "Link"],
        ["7", "Blast", '"A bomb went off, killing\n\ntwo; ""nobody"" saw it."', "2024-01-08", "AFP", "https://e.org/1"],
        ["8", "", "Gunmen shot two people.", "", "", ""],
    ]
    first, second = read(mark + "".join(delimiter.join(row) + "\r\n" for row in rows))
    assert isinstance(first.value, Article)
    assert isinstance(second.value, Article)
    assert first.value.text == 'A bomb went off, killing\n\ntwo; "nobody" saw it.'
    assert (first.value.headline, first.value.publisher, first.value.url) == ("Blast", "AFP", "https://e.org/1")
    assert first.value.published == dt.date(2024, 1, 8)
    assert (first.line, second.line) == (2, 5)
    assert second.value.place == "stdin line 5"


def test_a_bad_row_harms_no_other() -> None:
    records = read(b"title,text\na,b,c\nT,A bomb \xe9xploded.\n\nT,A bomb went off.\nT,\n")
    assert [record.line for record in records] == [2, 3, 5, 6]
    assert "3 columns where the header has 2" in problem(records[0])
    assert 'byte 0xe9 in the field "text"' in problem(records[1])
    assert isinstance(records[2].value, Article)
    assert "missing or empty" in problem(records[3])


def test_a_quotation_mark_out_of_order_ends_the_reading() -> None:
    good, bad = read('text\n"One bomb."\n"He said "no"."\n"Another bomb."\n')
    assert isinstance(good.value, Article)
    assert "rest of the file is not read" in problem(bad)
    assert isinstance(bad.value, InputError)
    assert bad.value.place == "stdin line 3"


def test_a_quotation_that_never_ends_is_told_where_it_began() -> None:
    (bad,) = read('text\n"One bomb.\n' + "and more\n" * 50)
    assert isinstance(bad.value, InputError)
    assert bad.value.place == "stdin line 2"


@pytest.mark.parametrize("table", ["", "a,b\n1,2\n", "\n\n"])
def test_a_table_without_a_text_column(table: str) -> None:
    (only,) = read(table)
    assert "no column of this header holds the text" in problem(only)


def test_a_row_over_the_limit() -> None:
    (only,) = read("text\n" + "a bomb " * 300 + "\n", ReadOptions(format=InputFormat.CSV, max_bytes=1000))
    assert "more than 1000 bytes" in problem(only)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    quoted = text.replace('"', '""')
    (only,) = read(f'text\n"{quoted}"\n')
    # A text that is refused (only a date, say) is told; one that is read has lost nothing.
    assert isinstance(only.value, InputError) or only.value.text == text

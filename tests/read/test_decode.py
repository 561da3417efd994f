import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.decode import decode_text

TEXT = "Łódź: 3 dead – “no comment”\r\nنص 𝄞"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode_text(data, place="x") == TEXT


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("a café".encode("cp1252"), r"byte 5 \(0xe9\)"),
        (codecs.BOM_UTF8 + b"ab\xff", r"byte 5 \(0xff\)"),
        (codecs.BOM_UTF16_LE + b"a\x00b", r"byte 4 \(0x62\)"),
        (b"report\x00", "zero byte at byte 6"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "office document"),
        (b"\x01\x02\x03abc", "control characters"),
        ("no mark".encode("utf-16-le"), "binary"),
    ],
)
def test_refused_with_the_place(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=f"report.txt: .*{problem}"):
        decode_text(data, place="report.txt")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_characters_survive(text: str) -> None:
    # A mark at the very beginning is no character of the text, whoever put it there.
    assert decode_text(text.encode(), place="x") == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        decode_text(data, place="report.txt")
    except InputError as error:
        place = error.place
    else:
        place = "report.txt"
    assert place == "report.txt"

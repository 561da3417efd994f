"""Bytes → characters, and nothing else: no character is changed, added or dropped but the BOM.

Line ends stay as they are ("\\r\\n" counts as two code points), so that an offset always fits
the decoded file.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_SAVE_AS_TEXT = "Save the report as plain text (UTF-8), HTML or JSON and give that file."
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode_text(data: bytes, *, place: str, encoding: str = "utf-8") -> str:
    """The characters of a file.

    `encoding` is used where the bytes begin with no byte order mark. UTF-16 is read with its mark
    only. Raises `InputError` for binary files and naming the byte offset for wrong encodings.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(place=place, problem=f"this is {what}, not text", remedy=_SAVE_AS_TEXT)
    if data.startswith(codecs.BOM_UTF8):
        text = _decode_strictly(data, "utf-8", skip=len(codecs.BOM_UTF8), place=place)
    elif data.startswith(_UTF16_BOMS):
        name = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        text = _decode_strictly(data, name, skip=2, place=place)
    else:
        if b"\x00" in data:
            offset = data.index(b"\x00")
            raise InputError(
                place=place, problem=f"this is a binary file (a zero byte at byte {offset})", remedy=_SAVE_AS_TEXT
            )
        text = _decode_strictly(data, encoding, skip=0, place=place)
    return check_characters(text, place=place)


def check_characters(text: str, *, place: str) -> str:
    """The text itself. Raises `InputError` where it holds characters that no written text has."""
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise InputError(
            place=place, problem="this is a binary file (full of control characters)", remedy=_SAVE_AS_TEXT
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            place=place,
            problem=f"character {error.start} is half of a surrogate pair and stands for nothing",
            remedy="Write the character itself, or both halves of the escape.",
        ) from error
    return text


def _decode_strictly(data: bytes, encoding: str, *, skip: int, place: str) -> str:
    try:
        return data[skip:].decode(encoding, errors="strict")
    except UnicodeDecodeError as error:
        offset = error.start + skip
        raise InputError(
            place=place,
            problem=f"not {encoding.upper()}: byte {offset} (0x{data[offset]:02x}) does not fit",
            remedy="Convert the file to UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW",
        ) from error

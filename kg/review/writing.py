"""Sheets to a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError
from kg.review.sheet import Sheet
from kg.write.files import write_bytes


def write_sheets(sheets: Iterable[Sheet], folder: Path) -> int:
    """`<key>.json` for each, and `<key>.txt` where the text is known. Returns how many sheets there were.

    Raises InputError where the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            place=str(folder),
            problem=f"cannot be made ({(error.strerror or str(error)).lower()})",
            remedy="Name another folder.",
        ) from error
    number = 0
    for sheet in sheets:
        content = json.dumps(sheet.content, ensure_ascii=False, indent=1) + "\n"
        write_bytes(content.encode("utf-8"), folder / f"{sheet.key}.json")
        if sheet.text:
            write_bytes(sheet.text.encode("utf-8"), folder / f"{sheet.key}.txt")
        number += 1
    return number

"""What gave no graph: each report as it stood in its source, with the reason beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from kg.corpus.partition import Failure
from kg.errors import InputError, RunError
from kg.read import InputFormat, RawRecord
from kg.write import write_bytes

_ENDING_OF = {InputFormat.HTML: ".html", InputFormat.JSON: ".json", InputFormat.JSONL: ".json"}


def put_away(rows: Sequence[RawRecord], failures: Iterable[Failure], *, start: int, folder: Path) -> None:
    """Writes `ROW.reason.json` and, where there are bytes to keep, the report `ROW.txt` (.html, .json).

    `start` is the number of the first of the rows. A report that is put away twice is there once.
    Raises `RunError` where the disk does not take it.
    """
    for failure in failures:
        row = rows[failure.row - start]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if isinstance(row.content, bytes):
                ending = ".txt" if row.options.format is None else _ENDING_OF.get(row.options.format, ".txt")
                write_bytes(row.content, folder / f"{failure.row:09}{ending}")
            reason = json.dumps(asdict(failure), ensure_ascii=False, indent=1) + "\n"
            write_bytes(reason.encode("utf-8", errors="replace"), folder / f"{failure.row:09}.reason.json")
        except OSError as error:
            raise RunError(f"{folder}: cannot be written ({error.strerror or error}). Make room, run again.") from error
        except InputError as error:
            raise RunError(str(error)) from error

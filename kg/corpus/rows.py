"""A row is one report on its way to a worker: a `RawRecord`, the bytes as they stand in the source.

Cutting a source into rows is cheap and done in one place; making an article of each (JSON, HTML,
language) is done by the workers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kg.errors import InputError
from kg.read import RawRecord


def digest_row(row: RawRecord) -> bytes:
    """SHA-256 of the content and what is known of it, but not of the place: a moved source is still the same."""
    content = row.content
    data = f"error {content.problem}".encode() if isinstance(content, InputError) else content
    return hashlib.sha256(f"{row.options!r}\n".encode("utf-8", errors="surrogatepass") + data).digest()


def name_rows(rows: Iterable[RawRecord]) -> str:
    """Thirty-two hex digits from the content of rows in their order: the name of a partition."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(digest_row(row))
    return digest.hexdigest()[:32]

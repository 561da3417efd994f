"""The article as read: what every offset in the program points into."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from kg.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news report as read.

    `text` never changes after reading; every `Span` in the program counts its code points.
    `headline_span` says where the headline stands in `text` (None where the headline came
    from outside, as in a JSON record). `body` is the part of `text` that is the report itself,
    without title, byline and date line. `place` names the input for messages ("report.txt",
    "pool.jsonl line 7") and never enters the graph. `copy_of` is the key of an earlier article that
    this one is a near copy of, where somebody compared them; it is no part of what the article is.
    """

    text: str
    headline: str
    headline_span: Span | None
    body: Span
    publisher: str | None = None
    author: str | None = None
    published: dt.date | dt.datetime | None = None
    url: str | None = None
    language: str = "en"
    place: str = ""
    copy_of: str | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8: the `dcterms:identifier` of the article."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def key(self) -> str:
        """Sixteen hex digits from the text and what is known about it: the article's name in IRIs.

        Two papers that print the same agency copy are two articles: publisher, date and
        address are part of the key.
        """
        known = [self.text, self.headline, self.publisher, self.author, _iso(self.published), self.url]
        packed = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(packed.encode("utf-8")).hexdigest()[:16]

    @property
    def publication_day(self) -> dt.date | None:
        """The day that "yesterday" counts from; None where no date is known."""
        if isinstance(self.published, dt.datetime):
            return self.published.date()
        return self.published


def _iso(moment: dt.date | dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()

"""The line that says who wrote a report ("By AFP", "By Jane Roe, Reuters").

Decided simply: what follows "By" is a publisher if it is one word ("Wikinews"), letters only in
capitals ("AFP"), or holds a word that publishers' names are made of ("Jordan News Agency");
otherwise it is a person. After a comma, a stroke or "for" comes the publisher.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BYLINE = re.compile(r"by:?\s+(?P<rest>.+)", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[,|/–—]\s*|\s+for\s+")
_IN_PLACE = re.compile(r"\s+in\s+[^\W\d_a-z].*$")
_SMALL = frozenset(
    [
        *("al", "and", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le", "of", "the"),
        *("van", "von", "with", "y"),
    ]
)
_PUBLISHERS_WORDS = frozenset(
    [
        *("agence", "agencies", "agency", "associated", "broadcasting", "bureau", "chronicle", "daily", "desk"),
        *("france-presse", "gazette", "guardian", "herald", "international", "journal", "mail", "media", "monitor"),
        *("network", "news", "newspaper", "observer", "online", "post", "press", "reporters", "service", "services"),
        *("staff", "standard", "telegraph", "television", "times", "today", "tribune", "wire", "wires", "world"),
    ]
)
_LONGEST = 100  # characters
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote the report and who brings it; at least one of the two."""

    author: str | None
    publisher: str | None


def find_byline(line: str) -> Byline | None:
    """The byline that the line is as a whole, or None.

    Every word must be a name, so that "By Thursday the toll had risen" is no byline.
    """
    words = line.strip()
    match = _BYLINE.fullmatch(words)
    if match is None or len(words) > _LONGEST or words.endswith((".", "!", "?", ":", '"', "”")):
        return None
    parts = [_IN_PLACE.sub("", part) for part in _SPLIT.split(match["rest"]) if part]
    if not parts or not all(_is_name(part) for part in parts):
        return None
    persons = [part for part in parts if not _is_publisher(part)]
    publishers = [part for part in parts if _is_publisher(part)]
    return Byline(author=", ".join(persons) or None, publisher=publishers[-1] if publishers else None)


def _is_name(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= _MOST_WORDS and all(
        word.lower() in _SMALL or (word[0].isalpha() and (not word[0].islower() or len(words) == 1)) for word in words
    )


def _is_publisher(part: str) -> bool:
    words = part.split()
    return len(words) == 1 or part.isupper() or any(word.lower() in _PUBLISHERS_WORDS for word in words)

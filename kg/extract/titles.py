"""Words for posts, ranks and callings, and the phrases that they head."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.model.annotation import Token
from kg.resources import read_tsv

POSTS = frozenset({"office", "rank", "profession"})
_LONGEST = 4


@cache
def title_kinds() -> dict[tuple[str, ...], str]:
    """The kind of each title of titles.tsv by its words: honorific, rank, office, profession, relation, description."""
    return {_plain(row["title"].split()): row["kind"] for row in read_tsv("titles.tsv")}


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    """The words without the full stops of abbreviations."""
    return tuple(word.rstrip(".") for word in words)


def kind_at_end(words: tuple[str, ...]) -> str | None:
    """The kind of the longest title that the lower-case words end in: ("police", "spokesman") → "office"."""
    kinds, words = title_kinds(), _plain(words)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        kind = kinds.get(words[-length:])
        if kind is not None:
            return kind
    return None


def is_post(words: tuple[str, ...]) -> bool:
    """Whether the words end in a post that somebody holds, rather than in a kinship or a mere description."""
    return kind_at_end(words) in POSTS


def kind_of_head(token: Token, before: tuple[Token, ...]) -> str | None:
    """The kind of title that a noun makes with the words in front of it: "human rights" + "lawyers"."""
    words = tuple(t.lower for t in before)
    return kind_at_end((*words, token.lower)) or kind_at_end((*words, token.lemma.lower()))

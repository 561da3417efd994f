"""Near copies: the agency report that twenty papers print is found, and linked rather than counted twenty times.

Each report is the set of its runs of five words; how much two reports share is estimated from
MinHash signatures (datasketch), and only reports that share a band of their signatures are
compared. A copy is linked to the first report of its kind, never to another copy, so that
no chain of small changes leads from one report to a different one.

Only the signatures of first reports are kept: about fifteen kilobytes each, however long the report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model.article import Article

if TYPE_CHECKING:
    from datasketch import MinHash

DEFAULT_THRESHOLD = 0.8
_LEAST_PART = 0.5  # of the longer report: what is cut down further is a report of its own
_PERMUTATIONS = 256  # the standard error of an estimate is at most 1 / (2 √256) = 0.03
_SEED = 1
# Bands of a signature and rows in each. Reports that share half of their words' runs, as the whole and
# its first half do, meet in a band with 1 - (1 - 0.5³)⁴⁰ = 99.5 %, those that share a twentieth with 0.5 %.
_BANDS = (40, 3)
_SHINGLE = 5  # words; two reports of one event by two reporters share hardly any
_FEWEST_SHINGLES = 20  # below, one changed word changes too much to tell
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`article` and `earlier` are keys (`Article.key`). `jaccard` estimates which share of all
    runs of words the two have in common, `contained` which share of the shorter report's runs
    stands in the longer one; both from 0 to 1."""

    article: str
    earlier: str
    place: str
    earlier_place: str
    jaccard: float
    contained: float


class CopyFinder:
    """Takes reports one at a time and knows those it was given before.

    A report is a copy if it shares `threshold` of all runs of words with an earlier one, or if
    that share of the shorter report stands in the longer and the longer is at most twice as long
    (papers cut agency reports from the end). Same reports in the same order, same copies.
    """

    def __init__(self, threshold: float = DEFAULT_THRESHOLD) -> None:
        from datasketch import MinHashLSH

        if not 0.5 <= threshold <= 1:
            raise InputError(
                place="--threshold",
                problem=f"{threshold} is not between 0.5 and 1",
                remedy="Choose 0.8, or more to find fewer copies.",
            )
        self.threshold = threshold
        self._index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS, hashfunc=_short_hash)
        self._first: list[_First] = []

    def add(self, article: Article) -> Copy | None:
        """The article as a copy of an earlier one, or None if it is the first of its kind."""
        shingles = _shingles(article)
        if len(shingles) < _FEWEST_SHINGLES:
            return None
        signature = _signature(shingles)
        found = [self._compare(article, len(shingles), signature, number) for number in self._near(signature)]
        copies = [copy for copy in found if copy.jaccard >= self.threshold or copy.contained >= self.threshold]
        if copies:
            return max(copies, key=lambda copy: (copy.jaccard, copy.contained))  # of equals the earliest
        self._index.insert(len(self._first), signature, check_duplication=False)
        self._first.append(_First(article.key, article.place, len(shingles), signature))
        return None

    def _near(self, signature: MinHash) -> list[int]:
        return sorted(self._index.query(signature))

    def _compare(self, article: Article, size: int, signature: MinHash, number: int) -> Copy:
        first = self._first[number]
        jaccard = float(signature.jaccard(first.signature))
        shorter, longer = sorted((size, first.size))
        # From |A ∩ B| = J · |A ∪ B| and |A ∪ B| = |A| + |B| - |A ∩ B|.
        shared = jaccard / (1 + jaccard) * (shorter + longer)
        contained = min(1.0, shared / shorter) if shorter >= longer * _LEAST_PART else 0.0
        return Copy(
            article=article.key,
            earlier=first.key,
            place=article.place,
            earlier_place=first.place,
            jaccard=round(jaccard, 3),
            contained=round(contained, 3),
        )


@dataclass(frozen=True, slots=True)
class _First:
    key: str
    place: str
    size: int
    signature: MinHash


def find_copies(articles: Iterable[Article], *, threshold: float = DEFAULT_THRESHOLD) -> Iterator[Copy]:
    """Every article that is a near copy of an earlier one, in order; articles are taken as a stream."""
    finder = CopyFinder(threshold)
    for article in articles:
        copy = finder.add(article)
        if copy is not None and copy.article != copy.earlier:  # the same file twice is one article
            yield copy


def write_copy(copy: Copy) -> str:
    """One line of JSON without the line end; `read_copies` reads it."""
    return json.dumps(asdict(copy), ensure_ascii=False)


def read_copies(path: Path) -> dict[str, str]:
    """Key of a copy → key of the earlier article, from the lines that `kg duplicates --json` prints.

    Raises `InputError` naming the line that is none of those.
    """
    copies: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                record = _parse(line, place=f"{path} line {number}")
                copies[record["article"]] = record["earlier"]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            place=str(path), problem=f"cannot be read: {error}", remedy="Make it with kg duplicates --json."
        ) from error
    return copies


def _parse(line: str, *, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    if not isinstance(record, dict) or not {"article", "earlier"} <= record.keys():
        raise InputError(place=place, problem="this names no copy", remedy="Make it with kg duplicates --json.")
    return record


def _shingles(article: Article) -> set[bytes]:
    """The runs of words of the body: title, byline and date line are each paper's own."""
    words = _WORD.findall(article.body.slice(article.text).lower())
    return {" ".join(words[i : i + _SHINGLE]).encode() for i in range(len(words) - _SHINGLE + 1)}


def _signature(shingles: set[bytes]) -> MinHash:
    signature = _empty_signature().copy()
    signature.update_batch(list(shingles))
    return signature


@cache
def _empty_signature() -> MinHash:
    """With the permutations, which all signatures share."""
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme="affine32")


def _short_hash(band: bytes) -> bytes:
    """Eight bytes in place of the band itself, to save memory."""
    import hashlib

    return hashlib.blake2b(band, digest_size=8).digest()

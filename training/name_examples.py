"""Texts with names as blocks of word pieces: their signs, and the tags that each piece may have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.annotate.learned.blocks import cut_blocks
from kg.annotate.learned.name_decoding import KINDS, TAGS
from kg.annotate.learned.name_signs import SIZES, read_signs
from kg.annotate.learned.pieces import PieceReader
from kg.model.annotation import NameKind
from kg.model.span import Span
from training.name_texts import NamedText, NameMark

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class NameExample:
    """One block, the marks of its ends included. `signs`: pieces × signs. `allowed`: pieces × tags; where all are,
    nothing is learned."""

    ids: npt.NDArray[np.int64]
    signs: npt.NDArray[np.int64]
    allowed: npt.NDArray[np.bool_]
    lower: torch.Tensor | None = None  # what the shared layers of the encoder make of it


def make_name_examples(texts: Iterable[NamedText], reader: PieceReader) -> Iterator[NameExample]:
    """The blocks of all texts, in order."""
    for text in texts:
        pieces = reader.read(text.text)
        if not pieces.ids:
            continue
        signs, allowed = read_signs(text.text, pieces.offsets), allowed_tags(text, pieces.offsets)
        for block in cut_blocks(text.text, pieces.offsets):
            ids = reader.framed(pieces.part(block.first, block.last))
            own_signs = np.zeros((len(ids), len(SIZES)), dtype=np.int64)
            own_signs[1:-1] = signs[block.first : block.last]
            own_tags = np.ones((len(ids), len(TAGS)), dtype=np.bool_)
            own_tags[1:-1] = allowed[block.first : block.last]
            yield NameExample(ids, own_signs, own_tags)


def allowed_tags(text: NamedText, offsets: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """The tags that each piece may have: pieces × tags."""
    allowed = np.zeros((len(offsets), len(TAGS)), dtype=np.bool_)
    allowed[:, 0] = True
    starts = [start for start, _ in offsets]
    for mark in text.possible:
        _allow(allowed, _inside(offsets, starts, mark.span), mark)
    for mark in text.certain:
        inside = _inside(offsets, starts, mark.span)
        allowed[inside] = False
        _allow(allowed, inside, mark)
    for span in text.unknown:
        allowed[_inside(offsets, starts, span)] = True
    return allowed


def _allow(allowed: npt.NDArray[np.bool_], inside: Sequence[int], mark: NameMark) -> None:
    for number, piece in enumerate(inside):
        for kind in mark.kinds:
            allowed[piece, first_tag(kind) + min(number, 1)] = True


def first_tag(kind: NameKind) -> int:
    """The number of the tag that begins a name of a kind; the next continues it."""
    return 1 + 2 * KINDS.index(kind)


def _inside(offsets: Sequence[tuple[int, int]], starts: Sequence[int], span: Span) -> list[int]:
    """The pieces that lie in a stretch, be it in part."""
    first = max(0, bisect_left(starts, span.start) - 1)
    last = bisect_left(starts, span.end)
    return [i for i in range(first, last) if offsets[i][1] > span.start and offsets[i][1] > offsets[i][0]]

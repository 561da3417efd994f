"""Word pieces: the alphabet of the encoder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MARKS = (("<s>", "</s>"), ("[CLS]", "[SEP]"))  # of the ends of a block


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text: their numbers and their offsets in code points, end exclusive."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]

    def part(self, first: int, last: int) -> Pieces:
        return Pieces(self.ids[first:last], self.offsets[first:last])


class PieceReader:
    """Cuts texts into word pieces by the vocabulary of one encoder."""

    def __init__(self, tokenizer: Tokenizer, *, opening: int, closing: int) -> None:
        self._tokenizer = tokenizer
        self._opening = opening
        self._closing = closing

    def read(self, text: str) -> Pieces:
        """All pieces of a text."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        return Pieces(tuple(encoded.ids), tuple(encoded.offsets))

    def framed(self, pieces: Pieces) -> npt.NDArray[np.int64]:
        """The numbers of a block as the encoder takes them, between the opening and the closing mark."""
        return np.array([self._opening, *pieces.ids, self._closing], dtype=np.int64)


def load_piece_reader(path: Path) -> PieceReader:
    """A reader from a `tokenizer.json`; the marks are [CLS] and [SEP], or <s> and </s>."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for opening, closing in _MARKS:
        first, last = tokenizer.token_to_id(opening), tokenizer.token_to_id(closing)
        if first is not None and last is not None:
            return PieceReader(tokenizer, opening=first, closing=last)
    raise ModelError(f"{path}: the vocabulary has no marks for the ends of a text. Install the package again.")

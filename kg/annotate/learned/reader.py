"""Runs the trained network over a text: the only door to onnxruntime.

Blocks go through one by one, on one thread: the eight-bit network scales its numbers by the largest of a batch, so
that a neighbour in a batch would change what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.learned.attack_words import words_of_attack
from kg.annotate.learned.blocks import cut_blocks
from kg.annotate.learned.decoding import Array, Outputs, Tuning, decode
from kg.annotate.learned.name_decoding import NameReadings, collect_names
from kg.annotate.learned.name_signs import read_signs
from kg.annotate.learned.pieces import PieceReader, Pieces, load_piece_reader
from kg.annotate.learned.readings import Reading
from kg.annotate.learned.tasks import ATTACK, TASKS
from kg.annotate.learned.weights import Weights, find_weights
from kg.errors import ModelError
from kg.model.annotation import ModelInfo
from kg.model.span import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_OUTPUTS = 4  # of each task: tags, queries, keys, distances; behind those of all tasks stand the tags of names


@dataclass(frozen=True, slots=True)
class BlockOutputs:
    """What the network says of one block: for each task, by its name, and of names (pieces × tags, the marks of the
    ends included)."""

    pieces: Pieces
    tasks: Mapping[str, Outputs]
    names: Array


class LearnedReader:
    """A loaded network and its vocabulary."""

    def __init__(self, session: InferenceSession, pieces: PieceReader, weights: Weights) -> None:
        self._session = session
        self._pieces = pieces
        self._weights = weights
        self.info = ModelInfo(name=weights.name, version=weights.version)

    def read(self, text: str, *, asked: Sequence[Span] = ()) -> Iterator[Reading]:
        """What the network reads in a text but names, block by block, the tasks of a block in turn. Every word that
        could tell of an attack is asked about, so that the rules know of what they take for one what the network thinks
        of it, and before them the words `asked`."""
        yield from self._frames(text, self.outputs(text), asked)

    def read_all(self, text: str) -> tuple[list[Reading], NameReadings]:
        """What the network reads in a text, and the names in it, for one run."""
        blocks = list(self.outputs(text))
        names = collect_names([(block.pieces, block.names) for block in blocks], text)
        return list(self._frames(text, blocks, ())), names

    def outputs(self, text: str) -> Iterator[BlockOutputs]:
        """Every block of a text with what the network says of it."""
        pieces = self._pieces.read(text)
        signs = read_signs(text, pieces.offsets)
        for block in cut_blocks(text, pieces.offsets):
            part = pieces.part(block.first, block.last)
            given = {"ids": self._pieces.framed(part)[None], "signs": framed(signs[block.first : block.last])[None]}
            *raw, names = (np.asarray(output) for output in self._session.run(None, given))
            found: dict[str, Outputs] = {}
            for number, task in enumerate(TASKS):
                tags, queries, keys, distances = raw[_OUTPUTS * number : _OUTPUTS * (number + 1)]
                found[task.name] = Outputs(tags[0], queries[0], keys[0], distances)
            yield BlockOutputs(part, found, names[0])

    def _frames(self, text: str, blocks: Iterable[BlockOutputs], asked: Sequence[Span]) -> Iterator[Reading]:
        words = {ATTACK.name: [*asked, *words_of_attack(text, 0, len(text))]}
        for block in blocks:
            for task in TASKS:
                tuning = self._weights.tunings.get(task.name, Tuning())
                own = words.get(task.name, ())
                yield from decode(task, block.tasks[task.name], block.pieces, text, tuning=tuning, words=own)


def framed(signs: np.typing.NDArray[np.int64]) -> np.typing.NDArray[np.int64]:
    """The signs of a block's pieces with those of its opening and closing mark, which have none."""
    return np.pad(signs, ((1, 1), (0, 0)))


def load_reader(folder: Path | None = None) -> LearnedReader:
    """The network that comes with the program, or that of a folder. Raises `ModelError` where it is missing, is
    another than the manifest says, or cannot be loaded."""
    import onnxruntime as ort
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

    weights = find_weights(folder)
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    try:
        session = ort.InferenceSession(str(weights.network), options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidGraph, InvalidProtobuf) as error:
        raise ModelError(f"{weights.network}: cannot be run: {error}. Install the package again.") from error
    return LearnedReader(session, load_piece_reader(weights.vocabulary), weights)

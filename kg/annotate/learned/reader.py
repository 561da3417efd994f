"""Runs the trained network over a text: the only door to onnxruntime.

Blocks go through one by one, on one thread: the eight-bit network scales its numbers by the largest of a batch, so
that a neighbour in a batch would change what is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.learned.attack_words import words_of_attack
from kg.annotate.learned.blocks import cut_blocks
from kg.annotate.learned.decoding import Outputs, Tuning, decode
from kg.annotate.learned.pieces import PieceReader, Pieces, load_piece_reader
from kg.annotate.learned.readings import Reading
from kg.annotate.learned.tasks import ATTACK, TASKS
from kg.annotate.learned.weights import Weights, find_weights
from kg.errors import ModelError
from kg.model.annotation import ModelInfo
from kg.model.span import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_OUTPUTS = 4  # of each task: tags, queries, keys, distances


class LearnedReader:
    """A loaded network and its vocabulary."""

    def __init__(self, session: InferenceSession, pieces: PieceReader, weights: Weights) -> None:
        self._session = session
        self._pieces = pieces
        self._weights = weights
        self.info = ModelInfo(name=weights.name, version=weights.version)

    def read(self, text: str, *, asked: Sequence[Span] = ()) -> Iterator[Reading]:
        """What the network reads in a text, block by block, the tasks of a block in turn. Every word that could tell of
        an attack is asked about, so that the rules know of what they take for one what the network thinks of it, and
        before them the words `asked`."""
        words = {ATTACK.name: [*asked, *words_of_attack(text, 0, len(text))]}
        for pieces, outputs in self.outputs(text):
            for task in TASKS:
                tuning = self._weights.tunings.get(task.name, Tuning())
                own = words.get(task.name, ())
                yield from decode(task, outputs[task.name], pieces, text, tuning=tuning, words=own)

    def outputs(self, text: str) -> Iterator[tuple[Pieces, Mapping[str, Outputs]]]:
        """Every block of a text with what the network says of it for each task, by the task's name."""
        pieces = self._pieces.read(text)
        for block in cut_blocks(text, pieces.offsets):
            part = pieces.part(block.first, block.last)
            raw = [np.asarray(o) for o in self._session.run(None, {"ids": self._pieces.framed(part)[None]})]
            found: dict[str, Outputs] = {}
            for number, task in enumerate(TASKS):
                tags, queries, keys, distances = raw[_OUTPUTS * number : _OUTPUTS * (number + 1)]
                found[task.name] = Outputs(tags[0], queries[0], keys[0], distances)
            yield part, found


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

"""Trains what reads names, on the encoder as the other tasks have left it: two lessons, a rough and a careful one.

The layers that names share with the other tasks stay as they are: nothing here changes what those read.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence

from kg.annotate import load_language_model
from kg.annotate.learned.name_decoding import TAGS
from kg.annotate.learned.name_signs import SIZES
from kg.annotate.learned.pieces import PieceReader
from training.dropout import seed_dropout, set_dropout
from training.learning import rate_at
from training.name_examples import NameExample, make_name_examples
from training.name_network import BRANCH, OWN, NameBranch, WholeReader, narrow
from training.name_texts import read_named_sheets, read_rough
from training.network import DROPPED, Network, load_encoder
from training.recipe import LEARNED

_BATCH = 1024  # word pieces, padding included
_LAYER_RATE = 1e-4
_DECAY, _WARMUP = 0.01, 0.1
_NOT_ALLOWED = -1e4
_AGAIN = 300  # blocks of the first lesson that the second repeats in each epoch


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One stretch of training. `rate`: of what is new; the layers, which know English, learn more slowly."""

    epochs: int
    rate: float
    seed: int = 1


ROUGH_LESSON, CAREFUL_LESSON = Lesson(epochs=1, rate=1e-3), Lesson(epochs=5, rate=5e-4)


def train_names(network: Network, reader: PieceReader, encoder: Path, data: Path) -> NameBranch:
    """A branch for names on a trained network, from the pre-trained encoder's folder and the corpora."""
    model = load_language_model()
    rough = list(make_name_examples(read_rough(data, model), reader))
    sheets = [text for part in LEARNED for text in read_named_sheets(part, data, model)]
    careful = list(make_name_examples(sheets, reader))
    print(f"names: {len(rough)} blocks, then {len(careful)}", flush=True)
    whole = WholeReader(network, make_branch(encoder))
    learn(whole, rough, ROUGH_LESSON)
    again = random.Random(3).sample(rough, min(len(rough), _AGAIN))  # noqa: S311
    learn(whole, list(_with_lower_states(whole, [*careful, *again])), CAREFUL_LESSON)
    return whole.names


def make_branch(encoder: Path) -> NameBranch:
    """A fresh branch, the same at every call: the pre-trained encoder's layers above the shared ones, made narrow."""
    torch.manual_seed(1)
    fresh, size = load_encoder(encoder, BRANCH + OWN)
    set_dropout(fresh, hidden=DROPPED, attention=0.0)
    layers = nn.ModuleList(fresh.encoder.layer[BRANCH:])
    for layer in layers:
        narrow(layer)
    return NameBranch(layers, size)


def learn(whole: WholeReader, examples: Sequence[NameExample], lesson: Lesson) -> None:
    """Train the branch in place, printing the loss and the time."""
    torch.manual_seed(lesson.seed)
    seed_dropout(lesson.seed)
    shuffler = random.Random(lesson.seed)  # noqa: S311
    batches = [batch for _ in range(lesson.epochs) for batch in _batches(examples, shuffler)]
    layers = list(whole.names.layers.parameters())
    new = [p for name, p in whole.names.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": new, "lr": lesson.rate}, {"params": layers, "lr": _LAYER_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=_DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, len(batches), _WARMUP))
    whole.network.eval()
    whole.names.train()
    began, total = time.monotonic(), 0.0
    for step, batch in enumerate(batches, start=1):
        loss = batch_loss(whole, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(whole.names.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        total += float(loss.detach())
        if step % 50 == 0:
            minutes = (time.monotonic() - began) / 60
            print(f"names step {step}/{len(batches)} loss {total / 50:.3f} {minutes:.1f} min", flush=True)
            total = 0.0
    whole.names.eval()


def batch_loss(whole: WholeReader, batch: Sequence[NameExample]) -> torch.Tensor:
    """Minus the mean log probability that each piece has a tag that it may have."""
    ids, mask, signs, allowed = _padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        known = [example.lower for example in batch if example.lower is not None]
        if len(known) == len(batch):
            lower = pad_sequence(known, batch_first=True)
        else:
            with torch.no_grad():
                lower = whole.network.lower_states(ids, mask, BRANCH)
        scores = whole.name_scores(lower.float(), signs, mask)
    chances = scores.float().log_softmax(-1).masked_fill(~allowed, _NOT_ALLOWED).logsumexp(-1)
    telling = (mask > 0) & ~allowed.all(-1)
    return -(chances * telling).sum() / telling.sum().clamp(min=1)


def _with_lower_states(whole: WholeReader, examples: Sequence[NameExample]) -> Iterator[NameExample]:
    """The examples with what the shared layers make of them, which does not change."""
    whole.network.eval()
    for example in examples:
        ids = torch.from_numpy(example.ids)[None]
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            lower = whole.network.lower_states(ids, torch.ones_like(ids), BRANCH)[0].bfloat16()
        yield replace(example, lower=lower)


def _padded(batch: Sequence[NameExample]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Numbers of pieces, where there are any, their signs and the tags that they may have."""
    longest = max(len(example.ids) for example in batch)
    ids = np.ones((len(batch), longest), dtype=np.int64)
    mask = np.zeros((len(batch), longest), dtype=np.int64)
    signs = np.zeros((len(batch), longest, len(SIZES)), dtype=np.int64)
    allowed = np.ones((len(batch), longest, len(TAGS)), dtype=np.bool_)
    for row, example in enumerate(batch):
        size = len(example.ids)
        ids[row, :size], mask[row, :size] = example.ids, 1
        signs[row, :size], allowed[row, :size] = example.signs, example.allowed
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(signs), torch.from_numpy(allowed)


def _batches(examples: Sequence[NameExample], shuffler: random.Random) -> list[list[NameExample]]:
    """Batches of examples of like length, in random order."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i].ids) // 8, shuffler.random()))
    batches: list[list[NameExample]] = []
    for i in order:
        if not batches or (len(batches[-1]) + 1) * len(examples[i].ids) > _BATCH:
            batches.append([])
        batches[-1].append(examples[i])
    shuffler.shuffle(batches)
    return batches

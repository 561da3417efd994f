"""Trains a network on examples; the same seed, data and machine give the same weights."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from kg.annotate.learned.tasks import Task
from training.examples import IGNORED, Example
from training.network import Network, pointer_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a network is trained. `batch_pieces`: word pieces of a batch, padding included."""

    epochs: int = 3
    batch_pieces: int = 1024
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    seed: int = 1
    pad: int = 0


def train(network: Network, examples: Sequence[Example], plan: Plan) -> None:
    """Train in place, printing the loss and the time."""
    torch.manual_seed(plan.seed)
    shuffler = random.Random(plan.seed)  # noqa: S311
    batches = [list(_batches(examples, plan, shuffler)) for _ in range(plan.epochs)]
    steps = sum(len(epoch) for epoch in batches)
    optimiser = _optimiser(network, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps, plan.warmup))
    network.train()
    began, step, total = time.monotonic(), 0, 0.0
    for number, epoch in enumerate(batches, start=1):
        for batch in epoch:
            loss = batch_loss(network, batch, plan.pad)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            step, total = step + 1, total + float(loss.detach())
            if step % 50 == 0:
                minutes = (time.monotonic() - began) / 60
                print(f"epoch {number} step {step}/{steps} loss {total / 50:.3f} {minutes:.1f} min", flush=True)
                total = 0.0


def batch_loss(network: Network, batch: Sequence[Example], pad: int) -> torch.Tensor:
    """The mean loss of the tags plus that of the pointers, for the task of each example."""
    ids, mask = _padded(batch, pad)
    with torch.autocast("cpu", torch.bfloat16):
        states = network.states(ids, mask)
    states = states.float()
    loss = states.new_zeros(())
    for task in network.tasks:
        rows = [i for i, example in enumerate(batch) if example.task == task.name]
        if rows:
            loss = loss + _task_loss(network, task, states[rows], [batch[i] for i in rows])
    return loss


def _task_loss(network: Network, task: Task, states: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    tags, queries, keys, distances = network.heads[task.name](states)
    wanted = torch.full(tags.shape[:2], IGNORED)
    for row, example in enumerate(batch):
        wanted[row, : len(example.tags)] = torch.from_numpy(example.tags)
    marked = (wanted != IGNORED).sum().clamp(min=1)
    loss = functional.cross_entropy(tags.transpose(1, 2), wanted, reduction="sum", ignore_index=IGNORED) / marked
    losses: list[torch.Tensor] = []
    for row, example in enumerate(batch):
        if not example.anchors:
            continue
        size = len(example.ids)
        anchors = torch.tensor(example.anchors)
        scores = pointer_scores(queries[row, anchors], keys[row, :size], distances, anchors)
        losses += list(_pointer_losses(scores.log_softmax(-1), example))
    if losses:
        loss = 5 * loss + torch.stack(losses).mean()
    return loss


def _pointer_losses(logs: torch.Tensor, example: Example) -> Iterator[torch.Tensor]:
    """Minus the mean log probability of the positions that each pointer should point at."""
    for anchor, targets in enumerate(example.targets):
        for pointer, positions in enumerate(targets):
            if positions:
                yield -logs[anchor, pointer, list(positions)].mean()


def _padded(batch: Sequence[Example], pad: int) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(example.ids) for example in batch)
    ids = np.full((len(batch), longest), pad, dtype=np.int64)
    mask = np.zeros((len(batch), longest), dtype=np.int64)
    for row, example in enumerate(batch):
        ids[row, : len(example.ids)] = example.ids
        mask[row, : len(example.ids)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def _batches(examples: Sequence[Example], plan: Plan, shuffler: random.Random) -> Iterator[list[Example]]:
    """Batches of examples of like length, in random order."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i].ids) // 8, shuffler.random()))
    batches: list[list[Example]] = [[]]
    for i in order:
        if (len(batches[-1]) + 1) * len(examples[i].ids) > plan.batch_pieces:
            batches.append([])
        batches[-1].append(examples[i])
    shuffler.shuffle(batches)
    yield from batches


def _optimiser(network: Network, plan: Plan) -> torch.optim.Optimizer:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = list(network.heads.parameters())
    return torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}], weight_decay=0.01
    )


def _rate(step: int, steps: int, warmup: float) -> float:
    rising = max(1, int(steps * warmup))
    return step / rising if step < rising else max(0.0, (steps - step) / max(1, steps - rising))

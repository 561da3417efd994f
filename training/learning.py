"""Trains a network on examples; the same seed, data and machine give the same weights."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from kg.annotate.learned.tasks import Task
from training.dropout import seed_dropout
from training.examples import IGNORED, NONE, Example
from training.network import UNSEEN, Network, pointer_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a network is trained. `batch_pieces`: word pieces of a batch, padding included. `frozen`: how many of the
    encoder's lower layers stay as they are, and are therefore run only once for each example."""

    epochs: int = 3
    batch_pieces: int = 1024
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    frozen: int = 0
    seed: int = 1
    pad: int = 0


def train(
    network: Network, examples: Sequence[Example], plan: Plan, *, after_epoch: Callable[[int], None] = lambda _: None
) -> None:
    """Train in place, printing the loss and the time. `after_epoch` is called with the number of each epoch."""
    torch.manual_seed(plan.seed)
    seed_dropout(plan.seed)
    shuffler = random.Random(plan.seed)  # noqa: S311
    if plan.frozen:
        examples = list(_with_lower_states(network, examples, plan))
    batches = [list(_batches(examples, plan, shuffler)) for _ in range(plan.epochs)]
    steps = sum(len(epoch) for epoch in batches)
    optimiser = _optimiser(network, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step, steps, plan.warmup))
    network.train()
    began, step, total = time.monotonic(), 0, 0.0
    for number, epoch in enumerate(batches, start=1):
        for batch in epoch:
            loss = batch_loss(network, batch, plan.pad, frozen=plan.frozen)
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
        after_epoch(number)
        network.train()


def _with_lower_states(network: Network, examples: Sequence[Example], plan: Plan) -> Iterator[Example]:
    """The examples with what the layers that stay as they are make of them, nothing dropped."""
    network.eval()
    known: dict[bytes, torch.Tensor] = {}  # a text that is seen more than once in an epoch is run once
    for example in examples:
        key = example.ids.tobytes()
        if key not in known:
            ids = torch.from_numpy(example.ids)[None]
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                known[key] = network.lower_states(ids, torch.ones_like(ids), plan.frozen)[0].bfloat16()
        yield replace(example, lower=known[key])


def batch_loss(network: Network, batch: Sequence[Example], pad: int, *, frozen: int = 0) -> torch.Tensor:
    """The mean loss of the tags plus that of the pointers, for the task of each example."""
    ids, mask = _padded(batch, pad)
    with torch.autocast("cpu", torch.bfloat16):
        if frozen:
            lower = pad_sequence([example.lower for example in batch if example.lower is not None], batch_first=True)
            states = network.upper_states(lower.float(), mask, frozen)
        else:
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
        scores = scores + _beyond(example, size)[:, None]
        losses += list(_pointer_losses(scores.log_softmax(-1), example))
    if losses:
        loss = 5 * loss + torch.stack(losses).mean()
    return loss


def _beyond(example: Example, size: int) -> torch.Tensor:
    """What keeps the pointers of each anchor within their reach, or at the opening mark: anchors × pieces."""
    away = torch.full((len(example.anchors), size), UNSEEN)
    away[:, NONE] = 0.0
    for row, (first, last) in enumerate(example.reach):
        away[row, first : last + 1] = 0.0
    return away


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
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=plan.weight_decay,
        fused=True,
    )


def rate_at(step: int, steps: int, warmup: float) -> float:
    """What the rates are multiplied by: rising, then falling to nothing."""
    rising = max(1, int(steps * warmup))
    return step / rising if step < rising else max(0.0, (steps - step) / max(1, steps - rising))

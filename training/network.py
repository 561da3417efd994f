"""The network: one encoder, and for every task a tagger of anchors and pointers from an anchor to its parts.

A pointer is a scaled product of a query at the anchor's first piece and a key at every piece. The exported network
gives queries and keys, so that products are taken for anchors only.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from kg.annotate.learned.blocks import BLOCK_PIECES
from kg.annotate.learned.tasks import TASKS, Task
from training.dropout import ByteDropout

HIDDEN = 256
WIDTH = 64  # of a query or key
DROPPED = 0.1  # share of the states that a head does without while it learns
UNSEEN = -1e4  # added to the score of padding
REACH = BLOCK_PIECES + 2  # pieces between an anchor and what it points at


class Head(nn.Module):
    """What one task needs on top of the encoder."""

    def __init__(self, task: Task, size: int) -> None:
        super().__init__()
        wide = len(task.pointers) * WIDTH
        self.tagger = nn.Sequential(ByteDropout(DROPPED), nn.Linear(size, len(task.tags)))
        self.queries = nn.Sequential(ByteDropout(DROPPED), nn.Linear(size, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, wide))
        self.keys = nn.Sequential(ByteDropout(DROPPED), nn.Linear(size, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, wide))
        self.distances = nn.Parameter(torch.zeros(len(task.pointers), 2 * REACH + 1))

    def forward(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        """Tags (pieces × tags), queries and keys (pieces × pointers · WIDTH) of each block; and what each distance
        from the anchor adds to a pointer's score (pointers × distances, the same for all blocks)."""
        return self.tagger(states), self.queries(states), self.keys(states), self.distances + 0.0


class Network(nn.Module):
    """The encoder with the heads of all tasks."""

    def __init__(self, encoder: nn.Module, size: int, tasks: tuple[Task, ...] = TASKS) -> None:
        super().__init__()
        self.encoder = encoder
        self.tasks = tasks
        self.heads = nn.ModuleDict({task.name: Head(task, size) for task in tasks})

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

    def lower_states(self, ids: torch.Tensor, mask: torch.Tensor, layers: int) -> torch.Tensor:
        """What the first layers of the encoder make of blocks."""
        return self._through(self.encoder.embeddings(input_ids=ids), mask, slice(None, layers))

    def upper_states(self, lower: torch.Tensor, mask: torch.Tensor, layers: int) -> torch.Tensor:
        """The states of blocks from what the first layers made of them."""
        return self._through(lower, mask, slice(layers, None))

    def _through(self, states: torch.Tensor, mask: torch.Tensor, part: slice) -> torch.Tensor:
        stack = self.encoder.encoder
        unseen = (1.0 - mask[:, None, None].float()) * UNSEEN
        nearness = stack.compute_position_bias(states)
        for layer in stack.layer[part]:
            states = layer(states, unseen, nearness)[0]
        return states

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Blocks without padding, as the program runs them: the outputs of each task in turn."""
        states = self.states(ids, torch.ones_like(ids))
        return tuple(output for task in self.tasks for output in self.heads[task.name](states))


def freeze_layers(network: Network, layers: int) -> None:
    """Keep the lower layers of the encoder as they are, and what distances mean to all of them; the others learn."""
    network.encoder.encoder.relative_attention_bias.weight.requires_grad = not layers
    for number, layer in enumerate(network.encoder.encoder.layer):
        for parameter in layer.parameters():
            parameter.requires_grad = number >= layers


def pointer_scores(
    queries: torch.Tensor, keys: torch.Tensor, distances: torch.Tensor, anchors: torch.Tensor
) -> torch.Tensor:
    """Scores of every piece for every pointer of some anchors of one block: anchors × pointers × pieces.

    `queries`: anchors × pointers · WIDTH, `keys`: pieces × pointers · WIDTH, `anchors`: their positions.
    """
    pointers = len(distances)
    q = queries.view(len(queries), pointers, WIDTH)
    k = keys.view(len(keys), pointers, WIDTH)
    away = torch.arange(len(keys))[None] - anchors[:, None] + REACH
    return torch.einsum("apw,tpw->apt", q, k) / WIDTH**0.5 + distances[:, away].transpose(0, 1)


def load_encoder(folder: Path, layers: int) -> tuple[nn.Module, int]:
    """The first layers of a pre-trained encoder, its word vectors frozen, and the size of its states."""
    from transformers import AutoModel, logging

    logging.set_verbosity_error()
    encoder = AutoModel.from_pretrained(folder, num_hidden_layers=layers)
    encoder.pooler = None
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad = False
    return encoder, int(encoder.config.hidden_size)

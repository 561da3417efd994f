"""What reads names: layers of its own on the lower states of the shared encoder, which stay as they are for it, so that
the other tasks lose nothing by it."""

from __future__ import annotations

import torch
from torch import nn

from kg.annotate.learned.name_decoding import TAGS
from kg.annotate.learned.name_signs import SIZES
from training.dropout import ByteDropout
from training.network import DROPPED, UNSEEN, Network

BRANCH = 2  # layers of the encoder that names share with the other tasks
OWN = 2  # layers that they have for themselves
NARROW = 1536  # of the 3072 inner units of each, the weightiest, for the sake of size and speed
_SPREAD = 0.02  # of the vectors of signs at the beginning


class NameBranch(nn.Module):
    """Layers over the encoder's lower states and the signs of the pieces, and a tagger on them."""

    def __init__(self, layers: nn.ModuleList, size: int) -> None:
        super().__init__()
        self.signs = nn.ModuleList(nn.Embedding(values, size) for values in SIZES)
        for table in self.signs:
            nn.init.normal_(table.weight, std=_SPREAD)
        self.layers = layers
        self.tagger = nn.Sequential(ByteDropout(DROPPED), nn.Linear(size, len(TAGS)))

    def forward(
        self, lower: torch.Tensor, signs: torch.Tensor, unseen: torch.Tensor, nearness: torch.Tensor
    ) -> torch.Tensor:
        """Scores of tags (blocks × pieces × tags). `unseen`: what is added to the score of padding, `nearness`: what
        the distances of pieces mean to the encoder."""
        states = lower
        for number, table in enumerate(self.signs):
            states = states + table(signs[..., number])
        for layer in self.layers:
            states = layer(states, unseen, nearness)[0]
        return self.tagger(states)


def narrow(layer: nn.Module, units: int = NARROW) -> None:
    """Leave a layer of the encoder only those inner units that weigh most."""
    inner, outer = layer.intermediate.dense, layer.output.dense
    weight = inner.weight.norm(dim=1) * outer.weight.norm(dim=0)
    kept = weight.topk(min(units, len(weight))).indices.sort().values
    smaller, back = nn.Linear(inner.in_features, len(kept)), nn.Linear(len(kept), outer.out_features)
    with torch.no_grad():
        smaller.weight.copy_(inner.weight[kept])
        smaller.bias.copy_(inner.bias[kept])
        back.weight.copy_(outer.weight[:, kept])
        back.bias.copy_(outer.bias)
    layer.intermediate.dense, layer.output.dense = smaller, back


class WholeReader(nn.Module):
    """The network with the branch for names, as it is exported."""

    def __init__(self, network: Network, names: NameBranch) -> None:
        super().__init__()
        self.network = network
        self.names = names

    def forward(self, ids: torch.Tensor, signs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """One block without padding: the outputs of each task in turn, then the tags of names."""
        mask = torch.ones_like(ids)
        lower = self.network.lower_states(ids, mask, BRANCH)
        states = self.network.upper_states(lower, mask, BRANCH)
        outputs = [output for task in self.network.tasks for output in self.network.heads[task.name](states)]
        return *outputs, self.name_scores(lower, signs, mask)

    def name_scores(self, lower: torch.Tensor, signs: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Scores of the tags of names from the states of the shared layers."""
        unseen = (1.0 - mask[:, None, None].float()) * UNSEEN
        return self.names(lower, signs, unseen, self.network.encoder.encoder.compute_position_bias(lower))

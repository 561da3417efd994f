"""What was learned about roles: a weight for each role by feature, and how far a trained reader's word counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import KgError
from kg.extract.role_features import OUTCOMES
from kg.model.annotation import ModelInfo
from kg.resources import read_weights

FILE = "roles.json"
Scores = tuple[float, ...]  # one for each of OUTCOMES, in their order


@dataclass(frozen=True, slots=True)
class Limits:
    """From which probability a phrase likely fills a role, and below which what a rule put there is taken out."""

    fill: float
    drop: float


@dataclass(frozen=True, slots=True)
class RoleWeights:
    """`rows`: weights of a feature, in the order of `OUTCOMES`; `reader`: by outcome, what the score itself and the
    signals of a trained reader weigh; `limits`: by outcome."""

    info: ModelInfo
    rows: Mapping[str, Scores]
    reader: Sequence[Scores]
    limits: Sequence[Limits]

    def score(self, features: Iterable[str]) -> Scores:
        """The sum of the features' weights for each outcome: log odds, as far as parse and lexicons tell."""
        found = [row for feature in features if (row := self.rows.get(feature)) is not None]
        return tuple(map(sum, zip(*found, strict=True))) if found else (0.0,) * len(OUTCOMES)


@cache
def load_role_weights() -> RoleWeights:
    """The weights that come with the program. Raises `KgError` where they are missing, others than those of the
    release, or made for other roles."""
    return to_role_weights(read_weights(FILE))


def to_role_weights(values: Mapping[str, Any]) -> RoleWeights:
    """The weights as `training/roles.py` writes them. Raises `KgError` where they were made for other roles."""
    if values["outcomes"] != list(OUTCOMES):
        raise KgError(f"{FILE}: the weights were made for other roles than this program has. Install it again.")
    scale = float(values["scale"])
    return RoleWeights(
        info=ModelInfo(name=values["name"], version=values["version"]),
        rows={feature: tuple(n / scale for n in row) for feature, row in values["rows"].items()},
        reader=tuple(tuple(values["reader"][name]) for name in OUTCOMES),
        limits=tuple(Limits(**values["limits"][name]) for name in OUTCOMES),
    )

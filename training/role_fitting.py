"""Fits the scorer of roles: one logistic regression for each outcome over what holds of a phrase and a mention, and on
texts that the trained reader has not learned from how much its word counts beside that."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from scipy.special import expit  # type: ignore[import-untyped]

from kg.extract.role_features import OUTCOMES
from kg.extract.role_reader import SIGNALS
from training.role_examples import RoleExample

Array = npt.NDArray[np.float64]
FOLDS = 4
_COMMON = 4  # examples that a feature needs
_PENALTY = 5.0  # on squared weights
_STEPS = 60
_PENALTY_READER = 1.0  # on what departs from the score alone
_SMALL = 0.01  # weights below it in every outcome are left out


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as numbers: features (examples × names), labels (examples × outcomes; nan where nobody knows), signals
    of the reader (examples × outcomes × signals) and the fold that each is held out in."""

    names: tuple[str, ...]
    features: csr_matrix
    labels: Array
    signals: Array
    folds: npt.NDArray[np.int64]


def make_table(examples: Sequence[RoleExample]) -> Table:
    counts = Counter(feature for example in examples for feature in example.features)
    names = tuple(sorted(name for name, number in counts.items() if number >= _COMMON))
    column = {name: number for number, name in enumerate(names)}
    rows = [[column[f] for f in example.features if f in column] for example in examples]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.array([number for row in rows for number in row], dtype=np.int64)
    features = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))
    labels = np.array([[np.nan if v is None else float(v) for v in example.labels] for example in examples])
    signals = np.array([example.signals for example in examples], dtype=np.float64)
    return Table(names, features, labels, signals, np.array([fold_of(example.group) for example in examples]))


def fold_of(group: str) -> int:
    """In which fold a text is held out: by its name, so that it stays there whatever else is learned from."""
    return int(hashlib.sha256(group.encode("utf-8")).hexdigest(), 16) % FOLDS


def fit_weights(table: Table, chosen: npt.NDArray[np.bool_]) -> Array:
    """Weights (names × outcomes) learned from the chosen examples."""
    found = np.zeros((len(table.names), len(OUTCOMES)))
    for number in range(len(OUTCOMES)):
        known = chosen & ~np.isnan(table.labels[:, number])
        features, labels = table.features[known], table.labels[known, number]
        found[:, number] = _fit(features, labels, np.zeros(len(table.names)), _PENALTY)
    return found


def fit_folds(table: Table) -> list[Array]:
    """For each fold the weights learned without it."""
    return [fit_weights(table, table.folds != fold) for fold in range(FOLDS)]


def held_out_scores(table: Table, weights: Sequence[Array]) -> Array:
    """The scores (examples × outcomes) of each example by the weights learned without its text."""
    scores = np.zeros((len(table.folds), len(OUTCOMES)))
    for fold, learned in enumerate(weights):
        rows = np.flatnonzero(table.folds == fold)
        scores[rows] = table.features[rows] @ learned
    return scores


def fit_reader(table: Table, scores: Array, chosen: npt.NDArray[np.bool_]) -> Array:
    """What the score and each signal weigh (outcomes × 1 + signals), where the reader knows the mention's words."""
    found = np.zeros((len(OUTCOMES), 1 + len(SIGNALS)))
    found[:, 0] = 1.0
    for number in range(len(OUTCOMES)):
        rows = chosen & (table.signals[:, number, 0] > 0) & ~np.isnan(table.labels[:, number])
        if rows.any():
            inputs = np.column_stack([scores[rows, number], table.signals[rows, number]])
            found[number] = _fit(csr_matrix(inputs), table.labels[rows, number], found[number], _PENALTY_READER)
    return found


def combined_scores(table: Table, scores: Array, reader: Array) -> Array:
    """The scores with the reader's word."""
    inputs = np.concatenate([scores[:, :, None], table.signals], axis=2)
    return np.where(table.signals[:, :, 0] > 0, np.einsum("eos,os->eo", inputs, reader), scores)


def _fit(features: csr_matrix, labels: Array, start: Array, penalty: float) -> Array:
    turned = features.T.tocsr()

    def loss(weights: Array) -> tuple[float, Array]:
        scores = features @ weights
        apart = weights - start
        value = np.logaddexp(0.0, np.where(labels > 0, -scores, scores)).sum() + 0.5 * penalty * float(apart @ apart)
        return float(value), turned @ (expit(scores) - labels) + penalty * apart

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return np.asarray(found.x, dtype=np.float64)


def to_rows(table: Table, weights: Array, scale: int) -> dict[str, list[int]]:
    """The weights by feature as whole numbers, `scale` for 1; features that hardly weigh are left out."""
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= _SMALL)
    return {table.names[row]: np.rint(weights[row] * scale).astype(int).tolist() for row in kept}

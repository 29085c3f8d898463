"""A clause type from a handful of examples: one logistic regression on frozen vectors.

The regression is ridge-penalised and weighted, so that five examples have their say against a
thousand counter-examples (King and Zeng, "Logistic Regression in Rare Events Data", 2001). Its
quality is told by leaving each example out in turn.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import WeightsError

# Chosen on 22 types of supplier terms, 15 examples each: precision and recall both about 0.5.
_SHARE = 0.15  # of the loss that the examples carry together
_PENALTY = 0.1  # ridge on the weights, per unit of loss
_FOLDS = 5
_SCALE = 10.0  # cosines of this encoder differ by tenths: scaled up, the penalty stays small


@dataclass(frozen=True, slots=True)
class Head:
    """Scores vectors [n, width] of unit length for one type; `encoder` names whose vectors."""

    name: str
    encoder: str
    weight: NDArray[np.float32]
    bias: float

    def scores(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return [n] scores in [0, 1]; 0.5 and more asserts the type."""
        logit = np.clip(_SCALE * vectors @ self.weight + self.bias, -60, 60)
        return np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the head to one .npz file."""
        about = np.frombuffer(json.dumps([self.name, self.encoder]).encode(), np.uint8)
        np.savez(path, about=about, weight=self.weight.astype(np.float32), bias=self.bias)

    @classmethod
    def load(cls, path: Path) -> Head:
        """Read a head; raises WeightsError when the file holds none."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
                name, encoder = json.loads(saved["about"].tobytes())
                return cls(str(name), str(encoder), saved["weight"], float(saved["bias"]))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise WeightsError(f"{path.name} holds no clause type: {error}") from error


@dataclass(frozen=True, slots=True)
class Quality:
    """What leaving out told: shares in [0, 1] at score 0.5, of `examples` and of `others`."""

    examples: int
    others: int
    recall: float
    false_alarms: float

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return why the type should not be relied on yet; empty when nothing speaks against it."""
        found = []
        if self.examples < 10:
            found.append(f"only {self.examples} examples; 10 to 50 in different words do better")
        if self.recall < 0.7:
            found.append(f"finds {self.recall:.0%} of examples it has not seen")
        if self.false_alarms > 0.02:
            found.append(f"also claims {self.false_alarms:.1%} of clauses of other types")
        return tuple(found)


def train_head(
    name: str, encoder: str, positive: NDArray[np.float32], negative: NDArray[np.float32]
) -> Head:
    """Fit a head on vectors [n, width] of unit length, at least one on each side."""
    weight, bias = _fit(positive, negative)
    return Head(name, encoder, weight, bias)


def leave_one_out(positive: NDArray[np.float32], negative: NDArray[np.float32]) -> Quality:
    """Measure a head: each example left out once, the counter-examples in five folds."""
    found = 0
    for i in range(len(positive)):
        weight, bias = _fit(np.delete(positive, i, axis=0), negative)
        found += bool(_SCALE * positive[i] @ weight + bias >= 0)
    fold = np.random.default_rng(0).permutation(len(negative)) % _FOLDS
    alarms = 0
    for k in range(_FOLDS):
        weight, bias = _fit(positive, negative[fold != k])
        alarms += int((_SCALE * negative[fold == k] @ weight + bias >= 0).sum())
    return Quality(
        len(positive), len(negative), found / len(positive), alarms / max(len(negative), 1)
    )


def _fit(
    positive: NDArray[np.float32], negative: NDArray[np.float32]
) -> tuple[NDArray[np.float32], float]:
    from scipy.optimize import minimize

    rows = np.concatenate([positive, negative]).astype(np.float64) * _SCALE
    wanted = np.r_[np.ones(len(positive)), np.zeros(len(negative))]
    counts = max(len(positive), 1), max(len(negative), 1)
    share = np.where(wanted > 0, _SHARE / counts[0], (1 - _SHARE) / counts[1])

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logit = rows @ theta[:-1] + theta[-1]
        value = share @ (np.logaddexp(0, logit) - wanted * logit)
        error = share * (1 / (1 + np.exp(-logit)) - wanted)
        gradient = np.r_[error @ rows + _PENALTY * theta[:-1], error.sum()]
        return float(value + 0.5 * _PENALTY * theta[:-1] @ theta[:-1]), gradient

    solved = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B")
    return solved.x[:-1].astype(np.float32), float(solved.x[-1])

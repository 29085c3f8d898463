"""How likely the n-th best candidate of a question is an answer, given its label score.

A label score says whether a unit is of a type. That a question's second or tenth best candidate
is also an answer is less likely than its score says; this scale holds that against it, so that
scores of different questions can be compared (Platt scaling with one offset a rank).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import WeightsError

_LEAST = 1e-6
RANKS = 10  # ranks from here on share an offset


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """score = sigmoid(slope * log odds + offsets[rank]), rank 0 the best; the last goes on."""

    slope: float
    offsets: tuple[float, ...]

    def __post_init__(self) -> None:
        numbers = (self.slope, *self.offsets)
        if not self.offsets or not all(math.isfinite(x) for x in numbers) or self.slope <= 0:
            raise WeightsError(f"answer scale {numbers}: a slope above 0 and offsets are needed")

    def score(self, score: float, rank: int) -> float:
        """Return the chance in (0, 1) that a candidate of this label score and rank is right."""
        logit = self.slope * log_odds(score) + self.offsets[min(rank, len(self.offsets) - 1)]
        return 1 / (1 + math.exp(-logit))

    def row(self) -> dict[str, Any]:
        """Return the scale as a model card keeps it."""
        return {"slope": round(self.slope, 4), "offsets": [round(x, 4) for x in self.offsets]}

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> AnswerScale:
        """Read a scale from a model card; raises WeightsError for another shape."""
        try:
            return cls(float(row["slope"]), tuple(map(float, row["offsets"])))
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(f"answer scale {dict(row)}: {error}") from error


def log_odds(score: float) -> float:
    """Return the log odds of a score in [0, 1], bounded where it is all but sure."""
    held = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))


def fit_answer_scale(
    scores: Sequence[float], ranks: Sequence[int], right: Sequence[bool], penalty: float = 1.0
) -> AnswerScale:
    """Fit a scale on candidates of held-out documents by ridge-penalised maximum likelihood.

    Ranks 0, 1 and 2 have an offset of their own; further ones lie on a line up to `RANKS`.
    """
    from scipy.optimize import minimize

    logits = np.array([log_odds(score) for score in scores])
    rows = np.column_stack([logits, *_rank_columns(np.asarray(ranks)).T, np.ones(len(logits))])
    wanted = np.asarray(right, np.float64)
    free = np.r_[np.ones(rows.shape[1] - 1), 0]  # the intercept is not penalised

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = rows @ theta
        value = (np.logaddexp(0, z) - wanted * z).sum() + 0.5 * penalty * free @ theta**2
        gradient = rows.T @ (1 / (1 + np.exp(-z)) - wanted) + penalty * free * theta
        return float(value), np.asarray(gradient)

    theta = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    offsets = _rank_columns(np.arange(RANKS + 1)) @ theta[1:-1] + theta[-1]
    return AnswerScale(float(theta[0]), tuple(float(x) for x in offsets))


def _rank_columns(ranks: NDArray[np.int64]) -> NDArray[np.float64]:
    first = [(ranks == r).astype(np.float64) for r in range(3)]
    return np.column_stack([*first, np.minimum(ranks, RANKS) / RANKS])

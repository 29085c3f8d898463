"""Fit how the encoder and the linear model are blended: share, thresholds, scale.

Fitted on documents that neither model was trained on. Thresholds maximise a label's F1 and are
shrunk to the common threshold, the more the fewer positives the label has there: with n
positives the label's own optimum counts n / (n + 20). The scale makes scores probabilities by
logistic regression on all decisions (Platt, 1999, with the threshold as its origin).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from models.ensemble import Blend

_SHRINK = 20.0
_SHARES = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0)


def fit_blend(
    encoder: NDArray[np.float32],
    linear: NDArray[np.float32],
    wanted: NDArray[np.float32],
    known: NDArray[np.bool_],
) -> tuple[Blend, dict[float, float]]:
    """Fit on log odds and 0/1 targets [units, labels] where `known` is true.

    Returns the blend and, for each share tried, the pooled average precision it reached.
    """
    tried = {
        share: _precision(share * encoder + (1 - share) * linear, wanted, known)
        for share in _SHARES
    }
    share = max(tried, key=lambda key: tried[key])
    mixed = share * encoder + (1 - share) * linear
    common = _best_threshold(mixed[known], wanted[known])
    threshold = np.full(mixed.shape[1], common, np.float32)
    for i in range(mixed.shape[1]):
        rows = known[:, i]
        positives = float(wanted[rows, i].sum())
        if positives:
            own = _best_threshold(mixed[rows, i], wanted[rows, i])
            threshold[i] += positives / (positives + _SHRINK) * (own - common)
    centred = (mixed - threshold)[known]
    return Blend(share, _scale(centred, wanted[known]), threshold), tried


def _precision(
    scores: NDArray[np.float32], wanted: NDArray[np.float32], known: NDArray[np.bool_]
) -> float:
    """Return average precision over all known decisions pooled (step interpolation)."""
    order = np.argsort(-scores[known], kind="stable")
    hits = wanted[known][order]
    found = np.cumsum(hits)
    if not len(found) or not found[-1]:
        return 0.0
    return float((hits * found / np.arange(1, len(hits) + 1)).sum() / found[-1])


def _best_threshold(scores: NDArray[np.float32], wanted: NDArray[np.float32]) -> float:
    """Return the midpoint threshold with the best F1."""
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(wanted[order])
    f1 = 2 * found / (np.arange(1, len(order) + 1) + found[-1])
    best = int(f1.argmax())
    after = scores[order[min(best + 1, len(order) - 1)]]
    return float((scores[order[best]] + after) / 2)


def _scale(centred: NDArray[np.float32], wanted: NDArray[np.float32]) -> float:
    def loss(scale: float) -> float:
        signed = np.where(wanted > 0, -scale * centred, scale * centred)
        return float(np.logaddexp(0, signed).mean())

    return float(minimize_scalar(loss, bounds=(0.05, 5.0), method="bounded").x)


def stack(parts: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Join arrays of several documents."""
    return np.concatenate(parts).astype(np.float32)

"""Fit the fragment scorer: one logistic regression a label over hashed features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from models.fragments.scorer import WIDTH, Row

FOLDS = 5


def fit_label(
    rows: Sequence[Row], wanted: NDArray[np.bool_], strength: float
) -> tuple[NDArray[np.float32], float]:
    """Return weights [`WIDTH`] and bias; `strength` is the inverse regularisation C.

    Deterministic. Without both answers among `wanted` the weights are 0 and the bias says so.
    """
    if wanted.all() or not wanted.any():
        return np.zeros(WIDTH, np.float32), 10.0 if len(wanted) and wanted.all() else -10.0
    model = LogisticRegression(C=strength, solver="liblinear", random_state=0)
    model.fit(_matrix(rows), wanted)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def out_of_fold(
    rows: Sequence[Row], wanted: NDArray[np.bool_], groups: Sequence[str], strength: float
) -> NDArray[np.float64]:
    """Return log odds of each row by weights fitted on other groups only.

    Raises ValueError when there are fewer than two groups.
    """
    found = np.zeros(len(rows), np.float64)
    numbers = np.unique(np.array(groups), return_inverse=True)[1]
    folds = min(FOLDS, int(numbers.max(initial=0)) + 1)
    for train, test in GroupKFold(folds).split(found, groups=numbers):
        weights, bias = fit_label([rows[i] for i in train], wanted[train], strength)
        found[test] = [weights[rows[i]].sum() + bias for i in test]
    return found


def fit_slope(odds: NDArray[np.float64], wanted: NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and shift that make log odds those of being right (Platt, 1999).

    With only one answer among `wanted` there is nothing to learn: 1 and 0.
    """
    if wanted.all() or not wanted.any():
        return 1.0, 0.0
    sign = np.where(wanted, -1.0, 1.0)

    def loss(both: NDArray[np.float64]) -> float:
        return float(np.logaddexp(0, sign * (both[0] * odds + both[1])).mean())

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(max(found.x[0], 0.05)), float(found.x[1])


def average_precision(odds: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """Return it over the candidates, 0 when none is right."""
    return float(average_precision_score(wanted, odds)) if wanted.any() else 0.0


def _matrix(rows: Sequence[Row]) -> sparse.csr_matrix:
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    places = np.concatenate(rows)
    shape = (len(rows), WIDTH)
    return sparse.csr_matrix((np.ones(len(places), np.float32), places, ends), shape=shape)

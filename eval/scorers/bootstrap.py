"""Bootstrap over contracts: whole contracts are drawn again, as their questions hang together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from eval.metric import Metric

Floats = NDArray[np.float64]
RESAMPLES = 1000


def resample_weights(contracts: int, seed: int, resamples: int = RESAMPLES) -> Floats:
    """Return [resamples, contracts]: how often each contract is drawn; rows sum to `contracts`."""
    rng = np.random.default_rng(seed)
    shares = np.full(contracts, 1 / contracts)
    return rng.multinomial(contracts, shares, size=resamples).astype(np.float64)


def added(weights: Floats, counts: NDArray[np.int64] | Floats) -> Floats:
    """Return counts [contracts, ...] added up under each row of weights: [resamples, ...]."""
    flat = counts.reshape(len(counts), -1).astype(np.float64)
    return (weights @ flat).reshape(len(weights), *counts.shape[1:])


def measured(value: float, n: int, draws: Floats, failed: int) -> Metric:
    """Return a metric with the interval of its resamples, which it keeps."""
    return Metric(value, n, interval(draws), failed, draws)


def interval(values: Floats) -> tuple[float, float] | None:
    """Return the 2.5th and 97.5th percentile; None when over half of the values are NaN."""
    known = values[~np.isnan(values)]
    if 2 * len(known) < len(values) or not len(known):
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)

"""Shares of counts with exact intervals."""

from __future__ import annotations

from eval.metric import Metric


def share(hits: int, of: int, failed: int = 0) -> Metric:
    """Return hits / of with its exact 95% interval; not measured where `of` is 0.

    The interval is that of Clopper and Pearson, Biometrika 26 (1934).
    """
    from scipy.stats import binomtest

    if of == 0:
        return Metric(None, 0, None, failed)
    bounds = binomtest(hits, of).proportion_ci(method="exact")
    return Metric(hits / of, of, (float(bounds.low), float(bounds.high)), failed)

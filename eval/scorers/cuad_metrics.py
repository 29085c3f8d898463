"""The figures reported for CUAD, each with an interval by bootstrap over contracts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.metric import Metric
from eval.scorers.bootstrap import added, measured, resample_weights
from eval.scorers.cuad_official import HALF, Counts
from eval.scorers.curve import area, best_f1, curve, f1, precision_at

Floats = NDArray[np.float64]
Figure = Callable[[Floats, Floats, Floats], Floats]

SPAN_FIGURES: Mapping[str, Figure] = {
    "aupr": lambda tp, fp, gold: area(curve(tp, fp, gold)),
    "p_at_80r": lambda tp, fp, gold: precision_at(curve(tp, fp, gold), 0.8),
    "p_at_90r": lambda tp, fp, gold: precision_at(curve(tp, fp, gold), 0.9),
    "best_f1": best_f1,
    "max_recall": lambda tp, fp, gold: curve(tp, fp, gold).recall[..., -1],
}
PRESENCE_FIGURES: Mapping[str, Figure] = {
    "presence_f1_best": best_f1,
    "presence_f1_half": lambda tp, fp, gold: f1(tp, fp, gold)[..., HALF],
}


def pooled(counts: Counts, seed: int, failed: int = 0) -> dict[str, Metric]:
    """Return all figures pooled over categories; `n` is the number of gold texts.

    For presence `n` is the number of questions that have an answer. `ci95` resamples contracts.
    """
    weights = resample_weights(len(counts.contracts), seed)
    tp, fp, gold = (
        counts.true_positives.sum(axis=1),
        counts.false_positives.sum(axis=1),
        counts.gold.sum(axis=1),
    )
    found = _figures(SPAN_FIGURES, (tp, fp, gold), weights, failed)
    held, false, present = (part.sum(axis=1) for part in presence(counts))
    return found | _figures(PRESENCE_FIGURES, (held, false, present), weights, failed)


def per_category(counts: Counts, seed: int, failed: int = 0) -> dict[str, Metric]:
    """Return "<figure>:<Category>" for each category; no gold text makes it not measured."""
    weights = resample_weights(len(counts.contracts), seed)
    found: dict[str, Metric] = {}
    present = presence(counts)
    for j, category in enumerate(counts.categories):
        spans = (counts.true_positives[:, j], counts.false_positives[:, j], counts.gold[:, j])
        figures = _figures(SPAN_FIGURES, spans, weights, failed)
        held, false, gold = (part[:, j] for part in present)
        figures |= _figures(PRESENCE_FIGURES, (held, false, gold), weights, failed)
        found |= {f"{name}:{category}": metric for name, metric in figures.items()}
    return found


def presence(counts: Counts) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return, by question, hits and false alarms [.., thresholds] of "something is there"."""
    present = (counts.gold > 0).astype(np.int64)
    return counts.said * present[..., None], counts.said * (1 - present[..., None]), present


def _figures(
    figures: Mapping[str, Figure],
    parts: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    weights: Floats,
    failed: int,
) -> dict[str, Metric]:
    total = int(parts[2].sum())
    if not total:
        return {name: Metric(None, 0, None, failed) for name in figures}
    whole: list[Any] = [np.asarray(part.sum(axis=0), dtype=np.float64) for part in parts]
    drawn: list[Any] = [added(weights, part) for part in parts]
    return {
        name: measured(float(figure(*whole)), total, figure(*drawn), failed)
        for name, figure in figures.items()
    }

"""Whether scores are probabilities: expected calibration error and Brier skill.

Both are over the predictions a run lists, each right when it matches a gold text; what is below
the task's threshold for listing has no score to judge. ECE takes scores from .1 to .9, where a
reviewer must decide, in eight bins of equal width: the mean, weighted by predictions, of the
distance between a bin's mean score and its share of right ones (Naeini et al., 2015). Brier skill
is 1 less the mean squared error over that of always saying the share of right ones. Few
predictions make ECE larger than it is, and resampling makes it larger still: of two runs compare
the difference, not the ends of their intervals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.evidence import Said
from eval.metric import Metric
from eval.scorers.bootstrap import Floats, added, measured, resample_weights

LOW, HIGH, BINS = 0.1, 0.9, 8


def calibration(
    documents: Sequence[str], said: Sequence[Said], seed: int, failed: int = 0
) -> dict[str, Metric]:
    """Return "ece" and "brier_skill", `ci95` by resampling documents.

    `n` is the number of predictions from .1 to .9, and of all. Without any, or for the skill when
    all are right or all wrong, the figure is not measured.
    """
    place = {name: i for i, name in enumerate(documents)}
    scores = np.array([one.score for one in said], np.float64)
    right = np.array([one.right for one in said], np.float64)
    rows = np.array([place[one.contract] for one in said], np.int64)
    weights = resample_weights(len(documents), seed)
    bins = np.zeros((len(documents), BINS, 3))
    kept = (scores >= LOW) & (scores <= HIGH)
    columns = np.stack([np.ones(len(said)), scores, right], axis=1)
    np.add.at(bins, (rows[kept], bin_of(scores[kept])), columns[kept])
    whole = np.zeros((len(documents), 3))
    squared = np.stack([np.ones(len(said)), right, (scores - right) ** 2], axis=1)
    np.add.at(whole, rows, squared)
    found = {}
    for name, figure, parts, n in (
        ("ece", _ece, bins, int(kept.sum())),
        ("brier_skill", _skill, whole, len(said)),
    ):
        value = float(figure(parts.sum(axis=0)))
        found[name] = (
            Metric(None, n, None, failed)
            if np.isnan(value)
            else measured(value, n, figure(added(weights, parts)), failed)
        )
    return found


def bin_of(scores: Floats) -> NDArray[np.int64]:
    """Return the bin of each score from .1 to .9; a border belongs to the bin above it."""
    inner = np.linspace(LOW, HIGH, BINS + 1)[1:-1]
    return np.asarray(np.digitize(scores, inner), np.int64)


def _ece(bins: Floats) -> Floats:
    """Take [.., bins, (number, sum of scores, right ones)]."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(bins[..., 1] - bins[..., 2]).sum(axis=-1)
        return np.asarray(apart / bins[..., 0].sum(axis=-1))


def _skill(parts: Floats) -> Floats:
    """Take [.., (number, right ones, sum of squared errors)]."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = parts[..., 1] / parts[..., 0]
        reference = share * (1 - share)
        skill = 1 - parts[..., 2] / parts[..., 0] / reference
    return np.where(reference > 0, skill, np.nan)

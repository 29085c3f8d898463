"""Precision-recall figures from counts at falling thresholds, for many resamples at once.

Every function takes counts [..., thresholds], highest threshold first, and the number of gold
texts [...]; it gives NaN where there is no gold text, which callers must read as not measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """`recall` and interpolated `precision` [..., 1 + thresholds]; the first point is (0, 1)."""

    recall: Floats
    precision: Floats


def curve(true_positives: Floats, false_positives: Floats, gold: Floats) -> Curve:
    """Return the curve with precision made non-increasing in recall, from the lowest threshold up.

    A threshold above all scores has no precision of its own and takes that of the next lower one.
    """
    predicted = true_positives + false_positives
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = true_positives / predicted
        recall = true_positives / gold[..., None]
    edge = np.ones((*precision.shape[:-1], 1))
    precision = np.concatenate([edge, precision], axis=-1)
    rising = np.fmax.accumulate(precision[..., ::-1], axis=-1)[..., ::-1]
    return Curve(np.concatenate([edge * 0, recall], axis=-1), np.nan_to_num(rising, nan=0.0))


def area(found: Curve) -> Floats:
    """Return the trapezoid area; nothing is added past the largest recall reached."""
    width = np.diff(found.recall, axis=-1)
    height = (found.precision[..., 1:] + found.precision[..., :-1]) / 2
    return np.asarray(np.sum(width * height, axis=-1))


def precision_at(found: Curve, recall: float) -> Floats:
    """Return the precision at the highest threshold that reaches `recall`; 0 where none does.

    As in the official code, the point of the lowest threshold, zero, is not looked at.
    """
    reached = found.recall[..., :-1] >= recall
    first = np.argmax(reached, axis=-1)[..., None]
    value = np.take_along_axis(found.precision, first, axis=-1)[..., 0]
    unknown = np.isnan(found.recall[..., -1])
    return np.where(unknown, np.nan, np.where(reached.any(axis=-1), value, 0.0))


def f1(true_positives: Floats, false_positives: Floats, gold: Floats) -> Floats:
    """Return F1 at each threshold, from the counts as they are (no interpolation)."""
    with np.errstate(invalid="ignore"):
        whole = true_positives + false_positives + gold[..., None]
        value = 2 * true_positives / whole
    return np.where(gold[..., None] > 0, value, np.nan)


def best_f1(true_positives: Floats, false_positives: Floats, gold: Floats) -> Floats:
    """Return the highest F1 over the thresholds."""
    return np.asarray(np.max(f1(true_positives, false_positives, gold), axis=-1))

"""F1 of sets of labels on units, with an interval by bootstrap over documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metric import Metric
from eval.scorers.bootstrap import Floats, added, measured, resample_weights

Sets = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True, eq=False)
class LabelCounts:
    """Hits, false alarms and misses [documents, labels]."""

    labels: tuple[str, ...]
    hits: NDArray[np.int64]
    false_alarms: NDArray[np.int64]
    misses: NDArray[np.int64]

    def only(self, labels: Sequence[str]) -> LabelCounts:
        """Return the counts of some of the labels."""
        keep = [self.labels.index(label) for label in labels]
        parts = (self.hits, self.false_alarms, self.misses)
        hits, false_alarms, misses = (part[:, keep] for part in parts)
        return LabelCounts(tuple(labels), hits, false_alarms, misses)


def count_labels(documents: Sequence[tuple[Sets, Sets]]) -> LabelCounts:
    """Count (gold, predicted) sets of each document's units over all labels that occur."""
    labels = sorted({x for gold, said in documents for held in (*gold, *said) for x in held})
    column = {label: i for i, label in enumerate(labels)}
    parts = np.zeros((3, len(documents), len(labels)), np.int64)
    for i, (gold, said) in enumerate(documents):
        for held, found in zip(gold, said, strict=True):
            for part, names in enumerate((held & found, found - held, held - found)):
                for name in names:
                    parts[part, i, column[name]] += 1
    return LabelCounts(tuple(labels), parts[0], parts[1], parts[2])


def micro_macro(counts: LabelCounts, seed: int, failed: int) -> dict[str, Metric]:
    """Return micro F1 over all labels and macro F1 over those with gold.

    `n` of micro is the number of gold labels held by units, of macro the number of labels.
    """
    parts = (counts.hits, counts.false_alarms, counts.misses)
    gold = int(counts.hits.sum() + counts.misses.sum())
    if not gold:
        return {
            "micro_f1": Metric(None, 0, None, failed),
            "macro_f1": Metric(None, 0, None, failed),
        }
    weights = resample_weights(len(counts.hits), seed)
    whole = [part.sum(axis=0).astype(np.float64) for part in parts]
    drawn = [added(weights, part) for part in parts]
    held = int(np.sum(whole[0] + whole[2] > 0))
    return {
        "micro_f1": measured(float(_micro(*whole)), gold, _micro(*drawn), failed),
        "macro_f1": measured(float(_macro(*whole)), held, _macro(*drawn), failed),
    }


def by_label(counts: LabelCounts, seed: int, failed: int) -> Mapping[str, Metric]:
    """Return "f1:<label>" for each label; `n` is its gold, and without any it is not measured."""
    parts = (counts.hits, counts.false_alarms, counts.misses)
    whole = _f1(*(part.sum(axis=0).astype(np.float64) for part in parts))
    weights = resample_weights(len(counts.hits), seed)
    drawn = _f1(*(added(weights, part) for part in parts))
    gold = (counts.hits + counts.misses).sum(axis=0)
    return {
        f"f1:{label}": measured(float(whole[i]), int(gold[i]), drawn[:, i], failed)
        if gold[i]
        else Metric(None, 0, None, failed)
        for i, label in enumerate(counts.labels)
    }


def _f1(hits: Floats, wrong: Floats, missed: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.where(hits + missed > 0, 2 * hits / (2 * hits + wrong + missed), np.nan)


def _micro(hits: Floats, wrong: Floats, missed: Floats) -> Floats:
    return _f1(hits.sum(axis=-1), wrong.sum(axis=-1), missed.sum(axis=-1))


def _macro(hits: Floats, wrong: Floats, missed: Floats) -> Floats:
    each = _f1(hits, wrong, missed)
    known = ~np.isnan(each)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(known, each, 0).sum(axis=-1) / known.sum(axis=-1))

"""Fit the sparse linear tagger: TF-IDF of words and word pairs, one logistic regression a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from models.features import features
from models.linear import LinearTagger
from models.training.documents import TrainingDocument, targets


def train_linear(
    documents: Sequence[TrainingDocument],
    labels: Sequence[str],
    *,
    min_units: int = 3,
    vocabulary_size: int = 60_000,
    keep: int = 6_000,
    strength: float = 8.0,
    log: Callable[[str], None] = lambda line: None,
) -> LinearTagger:
    """Fit on documents; each label learns only from documents in which it was looked for.

    `keep` is how many weights a label keeps, largest first, which bounds the file; `strength` is
    the inverse regularisation C. Deterministic.
    """
    vocabulary, idf = _vocabulary(
        [u for d in documents for u in d.units], min_units, vocabulary_size
    )
    log(f"{len(vocabulary)} features")
    empty: Any = sparse.csr_array((len(vocabulary), 0), dtype=np.float32)
    blank = LinearTagger([], vocabulary, idf, empty, np.zeros(0, np.float32))
    rows = sparse.vstack([blank.vectors(d.units) for d in documents], format="csr")
    wanted_parts, absent_parts = zip(*(targets(d, labels) for d in documents), strict=True)
    wanted = np.concatenate(wanted_parts)
    sizes = [len(d.units) for d in documents]
    columns, bias = [], np.zeros(len(labels), np.float32)
    for i, label in enumerate(labels):
        absent = np.repeat([part[i] for part in absent_parts], sizes)
        weight = np.where(wanted[:, i] > 0, 1.0, absent)
        column, bias[i] = _fit_one(rows, wanted[:, i], weight, strength)
        columns.append(_largest(column, keep))
        if i % 20 == 0:
            log(f"fitted {i + 1}/{len(labels)}: {label}")
    weights: Any = sparse.csr_array(np.stack(columns, 1))
    return LinearTagger(labels, vocabulary, idf, weights, bias)


def _vocabulary(
    units: Sequence[str], min_units: int, size: int
) -> tuple[list[str], NDArray[np.float32]]:
    count: Counter[str] = Counter()
    for unit in units:
        count.update(set(features(unit)))
    kept = sorted(word for word, n in count.most_common(size) if n >= min_units)
    idf = np.array([np.log((1 + len(units)) / (1 + count[word])) + 1 for word in kept], np.float32)
    return kept, idf


def _fit_one(
    rows: sparse.csr_matrix,
    wanted: NDArray[np.float32],
    weight: NDArray[np.float64],
    strength: float,
) -> tuple[NDArray[np.float32], float]:
    used = np.flatnonzero(weight > 0)
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=200)
    model.fit(rows[used], wanted[used], sample_weight=weight[used])
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def _largest(column: NDArray[np.float32], keep: int) -> NDArray[np.float32]:
    if np.count_nonzero(column) > keep:
        cut = np.partition(np.abs(column), -keep)[-keep]
        column = np.where(np.abs(column) >= cut, column, 0)
    return column

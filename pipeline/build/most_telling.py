"""Which texts to ask a person about: those in doubt, unlike what was asked before.

Doubt is uncertainty sampling (Lewis and Gale, "A Sequential Algorithm for Training Text
Classifiers", 1994). Novelty is the distance to the nearest text known, taken greedily as in
farthest-first traversal (Sener and Savarese, "Active Learning for Convolutional Neural Networks: A
Core-Set Approach", 2018). Doubt times the root of novelty decides: taken whole, novelty brings
outliers; left out, a clause that ten contracts share is asked about ten times.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def doubt_of(scores: Floats) -> Floats:
    """Return how undecided scores in [0, 1] are: 1 at 0.5, 0 at either end."""
    return np.asarray(1 - 2 * np.abs(scores - 0.5), np.float32)


def most_telling(
    doubt: Floats, vectors: Floats, known: Floats, limit: int
) -> Iterator[tuple[int, float]]:
    """Yield up to `limit` rows, most telling first, each with its novelty, in [0, 1], when chosen.

    `doubt` [n] is in [0, 1], `vectors` [n, width] and `known` [m, width] have unit length. Novelty
    is half the cosine distance to the nearest of `known` and of the rows before, 1 where there is
    none. Rows of no doubt and no novelty are never chosen; of equal rows the first is.
    """
    if not len(doubt):
        return
    novelty = _novelty(vectors, known) if len(known) else np.ones(len(doubt), np.float32)
    left = np.ones(len(doubt), bool)
    for _ in range(limit):
        gain = np.where(left, doubt * np.sqrt(novelty), 0)
        row = int(gain.argmax())
        if gain[row] <= 0:
            return
        yield row, float(novelty[row])
        left[row] = False
        novelty = np.minimum(novelty, _novelty(vectors, vectors[row : row + 1]))


def _novelty(vectors: Floats, known: Floats) -> Floats:
    nearest = (vectors @ known.T).max(axis=1)
    return np.asarray(np.clip((1 - nearest) / 2, 0, 1), np.float32)

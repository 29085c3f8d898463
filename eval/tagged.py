"""Asking a tagger for scores and not taking nonsense for an answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.tagger import Tagger
from pipeline.errors import DataError, UsageError


def unit_scores(tagger: Tagger, units: Sequence[str], document: str) -> NDArray[np.float32]:
    """Return the tagger's scores [units, labels].

    Raises DataError when they have another shape, are not numbers or lie outside [0, 1], and
    TaggingFailed as the tagger does.
    """
    scores = np.asarray(tagger.tag(units), dtype=np.float32)
    if scores.shape != (len(units), len(tagger.labels)):
        raise DataError(
            f"{document}: tagger {tagger.name!r} gave scores of shape {scores.shape}; "
            f"{(len(units), len(tagger.labels))} is needed"
        )
    wrong = ~((scores >= 0) & (scores <= 1))
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise DataError(
            f"{document}: tagger {tagger.name!r} gave {scores[row, column]} to unit {row} for "
            f"{tagger.labels[column]!r}; a number in [0, 1] is needed"
        )
    return scores


def needed(tagger: Tagger | None, task: str) -> Tagger:
    """Return the tagger; raises UsageError when there is none."""
    if tagger is None:
        raise UsageError(f"task {task!r} needs a tagger; name one")
    return tagger

"""What training reads: documents as units in reading order, each with the labels it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import DataError


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """One labelled document.

    `known` maps each label to the weight in (0, 1] its absence carries here: a label that is not
    in `known` was never looked for in this document, so its absence teaches nothing. The encoder
    reads the share `window_share` in (0, 1] of the document's windows.
    """

    name: str
    source: str
    units: tuple[str, ...]
    labels: tuple[frozenset[str], ...]
    known: Mapping[str, float] = field(default_factory=dict)
    window_share: float = 1.0

    def __post_init__(self) -> None:
        if len(self.units) != len(self.labels):
            raise DataError(f"{self.name}: {len(self.units)} units, {len(self.labels)} label sets")


def label_set(documents: Sequence[TrainingDocument], at_least: int) -> tuple[str, ...]:
    """Return the labels held by at least `at_least` units, sorted."""
    count = Counter(label for d in documents for held in d.labels for label in held)
    return tuple(sorted(label for label, n in count.items() if n >= at_least))


def targets(
    document: TrainingDocument, labels: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return 0/1 targets [units, labels] and the loss weight of each label where it is absent."""
    column = {label: i for i, label in enumerate(labels)}
    wanted = np.zeros((len(document.units), len(labels)), np.float32)
    for row, held in enumerate(document.labels):
        for label in held:
            if label in column:
                wanted[row, column[label]] = 1.0
    absent = np.array([document.known.get(label, 0.0) for label in labels], np.float32)
    return wanted, absent

"""The sparse linear tagger: TF-IDF features, one logistic regression a label. The floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from models.card import read_card, seen_of, verify
from models.features import features
from pipeline.errors import WeightsError


class LinearTagger:
    """Scores each unit alone. Loads from a folder with `linear.npz` and `card.json`."""

    name = "linear"

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: Sequence[str],
        idf: NDArray[np.float32],
        weights: sparse.csr_array,
        bias: NDArray[np.float32],
        seen: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Take `weights` as [vocabulary, labels] and one bias a label.

        Raises WeightsError when shapes disagree.
        """
        if weights.shape != (len(vocabulary), len(labels)) or len(bias) != len(labels):
            raise WeightsError(
                f"weights {weights.shape}, expected {(len(vocabulary), len(labels))}"
            )
        self.labels = tuple(labels)
        self.seen = dict(seen or {})
        self._column = {word: i for i, word in enumerate(vocabulary)}
        self._idf = idf.astype(np.float32)
        self._weights = weights
        self._bias = bias.astype(np.float32)

    def logits(self, units: Sequence[str]) -> NDArray[np.float32]:
        """Return [units, labels] log odds."""
        rows = self.vectors(units)
        return np.asarray((rows @ self._weights).toarray() + self._bias, dtype=np.float32)

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        """Return [units, labels] scores in [0, 1]."""
        return np.asarray(1 / (1 + np.exp(-self.logits(units))), dtype=np.float32)

    def vectors(self, units: Sequence[str]) -> sparse.csr_array:
        """Return [units, vocabulary] rows of unit length: (1 + log tf) * idf."""
        indices: list[int] = []
        data: list[float] = []
        ends = [0]
        for unit in units:
            found = Counter(i for f in features(unit) if (i := self._column.get(f)) is not None)
            values = [(1 + np.log(n)) * self._idf[i] for i, n in found.items()]
            norm = float(np.sqrt(sum(v * v for v in values))) or 1.0
            indices += found
            data += [float(v) / norm for v in values]
            ends.append(len(indices))
        shape = (len(units), len(self._column))
        return sparse.csr_array(
            (np.array(data, np.float32), np.array(indices, np.int32), np.array(ends, np.int32)),
            shape=shape,
        )

    @classmethod
    def load(cls, folder: Path) -> LinearTagger:
        """Read weights whose hash the card pins; raises WeightsError when they do not match."""
        card = read_card(folder)
        verify(folder, card, ["linear.npz"])
        with np.load(folder / "linear.npz", allow_pickle=False) as saved:
            vocabulary = saved["vocabulary"].tobytes().decode("utf-8").split("\n")
            shape = (len(vocabulary), len(card["labels"]))
            weights = sparse.csr_array(
                (
                    saved["data"].astype(np.float32),
                    saved["indices"].astype(np.int32),
                    saved["indptr"],
                ),
                shape=shape,
            )
            return cls(
                card["labels"], vocabulary, saved["idf"], weights, saved["bias"], seen_of(card)
            )

    def save(self, folder: Path) -> None:
        """Write `linear.npz`; the card is written by the training command."""
        vocabulary = "\n".join(self._column).encode("utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            folder / "linear.npz",
            vocabulary=np.frombuffer(vocabulary, np.uint8),
            idf=self._idf.astype(np.float16),
            data=self._weights.data.astype(np.float16),
            indices=self._weights.indices.astype(
                np.uint8 if self._weights.shape[1] < 256 else np.int32
            ),
            indptr=self._weights.indptr.astype(np.int32),
            bias=self._bias,
        )

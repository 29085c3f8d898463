"""Scores fragments from named features: hashed, one logistic regression a label."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.card import read_card, verify
from pipeline.errors import WeightsError

FILE = "fragments.npz"
BITS = 16
WIDTH = 1 << BITS

Row = NDArray[np.int32]


class FragmentScorer:
    """Weights [labels, `WIDTH`], bias, and per label the slope and shift of the log odds."""

    def __init__(
        self,
        labels: Sequence[str],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
        slope: NDArray[np.float32],
        shift: NDArray[np.float32],
    ) -> None:
        """Raises WeightsError when shapes disagree, a number is not finite or a label repeats."""
        count = len(labels)
        shapes = [part.shape for part in (weights, bias, slope, shift)]
        if shapes != [(count, WIDTH), (count,), (count,), (count,)]:
            raise WeightsError(f"fragment weights of shapes {shapes} for {count} labels")
        if len(set(labels)) != count:
            raise WeightsError(f"fragment labels {list(labels)}; each once is needed")
        if not all(np.isfinite(part).all() for part in (weights, bias, slope, shift)):
            raise WeightsError("fragment weights hold numbers that are not finite")
        self.labels = tuple(labels)
        self._weights = weights.astype(np.float32)
        self._bias, self._slope, self._shift = bias, slope, shift

    def log_odds(self, label: str, rows: Sequence[Row]) -> NDArray[np.float64]:
        """Return uncalibrated log odds of rows by `hashed`; raises WeightsError for the label."""
        column = self._column(label)
        weights = self._weights[column]
        sums = np.array([weights[row].sum() for row in rows], np.float64)
        return np.asarray(sums + self._bias[column], np.float64)

    def scores(self, label: str, rows: Sequence[Row]) -> NDArray[np.float64]:
        """Return scores in [0, 1] of rows made by `hashed`; raises WeightsError for the label."""
        column = self._column(label)
        odds = self._slope[column] * self.log_odds(label, rows) + self._shift[column]
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float64)

    def _column(self, label: str) -> int:
        if label not in self.labels:
            raise WeightsError(f"no fragment weights for {label!r}; there are {self.labels}")
        return self.labels.index(label)

    @classmethod
    def load(cls, folder: Path) -> FragmentScorer:
        """Read weights whose hash the card pins; raises WeightsError when they do not match."""
        verify(folder, read_card(folder), [FILE])
        try:
            with np.load(folder / FILE, allow_pickle=False) as saved:
                return cls._from(saved)
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise WeightsError(f"{FILE} of {folder.name} cannot be read: {error}") from error

    @classmethod
    def _from(cls, saved: Mapping[str, NDArray[Any]]) -> FragmentScorer:
        labels = saved["labels"].tobytes().decode("utf-8").split("\n")
        weights = np.zeros((len(labels), WIDTH), np.float32)
        weights[np.repeat(np.arange(len(labels)), saved["count"]), saved["place"]] = saved["value"]
        return cls(labels, weights, saved["bias"], saved["slope"], saved["shift"])

    def save(self, folder: Path) -> None:
        """Write `fragments.npz`, only weights that are not 0; the card is written by training."""
        folder.mkdir(parents=True, exist_ok=True)
        rounded = self._weights.astype(np.float16)
        label, place = np.nonzero(rounded)
        np.savez_compressed(
            folder / FILE,
            labels=np.frombuffer("\n".join(self.labels).encode("utf-8"), np.uint8),
            count=np.bincount(label, minlength=len(self.labels)).astype(np.int32),
            place=place.astype(np.uint16),
            value=rounded[label, place],
            bias=self._bias.astype(np.float32),
            slope=self._slope.astype(np.float32),
            shift=self._shift.astype(np.float32),
        )


def hashed(names: Iterable[str]) -> Row:
    """Return the places of named features among `WIDTH`, each once, in order."""
    return np.array(
        sorted({zlib.crc32(name.encode("utf-8", "surrogatepass")) & (WIDTH - 1) for name in names}),
        np.int32,
    )

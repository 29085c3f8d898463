"""The nearest exemplars: which position a clause's meaning is closest to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.playbook.entry import Entry
from pipeline.types.deviation import Stance

Embed = Callable[[Sequence[str]], NDArray[np.float32]]

LIKENESS = 0.45  # cosine below which a clause is like no exemplar
MARGIN = 0.05  # cosine by which the best stance must beat the next


class Exemplars:
    """Unit vectors of the exemplars and language of entries, embedded in one call."""

    def __init__(self, entries: Iterable[Entry], embed: Embed) -> None:
        texts: list[str] = []
        self._rows: dict[str, list[tuple[Stance, int, int]]] = {}
        for entry in entries:
            rows = []
            for stance, words in _words(entry):
                rows.append((stance, len(texts), len(texts) + len(words)))
                texts += words
            self._rows[entry.id] = rows
        vectors = embed(texts) if texts else np.zeros((0, 1), dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        self._vectors = vectors / np.where(norms == 0, 1, norms)

    def nearest(self, entry: Entry, vector: NDArray[np.float32]) -> Stance:
        """Return the stance whose exemplars are nearest, unclear when none stands out.

        A stance scores the mean of its two best cosines.
        """
        scored = []
        for stance, low, high in self._rows.get(entry.id, []):
            likeness = np.sort(self._vectors[low:high] @ vector)[::-1]
            scored.append((float(likeness[:2].mean()), stance))
        scored.sort(key=lambda pair: -pair[0])
        if len(scored) < 2 or scored[0][0] < LIKENESS or scored[0][0] - scored[1][0] < MARGIN:
            return Stance.UNCLEAR
        return scored[0][1]


def exemplar_texts(entries: Iterable[Entry]) -> list[str]:
    """Return every text that `Exemplars` would embed, in its order."""
    return [text for entry in entries for _, words in _words(entry) for text in words]


def _words(entry: Entry) -> list[tuple[Stance, list[str]]]:
    positions = entry.positions
    if positions is None:
        return []
    out = []
    for stance, position in (
        (Stance.PREFERRED, positions.preferred),
        (Stance.FALLBACK, positions.fallback),
        (Stance.UNACCEPTABLE, positions.unacceptable),
    ):
        language = [position.language] if position.language else []
        out.append((stance, [*position.exemplars, *language]))
    return out

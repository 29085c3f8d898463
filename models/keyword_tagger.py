"""A tagger of patterns: no weights, exact answers. For tests, demos and hand-made floors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


class KeywordTagger:
    """Scores a unit by the share of a label's patterns found in it.

    One of n patterns scores (1 + hits) / (2 + n) for at least one hit and `floor` for none, so
    scores rise with the evidence and stay inside (0, 1).
    """

    name = "keywords"

    def __init__(
        self,
        patterns: Mapping[str, Sequence[str]],
        *,
        floor: float = 0.0,
        seen: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Take regular expressions per label; they match anywhere, whatever the case."""
        self.labels = tuple(patterns)
        self.seen = dict(seen or {})
        self._floor = floor
        self._patterns = [[re.compile(p, re.IGNORECASE) for p in patterns[x]] for x in self.labels]

    def tag(self, units: Sequence[str]) -> NDArray[np.float32]:
        """Return scores [units, labels] in [0, 1]."""
        scores = np.full((len(units), len(self.labels)), self._floor, dtype=np.float32)
        for row, unit in enumerate(units):
            for column, patterns in enumerate(self._patterns):
                hits = sum(pattern.search(unit) is not None for pattern in patterns)
                if hits:
                    scores[row, column] = (1 + hits) / (2 + len(patterns))
        return scores

"""Exact search by meaning: every vector is compared, which suits a few ten thousand records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.record import IndexRecord
from index.retriever import Ranked
from pipeline.errors import InvariantError

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


class DenseRetriever:
    """Ranks by cosine similarity c; the score is (1 + c) / 2."""

    name = "dense"

    def __init__(self, records: Sequence[IndexRecord], embed: Embed) -> None:
        """Take records and what turns a query into a unit vector of the same width."""
        self._ids = [record.id for record in records]
        self._vectors = np.stack([record.vector for record in records]) if records else None
        self._embed = embed

    def search(self, query: str, limit: int) -> list[Ranked]:
        """Return the records nearest in meaning; raises InvariantError for a vector not finite."""
        if self._vectors is None:
            return []
        vector = self._embed([query])[0]
        if not np.isfinite(vector).all():
            raise InvariantError("vector of the query must be finite numbers")
        near = np.clip(self._vectors @ vector, -1, 1)
        best = np.argsort(-near, kind="stable")[:limit]
        return [Ranked(self._ids[i], float(1 + near[i]) / 2) for i in best]

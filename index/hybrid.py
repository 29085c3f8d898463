"""Several searches as one, by the ranks they give."""

from __future__ import annotations

from collections.abc import Sequence

from index.dense import DenseRetriever, Embed
from index.lexical import LexicalStore
from index.record import IndexRecord
from index.retriever import Ranked, Retriever

K = 60
DEPTH = 1000


class HybridRetriever:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009): the sum of 1 / (`K` + rank).

    Each part is asked for `DEPTH` results, or as many as are wanted if more. The score is the sum
    over what is possible at most, (`K` + 1) / number of parts times it.
    """

    name = "hybrid"

    def __init__(self, parts: Sequence[Retriever]) -> None:
        """Take the searches to ask, over the same records."""
        self._parts = tuple(parts)

    def search(self, query: str, limit: int) -> list[Ranked]:
        """Return the fused results; the part named first decides between equals."""
        totals: dict[str, float] = {}
        for part in self._parts:
            for rank, found in enumerate(part.search(query, max(DEPTH, limit)), 1):
                totals[found.id] = totals.get(found.id, 0.0) + 1 / (K + rank)
        best = sorted(totals.items(), key=lambda one: -one[1])[:limit]
        most = len(self._parts) / (K + 1)
        return [Ranked(name, total / most) for name, total in best]


def hybrid(records: Sequence[IndexRecord], embed: Embed) -> HybridRetriever:
    """Return the search by meaning and by words over `records`, held in memory."""
    lexical = LexicalStore()
    lexical.upsert(records)
    return HybridRetriever([DenseRetriever(records, embed), lexical])

"""What every search offers: ids for a query, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Ranked:
    """One result: `score` in [0, 1] orders results of one query and means nothing across them."""

    id: str
    score: float


@runtime_checkable
class Retriever(Protocol):
    """A search over records it was given before."""

    @property
    def name(self) -> str:
        """Return what kind of search this is, as runs record it."""
        ...

    def search(self, query: str, limit: int) -> list[Ranked]:
        """Return at most `limit` records, each once, best first."""
        ...

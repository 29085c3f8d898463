"""Which document of a deal prevails where two disagree, as the deal itself says."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types.deviation import Place


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document as a precedence clause names it, and the supplied documents that it may be."""

    name: str
    document_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedence:
    """One statement: documents in ranks, highest first, those of one rank side by side.

    A last rank that is empty stands for everything not named. `limited` says that the statement
    has exceptions or is about some matters only, in the words of `unless`.
    """

    place: Place
    ranks: tuple[tuple[Ranked, ...], ...]
    limited: bool = False
    unless: str = ""

    @property
    def order(self) -> str:
        """Return the ranks as a reader says them, highest first."""
        ranks = [" and ".join(one.name for one in rank) or "all others" for rank in self.ranks]
        return ", then ".join(ranks)

    def rank_of(self, document_id: str) -> int | None:
        """Return the highest rank of a document, counting from 0; None where it is not named."""
        for i, rank in enumerate(self.ranks):
            if any(document_id in one.document_ids for one in rank):
                return i
        return len(self.ranks) - 1 if self.ranks and not self.ranks[-1] else None

    def puts_above(self, first: str, second: str) -> bool:
        """Say whether the statement lets document `first` prevail over document `second`."""
        a, b = self.rank_of(first), self.rank_of(second)
        return a is not None and b is not None and a < b

"""Places in a document's text, in half-open Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipeline.errors import InvariantError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of `Document.text`; `start == end` only for an insertion."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InvariantError(f"span [{self.start}, {self.end}) must satisfy 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def slice(self, text: str) -> str:
        """Return the covered text; raises InvariantError when the span runs past `text`."""
        if self.end > len(text):
            raise InvariantError(
                f"span [{self.start}, {self.end}) runs past {len(text)} characters"
            )
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the spans share a character; an empty span overlaps only strictly inside."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Gap:
    """The place where something absent would go: `offset` into the text, after which clause."""

    offset: int
    after_clause_id: str | None

    def __post_init__(self) -> None:
        if self.offset < 0:
            raise InvariantError(f"gap offset {self.offset} must be at least 0")


def check_disjoint(spans: list[Span], what: str) -> None:
    """Raise InvariantError unless the spans, in any order, share no character."""
    ordered = sorted(spans)
    for before, after in pairwise(ordered):
        if before.overlaps(after):
            raise InvariantError(f"{what} overlap: {before} and {after}")

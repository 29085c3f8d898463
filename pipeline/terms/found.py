"""What an extractor hands back: a value and where its words stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.types.term import TermKind


@dataclass(frozen=True, slots=True)
class Found:
    """A value stated at `[start, end)` of the text that was searched, in code points."""

    kind: TermKind
    start: int
    end: int
    value: str
    unit: str | None = None


def disjoint(found: Iterable[Found]) -> list[Found]:
    """Keep what does not overlap within a kind: the earlier wins, then the longer."""
    kept: list[Found] = []
    ends: dict[TermKind, int] = {}
    for one in sorted(found, key=lambda f: (f.start, -f.end, f.kind)):
        if one.start >= ends.get(one.kind, 0):
            kept.append(one)
            ends[one.kind] = one.end
    return kept

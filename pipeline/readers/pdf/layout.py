"""Words and lines as they lie on a page: points from the top left corner, as displayed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.readers.marks import mark_of

_CELL_GAP = 4.0


@dataclass(slots=True)
class Word:
    """`size` is the height of the font's box; `hidden` says why the page does not show it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False
    hidden: str | None = None

    @property
    def size(self) -> float:
        """Return the height of the font's box in points."""
        return self.bottom - self.top


@dataclass(slots=True)
class Line:
    """Words side by side. `column` counts the columns of the page in reading order from 0.

    `after_break` says that a running header, footer or page number stood before it.
    """

    words: list[Word]
    page: int
    column: int = 0
    right: float = 0.0
    after_break: bool = False

    @property
    def text(self) -> str:
        """Return the words with one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Return the left edge."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Return the right edge."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Return the upper edge of the first word's font box."""
        return self.words[0].top

    @property
    def bottom(self) -> float:
        """Return the lower edge of the first word's font box."""
        return self.words[0].bottom

    @property
    def size(self) -> float:
        """Return the height of most words' font boxes."""
        sizes = sorted(word.size for word in self.words)
        return sizes[len(sizes) // 2]

    @property
    def tabular(self) -> bool:
        """Say whether it falls into cells: a gap of four sizes, not after a list mark alone."""
        gaps = [
            index
            for index, (one, other) in enumerate(pairwise(self.words), 1)
            if other.x0 - one.x1 > _CELL_GAP * max(one.size, other.size)
        ]
        lead = " ".join(word.text for word in self.words[: gaps[0]]) if gaps else ""
        if gaps and len(lead) <= len(mark_of(lead) or "") + 1:
            gaps = gaps[1:]
        return bool(gaps)

    @property
    def bold(self) -> bool:
        """Say whether every word is bold."""
        return all(word.bold for word in self.words)


@dataclass(slots=True)
class Page:
    """One page's words in content order; `index` counts from 0.

    `scanned` says that a picture covers the page and no words are seen on it.
    """

    index: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    scanned: bool = False
    unmapped: int = 0


def same_row(one: Word, other: Word) -> bool:
    """Say whether two words' font boxes share at least half of the smaller height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.5 * min(one.size, other.size)

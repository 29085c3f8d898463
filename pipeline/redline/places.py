"""From characters of the text to the elements that say them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipeline.readers.docx.text_map import Piece, TextMap
from pipeline.redline.names import Element, w
from pipeline.redline.strike import Fragment


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text: `[start, end)` in code points, without its mark."""

    start: int
    end: int
    part: str
    element: Element


class Places:
    """Looks places of a text map up; pieces and paragraphs as they were before any edit."""

    def __init__(self, text_map: TextMap) -> None:
        self.text = text_map.text
        self.pieces = text_map.pieces
        self.paragraphs = [
            Paragraph(p.span.start, p.span.end, p.part, p.element) for p in text_map.paragraphs
        ]
        self._starts = [piece.start for piece in self.pieces]
        self._begins = [paragraph.start for paragraph in self.paragraphs]

    def piece(self, offset: int) -> Piece | None:
        """Return the piece that says the character at `offset`, or None."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or self.pieces[index].end <= offset:
            return None
        return self.pieces[index]

    def within(self, start: int, end: int) -> list[Piece]:
        """Return the pieces that share a character with `[start, end)`, in order."""
        if start >= end:
            return []
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        return [piece for piece in self.pieces[first:last] if piece.end > start]

    def fragments(self, start: int, end: int) -> list[Fragment]:
        """Return the parts of elements that say `[start, end)`, in order."""
        found = []
        for piece in self.within(start, end):
            low, high = max(start, piece.start), min(end, piece.end)
            shift = piece.offset - piece.start
            found.append((piece.element, low + shift, high + shift))
        return found

    def index(self, offset: int) -> int | None:
        """Return the number of the paragraph with start <= offset <= end, or None."""
        number = bisect_right(self._begins, offset) - 1
        if number < 0 or self.paragraphs[number].end < offset:
            return None
        return number

    def paragraph(self, offset: int) -> Paragraph | None:
        """Return the paragraph with start <= offset <= end, or None."""
        number = self.index(offset)
        return None if number is None else self.paragraphs[number]

    def breaks(self, start: int, end: int) -> list[int]:
        """Return the offsets in `[start, end)` at which a paragraph ends."""
        return [at for at in range(start, end) if self.text[at] == "\n" and self.piece(at) is None]


def holder_of(element: Element) -> Element:
    """Return the paragraph that an element now stands in."""
    return next(element.iterancestors(w("p")))

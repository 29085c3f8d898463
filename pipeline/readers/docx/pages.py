"""Pages: where the file says a page was turned when it was last shown."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.readers.docx.package import DocxPackage
from pipeline.readers.docx.text_map import MapParagraph
from pipeline.types.document import Story

_PROPERTIES = "docProps/app.xml"


def pages_of(paragraphs: Sequence[MapParagraph]) -> tuple[list[int | None], int | None]:
    """Return the page, from 1, on which each paragraph begins and the number of pages.

    Breaks set by hand count only where no page turns as last shown are kept: programs that keep
    those write one for every break by hand as well. All None where the file has neither.
    """
    turns = [turn for p in paragraphs if p.story is Story.BODY for turn in p.turns]
    if not turns:
        return [None] * len(paragraphs), None
    shown = any(turn.shown for turn in turns)
    counter = _Counter()
    found: list[int | None] = []
    for paragraph in paragraphs:
        if paragraph.story is not Story.BODY:
            found.append(None)
            continue
        mine = [turn for turn in paragraph.turns if turn.shown == shown]
        found.append(counter.begin(paragraph.row) + sum(turn.before_words for turn in mine))
        counter.turn(len(mine))
    return found, counter.page


class _Counter:
    """The page reached; the cells of one table row turn the same pages side by side."""

    def __init__(self) -> None:
        self.page = 1
        self._row: tuple[int, ...] | None = None
        self._cell: tuple[int, ...] | None = None
        self._top = self._at = 1

    def begin(self, cell: tuple[int, int, int] | None) -> int:
        """Return the page a paragraph of this cell, or of none, is reached on."""
        row = None if cell is None else cell[:2]
        if row is None or row != self._row:
            self._top = self._at = self.page
        elif cell != self._cell:
            self._at = self._top
        self._row, self._cell = row, cell
        return self._at

    def turn(self, pages: int) -> None:
        """Take note of the pages turned in that paragraph."""
        self._at += pages
        self.page = max(self.page, self._at)


def stated_pages(package: DocxPackage) -> int | None:
    """Return the number of pages that the file's properties state, else None."""
    if _PROPERTIES not in package:
        return None
    for element in package.root(_PROPERTIES).iter("{*}Pages"):
        text = (element.text or "").strip()
        return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10**6 else None
    return None

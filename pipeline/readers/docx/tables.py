"""Rows and cells of a table, also those a content control or a change wraps."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.readers.docx.names import Element, w
from pipeline.readers.docx.views import View, cell_gone, row_gone

_THROUGH = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo")))


def rows(table: Element, view: View) -> Iterator[Element]:
    """Yield the rows there are in a view, in order."""
    return (row for row in _within(table, w("tr")) if not row_gone(row, view))


def cells(row: Element, view: View) -> Iterator[Element]:
    """Yield the cells there are in a view, in order."""
    return (cell for cell in _within(row, w("tc")) if not cell_gone(cell, view))


def _within(holder: Element, wanted: str) -> Iterator[Element]:
    stack = list(reversed(holder))
    while stack:
        element = stack.pop()
        if element.tag == wanted:
            yield element
        elif element.tag in _THROUGH:
            stack += reversed(element)

"""The two views of a file with tracked changes, and what each leaves out.

`final` holds others' insertions and not their deletions, `original` the other way round.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Literal, TypeAlias

from pipeline.readers.docx.names import Element, w

View: TypeAlias = Literal["final", "original"]

GONE: dict[View, frozenset[str]] = {
    "final": frozenset({w("del"), w("moveFrom")}),
    "original": frozenset({w("ins"), w("moveTo")}),
}
_CELL: dict[View, str] = {"final": w("cellDel"), "original": w("cellIns")}
_ALL = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")))


def has_changes(root: Element) -> bool:
    """Say whether the views of a part differ."""
    return next(root.iter(*_ALL), None) is not None


def mark_gone(paragraph: Element, view: View) -> bool:
    """Say whether a paragraph's mark is struck in this view, which joins it to the next."""
    properties = paragraph.find(w("pPr"))
    marks = None if properties is None else properties.find(w("rPr"))
    return marks is not None and any(child.tag in GONE[view] for child in marks)


def row_gone(row: Element, view: View) -> bool:
    """Say whether a table row is not there in this view."""
    properties = row.find(w("trPr"))
    return properties is not None and any(child.tag in GONE[view] for child in properties)


def cell_gone(cell: Element, view: View) -> bool:
    """Say whether a table cell is not there in this view."""
    return cell.find(f"{w('tcPr')}/{_CELL[view]}") is not None


def next_paragraph(paragraph: Element) -> Element | None:
    """Return the paragraph that follows with nothing of weight between, range marks apart."""
    after = paragraph.getnext()
    while after is not None and after.tag not in _WALLS:
        after = after.getnext()
    return after if after is not None and after.tag == w("p") else None


def holds_something(paragraph: Element, view: View) -> bool:
    """Say whether anything beside properties stands in a paragraph in this view."""
    away = GONE[view] | {w("pPr")}
    return any(isinstance(child.tag, str) and child.tag not in away for child in paragraph)


def may_go(paragraph: Element, away: Set[Element]) -> bool:
    """Say whether an empty paragraph whose mark is struck goes though none follows it.

    A cell, note or body keeps at least one paragraph, and a cell ends with one; those in `away`
    have gone already.
    """
    parent, before = paragraph.getparent(), paragraph.getprevious()
    if parent is None:
        return False
    after = paragraph.getnext()
    if after is None or after.tag == w("sectPr"):
        while before is not None and before in away:
            before = before.getprevious()
        return before is not None and before.tag == w("p")
    others = parent.iterchildren(w("p"), reversed=True)
    return any(child is not paragraph and child not in away for child in others)


_WALLS = frozenset({w("p"), w("tbl"), w("sdt"), w("sectPr")})

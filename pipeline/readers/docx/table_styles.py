"""Which parts of a table's style rule a cell: whole table, bands, edges and corners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.readers.docx.names import Element, number, value, w
from pipeline.readers.docx.styles import Styles
from pipeline.readers.docx.tables import cells, rows

_TABLE, _PROPERTIES, _PART = w("tbl"), w("tblPr"), w("tblStylePr")
_LOOKS = tuple(map(w, ("color", "shd", "highlight", "vanish", "sz")))
_WHOLE = "wholeTable"
_FLAGS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_OFF = {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table style, and its conditions that hold in a cell, the ruling one first."""

    style: str
    conditions: tuple[str, ...]


class TableLooks:
    """Finds the look of cells, and what it says; each table is worked out once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._tables: dict[Element, dict[Element, TableLook]] = {}
        self._said: dict[tuple[TableLook, str], Element | None] = {}

    def of(self, cell: Element) -> TableLook | None:
        """Return the look of a cell, None where its table's style says nothing of looks."""
        table = next(cell.iterancestors(_TABLE), None)
        if table is None:
            return None
        if table not in self._tables:
            self._tables[table] = self._worked_out(table)
        return self._tables[table].get(cell)

    def said(self, look: TableLook | None, path: str) -> Element | None:
        """Return what the ruling part of a table style that says it has at a path."""
        if look is None:
            return None
        key = (look, path)
        if key not in self._said:
            parts = (part for name in look.conditions for part in self._parts(look.style, name))
            held = (found for part in parts if (found := part.find(path)) is not None)
            self._said[key] = next(held, None)
        return self._said[key]

    def _parts(self, style: str, condition: str) -> Iterator[Element]:
        """Yield the parts for a condition, those of the style before what it is based on."""
        for one in self._styles.chain(style):
            for part in one.iterchildren(_PART):
                if value(part, "type") == condition:
                    yield part
            if condition == _WHOLE:
                yield one

    def _matters(self, style: str) -> bool:
        return any(True for one in self._styles.chain(style) for _ in one.iter(*_LOOKS))

    def _bands(self, style: str, name: str) -> int:
        said = self._styles.said(style, f"{_PROPERTIES}/{w(name)}")
        return max(number(said) or 1, 1)

    def _worked_out(self, table: Element) -> dict[Element, TableLook]:
        style = self._styles.table_style(value(table.find(f"{_PROPERTIES}/{w('tblStyle')}")))
        if style is None or not self._matters(style):
            return {}
        sizes = (
            self._bands(style, "tblStyleRowBandSize"),
            self._bands(style, "tblStyleColBandSize"),
        )
        flags = _flags(table.find(f"{_PROPERTIES}/{w('tblLook')}"))
        found = {}
        held = list(rows(table, "final"))
        for i, row in enumerate(held):
            here = row.find(f"{w('tblPrEx')}/{w('tblLook')}")
            on = flags if here is None else _flags(here)
            line = list(cells(row, "final"))
            for j, cell in enumerate(line):
                conditions = _conditions(on, (i, len(held)), (j, len(line)), sizes)
                found[cell] = TableLook(style, tuple(conditions))
        return found


def _flags(look: Element | None) -> frozenset[str]:
    """Return the parts of a style that are on or, for bands, off; by default nothing."""
    if look is None:
        return frozenset()
    try:
        mask = int(value(look) or "0", 16)
    except ValueError:
        mask = 0
    told = {name: value(look, name) for name in _FLAGS}
    return frozenset(
        name
        for name, bit in _FLAGS.items()
        if (mask & bit if told[name] is None else told[name] not in _OFF)
    )


def _conditions(
    on: frozenset[str], row: tuple[int, int], column: tuple[int, int], sizes: tuple[int, int]
) -> Iterator[str]:
    """Yield the conditions of a cell, the ruling one first.

    `row` and `column` are place and count. The order is Office's, which has rows above columns
    ([MS-OI29500] 2.1.252), not the standard's.
    """
    top, bottom = "firstRow" in on and row[0] == 0, "lastRow" in on and row[0] == row[1] - 1
    left = "firstColumn" in on and column[0] == 0
    right = "lastColumn" in on and column[0] == column[1] - 1
    holds = {
        "nwCell": top and left,
        "neCell": top and right,
        "swCell": bottom and left,
        "seCell": bottom and right,
        "firstRow": top,
        "lastRow": bottom,
        "firstCol": left,
        "lastCol": right,
    }
    yield from (name for name, held in holds.items() if held)
    if "noVBand" not in on and not left and not right:
        band = (column[0] - ("firstColumn" in on)) // sizes[1] % 2
        yield f"band{band + 1}Vert"
    if "noHBand" not in on and not top and not bottom:
        band = (row[0] - ("firstRow" in on)) // sizes[0] % 2
        yield f"band{band + 1}Horz"
    yield _WHOLE

"""HTML tables: cells with their place, and layout tables turned back into paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.readers.drafts import Draft
from pipeline.readers.marks import mark_of
from pipeline.types.document import BlockKind


@dataclass(slots=True)
class Table:
    """An open table: `first` is the index of its first draft, row and column count from 0."""

    index: int
    first: int
    row: int = -1
    column: int = -1
    span: int = 1
    row_first: int = 0
    labels: list[tuple[int, int]] = field(default_factory=list)

    def begin_row(self, drafts: int) -> None:
        """Begin a row when `drafts` blocks are finished."""
        self.row, self.column, self.span, self.row_first = self.row + 1, -1, 1, drafts

    def begin_cell(self, column_span: str) -> None:
        """Begin a cell that covers `column_span` columns."""
        if self.row < 0:
            self.row = 0
        self.column += self.span
        self.span = int(column_span) if column_span.isdigit() and 0 < int(column_span) < 99 else 1

    def place(self) -> tuple[int, int, int] | None:
        """Return table, row and column, or None outside a cell."""
        return (self.index, self.row, self.column) if self.column >= 0 else None


def end_table(table: Table, drafts: list[Draft]) -> None:
    """Turn a layout table among `drafts` into paragraphs: one filled cell in each row.

    A row of a list mark and one cell of words is one paragraph ("(a)", "the words"), as pages
    made by word processors write numbered clauses.
    """
    own = [d for d in drafts[table.first :] if d.row is not None and d.row[0] == table.index]
    rows: dict[int, list[Draft]] = {}
    for draft in own:
        rows.setdefault(draft.row[1] if draft.row else 0, []).append(draft)
    if not all(_plain(row) for row in rows.values()):
        return
    merged: set[int] = set()
    for row in rows.values():
        if len(row) > 1 and mark_of(row[0].text) == row[0].text.strip():
            _put_before(row[0], row[1])
            merged.add(id(row[0]))
        for draft in row:
            draft.row = None
            if draft.kind is BlockKind.TABLE_CELL:
                draft.kind = BlockKind.PARAGRAPH
    drafts[table.first :] = [d for d in drafts[table.first :] if id(d) not in merged]


def _plain(row: list[Draft]) -> bool:
    columns = {draft.row[2] for draft in row if draft.row}
    marked = mark_of(row[0].text) == row[0].text.strip()
    return len(columns) == 1 or (len(columns) == 2 and marked)


def _put_before(mark: Draft, words: Draft) -> None:
    lead = f"{mark.text.strip()} "
    words.text = lead + words.text
    words.hidden = [(a + len(lead), b + len(lead)) for a, b in words.hidden]
    words.hidden += mark.hidden

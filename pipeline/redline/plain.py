"""A plain Word file made from the text of a document that was none: a place for tracked changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pipeline.redline.plain_parts import fixed_parts, numbering_part
from pipeline.redline.runs import unwritable
from pipeline.types.document import Block, BlockKind, Document

_DOCUMENT = "word/document.xml"
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: Block | None


def docx_from_document(document: Document) -> bytes:
    """Return a clean .docx whose text map says exactly `document.text`.

    Each line is a paragraph; headings are styled, labels the source numbered by itself are shown
    as paragraph numbers, cells stand in tables where rows are whole. Characters that XML cannot
    hold become U+FFFD, one for one, so that spans stay true.
    """
    lines = list(_lines(document))
    labels = {line.block.number for line in lines if line.block and line.block.number}
    numbers = {label: n for n, label in enumerate(sorted(labels), start=1)}
    body = "".join(_body(lines, numbers))
    parts = fixed_parts() | {
        "word/numbering.xml": numbering_part(numbers),
        _DOCUMENT: _NAMED.format(body),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, date_time=_STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode())
    return out.getvalue()


_NAMED = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}<w:sectPr/></w:body></w:document>"
)


def _lines(document: Document) -> Iterator[_Line]:
    blocks = iter(document.blocks)
    block = next(blocks, None)
    at = 0
    for text in document.text.split("\n"):
        while block is not None and block.span.end <= at and block.span.start < at:
            block = next(blocks, None)
        inside = block is not None and block.span.start <= at + len(text)
        yield _Line(text, block if inside else None)
        at += len(text) + 1


def _body(lines: list[_Line], numbers: dict[str, int]) -> Iterator[str]:
    """Yield blocks; a table at the very end or right after another would not stand alone in Word.

    Such a table is written as paragraphs.
    """
    last, after_table = _table_of(lines[-1]), False
    for table, group in groupby(lines, key=_table_of):
        held = list(group)
        if table is None or table == last or after_table:
            after_table = False
            shown: Block | None = None
            for line in held:
                yield _paragraph(line, numbers, first=line.block is not shown)
                shown = line.block
        else:
            after_table = True
            yield _table(held, numbers)


def _table_of(line: _Line) -> int | None:
    return line.block.row[0] if line.block is not None and line.block.row is not None else None


def _table(lines: list[_Line], numbers: dict[str, int]) -> str:
    rows = []
    widest = 1
    for _, row in groupby(lines, key=lambda line: _row(line)[1]):
        cells = []
        for _, cell in groupby(row, key=lambda line: _row(line)[2]):
            held = "".join(_paragraph(line, numbers, n == 0) for n, line in enumerate(cell))
            cells.append(f"<w:tc><w:tcPr/>{held}</w:tc>")
        widest = max(widest, len(cells))
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = "<w:gridCol/>" * widest
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(line: _Line) -> tuple[int, int, int]:
    row = line.block.row if line.block is not None else None
    return row if row is not None else (0, 0, 0)


def _paragraph(line: _Line, numbers: dict[str, int], first: bool) -> str:
    properties = _properties(line.block, numbers, first) if line.block is not None else ""
    return f"<w:p>{properties}{_run(line.text)}</w:p>"


def _properties(block: Block, numbers: dict[str, int], first: bool) -> str:
    held = ""
    if block.kind is BlockKind.HEADING:
        level = min(max(block.level or 0, 0), 5) + 1
        held += f"<w:pStyle w:val={quoteattr(f'Heading{level}')}/>"
    if block.number and first:
        number = numbers[block.number]
        held += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:pPr>{held}</w:pPr>" if held else ""


def _run(text: str) -> str:
    if not text:
        return ""
    clean = "".join("\ufffd" if unwritable(char) else char for char in text)
    parts = [
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in clean.split("\t")
    ]
    return f"<w:r>{'<w:tab/>'.join(parts)}</w:r>"

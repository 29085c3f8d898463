from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import read_bytes
from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.docx import Change, apply_changes
from pipeline.redline.plain import docx_from_document
from pipeline.types.document import Block, BlockKind, Document
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit
from tests.pipeline.redline.word_xml import body_of

TEXT = "Title\nFirst words\there.\nA\nB\nC\nD\nAfter the table."


def said(data: bytes) -> str:
    return text_map(data, Limits()).text


def document(text: str, blocks: Sequence[Block] = ()) -> Document:
    return Document("0" * 64, "deal.md", "text/markdown", text, tuple(blocks))


def lines(text: str) -> list[Span]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def table_document(cells_last: bool = False) -> Document:
    spans = lines(TEXT)
    blocks = [
        Block(spans[0], BlockKind.HEADING, level=0),
        Block(spans[1], number="12.1"),
        *(Block(spans[2 + n], BlockKind.TABLE_CELL, row=(0, n // 2, n % 2)) for n in range(4)),
        Block(spans[6]),
    ]
    if cells_last:
        return document(TEXT[: spans[5].end], blocks[:6])
    return document(TEXT, blocks)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_said_again(text: str) -> None:
    made = said(docx_from_document(document(text)))
    assert len(made) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, made, strict=True))
    if text.isprintable():
        assert made == text


def test_headings_numbers_and_tables_are_kept() -> None:
    data = docx_from_document(table_document())
    body = body_of(data)
    assert said(data) == TEXT
    assert '<w:pStyle w:val="Heading1"/>' in body
    assert body.count("<w:tc>") == 4
    assert 'w:lvlText w:val="12.1"' in body_of(data, "word/numbering.xml")
    assert 'w:numId w:val="1"' in body


def test_a_table_at_the_end_is_written_as_paragraphs() -> None:
    doc = table_document(cells_last=True)
    data = docx_from_document(doc)
    assert said(data) == doc.text
    assert "<w:tbl>" not in body_of(data)


def test_the_same_spans_take_the_same_edits() -> None:
    data = docx_from_document(table_document())
    at = TEXT.index("First")
    edit = Edit(Span(at, at + 5), "First", "Last")
    when = datetime(2026, 3, 4, tzinfo=UTC)
    done = apply_changes(
        data, [Change("c", (edit,), "why", edit.span)], author="Us", initials="U", at=when
    )
    assert done.applied == ("c",)
    assert said(done.data) == TEXT.replace("First", "Last")


def test_the_file_is_the_same_each_time() -> None:
    assert docx_from_document(table_document()) == docx_from_document(table_document())
    with zipfile.ZipFile(BytesIO(docx_from_document(table_document()))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"


@pytest.mark.data
@pytest.mark.parametrize(
    ("folder", "pattern"),
    [
        pytest.param("standard_forms", "**/*.md", id="Markdown"),
        pytest.param("standard_forms", "**/*.pdf", id="PDF"),
        pytest.param("cuad", "contracts/*.txt", id="plain text"),
    ],
)
def test_real_texts_are_said_again(data_dir: Path, folder: str, pattern: str) -> None:
    found = sorted((data_dir / folder).glob(pattern), key=lambda path: path.stat().st_size)
    assert found
    for path in found[len(found) // 2 : len(found) // 2 + 2]:
        doc = read_bytes(path.read_bytes(), path.name)
        assert said(docx_from_document(doc)) == doc.text

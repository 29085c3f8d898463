"""Documents for tests: made from lines, each a string or a string with what its block says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pipeline.types.clause import Clause
from pipeline.types.document import Block, Document
from pipeline.types.span import Span

Paragraph = str | tuple[str, Mapping[str, object]]


def document(*paragraphs: Paragraph) -> Document:
    """One block a paragraph, one newline between them."""
    text, blocks = "", []
    for paragraph in paragraphs:
        words, extra = paragraph if isinstance(paragraph, tuple) else (paragraph, {})
        start = len(text)
        text += words + "\n"
        blocks.append(Block(Span(start, start + len(words)), **extra))  # type: ignore[arg-type]
    return Document(
        hashlib.sha256(text.encode()).hexdigest(), "x.txt", "text/plain", text, tuple(blocks)
    )


def from_text(text: str) -> Document:
    """Read plain text without a reader: each line that is not blank becomes a block."""
    return document(*(line for line in text.split("\n") if line.strip()))


def numbers(clauses: list[Clause]) -> list[str | None]:
    return [clause.number for clause in clauses]


def tree(clauses: list[Clause]) -> list[str]:
    """Number, else heading, else the first words of each clause, indented under its parent."""
    depth: dict[str | None, int] = {None: -1}
    rows = []
    for clause in clauses:
        depth[clause.id] = depth[clause.parent_id] + 1
        name = clause.number or clause.heading or " ".join(clause.text.split()[:2])
        rows.append("  " * depth[clause.id] + name)
    return rows

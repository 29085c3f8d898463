"""A contract as text: what the readers hand to every later stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.errors import InvariantError
from pipeline.types.span import Span


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text_box"


class Story(StrEnum):
    """Which flow of the document a block belongs to. Only BODY and NOTES are operative text."""

    BODY = "body"
    NOTES = "notes"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, cell or line of the source.

    `number` is the label Word would show ("12.1", "(a)"), kept outside the text when the source
    numbers automatically and None otherwise. `level` is the outline or list depth, 0 the topmost.
    `page` counts from 1. `row` names table, row and column, from 0. `hidden` gives the spans a
    reader of the page would not see. `locator` is the reader's own address of the block.
    """

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    story: Story = Story.BODY
    number: str | None = None
    level: int | None = None
    style: str | None = None
    page: int | None = None
    row: tuple[int, int, int] | None = None
    hidden: tuple[Span, ...] = ()
    locator: Mapping[str, str | int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for span in self.hidden:
            if not self.span.covers(span):
                raise InvariantError(f"hidden {span} lies outside its block {self.span}")


@dataclass(frozen=True, slots=True)
class DocumentWarning:
    """Something a reviewer must know about how the file was read: a stable code and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """The final view of one file (others' insertions in, their deletions out).

    `id` is the SHA-256 of the file's bytes in hex. `text` holds Unicode code points and no
    lone surrogates. `pages` is None where the format has no fixed pages. `original` is the text
    with others' insertions out and deletions in, None when it equals `text`.
    """

    id: str
    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[DocumentWarning, ...] = ()
    pages: int | None = None
    original: str | None = None

    def __post_init__(self) -> None:
        at = 0
        for block in self.blocks:
            if block.span.start < at:
                raise InvariantError(f"block {block.span} starts before {at}: out of order")
            at = block.span.end
        if at > len(self.text):
            raise InvariantError(f"last block ends at {at}, past {len(self.text)} characters")

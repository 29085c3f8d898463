"""From a text map to a Document: blocks with their numbers, kinds, pages and hidden words."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.errors import UnreadableFile
from pipeline.readers.docx.hidden import hidden_pieces
from pipeline.readers.docx.numbering import Numbering
from pipeline.readers.docx.pages import pages_of, stated_pages
from pipeline.readers.docx.remarks import remarks
from pipeline.readers.docx.styles import Styles
from pipeline.readers.docx.text_map import MapParagraph, TextMap, text_map
from pipeline.readers.docx.uncalled import uncalled_warnings
from pipeline.readers.hidden_text import character_warnings, hidden_warning
from pipeline.readers.limits import Limits
from pipeline.types.document import Block, BlockKind, Document, Story
from pipeline.types.span import Span


def read_document(data: bytes, name: str, limits: Limits, media_type: str) -> Document:
    """Read a .docx; its text is the text map's, character for character."""
    mapped = text_map(data, limits, name)
    if len(mapped.text) > limits.max_chars:
        allowed = f"at most {limits.max_chars:,}"
        raise UnreadableFile(f"{name}: the text is too long; {allowed} characters are allowed")
    package = mapped.package
    styles = Styles(package.first(package.main, "styles"))
    hidden = hidden_pieces(mapped, styles)
    numbering = Numbering(package.first(package.main, "numbering"), styles)
    blocks, pages = _blocks(mapped, styles, numbering, hidden)
    warnings = [*remarks(package), *uncalled_warnings(package, mapped.uncalled)]
    warnings += character_warnings(mapped.text, 0, 0)
    warnings += hidden_warning(mapped.text, hidden, "hidden, white or tiny in Word")
    pages = pages or stated_pages(package)
    if pages is not None and pages > limits.max_pages:
        allowed = f"at most {limits.max_pages:,} are allowed"
        raise UnreadableFile(f"{name}: {pages:,} pages; {allowed}")
    original = mapped.original
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        text=mapped.text,
        blocks=tuple(blocks),
        warnings=tuple(warnings),
        pages=pages,
        original=None if original == mapped.text else original,
    )


def _blocks(
    mapped: TextMap, styles: Styles, numbering: Numbering, hidden: Sequence[Span]
) -> tuple[list[Block], int | None]:
    """Return one block a paragraph and how many pages the file says it was last shown on."""
    blocks: list[Block] = []
    starts = [span.start for span in hidden]
    pages, count = pages_of(mapped.paragraphs)
    for i, paragraph in enumerate(mapped.paragraphs):
        label, level = numbering.label(paragraph.last, empty=not len(paragraph.span))
        heading = styles.heading_level(paragraph.last)
        blocks.append(
            Block(
                span=paragraph.span,
                kind=_kind(paragraph, heading, level),
                story=paragraph.story,
                number=label,
                level=heading if heading is not None else level,
                style=styles.name_of(paragraph.last),
                page=pages[i],
                row=paragraph.row,
                hidden=_inside(hidden, starts, paragraph.span),
                locator={"part": paragraph.part, "paragraph": i},
            )
        )
    return blocks, count


def _kind(paragraph: MapParagraph, heading: int | None, level: int | None) -> BlockKind:
    if paragraph.story is Story.NOTES:
        return BlockKind.FOOTNOTE
    if paragraph.story is Story.MARGIN:
        return BlockKind.FOOTER if "footer" in paragraph.part else BlockKind.HEADER
    if paragraph.box:
        return BlockKind.TEXT_BOX
    if paragraph.row is not None:
        return BlockKind.TABLE_CELL
    if heading is not None:
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if level is not None else BlockKind.PARAGRAPH


def _inside(hidden: Sequence[Span], starts: Sequence[int], span: Span) -> tuple[Span, ...]:
    first = max(bisect_left(starts, span.start) - 1, 0)
    found = []
    for one in hidden[first:]:
        if one.start >= span.end:
            break
        low, high = max(one.start, span.start), min(one.end, span.end)
        if low < high:
            found.append(Span(low, high))
    return tuple(found)

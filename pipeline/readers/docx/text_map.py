"""The text map: every character of a Word file's text, and the element that says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.readers.docx.names import Element
from pipeline.readers.docx.package import DocxPackage
from pipeline.readers.docx.stories import Note, shown, stories
from pipeline.readers.docx.views import has_changes
from pipeline.readers.docx.walk import Turn
from pipeline.readers.limits import Limits
from pipeline.types.document import Story
from pipeline.types.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` is said by characters [offset, offset + end - start) of `element`.

    `paragraph` is the w:p it shows in. `locked` gives the reason it may not be edited, `revision`
    is "inserted" where another author put it in.
    """

    start: int
    end: int
    part: str
    paragraph: Element
    element: Element
    offset: int
    locked: str | None
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class MapParagraph:
    """A paragraph of the text, without its newline.

    `element` is its first w:p, `last` the one whose mark ends it and gives its style and number:
    another one only where a mark between them is struck.
    """

    span: Span
    part: str
    element: Element
    last: Element
    story: Story
    row: tuple[int, int, int] | None
    box: bool
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class TextMap:
    """Pieces are disjoint and in order; paragraphs are parted by one newline no piece says.

    `uncalled` are the notes left out, as no reference that still stands calls them.
    """

    text: str
    pieces: tuple[Piece, ...]
    paragraphs: tuple[MapParagraph, ...]
    package: DocxPackage
    uncalled: tuple[Note, ...] = ()

    @cached_property
    def original(self) -> str:
        """The text with others' insertions out and their deletions in."""
        if not any(has_changes(root) for _, _, root in stories(self.package)):
            return self.text
        parts = shown(self.package, "original").paragraphs
        return "\n".join("".join(bit.text for bit in para.bits) for _, _, para in parts)


def text_map(data: bytes, limits: Limits, name: str = "file") -> TextMap:
    """Map a .docx: body, footnotes, endnotes, then headers and footers.

    A note is left out where no reference to it stands in the text, or all are struck.

    Raises UnreadableFile when the package is not sound or over a limit.
    """
    package = DocxPackage(data, limits, name)
    texts: list[str] = []
    pieces: list[Piece] = []
    paragraphs: list[MapParagraph] = []
    at = 0
    final = shown(package, "final")
    for part, story, para in final.paragraphs:
        if paragraphs:
            texts.append("\n")
            at += 1
        start = at
        for bit in para.bits:
            end = at + len(bit.text)
            pieces.append(
                Piece(at, end, part, para.element, bit.element, 0, bit.locked, bit.revision)
            )
            texts.append(bit.text)
            at = end
        paragraphs.append(
            MapParagraph(
                Span(start, at),
                part,
                para.element,
                para.last,
                story,
                para.row,
                para.box,
                tuple(para.turns),
            )
        )
    return TextMap("".join(texts), tuple(pieces), tuple(paragraphs), package, final.uncalled)

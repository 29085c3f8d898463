"""The text map: every character of a Word file's text, and the element that says it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.readers.docx.names import Element, value, w
from pipeline.readers.docx.package import DocxPackage
from pipeline.readers.docx.walk import Para, View, Walker
from pipeline.readers.limits import Limits
from pipeline.types.document import Story
from pipeline.types.span import Span

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


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
    """A paragraph of the text, without its newline; `element` is its first w:p."""

    span: Span
    part: str
    element: Element
    story: Story
    row: tuple[int, int, int] | None
    box: bool
    page_breaks: int


@dataclass(frozen=True)
class TextMap:
    """Pieces are disjoint and in order; paragraphs are parted by one newline no piece says."""

    text: str
    pieces: tuple[Piece, ...]
    paragraphs: tuple[MapParagraph, ...]
    package: DocxPackage

    @cached_property
    def original(self) -> str:
        """The text with others' insertions out and their deletions in."""
        parts = _stories(self.package, "original")
        return "\n".join("".join(bit.text for bit in para.bits) for _, _, para in parts)


def text_map(data: bytes, limits: Limits, name: str = "file") -> TextMap:
    """Map a .docx: body, footnotes, endnotes, then headers and footers.

    Raises UnreadableFile when the package is not sound or over a limit.
    """
    package = DocxPackage(data, limits, name)
    texts: list[str] = []
    pieces: list[Piece] = []
    paragraphs: list[MapParagraph] = []
    at = 0
    for part, story, para in _stories(package, "final"):
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
                Span(start, at), part, para.element, story, para.row, para.box, para.page_breaks
            )
        )
    return TextMap("".join(texts), tuple(pieces), tuple(paragraphs), package)


def _stories(package: DocxPackage, view: View) -> list[tuple[str, Story, Para]]:
    body = package.root(package.main).find(w("body"))
    found: list[tuple[str, Story, Para]] = []
    if body is not None:
        found += [(package.main, Story.BODY, p) for p in Walker(view).paragraphs(body)]
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for part in package.related(package.main, kind):
            if part in package:
                for note in package.root(part).iterchildren(w(tag)):
                    if value(note, "type") not in _SEPARATORS:
                        found += [(part, Story.NOTES, p) for p in Walker(view).paragraphs(note)]
    for kind in ("header", "footer"):
        for part in dict.fromkeys(package.related(package.main, kind)):
            if part in package:
                found += [
                    (part, Story.MARGIN, p) for p in Walker(view).paragraphs(package.root(part))
                ]
    return found

"""Anchoring comments: range marks around words, and the reference that shows the comment."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.readers.docx.text_map import Piece
from pipeline.redline.names import Element, local, w
from pipeline.redline.perform import Work
from pipeline.redline.places import Paragraph, Places
from pipeline.redline.runs import divide, parent_of
from pipeline.types.span import Span

_WORD = re.compile(r"\S+")


def comment_span(places: Places, anchor: Span) -> Span | None:
    """Return the words a comment hangs on: the anchor inside its first paragraph.

    An empty anchor takes the nearest word. None when no paragraph of the file is there.
    """
    paragraph = places.paragraph(anchor.start)
    if paragraph is None:
        return None
    start, end = anchor.start, min(anchor.end, paragraph.end)
    if start < end:
        return Span(start, end)
    found = [m.span() for m in _WORD.finditer(places.text, paragraph.start, paragraph.end)]
    if not found:
        return Span(paragraph.start, paragraph.end)
    low, high = min(found, key=lambda s: (max(s[0] - start, start - s[1], 0), s[0]))
    return Span(low, high)


def why_not_here(paragraph: Paragraph, main: str) -> str | None:
    """Return why Word allows no comment in this paragraph, or None."""
    if paragraph.part != main:
        return "Word allows no comments in headers, footers and notes"
    if any(local(above) == "txbxContent" for above in paragraph.element.iterancestors()):
        return "Word allows no comments in text boxes"
    return None


def end_anchor(work: Work, span: Span, number: str) -> None:
    """Close a comment's range after the last character of `span`; called before edits there."""
    mark, reference = _end_mark(number), _reference(number)
    piece = work.places.piece(span.end - 1) if span.end > span.start else None
    if piece is None:
        _append(work, span, [mark, reference])
        return
    node = _outermost(_cut_after(piece, span.end))
    node.addnext(reference)
    node.addnext(mark)


def start_anchor(work: Work, span: Span, number: str) -> None:
    """Open a comment's range before the first character; called after edits at and in `span`."""
    mark = etree.Element(w("commentRangeStart"))
    mark.set(w("id"), number)
    piece = work.places.piece(span.start) if span.end > span.start else None
    if piece is None:
        _open_empty(work, span, mark, number)
        return
    node = _cut_before(piece, span.start)
    if node is None:
        _outermost(parent_of(piece.element)).addnext(mark)
        return
    node = _outermost(node)
    before = node.getprevious()
    while before is not None and work.hand.made(before) and local(before) == "ins":
        node, before = before, before.getprevious()
    node.addprevious(mark)


def _open_empty(work: Work, span: Span, mark: Element, number: str) -> None:
    paragraph = work.places.paragraph(span.start)
    assert paragraph is not None
    here = work.heads.get(paragraph.element, paragraph.element)
    for end in [*here.iter(w("commentRangeEnd"))]:
        if end.get(w("id")) == number:
            end.addprevious(mark)
            return
    here.append(mark)


def _append(work: Work, span: Span, new: list[Element]) -> None:
    paragraph = work.places.paragraph(span.start)
    assert paragraph is not None
    for element in new:
        paragraph.element.append(element)


def _cut_after(piece: Piece, end: int) -> Element:
    run = parent_of(piece.element)
    if _divisible(piece):
        divide(piece.element, end - piece.start + piece.offset)
    return run


def _cut_before(piece: Piece, start: int) -> Element | None:
    """Return the run that begins with the character; None where an edit has already moved it."""
    if not _divisible(piece):
        return parent_of(piece.element)
    return divide(piece.element, start - piece.start + piece.offset)


def _divisible(piece: Piece) -> bool:
    """Only plain runs that stand directly in their paragraph, or in an act of ours, are cut."""
    run = parent_of(piece.element)
    return piece.locked is None and local(run) == "r" and local(parent_of(run)) in {"p", "del"}


def _outermost(node: Element) -> Element:
    """Return the ancestor of `node` that stands directly in its paragraph."""
    while local(parent_of(node)) != "p":
        node = parent_of(node)
    return node


def _end_mark(number: str) -> Element:
    mark = etree.Element(w("commentRangeEnd"))
    mark.set(w("id"), number)
    return mark


def _reference(number: str) -> Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("commentReference")).set(w("id"), number)
    return run

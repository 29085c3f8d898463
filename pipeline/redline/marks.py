"""Paragraph marks: where one paragraph ends, and what happens when the mark goes."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.redline.names import Element, local, w

_BETWEEN = frozenset(
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd proofErr permStart permEnd "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd".split()
)

_HOLDERS = frozenset("rPr pPr trPr numPr".split())


def mark_of(paragraph: Element, name: str) -> Element | None:
    """Return the revision `name` ("ins", "del", "moveFrom", "moveTo") of a paragraph's mark."""
    return paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(name)}")


def remove(element: Element) -> None:
    """Take an element out; the text after it, which Word files hold none of, stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def remove_property(element: Element) -> None:
    """Take a property out, and its holders where that leaves them with nothing to say."""
    holder = element.getparent()
    remove(element)
    while holder is not None and local(holder) in _HOLDERS and not len(holder):
        if holder.attrib:
            return
        above = holder.getparent()
        remove(holder)
        holder = above


def unwrap(element: Element) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    remove(element)


def drop_marks(root: Element, names: tuple[str, ...], mine: Callable[[Element], bool]) -> None:
    """Remove the paragraph marks that bear one of these revisions, joining what they parted."""
    for paragraph in list(root.iter(w("p"))):
        for name in names:
            marker = mark_of(paragraph, name)
            if marker is not None and mine(marker):
                remove_property(marker)
                _join_next(paragraph)
                break


def content(paragraph: Element) -> list[Element]:
    """Return a paragraph's children without its properties."""
    return [child for child in paragraph if local(child) != "pPr"]


def next_paragraph(paragraph: Element) -> Element | None:
    """Return the paragraph that follows in the same container, range marks apart."""
    after = paragraph.getnext()
    while after is not None and (not isinstance(after.tag, str) or local(after) in _BETWEEN):
        after = after.getnext()
    return after if after is not None and local(after) == "p" else None


def _join_next(paragraph: Element) -> None:
    """Let the next paragraph take this one's content: its mark, and so its properties, survive."""
    after = next_paragraph(paragraph)
    if after is None:
        if not content(paragraph) and _may_go(paragraph):
            remove(paragraph)
        return
    at = 1 if len(after) and local(after[0]) == "pPr" else 0
    for child in content(paragraph):
        after.insert(at, child)
        at += 1
    remove(paragraph)


def _may_go(paragraph: Element) -> bool:
    """A cell, note or body keeps at least one paragraph, and a cell ends with one."""
    parent = paragraph.getparent()
    if parent is None:
        return False
    others = [child for child in parent if child is not paragraph and local(child) == "p"]
    after = paragraph.getnext()
    last = after is None or local(after) == "sectPr"
    return bool(others) and (not last or others[-1] is paragraph.getprevious())

"""Walking a story: the paragraphs of a part in reading order, in one of two views.

`final` holds others' insertions and not their deletions, `original` the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pipeline.readers.docx.names import MATH, MC, Element, is_on, number, value, w

View = Literal["final", "original"]

_GONE = {
    "final": frozenset({w("del"), w("moveFrom")}),
    "original": frozenset({w("ins"), w("moveTo")}),
}
_NO_MARK = {"final": ("del", "moveFrom"), "original": ("ins", "moveTo")}
_NO_ROW = {"final": "del", "original": "ins"}
_SKIPPED = frozenset(
    map(
        w,
        ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "rt", "instrText", "delInstrText"),
    )
)
_PLAIN = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
}
_CONTAINERS = frozenset(
    map(w, ("body", "tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "txbxContent"))
)


@dataclass(slots=True)
class Bit:
    """Text that one element says; `locked` gives the reason it may not be edited."""

    text: str
    element: Element
    locked: str | None
    revision: str | None


@dataclass(slots=True)
class Para:
    """A paragraph as shown: more than one w:p where the mark between them is struck."""

    element: Element
    bits: list[Bit] = field(default_factory=list)
    row: tuple[int, int, int] | None = None
    box: bool = False
    page_breaks: int = 0


class Walker:
    """Reads one part; fields reach over paragraphs, so their state is the walker's."""

    def __init__(self, view: View = "final") -> None:
        self._view = view
        self._fields: list[str] = []
        self._tables = 0
        self._open: Para | None = None

    def paragraphs(self, container: Element) -> Iterator[Para]:
        """Yield the paragraphs of a body, note, header or footer."""
        yield from self._children(container, None, False)
        if self._open is not None:
            yield self._open
            self._open = None

    def _children(
        self, holder: Element, row: tuple[int, int, int] | None, box: bool
    ) -> Iterator[Para]:
        stack: list[tuple[Element, tuple[int, int, int] | None]] = [
            (e, row) for e in reversed(holder)
        ]
        counts: dict[Element, int] = {}
        while stack:
            element, place = stack.pop()
            tag = element.tag
            if not isinstance(tag, str) or tag in _GONE[self._view] or tag in _SKIPPED:
                continue
            if tag == w("p"):
                yield from self._paragraph(element, place, box)
                continue
            if tag == w("tbl"):
                if self._open is not None:
                    yield self._close()
                counts[element] = self._tables
                self._tables += 1
                rows = [r for r in _rows(element) if not self._row_gone(r)]
                for i, found in reversed(list(enumerate(rows))):
                    for j, cell in reversed(list(enumerate(_cells(found)))):
                        at = place or (counts[element], i, j)
                        stack += [(e, at) for e in reversed(cell)]
                continue
            if tag == f"{{{MC}}}AlternateContent":
                stack += [(e, place) for e in reversed(_choice(element))]
            elif tag in _CONTAINERS or tag in (w("ins"), w("moveTo"), w("del"), w("moveFrom")):
                stack += [(e, place) for e in reversed(element)]

    def _row_gone(self, row: Element) -> bool:
        return row.find(f"{w('trPr')}/{w(_NO_ROW[self._view])}") is not None

    def _close(self) -> Para:
        assert self._open is not None
        done, self._open = self._open, None
        return done

    def _paragraph(
        self, element: Element, row: tuple[int, int, int] | None, box: bool
    ) -> Iterator[Para]:
        boxes: list[Element] = []
        para = self._open or Para(element, row=row, box=box)
        self._open = None
        self._bits(element, para, boxes)
        if self._mark_gone(element):
            self._open = para
        else:
            yield para
        for content in boxes:
            inner = Walker(self._view)
            for found in inner.paragraphs(content):
                found.box = True
                yield found

    def _mark_gone(self, element: Element) -> bool:
        marks = element.find(f"{w('pPr')}/{w('rPr')}")
        struck = marks is not None and any(
            marks.find(w(m)) is not None for m in _NO_MARK[self._view]
        )
        return struck and _next_paragraph(element)

    def _bits(self, paragraph: Element, para: Para, boxes: list[Element]) -> None:
        stack: list[tuple[Element, str | None, str | None]] = [
            (e, None, None) for e in reversed(paragraph)
        ]
        while stack:
            element, locked, revision = stack.pop()
            tag = element.tag
            if not isinstance(tag, str) or tag in _GONE[self._view] or tag in _SKIPPED:
                continue
            if tag == w("fldChar"):
                self._field(value(element, "fldCharType"))
            elif tag == w("txbxContent"):
                boxes.append(element)
            elif tag in (w("lastRenderedPageBreak"),):
                para.page_breaks += 1
            elif text := self._text(element):
                if tag == w("br") and value(element, "type") == "page":
                    para.page_breaks += 1
                para.bits.append(Bit(text, element, locked or self._reason(element), revision))
            elif tag == f"{{{MC}}}AlternateContent":
                stack += [(e, locked, revision) for e in reversed(_choice(element))]
            else:
                locked = locked or _lock_of(element)
                if tag in (w("ins"), w("moveTo")):
                    revision = "inserted"
                stack += [(e, locked, revision) for e in reversed(element)]

    def _text(self, element: Element) -> str:
        if "instruction" in self._fields:
            return ""
        tag = element.tag
        if (
            tag == w("t")
            or tag == f"{{{MATH}}}t"
            or (tag == w("delText") and self._view == "original")
        ):
            return (element.text or "").replace("\n", " ").replace("\r", " ")
        if tag == w("sym"):
            return _symbol(value(element, "char"))
        parent = element.getparent()
        if tag == w("tab") and parent is not None and parent.tag != w("r"):
            return ""
        return _PLAIN.get(str(tag), "")

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("instruction")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _reason(self, element: Element) -> str | None:
        if self._fields:
            return "field result"
        if element.tag == w("sym"):
            return "a symbol"
        return "a formula" if element.tag == f"{{{MATH}}}t" else None


def _lock_of(element: Element) -> str | None:
    tag = element.tag
    if tag == w("fldSimple"):
        return "field result"
    if tag == w("moveTo"):
        return "moved by another author"
    if tag == w("object"):
        return "inside an embedded object"
    if tag == w("sdt"):
        lock = value(element.find(f"{w('sdtPr')}/{w('lock')}"))
        return "locked content control" if lock in {"contentLocked", "sdtContentLocked"} else None
    return None


def _next_paragraph(element: Element) -> bool:
    after = element.getnext()
    while after is not None and after.tag not in (w("p"), w("tbl"), w("sdt"), w("sectPr")):
        after = after.getnext()
    return after is not None and after.tag == w("p")


def _rows(table: Element) -> Iterator[Element]:
    for child in table.iterchildren(w("tr"), w("sdt"), w("sdtContent"), w("customXml"), w("ins")):
        if child.tag == w("tr"):
            yield child
        else:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row.iterchildren(w("tc"), w("sdt"), w("sdtContent"), w("customXml")):
        if child.tag == w("tc"):
            yield child
        else:
            yield from _cells(child)


def _choice(element: Element) -> Element:
    choice = element.find(f"{{{MC}}}Choice")
    fallback = element.find(f"{{{MC}}}Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _symbol(code: str | None) -> str:
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        return "•"
    return chr(point) if point >= 0x20 and not 0xD800 <= point <= 0xDFFF else ""


def numbering_properties(paragraph: Element) -> tuple[int | None, int | None]:
    """Return (numId, ilvl) set on the paragraph itself; a struck number counts as none."""
    found = paragraph.find(f"{w('pPr')}/{w('numPr')}")
    if found is None:
        return None, None
    return number(found.find(w("numId"))), number(found.find(w("ilvl")))


def vanishes(properties: Element | None) -> bool:
    """Say whether run properties hide the run."""
    return properties is not None and any(
        is_on(properties.find(w(n))) for n in ("vanish", "webHidden")
    )

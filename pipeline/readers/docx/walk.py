"""Walking a story: the paragraphs of a part in reading order, in one of two views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.readers.docx.fields import Fields
from pipeline.readers.docx.locks import LOCKING, lock_of
from pipeline.readers.docx.names import MC, Element, value, w
from pipeline.readers.docx.spoken import reason_for, said_by
from pipeline.readers.docx.tables import cells, rows
from pipeline.readers.docx.views import (
    GONE,
    View,
    holds_something,
    mark_gone,
    may_go,
    next_paragraph,
)

_SKIPPED = frozenset(
    map(
        w,
        ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "rt", "instrText", "delInstrText"),
    )
)
_CONTAINERS = frozenset(
    map(
        w,
        "body tbl tr tc sdt sdtContent customXml txbxContent ins moveTo del moveFrom".split(),
    )
)
_PUT_IN = frozenset({w("ins"), w("moveTo")})
_AROUND = (*LOCKING, *_PUT_IN - frozenset(LOCKING))
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_P, _TABLE, _BREAK, _BOX = w("p"), w("tbl"), w("br"), w("txbxContent")
_FIELD, _TURN = w("fldChar"), w("lastRenderedPageBreak")
_APART = frozenset({_BOX, _TURN, *_NOTES})
_EITHER, _CHOICE, _FALLBACK = (
    f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback")
)
Row = tuple[int, int, int]
Call = tuple[str, str | None]


@dataclass(slots=True)
class Bit:
    """Text that one element says; `locked` gives the reason it may not be edited."""

    text: str
    element: Element
    locked: str | None
    revision: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A page turned in a paragraph: as last shown, or by a break set by hand."""

    shown: bool
    before_words: bool


@dataclass(slots=True)
class Para:
    """A paragraph as shown: more than one w:p where the mark between them is struck.

    `element` is the first of them, `last` the one whose mark, and so style and number, remain.
    `worded` says whether anything but blanks is said, `holds` whether anything stands where marks
    are struck, `boxes` holds text boxes with what locks
    them, `calls` the kind and id of each note that a reference here calls.
    """

    element: Element
    last: Element
    bits: list[Bit] = field(default_factory=list)
    row: Row | None = None
    box: bool = False
    turns: list[Turn] = field(default_factory=list)
    worded: bool = False
    holds: bool = False
    boxes: list[tuple[Element, str | None]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def say(self, bit: Bit) -> None:
        """Add text at the end."""
        self.bits.append(bit)
        self.worded = self.worded or bool(bit.text.strip())


class Walker:
    """Reads one story: a body, a note, a header, a footer or a text box."""

    def __init__(self, view: View = "final", locked: str | None = None) -> None:
        """Read in a view; `locked` is why nothing in the story may be edited."""
        self._view = view
        self._locked = locked
        self._gone = GONE[view] | _SKIPPED
        self._tables = 0
        self._open: Para | None = None
        self._away: set[Element] = set()

    def paragraphs(self, container: Element, box: bool = False) -> Iterator[Para]:
        """Yield the paragraphs of a story, those of its text boxes after what they stand in."""
        self._fields = Fields(container, self._view)
        stack: list[tuple[Element, Row | None]] = [(e, None) for e in reversed(container)]
        while stack:
            element, place = stack.pop()
            tag = element.tag
            if not isinstance(tag, str) or tag in self._gone:
                continue
            if tag == _P:
                yield from self._paragraph(element, place, box)
            elif tag == _TABLE:
                yield from self._close()
                stack += self._cells(element, place)
            elif tag == _EITHER:
                stack += [(e, place) for e in reversed(_choice(element))]
            elif tag in _CONTAINERS:
                stack += [(e, place) for e in reversed(element)]
        yield from self._close()

    def _cells(self, table: Element, place: Row | None) -> list[tuple[Element, Row | None]]:
        """Return what a table holds, last first; tables inside cells count as those cells."""
        number = self._tables
        self._tables += 1
        found: list[tuple[Element, Row | None]] = []
        for i, row in enumerate(rows(table, self._view)):
            for j, cell in enumerate(cells(row, self._view)):
                found += [(e, place or (number, i, j)) for e in cell]
        return found[::-1]

    def _close(self) -> Iterator[Para]:
        if self._open is not None:
            done, self._open = self._open, None
            yield from self._shown(done)

    def _shown(self, para: Para) -> Iterator[Para]:
        yield para
        for content, locked in para.boxes:
            yield from Walker(self._view, locked).paragraphs(content, box=True)

    def _paragraph(self, element: Element, row: Row | None, box: bool) -> Iterator[Para]:
        para = self._open or Para(element, element, row=row, box=box)
        para.last, self._open = element, None
        self._bits(element, para)
        struck = mark_gone(element, self._view)
        para.holds = para.holds or (struck and holds_something(element, self._view))
        if struck and next_paragraph(element) is not None:
            self._open = para
            self._away.add(element)
        elif struck and not para.holds and may_go(element, self._away):
            self._away.add(element)
        else:
            yield from self._shown(para)

    def _bits(self, paragraph: Element, para: Para) -> None:
        deleted = self._view == "original"
        locked, revision = _around(paragraph)
        locked = self._locked or locked
        stack = [(e, locked, revision) for e in reversed(paragraph)]
        while stack:
            element, locked, revision = stack.pop()
            tag = element.tag
            if not isinstance(tag, str) or tag in self._gone:
                continue
            if tag == _FIELD:
                self._fields.pass_by(element)
            elif tag in _APART:
                self._apart(element, locked, para)
            elif tag == _EITHER:
                locked = locked or lock_of(element)
                stack += [(e, locked, revision) for e in reversed(_choice(element))]
            elif text := said_by(element, deleted):
                if self._fields.in_instruction:
                    continue
                if tag == _BREAK and value(element, "type") == "page":
                    para.turns.append(Turn(False, not para.worded))
                locked = self._lock(locked) or reason_for(element)
                para.say(Bit(text, element, locked, revision))
            elif len(element):
                locked = locked or lock_of(element)
                revision = "inserted" if tag in _PUT_IN else revision
                stack += [(e, locked, revision) for e in reversed(element)]

    def _apart(self, element: Element, locked: str | None, para: Para) -> None:
        if element.tag == _BOX:
            para.boxes.append((element, self._lock(locked)))
        elif element.tag == _TURN:
            para.turns.append(Turn(True, not para.worded))
        elif not self._fields.in_instruction:
            para.calls.append((_NOTES[element.tag], value(element, "id")))

    def _lock(self, locked: str | None) -> str | None:
        return locked or ("field result" if self._fields.in_result else None)


def _around(paragraph: Element) -> tuple[str | None, str | None]:
    """Return what locks a paragraph from outside, and whether another author put it in."""
    locked = revision = None
    for above in paragraph.iterancestors(*_AROUND):
        locked = locked or lock_of(above)
        revision = "inserted" if above.tag in _PUT_IN else revision
    return locked, revision


def _choice(element: Element) -> Element:
    for name in (_CHOICE, _FALLBACK):
        if (found := element.find(name)) is not None:
            return found
    return element

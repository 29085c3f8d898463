"""Fields: their instructions are not text, their results are text that Word works out anew."""

from __future__ import annotations

from pipeline.readers.docx.names import Element, value, w
from pipeline.readers.docx.views import GONE, View


class Fields:
    """The fields open at a place; one story has one of these, as fields reach over paragraphs.

    A field that never ends is none: its words are shown, so they must be read.
    """

    def __init__(self, story: Element, view: View) -> None:
        self._open: list[str] = []
        self._endless = _endless(story, view)

    def pass_by(self, mark: Element) -> None:
        """Take note of a w:fldChar."""
        kind = value(mark, "fldCharType")
        if kind == "begin":
            if mark not in self._endless:
                self._open.append("instruction")
        elif kind == "separate" and self._open:
            self._open[-1] = "result"
        elif kind == "end" and self._open:
            self._open.pop()

    @property
    def in_instruction(self) -> bool:
        """Whether text here tells a field what to do."""
        return "instruction" in self._open

    @property
    def in_result(self) -> bool:
        """Whether text here is a field's result."""
        return bool(self._open)


def _endless(story: Element, view: View) -> frozenset[Element]:
    begun: list[Element] = []
    for mark in story.iter(w("fldChar")):
        if any(True for _ in mark.iterancestors(*GONE[view])):
            continue
        kind = value(mark, "fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)

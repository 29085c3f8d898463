"""Which paragraph marks go when words are struck across them, and whether they can."""

from __future__ import annotations

from pipeline.redline.marks import mark_of, next_paragraph
from pipeline.redline.names import w
from pipeline.redline.places import Paragraph, Places
from pipeline.redline.steps import Step


def marks_to_go(step: Step, places: Places) -> list[Paragraph] | str:
    """Return the paragraphs whose marks are struck, or the reason why one cannot be.

    Striking "mark, whole last paragraph" takes the marks one later, so that the last paragraph
    vanishes with its own properties and the first keeps its own.
    """
    if not step.breaks:
        return []
    first = places.index(step.breaks[0])
    if first is None or places.paragraphs[first].end != step.breaks[0]:
        return "the mark is not that of a paragraph in the file"
    touched = places.paragraphs[first : first + len(step.breaks) + 1]
    if len(touched) != len(step.breaks) + 1:
        return "the mark is not that of a paragraph in the file"
    whole_last = step.end == touched[-1].end > touched[-1].start
    if whole_last and step.start > touched[0].start:
        follower = next_paragraph(touched[-1].element)
        if follower is not None and _reason(touched[1:], [*touched[2:]], places) is None:
            return touched[1:]
    reason = _reason(touched[:-1], touched[1:], places)
    return touched[:-1] if reason is None else reason


def _reason(going: list[Paragraph], followers: list[Paragraph], places: Places) -> str | None:
    for paragraph, follower in zip(going, followers, strict=False):
        if next_paragraph(paragraph.element) is not follower.element:
            return "it reaches over the edge of a table cell, note or other container"
    for paragraph in going:
        if paragraph.element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return "a section of the document ends there"
        if any(mark_of(paragraph.element, name) is not None for name in ("del", "moveFrom")):
            return "another author has struck that paragraph mark"
    return None

"""Why an edit is not made: places where a tracked change would be unsafe or untrue."""

from __future__ import annotations

from pipeline.readers.docx.locks import lock_of
from pipeline.readers.docx.text_map import Piece
from pipeline.redline.joins import marks_to_go
from pipeline.redline.marks import mark_of
from pipeline.redline.names import Element, local, w
from pipeline.redline.places import Paragraph, Places, holder_of
from pipeline.redline.runs import parent_of, unwritable
from pipeline.redline.spots import find_spot
from pipeline.redline.steps import Step
from pipeline.types.suggestion import Edit

_ANCHORED = {
    "footnoteReference": "a footnote hangs on these words",
    "endnoteReference": "an endnote hangs on these words",
    "drawing": "a picture or drawing stands among these words",
    "pict": "a picture or drawing stands among these words",
    "object": "an embedded object stands among these words",
}


def why_not_edit(edit: Edit, places: Places) -> str | None:
    """Return why the words of an edit do not fit the file, or None."""
    if edit.span.end > len(places.text) or edit.span.slice(places.text) != edit.original:
        return f"the file does not say {_short(edit.original)} at {edit.span.start}"
    char = unwritable(edit.replacement)
    if char is not None:
        return f"the new words hold U+{ord(char):04X}, which a Word file cannot"
    if edit.new_paragraph:
        paragraph = places.paragraph(edit.span.start)
        if len(edit.span) or paragraph is None or paragraph.end != edit.span.start:
            return f"new paragraphs go after one that ends; none ends at {edit.span.start}"
    return None


def why_not_step(step: Step, places: Places) -> str | None:
    """Return why a step cannot be made, or None."""
    pieces = places.within(step.start, step.end)
    covered = sum(min(p.end, step.end) - max(p.start, step.start) for p in pieces)
    if covered + len(step.breaks) != step.end - step.start:
        return "part of these words is not text of the file (automatic numbers, inserted files)"
    for piece in pieces:
        reason = _locked(piece)
        if reason:
            return reason
    if pieces:
        reason = _anchored(pieces)
        if reason:
            return reason
    going = marks_to_go(step, places)
    if isinstance(going, str):
        return going
    return _why_not_words(step, places, bool(pieces))


def _why_not_words(step: Step, places: Places, replaces: bool) -> str | None:
    paragraph = places.paragraph(step.end)
    if paragraph is None:
        return "no paragraph of the file is there"
    if len(step.lines) > 1:
        reason = _unbreakable(step, paragraph, places)
        if reason:
            return reason
    if not any(step.lines) or (replaces and not step.breaks) or not _needs_spot(step, paragraph):
        return None
    spot = find_spot(places, step.start)
    if isinstance(spot, str):
        return spot
    run = spot.run()
    return None if run is None else _around(run)


def _needs_spot(step: Step, paragraph: Paragraph) -> bool:
    at_end = step.end == paragraph.end
    return bool(step.lines[0]) or not at_end


def _unbreakable(step: Step, paragraph: Paragraph, places: Places) -> str | None:
    element = paragraph.element
    if any(mark_of(element, name) is not None for name in ("del", "moveFrom")):
        return "another author has struck that paragraph mark"
    if next(element.iter(w("txbxContent")), None) is not None:
        return "a text box hangs on that paragraph"
    if paragraph.start < step.end < paragraph.end:
        left = places.piece(step.end - 1)
        outer = [] if left is None else _up_to_paragraph(parent_of(left.element))
        if any(local(holder) not in {"r", "ins"} for holder in outer):
            return "a paragraph cannot be broken inside a link or content control"
    return _around(element)


def _up_to_paragraph(element: Element) -> list[Element]:
    chain = [element]
    while local(chain[-1]) != "p":
        above = chain[-1].getparent()
        if above is None:
            break
        chain.append(above)
    return [e for e in chain if local(e) != "p"]


def _locked(piece: Piece) -> str | None:
    if piece.locked is not None:
        return str(piece.locked)
    if local(parent_of(piece.element)) != "r":
        return "these words are not in a plain run"
    return _around(piece.element)


def _around(element: Element) -> str | None:
    return next((reason for e in element.iterancestors() if (reason := lock_of(e))), None)


def _anchored(pieces: list[Piece]) -> str | None:
    first, last = pieces[0].element, pieces[-1].element
    inside = False
    for element in _walk(pieces):
        if element is first:
            inside = True
        if inside and local(element) in _ANCHORED:
            return _ANCHORED[local(element)]
        if element is last:
            return None
    return None


def _walk(pieces: list[Piece]) -> list[Element]:
    holders = [holder_of(pieces[0].element)]
    for piece in pieces[1:]:
        holder = holder_of(piece.element)
        if holder is not holders[-1]:
            holders.append(holder)
    return [element for holder in holders for element in holder.iter()]


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:37]}...")

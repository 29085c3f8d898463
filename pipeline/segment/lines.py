"""Lines: the operative paragraphs of a document, cut further where several numbers run in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.segment.labels import Label, match_label, read_label
from pipeline.types.document import Block, BlockKind, Document, Story
from pipeline.types.span import Span

_LIST_MARK = r"(?:and\s+|or\s+)?(?=\((?:[a-z]{1,4}|\d{1,2})\)\s)"
_RUN_ON = r"(?=(?:\d{1,2}\.\d{1,2}|(?:Section|SECTION)\s+\d{1,2}(?:\.\d{1,2})?)\.?\s+[A-Z“\"(])"
_CUT = re.compile(rf"(?<=[;,:.])\s+{_LIST_MARK}|(?<=[.;:A-Z)])\s+{_RUN_ON}")
_SECTION = re.compile(r"(?:SECTION|Section)\s+\d")
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A stripped stretch of text and the label it bears; `strong`: the source set the label."""

    span: Span
    label: Label | None = None
    strong: bool = False
    heading: bool = False
    row: tuple[int, int] | None = None
    note: bool = False
    page: int | None = None


def lines(document: Document) -> Iterator[Line]:
    """Yield the operative text in order; every character that is no white space is in one line."""
    for block in document.blocks or _paragraphs(document.text):
        if block.story is Story.MARGIN:
            continue
        span = _strip(document.text, block.span)
        if span is not None:
            yield from _cut(document.text, block, span)


def _paragraphs(text: str) -> Iterator[Block]:
    for found in re.finditer(r"[^\n]+", text):
        yield Block(Span(found.start(), found.end()))


def _cut(text: str, block: Block, span: Span) -> Iterator[Line]:
    note, page = block.story is Story.NOTES, block.page
    heading = block.kind is BlockKind.HEADING
    if block.row is not None:
        yield Line(span, row=block.row[:2], note=note, page=page)
        return
    own = read_label(block.number) if block.number else None
    cuts = _inline_cuts(text, span)
    for i, (start, stop) in enumerate(zip([span.start, *cuts], [*cuts, span.end], strict=True)):
        part = _strip(text, Span(start, stop))
        if part is None:
            continue
        if i == 0 and own is not None:
            yield Line(part, own, True, heading, None, note, page)
            continue
        found = match_label(part.slice(text))
        label = found[0] if found else None
        named = (label and label.style in ("part", "article")) or _SECTION.match(text, part.start)
        yield Line(part, label, i > 0 or bool(named), heading and i == 0, None, note, page)


def _inline_cuts(text: str, span: Span) -> list[int]:
    """Return offsets where numbered parts begin inside one paragraph, if they form a sequence.

    A sequence begins at its first number and has at least two members.
    """
    cuts: list[int] = []
    reached: dict[str, tuple[int, ...]] = {}
    longest = 0
    for found in _CUT.finditer(text, span.start, span.end):
        label = match_label(text[found.end() : found.end() + 24])
        if label is None or found.end() - (cuts[-1] if cuts else span.start) < _SHORTEST:
            continue
        readings = [(label[0].style, label[0].values)]
        if label[0].other:
            readings.append((label[0].other[0], (label[0].other[1],)))
        for style, values in sorted(readings, key=lambda r: r[0] not in reached):
            if _goes_on(reached.get(style), values):
                reached[style] = values
                longest = max(longest, values[-1])
                cuts.append(found.end())
                break
    return cuts if longest > 1 or len(cuts) > 1 else []


def _goes_on(before: tuple[int, ...] | None, after: tuple[int, ...]) -> bool:
    if before is None or len(before) != len(after):
        return after[-1] == 1
    if before[:-1] == after[:-1]:
        return after[-1] == before[-1] + 1
    return len(after) > 1 and before[:-1] < after[:-1] and after[-1] <= 1


def _strip(text: str, span: Span) -> Span | None:
    piece = span.slice(text)
    body = piece.strip()
    if not body:
        return None
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(body))

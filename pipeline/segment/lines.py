"""Lines: the operative paragraphs of a document, cut further where several numbers run in one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.segment.contents import Contents
from pipeline.segment.cuts import inline_cuts
from pipeline.segment.headings import looks_like_title, run_in_heading
from pipeline.segment.labels import Label, match_label, read_label
from pipeline.segment.sequence import Sequence
from pipeline.types.document import Block, BlockKind, Document, Story
from pipeline.types.span import Span

_REFERS = re.compile(
    r"(?:\b(?:sections?|clauses?|articles?|paragraphs?|exhibits?|schedules?|annex|appendix|and|or|to|"
    r"through|of|in|by|under|see|the|a|this|such)|§|,)$",
    re.IGNORECASE,
)
_BULLETS = "•·●▪■◦‣–-*"
_LAYOUT = 1500  # a table row longer than this holds running text, not data


@dataclass(frozen=True, slots=True)
class Line:
    """A stripped stretch of text and the label it bears.

    `label_end` is where the words after a label begin. `own`: the source set the number.
    `inline`: cut from within a paragraph.
    `bullet`: an item of a list without numbers. `apart`: text that is no clause lies before it.
    """

    span: Span
    label: Label | None = None
    label_end: int = 0
    own: bool = False
    heading: bool = False
    level: int | None = None
    row: tuple[int, int] | None = None
    note: bool = False
    contents: bool = False
    inline: bool = False
    bullet: bool = False
    apart: bool = False
    page: int | None = None


def lines(document: Document) -> Iterator[Line]:
    """Yield the operative text in order; every character that is no white space is in one line."""
    text = document.text
    blocks = document.blocks or tuple(_paragraphs(text))
    layout, counted, contents = _layout_rows(blocks), Sequence(), Contents()
    before, apart = "", False
    for block, following in pairwise([*blocks, None]):
        span = _strip(text, block.span) if block is not None else None
        if span is None or block is None:
            continue
        if block.story is Story.MARGIN:
            apart = True
            continue
        note, row = block.story is Story.NOTES, block.row[:2] if block.row else None
        if note or (row and row not in layout):
            yield Line(span, row=row, note=note, page=block.page, apart=apart)
            before, apart = "", False
            continue
        first = _first(text, span, block, counted, before)
        after = text[following.span.start : following.span.end].strip() if following else ""
        if contents.holds(span.slice(text), first.label, block, after):
            yield Line(span, contents=True, page=block.page, apart=apart)
            before, apart, counted = "", False, Sequence()
            continue
        yield from _cut(text, block, first, counted, apart)
        before, apart = text[max(span.start, span.end - 40) : span.end], False


def _paragraphs(text: str) -> Iterator[Block]:
    for found in re.finditer(r"[^\n]+", text):
        yield Block(Span(found.start(), found.end()))


def _layout_rows(blocks: Iterable[Block]) -> set[tuple[int, int]]:
    """Return the table rows that only lay out running text: one column, or very long."""
    size: dict[tuple[int, int], int] = defaultdict(int)
    columns: dict[int, int] = defaultdict(int)
    for block in blocks:
        if block.row is not None:
            size[block.row[:2]] += len(block.span)
            columns[block.row[0]] = max(columns[block.row[0]], block.row[2])
    return {row for row, chars in size.items() if chars > _LAYOUT or not columns[row[0]]}


def _first(text: str, span: Span, block: Block, counted: Sequence, before: str) -> Line:
    """Return the whole paragraph as one line, with its label if it has one."""
    heading = block.kind is BlockKind.HEADING
    words = span.slice(text)
    found = match_label(words[:400] + " ")
    if block.number is not None and block.number.strip():
        label = read_label(block.number)
        end = found[1] if found and label and found[0].shown == label.shown else 0
        own, at = label is not None, span.start + end
        return Line(span, label, at, own, heading, block.level, bullet=not own)
    bullet = block.kind is BlockKind.LIST_ITEM or (words[:1] in _BULLETS and words[1:2] == " ")
    if found is None or not _is_label(found[0], words, found[1], counted, before, heading):
        return Line(span, None, span.start, False, heading, block.level, bullet=bullet)
    return Line(span, found[0], span.start + found[1], False, heading, block.level)


def _is_label(
    label: Label, words: str, end: int, counted: Sequence, before: str, heading: bool
) -> bool:
    """Say whether the mark a paragraph begins with is its label, not a word of a sentence."""
    rest = words[end:].strip()
    if label.bare:
        captioned = looks_like_title(rest) or run_in_heading(rest) is not None
        return counted.goes_on(label) and captioned and not _REFERS.search(before)
    if label.shown[0].isdigit() and label.shown.endswith(")") and "(" in label.shown:
        return counted.plausible(label) and not _REFERS.search(before)
    if counted.goes_on(label):
        return not re.search(r"\b(?:sections?|clauses?|articles?)$", before, re.IGNORECASE)
    if label.style[-1] not in ")" and len(label.shown) < 3 and not label.shown[0].isdigit():
        return counted.plausible(label)
    ended = not before or before[-1] in '.;:!?)]”"' or looks_like_title(before) or heading
    if _REFERS.search(before) or not (ended or counted.plausible(label)):
        return False
    return label.values[-1] <= 200 and (rest[:1].islower() is False or counted.plausible(label))


def _cut(text: str, block: Block, first: Line, counted: Sequence, apart: bool) -> Iterator[Line]:
    if first.label is not None:
        counted.note(first.label)
    cuts = inline_cuts(text, first.span, counted)
    bounds = zip([first.span.start, *cuts], [*cuts, first.span.end], strict=True)
    for i, (start, stop) in enumerate(bounds):
        part = _strip(text, Span(start, stop))
        if part is None:
            continue
        if i == 0:
            heading = first.heading and (not cuts or len(part) < 100)
            end = min(first.label_end, part.end)
            yield replace(
                first, span=part, label_end=end, heading=heading, apart=apart, page=block.page
            )
            continue
        found = match_label(text[part.start : min(part.end, part.start + 400)] + " ")
        end = part.start + found[1] if found else part.start
        label = found[0] if found else None
        yield Line(part, label, min(end, part.end), inline=True, page=block.page)


def _strip(text: str, span: Span) -> Span | None:
    piece = span.slice(text)
    body = piece.strip()
    if not body:
        return None
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(body))

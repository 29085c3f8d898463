"""From lines to paragraphs, within a page and across page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.readers.marks import all_capitals, looks_like_heading, mark_of
from pipeline.readers.pdf import hyphens
from pipeline.readers.pdf.layout import Line

_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")
_ITEM_END = re.compile(r"(?:[.!?:;][\"”’')\]]*|[;,]?\s*\b(?:and|or|and/or))$")
_NOTE = re.compile(r"^(?:\(?\d{1,3}\)?(?=\s|[A-Z])|[*†‡§])")
_MOST_HEADING = 120


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph; it stands on the page of its first line."""

    lines: list[Line] = field(default_factory=list)

    def text(self, known: frozenset[str]) -> str:
        """Return the words, line-end hyphens undone by the document's own vocabulary."""
        joined = ""
        for line in self.lines:
            joined = hyphens.join(joined, line.text, known)
        return joined

    def is_heading(self, body_size: float) -> bool:
        """Say whether it is short and set apart: larger, bold or in capitals, no sentence."""
        text = " ".join(line.text for line in self.lines)
        if len(text) > _MOST_HEADING or len(self.lines) > 3 or not any(map(str.isalpha, text)):
            return False
        if looks_like_heading(text):
            return True
        apart = all(line.bold or line.size > 1.15 * body_size for line in self.lines)
        mark = mark_of(text)
        words = text.removeprefix(mark or "").rstrip(".").strip(" .")
        whole = ". " not in words and not text.endswith((";", ","))
        return apart and whole and (not text.endswith(".") or mark is not None)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: distance of line tops in sizes, right edge, body size."""

    leading: float
    right: float
    size: float


def measure(lines: Sequence[Line]) -> Measure:
    """Take the usual leading, right edge and size of `lines` in reading order."""
    if not lines:
        return Measure(1.2, 0.0, 10.0)
    size = median(line.size for line in lines)
    steps = [
        (after.top - before.top) / max(1.0, size)
        for before, after in pairwise(lines)
        if before.page == after.page and before.column == after.column
    ]
    usual = sorted(step for step in steps if 0.6 < step < 3.5)
    edges = sorted(line.x1 for line in lines)
    leading = usual[int(len(usual) * 0.4)] if usual else 1.2
    return Measure(leading, edges[int(len(edges) * 0.9)], size)


def footnote_lines(lines: Sequence[Line], body_size: float) -> list[Line]:
    """Return the lines at the foot of one page that are footnotes: smaller, the first marked."""
    foot: list[Line] = []
    for line in reversed(lines):
        if line.size > 0.9 * body_size:
            break
        foot.insert(0, line)
    while foot and not _NOTE.match(foot[0].text):
        foot.pop(0)
    return foot if len(foot) < len(lines) else []


def paragraphs(lines: Sequence[Line], usual: Measure) -> list[Paragraph]:
    """Group `lines`, in reading order, into paragraphs."""
    found: list[Paragraph] = []
    for line in lines:
        if found and _goes_on(found[-1], line, usual):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line]))
    return found


def _goes_on(paragraph: Paragraph, line: Line, usual: Measure) -> bool:
    last = paragraph.lines[-1]
    mid = _mid_sentence(last.text, line.text)
    if last.page != line.page or last.column != line.column or line.after_break:
        if _marked(last, line, usual) or _apart(last, line):
            return False
        open_end = not _SENTENCE_END.search(last.text) and not looks_like_heading(last.text)
        return mid or (open_end and not _ended_early(last, line, usual))
    step = (line.top - last.top) / max(1.0, usual.size)
    if step > max(1.35 * usual.leading, usual.leading + 0.3) or step < -0.5:
        return False
    if line.tabular and (last.tabular or not mid):
        return False
    if (last.tabular or _apart(last, line)) and not mid:
        return False
    if _marked(last, line, usual) or (last.text.endswith(":") and not line.text[0].islower()):
        return False
    if _indented(paragraph, line) and not mid:
        return False
    if all_capitals(last.text) and all_capitals(line.text) and len(last.text) > 60:
        return not _SENTENCE_END.search(last.text)
    return not _ended_early(last, line, usual) or (mid and not all_capitals(last.text))


def _mid_sentence(before: str, after: str) -> bool:
    """Say whether a sentence runs on: no stop before, and a small letter or a joining word."""
    if _SENTENCE_END.search(before):
        return False
    joins = before.rstrip().endswith((",", "-", "(", " and", " or", " of", " the", " to", " by"))
    return after[:1].islower() or joins


def _apart(one: Line, other: Line) -> bool:
    larger = max(one.size, other.size) > 1.15 * min(one.size, other.size)
    return larger or one.bold != other.bold


def _marked(last: Line, line: Line, usual: Measure) -> bool:
    """Say whether `line` begins an item of its own rather than wrapping onto a mark."""
    mark = mark_of(line.text)
    if mark is None:
        return False
    if _ITEM_END.search(last.text) or line.x0 > last.x0 + 0.8 * line.size:
        return True
    full = not _ended_early(last, line, usual)
    reference = (mark[:1].isalpha() and len(mark) > 3) or mark[:1].isdigit()
    return not (full and (reference or mark.startswith("(")) and not all_capitals(last.text))


def _indented(paragraph: Paragraph, line: Line) -> bool:
    """Say whether a first-line indent begins a paragraph; a hanging indent does not."""
    last = paragraph.lines[-1]
    deeper = line.x0 > last.x0 + 0.8 * line.size
    hanging = len(paragraph.lines) == 1 and mark_of(last.text) is not None
    return deeper and not hanging


def _ended_early(last: Line, line: Line, usual: Measure) -> bool:
    """Say whether the next line's first word would have fitted on `last`."""
    right = last.right if last.column or last.right > 0.8 * usual.right else usual.right
    first = line.words[0]
    room = max(right, last.x1) - last.x1
    return room > (first.x1 - first.x0) + 0.5 * last.size + 0.04 * right

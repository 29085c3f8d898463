"""Edits cut into steps: words struck within one paragraph or across marks, words put in."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.redline.places import Places
from pipeline.types.span import Span
from pipeline.types.suggestion import Edit
from pipeline.types.word_diff import word_edits


@dataclass(frozen=True, slots=True)
class Step:
    """Strike `[start, end)`, then put in `lines[0]` and each further line as a paragraph.

    `breaks` are the offsets of the paragraph marks that go. `after` asks for whole paragraphs
    after the one that ends at `start`. `edit` is the span of the edit the step is part of.
    """

    edit: Span
    start: int
    end: int
    lines: tuple[str, ...]
    breaks: tuple[int, ...] = ()
    after: bool = False


def steps_of(edit: Edit, places: Places) -> list[Step]:
    """Return an edit's steps in text order.

    Where old and new words both hold several paragraphs these are paired in order, so that a
    change of words leaves the marks alone; within a paragraph only the words that differ change.
    """
    start, end = edit.span.start, edit.span.end
    if edit.new_paragraph:
        return [Step(edit.span, start, end, ("", *edit.replacement.split("\n")), after=True)]
    lines = edit.replacement.split("\n")
    breaks = places.breaks(start, end)
    paired = min(len(breaks), len(lines) - 1)
    steps = []
    at = start
    for line, stop in zip(lines, breaks[:paired], strict=False):
        steps += _words(edit.span, places.text[at:stop], line, at)
        at = stop + 1
    rest, going = tuple(lines[paired:]), tuple(breaks[paired:])
    if len(rest) == 1 and not going:
        return steps + _words(edit.span, places.text[at:end], rest[0], at)
    return [*steps, Step(edit.span, at, end, rest, going)]


def _words(whole: Span, old: str, new: str, at: int) -> list[Step]:
    return [
        Step(whole, edit.span.start, edit.span.end, (edit.replacement,))
        for edit in word_edits(old, new, at)
    ]


def in_order_edits(edits: list[Edit]) -> list[Edit]:
    """Return edits in text order; at one offset words come before whole paragraphs."""
    return sorted(edits, key=lambda edit: (edit.span.start, edit.span.end, edit.new_paragraph))

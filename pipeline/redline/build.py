"""Writing a set of changes into a copy of the original: one pass from the end to the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.readers.docx.text_map import text_map
from pipeline.readers.limits import Limits
from pipeline.redline.anchors import comment_span, end_anchor, start_anchor, why_not_here
from pipeline.redline.change import Change
from pipeline.redline.comments import Comments
from pipeline.redline.hand import Hand, used_ids
from pipeline.redline.package import Package
from pipeline.redline.perform import Work, perform
from pipeline.redline.places import Places
from pipeline.redline.plan import Plan
from pipeline.redline.steps import Step
from pipeline.types.review import Outcome
from pipeline.types.span import Span


@dataclass(frozen=True, slots=True)
class Signature:
    """Who changes the file, and when."""

    author: str
    initials: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Built:
    """A written file, the revision ids of ours in it, and remarks on changes."""

    data: bytes
    ours: frozenset[str]
    notes: tuple[Outcome, ...]


# Where, the order in the text at that offset, the edit it is part of, and what to do.
_Operation = tuple[int, int, Span, Callable[[], None]]
_OPEN, _WORDS, _PARAGRAPHS, _CLOSE, _STRIKE = range(5)


def build(original: bytes, changes: Sequence[Change], plan: Plan, who: Signature) -> Built:
    """Write `changes`, which `plan` has found possible, into the file; raises RedlineRefused."""
    package = Package(original)
    mapped = text_map(original, Limits())
    hand = Hand(who.author, who.initials, who.at, used_ids(package))
    work = Work(Places(mapped), hand)
    steps = [step for change in changes for step in plan.steps.get(change.id, ())]
    operations = [_operation(work, step) for step in steps]
    comments = Comments(package, package.main(), hand)
    touched = {work.places.paragraph(step.start) for step in steps}
    touched |= {work.places.paragraph(step.end) for step in steps}
    notes: list[Outcome] = []
    for change in changes:
        if change.comment:
            placed = _comment(work, comments, change, steps, package.main())
            if isinstance(placed, str):
                notes.append(Outcome(change.id, placed))
            else:
                operations += placed
                touched.add(work.places.paragraph(change.anchor.start))
    for *_, act in reversed(sorted(operations, key=lambda o: o[:3])):
        act()
    for paragraph in touched - {None}:
        assert paragraph is not None
        package.put(paragraph.part, paragraph.element.getroottree().getroot())
    return Built(package.to_bytes(), frozenset(hand.ours), tuple(notes))


def _operation(work: Work, step: Step) -> _Operation:
    rank = _STRIKE if step.end > step.start else _PARAGRAPHS if step.after else _WORDS
    return step.start, rank, step.edit, lambda: perform(work, step)


def _comment(
    work: Work, comments: Comments, change: Change, steps: list[Step], main: str
) -> list[_Operation] | str:
    span = comment_span(work.places, change.anchor)
    paragraph = work.places.paragraph(change.anchor.start)
    if span is None or paragraph is None:
        return "comment left out: no paragraph of the file is at its anchor"
    reason = why_not_here(paragraph, main)
    if reason is not None:
        return f"comment left out: {reason}"
    span = _clear_of(span, steps)
    number = comments.add(change.comment or "")
    return [
        (span.start, _OPEN, span, lambda: start_anchor(work, span, number)),
        (span.end, _CLOSE, span, lambda: end_anchor(work, span, number)),
    ]


def _clear_of(span: Span, steps: list[Step]) -> Span:
    """Widen a span whose ends lie inside struck words to those words' ends."""
    start, end = span.start, span.end
    for step in steps:
        if step.start < start < step.end:
            start = step.start
        if step.start < end < step.end:
            end = step.end
    return Span(start, end)

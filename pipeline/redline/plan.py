"""Deciding, before anything is touched, which changes can be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.redline.anchors import why_not_here
from pipeline.redline.change import Change
from pipeline.redline.package import Package
from pipeline.redline.places import Places
from pipeline.redline.protection import forbids
from pipeline.redline.refusals import why_not_edit, why_not_step
from pipeline.redline.steps import Step, steps_of
from pipeline.types.review import Outcome
from pipeline.types.suggestion import Edit


@dataclass(slots=True)
class Plan:
    """Possible changes with their steps, and the others with the reason."""

    possible: list[Change] = field(default_factory=list)
    steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    refused: list[Outcome] = field(default_factory=list)


def make_plan(package: Package, places: Places, changes: Sequence[Change]) -> Plan:
    """Return what can be done; a change is refused whole when any of its edits is."""
    plan = Plan()
    taken: list[Edit] = []
    breaks: set[int] = set()
    for change in changes:
        tracked = change.mode == "tracked"
        reason = forbids(package, comment_only=not tracked)
        reason = reason or ("its id is used twice" if change.id in plan.steps else None)
        steps: list[Step] = []
        if reason is None and tracked:
            reason = _why_not(change, places, taken, breaks, steps)
        if reason is None and not tracked:
            reason = _why_no_comment(change, places, package.main())
        if reason is not None:
            plan.refused.append(Outcome(change.id, reason))
            continue
        plan.possible.append(change)
        plan.steps[change.id] = tuple(steps)
        if tracked:
            taken += change.edits
            breaks |= {at for step in steps for at in step.breaks}
    return plan


def _why_no_comment(change: Change, places: Places, main: str) -> str | None:
    paragraph = places.paragraph(change.anchor.start)
    if paragraph is None:
        return f"no paragraph of the file is at {change.anchor.start}"
    return why_not_here(paragraph, main)


def _why_not(
    change: Change, places: Places, taken: list[Edit], breaks: set[int], steps: list[Step]
) -> str | None:
    before = list(taken)
    for edit in change.edits:
        reason = why_not_edit(edit, places)
        if reason is None and any(edit.span.overlaps(other.span) for other in before):
            reason = f"it overlaps another edit at {edit.span.start}"
        if reason is not None:
            return reason
        before.append(edit)
        steps += steps_of(edit, places)
    for step in steps:
        reason = why_not_step(step, places)
        if reason is not None:
            return reason
    going = breaks | {at for step in steps for at in step.breaks}
    going |= {e.span.start for e in before if len(e.span) and e.original.startswith("\n")}
    for edit in before:
        if edit.span.start in going and _adds_paragraphs(edit):
            return f"another edit takes in the paragraph mark at {edit.span.start}"
    return None


def _adds_paragraphs(edit: Edit) -> bool:
    return edit.new_paragraph or (not len(edit.span) and "\n" in edit.replacement)

"""Carrying out one step in the XML. Steps run from the end of the text to its start."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.errors import RedlineRefused
from pipeline.redline.hand import Hand
from pipeline.redline.joins import marks_to_go
from pipeline.redline.names import Element, local
from pipeline.redline.paragraphs import (
    break_after,
    inserted,
    mark_paragraph,
    new_paragraph,
    takes_plain_follower,
)
from pipeline.redline.places import Paragraph, Places, holder_of
from pipeline.redline.runs import format_of, parent_of, put_after
from pipeline.redline.spots import Spot, find_spot, put_at
from pipeline.redline.steps import Step
from pipeline.redline.strike import strike


@dataclass(slots=True)
class Work:
    """A document in the making.

    `heads` gives the first part of paragraphs that were broken, `filled` the offsets at which
    words were put in.
    """

    places: Places
    hand: Hand
    heads: dict[Element, Element] = field(default_factory=dict)
    filled: set[int] = field(default_factory=set)


def perform(work: Work, step: Step) -> None:
    """Carry out a step that `why_not` has let pass; raises RedlineRefused where it still cannot."""
    spot = find_spot(work.places, step.start)
    node: Element | None = None
    fragments = work.places.fragments(step.start, step.end)
    if fragments:
        properties = format_of(parent_of(fragments[0][0]))
        first, last = strike(fragments, work.hand)
        node = last if parent_of(first) is parent_of(last) else first
    else:
        properties = format_of(spot.run()) if isinstance(spot, Spot) else None
    going = marks_to_go(step, work.places)
    if isinstance(going, str):
        raise RedlineRefused(going)
    for paragraph in going:
        mark_paragraph(paragraph.element, "del", work.hand)
    if len(step.lines) > 1:
        _paragraphs(work, step, node, spot, properties)
    else:
        _words(work, step, node, spot, properties)
    if not step.after:
        work.filled.add(step.start)


def _words(
    work: Work, step: Step, node: Element | None, spot: Spot | str, properties: Element | None
) -> Element | None:
    """Put the step's first line in; return it, or what it would have stood after."""
    if not step.lines[0]:
        return node
    new = inserted(step.lines[0], properties, work.hand)
    if node is not None and not step.breaks:
        put_after(node, new, work.hand, leave_link=False)
    elif isinstance(spot, str):
        raise RedlineRefused(spot)
    else:
        put_at(spot, new, work.hand, work.heads)
    return new


def _paragraphs(
    work: Work, step: Step, node: Element | None, spot: Spot | str, properties: Element | None
) -> None:
    paragraph = work.places.paragraph(step.end)
    if paragraph is None:
        raise RedlineRefused("no paragraph of the file is there")
    if step.end == paragraph.end and (step.after or step.end not in work.filled):
        _words(work, step, node, spot, properties)
        _after(work, paragraph, step.lines[1:], properties)
    elif step.start == step.end == paragraph.start:
        _before(work, paragraph, step, spot, properties)
    else:
        _broken(work, paragraph, step, node, spot, properties)


def _after(
    work: Work, paragraph: Paragraph, lines: tuple[str, ...], properties: Element | None
) -> None:
    here = work.heads.get(paragraph.element, paragraph.element)
    if takes_plain_follower(here):
        for line in reversed(lines):
            here.addnext(new_paragraph(here, line, properties, work.hand))
        return
    head = break_after(here, None, work.hand)
    work.heads[paragraph.element] = head
    for line in lines[:-1]:
        here.addprevious(new_paragraph(here, line, properties, work.hand))
    if lines[-1]:
        here.append(inserted(lines[-1], properties, work.hand))


def _before(
    work: Work, paragraph: Paragraph, step: Step, spot: Spot | str, properties: Element | None
) -> None:
    here = work.heads.get(paragraph.element, paragraph.element)
    last = Step(step.edit, step.start, step.end, step.lines[-1:])
    _words(work, last, None, spot, properties)
    made = [new_paragraph(here, line, properties, work.hand) for line in step.lines[:-1]]
    for new in made:
        here.addprevious(new)
    work.heads[paragraph.element] = made[0]


def _broken(
    work: Work,
    paragraph: Paragraph,
    step: Step,
    node: Element | None,
    spot: Spot | str,
    properties: Element | None,
) -> None:
    marker = inserted(step.lines[0] or " ", properties, work.hand)
    if node is not None:
        put_after(node, marker, work.hand, leave_link=False)
    elif isinstance(spot, Spot):
        put_at(spot, marker, work.hand, work.heads)
    else:
        raise RedlineRefused(spot)
    here = holder_of(marker)
    if parent_of(marker) is not here:
        raise RedlineRefused("a paragraph cannot be broken inside a link or content control")
    head = break_after(here, marker, work.hand)
    if not step.lines[0]:
        head.remove(marker)
        work.hand.forget(marker)
    work.heads[paragraph.element] = head
    for line in step.lines[1:-1]:
        here.addprevious(new_paragraph(here, line, properties, work.hand))
    if step.lines[-1]:
        at = 1 if len(here) and local(here[0]) == "pPr" else 0
        here.insert(at, inserted(step.lines[-1], properties, work.hand))

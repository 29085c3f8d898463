"""Striking out words: they stay where they are, in deleted runs of the same format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from pipeline.redline.hand import Hand
from pipeline.redline.names import Element, local, w
from pipeline.redline.runs import divide, parent_of

# (element, from, to): characters of one text element.
Fragment: TypeAlias = tuple[Element, int, int]

PLAIN = frozenset("t tab br cr noBreakHyphen softHyphen sym ptab lastRenderedPageBreak".split())


def strike(fragments: Sequence[Fragment], hand: Hand) -> tuple[Element, Element]:
    """Mark the fragments, in text order, as deleted; return the first and the last deletion made.

    What stands left of the first fragment stays in the elements it was in.
    """
    made: list[Element] = []
    for group in reversed(_groups(fragments)):
        run = _own_run(group)
        for child in run:
            if local(child) == "t":
                child.tag = w("delText")
        following = run.getnext()
        if made and following is made[-1]:
            following.insert(0, run)
            continue
        wrapper = hand.act("del")
        run.addprevious(wrapper)
        wrapper.append(run)
        made.append(wrapper)
    return made[-1], made[0]


def _own_run(group: list[Fragment]) -> Element:
    (first, start, _), (last, _, end) = group[0], group[-1]
    divide(last, end)
    run = divide(first, start)
    assert run is not None
    return run


def _groups(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    groups: list[list[Fragment]] = []
    for fragment in fragments:
        if groups and _goes_on(groups[-1][-1][0], fragment[0]):
            groups[-1].append(fragment)
        else:
            groups.append([fragment])
    return groups


def _goes_on(before: Element, after: Element) -> bool:
    if parent_of(before) is not parent_of(after):
        return False
    for sibling in before.itersiblings():
        if sibling is after:
            return True
        if local(sibling) not in PLAIN:
            return False
    return before is after

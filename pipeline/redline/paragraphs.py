"""Paragraphs struck out, put in and broken in two, by what happens to their marks."""

from __future__ import annotations

import copy

from lxml import etree

from pipeline.redline.hand import Hand
from pipeline.redline.marks import content
from pipeline.redline.names import Element, local, w, words
from pipeline.redline.runs import new_run

_NOT_CLONED = words("sectPr pPrChange")
_MARKS = words("ins del moveFrom moveTo rPrChange")
_AFTER_FORMAT = words("sectPr pPrChange")


def properties_like(paragraph: Element) -> Element:
    """Return a copy of a paragraph's style, numbering and format, without section and history."""
    found = paragraph.find(w("pPr"))
    if found is None:
        return etree.Element(w("pPr"))
    clone = copy.deepcopy(found)
    for child in list(clone):
        if child.tag in _NOT_CLONED:
            clone.remove(child)
    mark = clone.find(w("rPr"))
    if mark is not None:
        for child in list(mark):
            if child.tag in _MARKS:
                mark.remove(child)
    return clone


def mark_paragraph(paragraph: Element, name: str, hand: Hand) -> None:
    """Mark a paragraph's mark as inserted or deleted by us."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    mark = properties.find(w("rPr"))
    if mark is None:
        mark = etree.Element(w("rPr"))
        at = next((i for i, c in enumerate(properties) if c.tag in _AFTER_FORMAT), len(properties))
        properties.insert(at, mark)
    theirs = sum(local(child) == "ins" for child in mark)
    mark.insert(theirs, hand.act(name))


def new_paragraph(like: Element, text: str, properties: Element | None, hand: Hand) -> Element:
    """Return an inserted paragraph in the style of `like`, its words in the given format."""
    paragraph = etree.Element(w("p"))
    paragraph.append(properties_like(like))
    mark_paragraph(paragraph, "ins", hand)
    if text:
        paragraph.append(inserted(text, properties, hand))
    return paragraph


def inserted(text: str, properties: Element | None, hand: Hand) -> Element:
    """Return an insertion of ours that says `text`."""
    act = hand.act("ins")
    act.append(new_run(text, properties))
    return act


def takes_plain_follower(paragraph: Element) -> bool:
    """Say whether a paragraph put in after this one vanishes cleanly when it is rejected.

    It needs a paragraph after it, and no section may end between them.
    """
    after = paragraph.getnext()
    return (
        after is not None
        and local(after) == "p"
        and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None
    )


def break_after(paragraph: Element, node: Element | None, hand: Hand) -> Element:
    """Move what stands up to `node` (None: all) into a new paragraph before; return that.

    The new paragraph's mark is inserted; `paragraph` keeps its own mark, properties and the rest,
    so that rejecting joins the two again as they were.
    """
    head = etree.Element(w("p"))
    head.append(properties_like(paragraph))
    mark_paragraph(head, "ins", hand)
    paragraph.addprevious(head)
    for child in content(paragraph):
        head.append(child)
        if child is node:
            break
    return head

"""Cutting runs, and placing things between them without touching what stands around."""

from __future__ import annotations

import copy

from lxml import etree

from pipeline.redline.hand import Hand
from pipeline.redline.names import XML_SPACE, Element, local, w, words

_NOT_INHERITED = words("rPrChange vanish specVanish webHidden")
_FORBIDDEN = {chr(n) for n in range(32)} - {"\t", "\n"} | {"\ufffe", "\uffff"}


def size(element: Element) -> int:
    """Return how many characters of the document's text an element gives."""
    return len(element.text or "") if local(element) in {"t", "delText"} else 1


def divide(element: Element, offset: int) -> Element | None:
    """Cut the run of `element` before its character `offset` and return the run right of the cut.

    Where the cut is at the run's very beginning, that run itself is returned; where nothing stands
    right of it, None. What stands left stays in the elements it was in.
    """
    run = parent_of(element)
    rest = list(element.itersiblings())
    if offset == 0:
        rest.insert(0, element)
    elif offset < size(element):
        rest.insert(0, _cut_text(element, offset))
    if not rest:
        return None
    first = rest[0]
    if first.getparent() is run and all(
        local(before) == "rPr" for before in first.itersiblings(preceding=True)
    ):
        return run
    right = etree.Element(run.tag)
    for key, value in run.attrib.items():
        right.set(key, value)
    properties = run.find(w("rPr"))
    if properties is not None:
        right.append(copy.deepcopy(properties))
    for child in rest:
        right.append(child)
    run.addnext(right)
    return right


def _cut_text(element: Element, offset: int) -> Element:
    text = element.text or ""
    right = etree.Element(element.tag)
    right.text = text[offset:]
    element.text = text[:offset]
    element.set(XML_SPACE, "preserve")
    right.set(XML_SPACE, "preserve")
    return right


def parent_of(element: Element) -> Element:
    """Return the parent of an element that is known to have one."""
    parent = element.getparent()
    assert parent is not None
    return parent


def put_after(node: Element, new: Element, hand: Hand, leave_link: bool) -> None:
    """Place `new` after `node`, outside another author's insertion, which is split if need be."""
    while True:
        parent = parent_of(node)
        last = node.getnext() is None
        if local(parent) == "ins" and not hand.made(parent):
            if not last:
                _split_before(node.getnext(), parent, hand)
            node = parent
        elif last and leave_link and local(parent) == "hyperlink":
            node = parent
        else:
            break
    node.addnext(new)


def put_before(node: Element, new: Element, hand: Hand) -> None:
    """Place `new` before `node`, outside our own acts, links and another author's insertion.

    Words of ours that already stand there come later in the text, so `new` goes before them.
    """
    while True:
        parent = parent_of(node)
        first = node.getprevious() is None
        if hand.made(parent) and local(parent) in {"ins", "del"}:
            node = parent
        elif local(parent) == "ins":
            node = parent if first else _split_before(node, parent, hand)
        elif first and local(parent) == "hyperlink":
            node = parent
        else:
            break
    before = node.getprevious()
    while before is not None and local(before) == "ins" and hand.made(before):
        node, before = before, before.getprevious()
    node.addprevious(new)


def _split_before(node: Element | None, insertion: Element, hand: Hand) -> Element:
    """Move `node` and what follows into a second insertion of the same hand; return that."""
    right = hand.copy_of(insertion)
    moved = [] if node is None else [node, *node.itersiblings()]
    for child in moved:
        right.append(child)
    insertion.addnext(right)
    return right


def format_of(run: Element | None) -> Element | None:
    """Return a copy of a run's properties fit for new text, or None."""
    properties = None if run is None else run.find(w("rPr"))
    if properties is None:
        return None
    properties = copy.deepcopy(properties)
    for child in list(properties):
        if child.tag in _NOT_INHERITED:
            properties.remove(child)
    return properties


def new_run(text: str, properties: Element | None) -> Element:
    """Return a run that says `text`; tabs become tab elements."""
    run = etree.Element(w("r"))
    if properties is not None:
        run.append(copy.deepcopy(properties))
    for number, part in enumerate(text.split("\t")):
        if number:
            etree.SubElement(run, w("tab"))
        if part:
            child = etree.SubElement(run, w("t"))
            child.text = part
            child.set(XML_SPACE, "preserve")
    return run


def unwritable(text: str) -> str | None:
    """Return the first character of `text` that a Word file cannot hold, or None."""
    for char in text:
        if char in _FORBIDDEN or 0xD800 <= ord(char) < 0xE000:
            return char
    return None

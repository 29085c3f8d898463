"""Margin comments: the part that holds them, and one comment in it."""

from __future__ import annotations

import posixpath

from lxml import etree

from pipeline.redline.hand import Hand
from pipeline.redline.names import OFFICE_RELATIONSHIPS, Element, W, w
from pipeline.redline.package import Package
from pipeline.redline.runs import new_run, unwritable

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """Writes comments into a package; the part is made when the first one comes."""

    def __init__(self, package: Package, main: str, hand: Hand) -> None:
        self._package = package
        self._main = main
        self._hand = hand

    def add(self, text: str) -> str:
        """Add a comment, a paragraph for each line of `text`; return its id.

        Characters that XML cannot hold become U+FFFD.
        """
        comment = self._hand.act("comment")
        comment.set(w("initials"), self._hand.initials)
        for line in text.split("\n"):
            paragraph = etree.SubElement(comment, w("p"))
            if line:
                paragraph.append(new_run(_writable(line), None))
        self._root().append(comment)
        return comment.get(w("id"), "")

    def _root(self) -> Element:
        part = self._package.related(self._main, "comments")
        if part is None:
            part = self._new_part()
        return self._package.edit(part)

    def _new_part(self) -> str:
        folder = posixpath.dirname(self._main)
        names = ["comments", *(f"comments{n}" for n in range(2, 100))]
        part = next(
            path
            for path in (posixpath.join(folder, f"{name}.xml") for name in names)
            if path not in self._package
        )
        root = etree.Element(w("comments"), nsmap={"w": W, "r": OFFICE_RELATIONSHIPS})
        self._package.put(part, root)
        self._package.declare(self._main, part, "comments", _TYPE)
        return part


def _writable(text: str) -> str:
    return "".join("\ufffd" if unwritable(char) else char for char in text)

"""Our hand in a file: author, time, and revision ids that nothing else in it bears."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from pipeline.errors import UsageError
from pipeline.redline.names import Element, w
from pipeline.redline.package import Package

MAX_ID = 2**31 - 1


class Hand:
    """Makes the elements that say who changed what and when; `ours` holds the ids given out."""

    def __init__(self, author: str, initials: str, at: datetime, used: set[int]) -> None:
        """Raise UsageError when `at` has no time zone or there is no author."""
        if at.tzinfo is None:
            raise UsageError(f"time {at.isoformat()} needs a time zone")
        if not author.strip():
            raise UsageError("tracked changes need an author")
        self.author = author
        self.initials = initials
        self.date = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.ours: set[str] = set()
        self._used = used
        self._next = max(used, default=0) + 1

    def number(self) -> str:
        """Return an id above every other, or a free one where that would pass 31 bits."""
        if self._next > MAX_ID:
            self._next = next(n for n in range(1, MAX_ID) if n not in self._used)
        number = self._next
        self._used.add(number)
        self._next += 1
        while self._next in self._used:
            self._next += 1
        return str(number)

    def act(self, name: str) -> Element:
        """Return an empty element of ours: ins, del or comment, with id, author and date."""
        number = self.number()
        self.ours.add(number)
        element = etree.Element(w(name))
        element.set(w("id"), number)
        element.set(w("author"), self.author)
        element.set(w("date"), self.date)
        return element

    def forget(self, element: Element) -> None:
        """Strike a change of ours from the record that did not stay in the file."""
        self.ours.discard(element.get(w("id"), ""))

    def copy_of(self, theirs: Element) -> Element:
        """Return an empty element like `theirs`, of the same author and date, with its own id."""
        element = etree.Element(theirs.tag)
        for key, value in theirs.attrib.items():
            element.set(key, value)
        element.set(w("id"), self.number())
        return element

    def made(self, element: Element | None) -> bool:
        """Say whether this is a change of ours."""
        return element is not None and element.get(w("id")) in self.ours


def used_ids(package: Package) -> set[int]:
    """Return every number that an id in any story part bears, of notes and bookmarks too."""
    used = set()
    for name in package.stories():
        for element in package.read(name).iter():
            number = element.get(w("id"), "") if isinstance(element.tag, str) else ""
            if number.isdecimal() and int(number) <= MAX_ID:
                used.add(int(number))
    return used

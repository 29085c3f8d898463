"""The running sequence of numbers: which marks go on from what the text has counted so far."""

from __future__ import annotations

from pipeline.segment.labels import Label, readings

_GAP = 3  # numbers a sequence may skip, as drafts do
_HIGHEST = 200  # a higher section number is a year or a quantity


class Sequence:
    """What has been counted up to here: section numbers, articles and lists by style."""

    def __init__(self) -> None:
        self.decimal: tuple[int, ...] = ()
        self.article = 0
        self.lists: dict[str, int] = {}
        self._fresh = True  # a new part or article, whose sections may begin at one

    def note(self, label: Label) -> None:
        """Take a label as counted."""
        if label.style == "part":
            self.decimal, self.article, self._fresh = (), 0, True
            self.lists.clear()
        elif label.style == "article":
            self.article = label.values[0]
            self.decimal, self._fresh = label.values, True
            self.lists.clear()
        elif label.style.startswith("decimal"):
            self.decimal, self._fresh = label.values, False
            self.lists.clear()
        else:
            style, value = self.list_reading(label)
            self.lists[style] = value

    def list_reading(self, label: Label) -> tuple[str, int]:
        """Return the reading of a list mark that goes on an open list, else the likelier one."""
        options = [(style, values[-1]) for style, values in readings(label)]
        for style, value in options:
            if self.lists.get(style) == value - 1 > 0:
                return style, value
        return options[0]

    def goes_on(self, label: Label) -> bool:
        """Say whether a mark comes exactly next, as a mark inside a paragraph must."""
        if label.style == "article":
            return label.values[0] == self.article + 1
        if label.style.startswith("decimal"):
            return self._next_decimal(label.values, 1)
        style, value = self.list_reading(label)
        return self.lists.get(style) == value - 1

    def plausible(self, label: Label) -> bool:
        """Say whether a mark at the start of a paragraph can be one, its sequence apart gaps."""
        if label.style in ("part", "article"):
            return True
        if label.style.startswith("decimal"):
            return label.values == (1,) or self._next_decimal(label.values, _GAP)
        for style, values in readings(label):
            before = self.lists.get(style)
            if values[-1] == 1 or (before is not None and 0 < values[-1] - before <= _GAP):
                return True
        return False

    def _next_decimal(self, values: tuple[int, ...], gap: int) -> bool:
        last = self.decimal
        if values[0] > _HIGHEST or values[-1] > _HIGHEST:
            return False
        if not last or (self._fresh and len(values) == 1):
            return values in ((1,), (1, 1))
        if values[:-1] == last[: len(values) - 1] and len(values) <= len(last):
            return 0 < values[-1] - last[len(values) - 1] <= gap
        if len(values) == len(last) + 1 and values[:-1] == last:
            return values[-1] <= gap
        # the number of the section itself was lost: 2.1 after 1.4
        return values[1:] == (1,) and 0 < values[0] - last[0] <= gap

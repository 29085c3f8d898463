"""The outline: which numbered line is under which, told from the sequence of labels."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.segment.labels import Label

_DEEPEST = 12
_GAP = 3  # numbers a sequence may skip, as drafts do
_TOP = ("part", "article", "decimal1")


@dataclass(frozen=True, slots=True)
class Level:
    """An open numbered clause: its position in the list of clauses and its label."""

    clause: int
    style: str
    values: tuple[int, ...]


class Outline:
    """The stack of numbered clauses that are open, outermost first."""

    def __init__(self) -> None:
        self.stack: list[Level] = []

    def place(self, label: Label, clause: int, trusted: bool) -> bool:
        """Open a clause under its parent; False when the label does not fit any sequence.

        `trusted` labels, which the source itself set, always fit. Nothing nests deeper than 12.
        """
        for style, values in _readings(label, self.stack):
            depth = self._depth(style, values, trusted)
            if depth is not None and depth < _DEEPEST:
                self.stack = [*self.stack[:depth], Level(clause, style, values)]
                return True
        return False

    @property
    def parent(self) -> int | None:
        """Position of the clause that holds the innermost one, or None."""
        return self.stack[-2].clause if len(self.stack) > 1 else None

    def _depth(self, style: str, values: tuple[int, ...], trusted: bool) -> int | None:
        if style == "part":
            return 0
        for depth in range(len(self.stack) - 1, -1, -1):
            level = self.stack[depth]
            if level.style == style and (trusted or _follows(level.values, values)):
                return depth
        if style.startswith("decimal") and len(values) > 1:
            return self._under_prefix(values, trusted)
        first = values[-1] == 1
        if not (trusted or first):
            return None
        if style in _TOP:
            return sum(
                level.style in ("part", "article") for level in self.stack if style == "decimal1"
            )
        return len(self.stack)

    def _under_prefix(self, values: tuple[int, ...], trusted: bool) -> int | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            level = self.stack[depth]
            if level.values == values[: len(level.values)] and level.style.startswith(
                ("decimal", "article")
            ):
                return depth + 1
            if level.style.startswith("decimal") and len(level.values) >= len(values):
                continue
        return len(self.stack[:1]) if trusted or values[-1] <= _GAP else None


def _readings(label: Label, stack: list[Level]) -> list[tuple[str, tuple[int, ...]]]:
    """Return the readings of a label, the one that goes on an open sequence first."""
    mine = (label.style, label.values)
    if label.other is None:
        return [mine]
    second = (label.other[0], (label.other[1],))
    for level in reversed(stack):
        if level.style == mine[0] and _follows(level.values, mine[1]):
            return [mine, second]
        if level.style == second[0] and _follows(level.values, second[1]):
            return [second, mine]
    return [mine, second]


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    if len(before) != len(after):
        return False
    return before < after and (before[:-1] != after[:-1] or after[-1] <= before[-1] + _GAP)

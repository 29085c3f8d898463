"""The outline: which line is under which, told from the sequence of labels and the headings."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.segment.labels import Label, readings

_DEEPEST = 24
_GAP = 3  # numbers a sequence may skip, as drafts do
_RANK = {"part": 0, "article": 2, "decimal1": 3}  # headings without number lie between, by level
_LIST_RANK = 99
_UNKNOWN = 50


@dataclass(frozen=True, slots=True)
class Frame:
    """An open clause: its position in the list of clauses, its label and its depth in the source.

    Styles beside those of labels: "heading" for a caption without number, "definition", "bullet".
    `heading` is the outline level where the source marks the line as a heading; `own`: the source
    set the number itself.
    """

    clause: int
    style: str
    values: tuple[int, ...] = ()
    level: int | None = None
    heading: int | None = None
    own: bool = False

    @property
    def listed(self) -> bool:
        """Say whether this is an item of a list, a definition or a bullet, not a section."""
        return self.style not in _RANK and not self.style.startswith(("decimal", "heading"))


class Outline:
    """The stack of open clauses, outermost first; at most 24 deep, the rest side by side."""

    def __init__(self) -> None:
        self.stack: list[Frame] = []

    @property
    def top(self) -> Frame | None:
        """Return the innermost open clause."""
        return self.stack[-1] if self.stack else None

    def parent(self) -> int | None:
        """Return the position of the clause around the innermost one, or None."""
        return self.stack[-2].clause if len(self.stack) > 1 else None

    def close(self) -> None:
        """Close everything."""
        self.stack.clear()

    def leave(self, clause: int) -> None:
        """Close whatever is inside a clause, which stays open."""
        while self.stack and self.stack[-1].clause != clause:
            self.stack.pop()

    def number(
        self, label: Label, clause: int, level: int | None, heading: bool, own: bool
    ) -> None:
        """Open a numbered clause under its parent."""
        style, values, depth = self._place(
            label, Frame(clause, "", (), level, level if heading else None, own)
        )
        self._open(depth, Frame(clause, style, values, level, level if heading else None, own))

    def heading(self, clause: int, level: int, inside: bool) -> None:
        """Open a heading without number; `inside`: under the numbered section it stands in."""
        keep = 0
        for i, frame in enumerate(self.stack):
            outer = frame.heading is not None and frame.heading < level
            section = inside and frame.style in ("article", "decimal1") and frame.heading is None
            if frame.style == "part" or outer or section:
                keep = i + 1
        self._open(keep, Frame(clause, "heading", level=level, heading=level))

    def definition(self, clause: int) -> None:
        """Open a definition under the section it stands in."""
        self._open(self._sections(), Frame(clause, "definition"))

    def bullet(self, clause: int, level: int | None) -> None:
        """Open an item of a list without numbers."""
        for depth, frame in enumerate(self.stack):
            if frame.style == "bullet" and (level is None or (frame.level or 0) >= level):
                return self._open(depth, Frame(clause, "bullet", level=level))
        return self._open(len(self.stack), Frame(clause, "bullet", level=level))

    def _open(self, depth: int, frame: Frame) -> None:
        self.stack = [*self.stack[: min(depth, _DEEPEST - 1)], frame]

    def _sections(self) -> int:
        """Return how many of the outer frames are sections: no lists, definitions or bullets."""
        return next((i for i, frame in enumerate(self.stack) if frame.listed), len(self.stack))

    def _place(self, label: Label, line: Frame) -> tuple[str, tuple[int, ...], int]:
        options = readings(label)
        if label.style == "part":
            return label.style, label.values, 0
        if label.style == "article":
            return label.style, label.values, self._ranked(_RANK["article"], line.level)
        if label.style.startswith("decimal"):
            if len(label.values) > 1:
                return label.style, label.values, self._under_prefix(label.values)
            return label.style, label.values, self._first_level(label.values, line)
        for gap in (1, _GAP):
            for depth in range(len(self.stack) - 1, -1, -1):
                frame = self.stack[depth]
                for style, values in options:
                    step = values[-1] - frame.values[-1] if frame.style == style else 0
                    if 0 < step <= gap and _same_level(frame, line):
                        return style, values, depth
        style, values = options[0]
        return style, values, self._begin(style, line.level)

    def _begin(self, style: str, level: int | None) -> int:
        """Return the depth of a list that begins or has lost its begin."""
        for depth, frame in enumerate(self.stack):
            if frame.style == style and not (level or 0) > (frame.level or 0):
                return depth
        bullets = [i for i, frame in enumerate(self.stack) if frame.style == "bullet"]
        if bullets and level is None:
            return bullets[0]
        return len(self.stack)

    def _first_level(self, values: tuple[int, ...], line: Frame) -> int:
        level = line.level
        same = [i for i, frame in enumerate(self.stack) if frame.style == "decimal1"]
        for depth in sorted(same, key=lambda i: (self.stack[i].own != line.own, -i)):
            frame = self.stack[depth]
            if _same_level(frame, line) and 0 < values[0] - frame.values[0] <= _GAP:
                return depth
        if same and level is not None and level > (self.stack[same[-1]].level or 0):
            return len(self.stack)
        for depth, frame in enumerate(self.stack):
            if frame.style == "decimal2" and frame.values[-1] == values[0] - 1:
                return depth  # a sub-section that shows its last number alone
        free = level is None and len(self.stack) > (same[0] if same else 0) + 1
        listed = line.heading is None and any(self.stack[i].heading is not None for i in same)
        nested = same and values[0] == 1 and (free or listed)
        return len(self.stack) if nested else self._ranked(_RANK["decimal1"], level)

    def _ranked(self, rank: int, level: int | None) -> int:
        """Return how many outer frames rank above: schedules, articles, headings."""
        keep = 0
        for i, frame in enumerate(self.stack):
            mine = _RANK.get(frame.style, _LIST_RANK)
            if frame.style == "heading" and rank == _RANK["decimal1"]:
                inner = level is None or frame.level is None or frame.level <= max(level, 1)
                mine = 1 if inner else _LIST_RANK
            if mine >= rank:
                break
            keep = i + 1
        return keep

    def _under_prefix(self, values: tuple[int, ...]) -> int:
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth]
            if frame.style.startswith(("decimal", "article")) and frame.values:
                if len(frame.values) < len(values) and values[: len(frame.values)] == frame.values:
                    return depth + 1
                if len(frame.values) == len(values) and frame.values[:-1] == values[:-1]:
                    return depth
        return self._ranked(_RANK["decimal1"], None)


def _same_level(frame: Frame, line: Frame) -> bool:
    """Say whether two numbers can be of one sequence; levels of headings and lists differ."""
    if (frame.heading is None) != (line.heading is None):
        return True
    return frame.level is None or line.level is None or frame.level == line.level

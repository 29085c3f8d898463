"""The plain-text format of the example contracts, read into numbered blocks.

One paragraph a line; blank lines separate. The marks are listed in `examples/README.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import DataError

LEVEL_MARKS = (
    (re.compile(r"#\[\] "), 0),
    (re.compile(r"# "), 1),
    (re.compile(r"## "), 2),
    (re.compile(r"\(([a-z]{1,2})\) "), 3),
    (re.compile(r" {4}\(([ivxl]+)\) "), 4),
)
PLAIN_MARKS = {"* ": "heading", "> ": "body", "= ": "definition", "~ ": "centre", "! ": "sign"}
ORDINAL_MARKS = (
    (re.compile(r"\((\d+)\) "), "party"),
    (re.compile(r"\(([A-Z])\) "), "recital"),
)
NAME = re.compile(r"\s*\{#(\w+)\}$")
FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.*)$")
ROMANS = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one table with its rows. `level` is 0 for a schedule title, 1 to 4 below.

    `kind` is `clause` or `schedule` for numbered text; `number` is what Word will show.
    """

    kind: str
    text: str = ""
    level: int = 0
    number: str = ""
    name: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()


@dataclass
class Contract:
    """A parsed source: settings by name, blocks in order, footnotes by number."""

    settings: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    footnotes: dict[int, str] = field(default_factory=dict)

    def numbers(self) -> dict[str, str]:
        """Return the number of each named clause, such as `9.2` or `Schedule 1`."""
        return {block.name: block.number for block in self.blocks if block.name}


def roman(value: int) -> str:
    """Return a lower-case Roman numeral for 1 to 49."""
    out = ""
    for worth, letters in ROMANS:
        while value >= worth:
            out += letters
            value -= worth
    return out


def letters(value: int) -> str:
    """Return a to z for 1 to 26, then aa, bb, as Word's lowerLetter does."""
    return chr(96 + (value - 1) % 26 + 1) * ((value - 1) // 26 + 1)


def curly(text: str) -> str:
    """Return the text with the curly quotes that Word's AutoFormat would put in."""
    opened = re.sub(r'(^|[\s(])"', "\\1\u201c", text)
    return opened.replace('"', "\u201d").replace("'", "\u2019")


class Counter:
    """Counts as a Word multilevel list does: a higher level restarts the lower ones."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.counts = [0, 0, 0, 0, 0]
        self.in_schedule = False

    def step(self, level: int) -> str:
        """Count one paragraph at `level` (0 to 4) and return the number Word will show."""
        if level == 0 and not self.in_schedule:
            self.in_schedule = True
            self.counts = [0, 0, 0, 0, 0]
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (4 - level)
        count = self.counts[level]
        if level == 0:
            return f"{self.word} {count}"
        if level == 1:
            return str(count)
        if level == 2:
            return f"{self.counts[1]}.{count}"
        return f"({letters(count) if level == 3 else roman(count)})"


def _numbered(line: str, counter: Counter, place: str) -> Block | None:
    for pattern, level in LEVEL_MARKS:
        found = pattern.match(line)
        if not found:
            continue
        number = counter.step(level)
        if level >= 3 and number != f"({found[1]})":
            raise DataError(f"{place}: the source says ({found[1]}), Word will show {number}")
        text = line[found.end() :]
        named = NAME.search(text)
        kind = "schedule" if counter.in_schedule else "clause"
        name = named[1] if named else ""
        return Block(kind, NAME.sub("", text), level, number, name)
    return None


def _unnumbered(line: str, place: str) -> Block:
    for pattern, kind in ORDINAL_MARKS:
        found = pattern.match(line)
        if found:
            return Block(kind, line[found.end() :], number=f"({found[1]})")
    kind = PLAIN_MARKS.get(line[:2], "")
    if not kind:
        allowed = " ".join(["@", "#[]", "#", "##", "(a)", "(1)", "(A)", "|", *PLAIN_MARKS])
        raise DataError(f"{place}: {line[:20]!r} starts with no known mark; allowed: {allowed}")
    return Block(kind, line[2:])


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def parse(source: str, name: str) -> Contract:
    """Read one source text; `name` is used in messages.

    Raises:
        DataError: a line has no known mark, a label is not the number that Word will show,
            or a table row has another number of cells than its header.
    """
    contract = Contract()
    counter = Counter("Schedule")
    rows: list[tuple[str, ...]] = []

    def close_table() -> None:
        if rows:
            widths = tuple(int(part) for part in contract.settings.pop("widths", "").split())
            contract.blocks.append(Block("table", rows=tuple(rows), widths=widths))
            rows.clear()

    for index, line in enumerate(curly(source).splitlines(), start=1):
        place = f"{name}:{index}"
        if line.startswith("|"):
            rows.append(_cells(line))
            if len(rows[-1]) != len(rows[0]):
                raise DataError(f"{place}: {len(rows[-1])} cells, the header has {len(rows[0])}")
            continue
        close_table()
        footnote = FOOTNOTE.match(line)
        if not line.strip():
            continue
        if footnote:
            contract.footnotes[int(footnote[1])] = footnote[2]
        elif line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            contract.settings[key] = value.strip()
            counter.word = contract.settings.get("schedules", "Schedule")
        else:
            contract.blocks.append(_numbered(line, counter, place) or _unnumbered(line, place))
    close_table()
    return contract

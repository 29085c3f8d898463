"""What surrounds a candidate: zones of the document, lines, words left and right."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_TOKEN = re.compile(r"[A-Za-z]+|\d+|[^\sA-Za-z\d]")
_PREAMBLE = re.compile(
    r"(?i)\b(?:this|the)\b[^\n]{0,160}?\b(?:is|are|made|entered|dated|effective|between|among)\b"
)
_BETWEEN = re.compile(r"(?i)\b(?:by\s+and\s+)?(?:between|among|amongst)\b")
_SIGNED = re.compile(r"(?i)\bin\s+witness\s+whereof\b|/s/|\bby\s?:|\bsignature\b")
_SOURCE = re.compile(r"(?im)^\s*source:[^\n]*")
_DEFINED_START = re.compile(r"(?i)[“\"'‘]\s?effective\s+date\s?,?[”\"'’]")
_START_SAID = re.compile(
    r"(?i)\b(?:shall|will)\s+(?:commence|become\s+effective|take\s+effect|be\s+effective|begin)|"
    r"\b(?:commences|takes\s+effect|becomes\s+effective|effective\s+date\s+of\s+th)"
)
_PREAMBLE_LENGTH = 1_500
FIRST_PAGES = 8_000


@dataclass(frozen=True)
class Page:
    """A text with what is asked of it many times."""

    text: str

    @cached_property
    def lines(self) -> list[int]:
        """Return where lines that hold something start."""
        return [m.start() for m in re.finditer(r"(?m)^[^\S\n]*\S", self.text[:20_000])]

    @cached_property
    def preamble(self) -> int:
        """Return where the parties are first joined by "between", or the first "this ... is"."""
        between = _BETWEEN.search(self.text, 0, 12_000)
        this = _PREAMBLE.search(self.text, 0, 12_000)
        found = [m.start() for m in (between, this) if m]
        return min(found) if found else 0

    @cached_property
    def signed(self) -> list[int]:
        """Return where signatures stand."""
        return [m.start() for m in _SIGNED.finditer(self.text)]

    @cached_property
    def sources(self) -> list[tuple[int, int]]:
        """Return the lines that name a filing."""
        return [m.span() for m in _SOURCE.finditer(self.text)]

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Return what is true of the whole document."""
        found = ["defined" if _DEFINED_START.search(self.text) else "undefined"]
        if _START_SAID.search(self.text):
            found.append("said")
        return tuple(found)

    def line(self, at: int) -> int:
        """Return the number of the line with something on it that holds `at`."""
        return bisect_right(self.lines, at)

    def zone(self, at: int) -> str:
        """Return which part of the document `at` is in."""
        i = bisect_right(self.sources, (at, len(self.text)))
        if i and self.sources[i - 1][1] > at:
            return "source"
        if at < self.preamble:
            return "cover"
        if at < self.preamble + _PREAMBLE_LENGTH:
            return "preamble"
        j = bisect_right(self.signed, at + 200)
        if j and self.signed[j - 1] > at - 800:
            return "signature"
        if at < FIRST_PAGES:
            return "early"
        return "end" if at > len(self.text) - 3_000 else "body"

    def left(self, at: int, most: int) -> list[str]:
        """Return the last words before `at`, nearest first."""
        return tokens(self.text[max(0, at - most * 12) : at])[::-1][:most]

    def right(self, at: int, most: int) -> list[str]:
        """Return the first words after `at`."""
        return tokens(self.text[at : at + most * 12])[:most]


def tokens(text: str) -> list[str]:
    """Return lower-case words, marks and figures; a number is one 0 a digit, at most four."""
    return ["0" * min(len(t), 4) if t[0].isdigit() else t.lower() for t in _TOKEN.findall(text)]

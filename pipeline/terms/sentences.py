"""Statements: whole sentences with the lists they introduce."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.segment.sentences import sentence_spans
from pipeline.types.span import Span

_GOES_ON = re.compile(r"(?:[:;,]|\b(?:and|or))\s*$")


def statements(text: str) -> list[Span]:
    """Join sentence units that a colon, semicolon, comma or "and" carries on, up to 40 units."""
    out: list[Span] = []
    joined = 0
    for unit in sentence_spans(text):
        before = out[-1] if out else None
        if before and joined < 40 and _GOES_ON.search(text, max(0, before.end - 8), before.end):
            out[-1] = Span(before.start, unit.end)
            joined += 1
        else:
            out.append(unit)
            joined = 0
    return out


def around(spans: list[Span], offset: int) -> Span:
    """Return the span of ordered, disjoint `spans` that holds `offset`, or an empty one there."""
    at = bisect_right([span.start for span in spans], offset) - 1
    if at >= 0 and spans[at].end >= offset:
        return spans[at]
    return Span(offset, offset)

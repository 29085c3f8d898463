"""Percentages: "99.9%", "five percent (5%)"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.terms.found import Found
from pipeline.terms.numbers.amounts import plain
from pipeline.terms.numbers.percents import percents
from pipeline.types.term import TermKind

KINDS = (TermKind.PERCENT,)


def find(text: str) -> Iterable[Found]:
    """Yield each percentage."""
    for one in percents(text):
        yield Found(TermKind.PERCENT, one.start, one.end, plain(one.value), "%")

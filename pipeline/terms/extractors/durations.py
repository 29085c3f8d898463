"""Durations: "thirty (30) days", "12-month", "two (2) business days"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.terms.found import Found
from pipeline.terms.numbers.durations import durations
from pipeline.types.term import TermKind

KINDS = (TermKind.DURATION,)


def find(text: str) -> Iterable[Found]:
    """Yield each stated duration."""
    for stated in durations(text):
        yield Found(TermKind.DURATION, stated.start, stated.end, stated.iso, stated.unit)

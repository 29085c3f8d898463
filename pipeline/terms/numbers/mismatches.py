"""Places where words and figures name different numbers: "thirty (60) days"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.terms.numbers.amounts import amounts
from pipeline.terms.numbers.money import sums
from pipeline.terms.numbers.percents import percents
from pipeline.types.span import Span


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A number stated twice and differently. `figures` is what the terms take as its value."""

    span: Span
    words: Decimal
    figures: Decimal


def mismatches(text: str) -> list[Mismatch]:
    """Return where words and figures disagree, in text order. Time is linear in the length."""
    money = [
        Mismatch(Span(one.start, one.end), one.words, one.value)
        for one in sums(text)
        if one.words is not None and one.words != one.value
    ]
    settled = [one.start for one in percents(text) if one.agrees]
    taken = {one.span.start for one in money} | set(settled)
    others = [
        Mismatch(Span(one.start, one.end), one.words, one.figures)
        for one in amounts(text)
        if one.words is not None
        and one.figures is not None
        and not one.agrees
        and one.start not in taken
    ]
    others += [
        Mismatch(Span(one.start, one.end), one.words, one.value)
        for one in percents(text)
        if not one.agrees and one.words is not None and one.words != one.value
    ]
    unique = {one.span.start: one for one in [*others, *money]}
    return sorted(unique.values(), key=lambda one: one.span)

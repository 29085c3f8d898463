"""Money: "$1,000,000", "EUR 250,000", "one million dollars ($1,000,000)"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.terms.found import Found
from pipeline.terms.numbers.amounts import plain
from pipeline.terms.numbers.money import sums
from pipeline.types.term import TermKind

KINDS = (TermKind.MONEY,)


def find(text: str) -> Iterable[Found]:
    """Yield each sum of money with its ISO 4217 code."""
    for one in sums(text):
        yield Found(TermKind.MONEY, one.start, one.end, plain(one.value), one.currency)

"""Fee multiples: "two times the fees paid", "the fees paid in the 12 months before"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pipeline.terms.found import Found
from pipeline.terms.numbers.amounts import amounts, plain
from pipeline.terms.numbers.durations import durations, from_iso
from pipeline.terms.numbers.percents import percents
from pipeline.types.term import TermKind

KINDS = (TermKind.FEE_MULTIPLE,)

_TOTAL = (
    r"(?:(?:the|all|any|an)\s+)?(?:(?:total|aggregate|sum|cumulative|actual|full)\s+)?"
    r"(?:(?:amounts?|sum|value)\s+of\s+)?(?:(?:the|all|any|such)\s+)?(?:total\s+)?"
)
_FEE_WORD = re.compile(
    r"(?i)\b(?:fees?|amounts?|charges|sums?|payments|price|consideration|compensation|"
    r"remuneration|subscription)\b"
)
_LEAD = re.compile(
    rf"(?i)\b{_TOTAL}(?:(?!(?:times|of|exceeds?|to|or|and|in|is|than|be|for|limited|greater|equal)\b)[\w-]+\s+){{0,2}}$"
)
_PAID = re.compile(
    r"(?i)[^.;:\n$€£]{0,90}?\b(?:paid|payable|due|owed|owing|billed|received|invoiced|charged)\b"
)
_YEARLY = re.compile(r"(?i)\b(?:annual|yearly|monthly)\s+(?:[\w-]+\s+)?$")
_SPAN = re.compile(r"(?i)\b(?:in|during|over|for|within|covering|of)\b[^.;:\n]{0,80}?$")
_BACK = re.compile(
    r"(?i)\b(?:preceding|prior|previous|before|immediately|first|last|most\s+recent|trailing|past)\b"
)
_TIMES = re.compile(r"(?i)\s*(?:times|x)\s+$")
_TWICE = re.compile(r"(?i)\b(twice|double|triple)\s+$")
_PERCENT_OF = re.compile(r"(?i)\s+of\s+$")
_MONTHS = {"month": Decimal(1), "year": Decimal(12)}
# Under half of a sum paid is a charge or a threshold, no measure of liability.
_LEAST = Decimal("0.5")
_WORDS = {"twice": Decimal(2), "double": Decimal(2), "triple": Decimal(3)}


def find(text: str) -> Iterable[Found]:
    """Yield multiples of fees.

    With a multiplier ("twice", "150% of") the unit is "x"; with a period alone it is "months of
    fees". Fees with neither are no multiple.
    """
    at = 0
    for word in _FEE_WORD.finditer(text):
        if word.start() < at:
            continue
        one = _read(text, word)
        if one is not None:
            yield one
            at = one.end


def _read(text: str, word: re.Match[str]) -> Found | None:
    floor = max(0, word.start() - 90)
    yearly = _YEARLY.search(text, floor, word.start())
    paid = _PAID.match(text, word.end())
    if not paid and not yearly:
        return None
    lead = _LEAD.search(text, floor, word.start())
    start = lead.start() if lead else word.start()
    end = paid.end() if paid else word.end()
    period = _period(text, end)
    multiple = _multiple(text, floor, start)
    if period is not None:
        months, end = period
    if multiple is not None and (period or multiple[0] >= _LEAST):
        return Found(TermKind.FEE_MULTIPLE, multiple[1], end, plain(multiple[0]), "x")
    if period is None:
        return None
    return Found(TermKind.FEE_MULTIPLE, start, end, plain(months), "months of fees")


def _period(text: str, at: int) -> tuple[Decimal, int] | None:
    """Return the months of a look-back period soon after `at`, and where its words end."""
    stop = re.compile(r"[.;:\n]").search(text, at, at + 260)
    window = text[at : stop.start() if stop else at + 260]
    if not _BACK.search(window):
        return None
    for stated in durations(window):
        number, unit = from_iso(stated.iso)
        near = window[max(0, stated.start - 60) : stated.end + 60]
        if unit in _MONTHS and _BACK.search(near) and _SPAN.search(window, 0, stated.start):
            return number * _MONTHS[unit], at + stated.end
    return None


def _multiple(text: str, floor: int, start: int) -> tuple[Decimal, int] | None:
    twice = _TWICE.search(text, floor, start)
    if twice:
        return _WORDS[twice[1].lower()], twice.start()
    window = text[floor:start]
    for amount in amounts(window):
        if _TIMES.fullmatch(window, amount.end):
            return amount.value, floor + amount.start
    for percent in percents(window):
        if _PERCENT_OF.fullmatch(window, percent.end):
            return percent.value / 100, floor + percent.start
    return None

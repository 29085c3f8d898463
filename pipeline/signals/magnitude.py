"""Terms as comparable sizes: days, money, percent, months of fees."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from pipeline.playbook.entry import TermTest
from pipeline.types.term import Term, TermKind

_ISO = re.compile(
    r"^P(?:(?P<Y>[\d.]+)Y)?(?:(?P<M>[\d.]+)M)?(?:(?P<W>[\d.]+)W)?(?:(?P<D>[\d.]+)D)?"
    r"(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?$"
)
_DAYS = {
    "Y": Decimal(365),
    "M": Decimal(30),
    "W": Decimal(7),
    "D": Decimal(1),
    "h": Decimal(1) / 24,
    "m": Decimal(1) / 1440,
    "s": Decimal(1) / 86400,
}
_NUMBER = re.compile(r"^\s*([\d.]+)\s*(.*)$")
_PERIODS = {TermKind.DURATION, TermKind.NOTICE_PERIOD}
_FEES = {TermKind.FEE_MULTIPLE, TermKind.CAP}
_OPS: dict[str, Callable[[Decimal | str, Decimal | str], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def days(value: str) -> Decimal | None:
    """Return an ISO 8601 duration in days (a month is 30, a year 365), None if it is not one."""
    match = _ISO.match(value)
    if match is None or not any(match.groupdict().values()):
        return None
    return sum((Decimal(n) * _DAYS[k] for k, n in match.groupdict().items() if n), Decimal(0))


def same_family(kind: TermKind, other: TermKind) -> bool:
    """Say whether terms of two kinds can be compared: periods, and caps with fee multiples."""
    return kind is other or {kind, other} <= _PERIODS or {kind, other} <= _FEES


def size(kind: TermKind, value: str, unit: str | None = None) -> tuple[str, Decimal] | None:
    """Return (unit of measure, size): days, a currency, "%", months of fees; None if unmeasured."""
    if kind in _PERIODS:
        length = days(value)
        return None if length is None else ("days", length)
    match = _NUMBER.match(value)
    if match is None:
        return None
    unit = unit or match[2].strip() or None
    try:
        number = Decimal(match[1])
    except InvalidOperation:
        return None
    if kind in _FEES and (unit is None or unit == "x"):
        return "months of fees", number * 12
    return unit or "%", number


def compares(term: Term, test: TermTest) -> bool:
    """Say whether the term is of the test's family and stands so to its value.

    A test of notice periods is about those alone: the length of a term is none.
    """
    if not same_family(term.kind, test.kind):
        return False
    if test.kind is TermKind.NOTICE_PERIOD and term.kind is not TermKind.NOTICE_PERIOD:
        return False
    mine, wanted = size(term.kind, term.value, term.unit), size(test.kind, test.value)
    if mine is None or wanted is None:
        same = term.value.casefold() == test.value.casefold()
        return {"==": same, "!=": not same}.get(test.op, False)
    if mine[0] != wanted[0]:
        return False
    return _OPS[test.op](mine[1], wanted[1])

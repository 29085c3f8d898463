"""Durations as drafted, and as ISO 8601 ("P30D", "P1M", "PT24H")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.errors import UsageError
from pipeline.terms.numbers.amounts import Amount, amounts, plain

UNITS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_KINDS = (
    r"calendar|business|working|banking|consecutive|contract|fiscal|full|additional|successive|"
    r"trading"
)
_TAIL = re.compile(
    rf"(?P<joint>\s*-\s*|\s*)(?P<kind>(?:(?:{_KINDS})[\s-]+){{1,2}})?"
    rf"(?P<unit>{'|'.join(UNITS)})(?P<plural>s)?(?P<owner>['’]s\b|(?<=s)['’](?!\w))?(?![\w])"
    r"(?!\s+(?:old|of\s+age)\b)(?!,?\s+(?:a|per|each)\s+(?:day|week|month|year)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    rf"(?<=\b)(?:within|of|for|than|after|least|exceeding|exceed|during)\s+(?P<article>an?\s+)"
    rf"(?P<kind>(?:(?:{_KINDS})\s+){{1,2}})?(?P<unit>{'|'.join(UNITS)})(?P<owner>['’]s)?\b"
    r"(?!\s+(?:in\s+which|when|that|ended|ending))",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"\b(?:calendar|fiscal)\s+quarter\b", re.IGNORECASE)
_ISO = re.compile(r"P(?:(?P<n>\d+(?:\.\d+)?)(?P<u>[DWMY])|T(?P<tn>\d+(?:\.\d+)?)(?P<tu>[HMS]))")
_LETTERS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_TIME_LETTERS = {"H": "hour", "M": "minute", "S": "second"}
_DAYS = {
    "second": Decimal(1) / 86400,
    "minute": Decimal(1) / 1440,
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal(365) / 12,
    "year": Decimal(365),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A duration at `[start, end)`; `iso` its value, `unit` its words ("business days")."""

    start: int
    end: int
    iso: str
    unit: str
    amount: Amount | None


def durations(text: str) -> Iterator[Stated]:
    """Yield the durations stated in `text` in order; a possessive mark belongs to its words."""
    found = [stated for stated in _counted(text)]
    taken = {stated.end for stated in found}
    for match in _ARTICLE.finditer(text):
        unit = match["unit"].lower()
        end = match.end()
        words = f"{match['kind'] or ''}{unit}"
        found.append(
            Stated(match.start("article"), end, to_iso(Decimal(1), unit), _clean(words), None)
        )
    for match in _CALENDAR.finditer(text):
        if match.end() not in taken:
            found.append(Stated(match.start(), match.end(), "P3M", _clean(match[0]), None))
    found.sort(key=lambda stated: (stated.start, stated.end))
    at = 0
    for stated in found:
        if stated.start >= at:
            yield stated
            at = stated.end


def _counted(text: str) -> Iterator[Stated]:
    for amount in amounts(text):
        tail = _TAIL.match(text, amount.end)
        if tail is None or amount.percent:
            continue
        unit = tail["unit"].lower()
        words = f"{tail['kind'] or ''}{unit}{tail['plural'] or ''}"
        iso = to_iso(amount.value, unit)
        yield Stated(amount.start, tail.end(), iso, _clean(words), amount)


def to_iso(number: Decimal, unit: str) -> str:
    """Write `number` of a unit of UNITS as ISO 8601; a quarter is three months."""
    if unit == "quarter":
        return f"P{plain(number * 3)}M"
    if unit in _TIME_LETTERS.values():
        return f"PT{plain(number)}{unit[0].upper()}"
    return f"P{plain(number)}{unit[0].upper()}"


def from_iso(iso: str) -> tuple[Decimal, str]:
    """Read an ISO 8601 duration of one component, such as "P30D": (30, "day").

    Raises UsageError for anything else.
    """
    match = _ISO.fullmatch(iso)
    if match is None:
        raise UsageError(f"{iso!r} is not a duration; allowed is one component, such as P30D")
    if match["n"]:
        return Decimal(match["n"]), _LETTERS[match["u"]]
    return Decimal(match["tn"]), _TIME_LETTERS[match["tu"]]


def in_days(iso: str) -> Decimal:
    """Return the length of a duration in days, for comparing: a year is 365, a month a twelfth.

    Raises UsageError when `iso` is not a duration of one component.
    """
    number, unit = from_iso(iso)
    return number * _DAYS[unit]


def _clean(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").split())

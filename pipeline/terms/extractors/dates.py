"""Calendar dates. One that could be read two ways ("01/05/2026") is left out, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pipeline.terms.found import Found
from pipeline.types.term import TermKind

KINDS = (TermKind.DATE,)

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)} | {"sept": 9}
_MONTH = rf"(?P<{{0}}>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
_YEAR = r"(?P<{0}>(?:1[89]|20|21)\d\d)(?!\d)"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_SPELLED = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_DAY = rf"(?P<{{0}}>\d{{{{1,2}}}}|{_SPELLED})\s?(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b{_MONTH.format('m1')}\s+{_DAY.format('d1')}\s*,?\s*{_YEAR.format('y1')}"
    rf"|\b{_DAY.format('d2')}\s+(?:day\s+of\s+|of\s+)?{_MONTH.format('m2')},?\s+{_YEAR.format('y2')}"
    rf"|(?<![\d/.-]){_YEAR.format('y3')}(?P<s3>[-/])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?![\d/-])"
    rf"|(?<![\d/.-])(?P<a4>\d{{1,2}})(?P<s4>[/.-])(?P<b4>\d{{1,2}})(?P=s4){_YEAR.format('y4')}(?![/-])",
    re.IGNORECASE,
)


def find(text: str) -> Iterable[Found]:
    """Yield dates that exist in the calendar and can be read in one way only."""
    for match in _DATE.finditer(text):
        value = _read(match)
        if value is not None:
            yield Found(TermKind.DATE, match.start(), match.end(), value.isoformat())


def _read(match: re.Match[str]) -> date | None:
    if match["y3"]:
        return _date(match["y3"], int(match["m3"]), int(match["d3"]))
    if match["y4"]:
        return _numeric(match)
    which = "1" if match["y1"] else "2"
    month = _SHORT[match[f"m{which}"].lower().rstrip(".")[:3]]
    return _date(match[f"y{which}"], month, _day(match[f"d{which}"]))


def _day(words: str) -> int:
    return int(words) if words.isdigit() else _ORDINALS.index(words.lower()) + 1


def _numeric(match: re.Match[str]) -> date | None:
    a, b, year = int(match["a4"]), int(match["b4"]), match["y4"]
    if match["s4"] == ".":
        return _date(year, b, a)
    readings = {_date(year, a, b), _date(year, b, a)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _date(year: str, month: int, day: int) -> date | None:
    try:
        return date(int(year), month, day)
    except ValueError:
        return None

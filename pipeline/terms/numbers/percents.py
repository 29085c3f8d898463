"""Percentages as drafted: "99.9%", "five percent (5%)", "one-half of one percent (0.5%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.terms.numbers.amounts import FIGURES, amounts, to_decimal

_SIGN = re.compile(
    rf"\s?%(?:\s?(?:percent|per\s+cent)\b)?|\s*-?\s*(?:percent|per\s*cent(?:um)?)\b(?!age)"
    rf"(?:\s{{0,3}}[(\[]\s?(?P<inner>{FIGURES})\s?%?\s?[)\]])?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?i)\b(?:(?:one|a|two|three)[\s-]+)?(?:half|thirds?|quarters?|tenths?)\s+of\s+$"
)


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage at `[start, end)`; `agrees` is False where words and figures differ."""

    start: int
    end: int
    value: Decimal
    agrees: bool = True
    words: Decimal | None = None


def percents(text: str) -> Iterator[Percent]:
    """Yield the percentages of `text`, in order. Figures win over words."""
    at = 0
    for amount in amounts(text):
        if amount.start < at:
            continue
        sign = _SIGN.match(text, amount.end)
        if sign is None and not amount.percent:
            continue
        end = sign.end() if sign else amount.end
        inner = to_decimal(sign["inner"]) if sign and sign["inner"] else None
        value = inner if inner is not None else amount.value
        part = _PART.search(text, max(0, amount.start - 24), amount.start)
        if part and inner is None and amount.figures is None:
            continue
        at = end
        agrees = part is not None or (amount.agrees and value == amount.value)
        yield Percent(part.start() if part else amount.start, end, value, agrees, amount.words)

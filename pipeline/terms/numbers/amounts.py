"""Amounts as drafted: "30", "thirty", "thirty (30)", "30 (thirty)", "one and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.terms.numbers.words import NUMBER_WORDS, parse_number_words

FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_HALF = r"(?:\s+and\s+(?:an?|one)[\s-](?P<part>half|quarter))"
_AMOUNT = re.compile(
    rf"(?P<words>{NUMBER_WORDS}){_HALF}?"
    rf"(?:\s{{0,3}}-?\s{{0,3}}[(\[]\s?(?P<paren>{FIGURES})\s?(?P<percent>%)?\s?[)\]])?"
    rf"|(?<![\w.,/$€£¥])(?P<figures>{FIGURES})(?![\d/])"
    rf"(?:\s{{0,3}}[(\[]\s?(?P<echo>{NUMBER_WORDS})\s?[)\]])?"
    rf"|[(\[](?P<alone>{FIGURES})[)\]]",
    re.IGNORECASE,
)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at `[start, end)`. `words` and `figures` are what each form says, if it is there.

    `value` follows the figures where both are there. `percent` says that the figures carry "%".
    """

    start: int
    end: int
    value: Decimal
    words: Decimal | None
    figures: Decimal | None
    percent: bool = False

    @property
    def agrees(self) -> bool:
        """Say whether words and figures, where both are there, name one number."""
        return self.words is None or self.figures is None or self.words == self.figures


def amounts(text: str) -> Iterator[Amount]:
    """Yield the numbers of `text` in order, each once. Linear in the length of `text`."""
    for match in _AMOUNT.finditer(text):
        amount = _read(match)
        if amount is not None:
            yield amount


def to_decimal(figures: str) -> Decimal:
    """Read figures with comma groups, such as "1,000.50"."""
    return Decimal(figures.replace(",", ""))


def plain(number: Decimal) -> str:
    """Write a number without exponent or needless zeros: "30", "99.9", "1000000"."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read(match: re.Match[str]) -> Amount | None:
    spelled = match["words"] or match["echo"]
    words = _spelled(spelled, match["part"]) if spelled else None
    written = match["paren"] or match["figures"] or match["alone"]
    figures = to_decimal(written) if written else None
    value = figures if figures is not None else words
    if value is None:
        return None
    percent = match["percent"] is not None
    return Amount(match.start(), match.end(), value, words, figures, percent)


def _spelled(words: str, part: str | None) -> Decimal | None:
    # "thousand" runs over a million words long would be slow to parse and are never numbers.
    number = parse_number_words(words) if len(words) < 200 else None
    if number is None:
        return None
    return Decimal(number) + (_PARTS[part.lower()] if part else 0)

"""Sums of money as drafted: currency, figures of any grouping, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.terms.numbers.words import NUMBER_WORDS, parse_number_words

CURRENCIES = {
    "US$": "USD", "U.S.$": "USD", "U.S. $": "USD", "CA$": "CAD", "C$": "CAD", "CAD$": "CAD",
    "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "$": "USD", "USD$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "RMB": "CNY",
    **{code: code for code in (
        "USD EUR GBP CHF JPY CAD AUD NZD SEK NOK DKK INR CNY SGD HKD PLN CZK HUF ILS KRW "
        "BRL MXN ZAR"
    ).split()},
}  # fmt: skip
_NAMES = {
    r"(?:united\s+states|u\.?s\.?|american)\s+dollars?": "USD", r"canadian\s+dollars?": "CAD",
    r"australian\s+dollars?": "AUD", r"dollars?\s+u\.?s\.?": "USD", r"dollars?": "USD",
    r"euros?": "EUR",
    r"(?:british\s+)?pounds?\s+sterling": "GBP", r"british\s+pounds?": "GBP",
    r"swiss\s+francs?": "CHF",
    r"(?:japanese\s+)?yen": "JPY", r"swedish\s+kron(?:a|or)": "SEK",
}  # fmt: skip
_NAME = re.compile("|".join(f"(?P<n{i}>{name})" for i, name in enumerate(_NAMES)), re.IGNORECASE)
_SYMBOL = "|".join(re.escape(s) for s in sorted(CURRENCIES, key=len, reverse=True))
SCALES = {
    "thousand": 10**3, "k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "million": 10**6,
    "millions": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9, "mio": 10**6,
}  # fmt: skip
_SCALE = r"(?:(?:\s|-)?(?P<{0}>(?i:thousand|millions?|billion|mio|mm|mn|bn|k|m|b))\b)?"
_FIGURES = r"\d(?:[\d.,'’]*\d)?"
_CODES = "|".join(code for code in CURRENCIES if code.isalpha())
_PREFIXED = re.compile(
    rf"(?<![A-Za-z])(?P<symbol>{_SYMBOL})\s{{0,3}}(?P<figures>{_FIGURES}|\.\d+){_SCALE.format('s1')}"
    rf"(?:\s?(?P<open>\()?(?P<after>{_CODES})\b(?(open)\))(?!\s?\d))?"
)
_SUFFIXED = re.compile(
    rf"(?<![\w.,'$€£¥])(?P<figures>{_FIGURES}){_SCALE.format('s2')}\s?"
    rf"(?:(?P<symbol>€|£|(?:{_CODES})\b)|(?P<name>(?i:{'|'.join(_NAMES)})\b))"
)
_RUN = re.compile(NUMBER_WORDS, re.IGNORECASE)
_SPELLED = re.compile(
    rf"(?:\s+and\s+no/100)?\s+(?P<open>\()?(?:(?P<symbol>{_CODES})\b|"
    rf"(?P<name>{'|'.join(_NAMES)})\b)(?(open)\))(?:\s+and\s+no/100)?",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[\s-]{0,3}[(\[]\s?")


@dataclass(frozen=True, slots=True)
class Sum:
    """Money at `[start, end)`. `words` is what the words say where words and figures are there."""

    start: int
    end: int
    value: Decimal
    currency: str
    words: Decimal | None = None


def sums(text: str) -> Iterator[Sum]:
    """Yield the sums of money stated in `text`, in order and disjoint.

    "$" is read as US dollars unless a code or letters beside it say otherwise.
    """
    found = [*_figures(text), *_spelled(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    at = 0
    for one in found:
        if one.start >= at:
            yield one
            at = one.end


def _figures(text: str) -> Iterator[Sum]:
    for match in _PREFIXED.finditer(text):
        value = read_figures(match["figures"], match["symbol"])
        if value is not None:
            code = CURRENCIES[match["after"] or match["symbol"]]
            yield Sum(match.start(), match.end(), value * _scale(match["s1"]), code)
    for match in _SUFFIXED.finditer(text):
        value = read_figures(match["figures"], match["symbol"] or "")
        if value is not None:
            code = CURRENCIES[match["symbol"]] if match["symbol"] else _named(match["name"])
            yield Sum(match.start(), match.end(), value * _scale(match["s2"]), code)


def _spelled(text: str) -> Iterator[Sum]:
    for run in _RUN.finditer(text):
        match = _SPELLED.match(text, run.end())
        words = parse_number_words(run[0]) if match and len(run[0]) < 200 else None
        if match is None or words is None:
            continue
        code = CURRENCIES[match["symbol"].upper()] if match["symbol"] else _named(match["name"])
        bracket = _BRACKET.match(text, match.end())
        inner = _PREFIXED.match(text, bracket.end()) if bracket else None
        value = read_figures(inner["figures"], inner["symbol"]) if inner else None
        if (
            inner is None
            or value is None
            or not re.match(r"\s?[)\]]", text[inner.end() : inner.end() + 2])
        ):
            yield Sum(run.start(), match.end(), Decimal(words), code)
            continue
        end = inner.end() + (2 if text[inner.end()].isspace() else 1)
        code = CURRENCIES[inner["after"] or inner["symbol"]]
        yield Sum(run.start(), end, value * _scale(inner["s1"]), code, Decimal(words))


def read_figures(figures: str, symbol: str) -> Decimal | None:
    """Read figures grouped the English, continental or Swiss way; None where they fit none.

    A single dot before exactly three figures groups thousands, except after a dollar or pound
    sign or a leading zero, where it is a decimal point.
    """
    plain = figures.replace("'", "").replace("’", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", plain):
        grouped = re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain)
        if grouped and not symbol.endswith("$") and symbol not in ("£", "USD", "GBP"):
            return Decimal(plain.replace(".", ""))
        return Decimal(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+,\d{1,2}", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    return None


def _scale(word: str | None) -> int:
    return SCALES[word.lower()] if word else 1


def _named(name: str) -> str:
    match = _NAME.fullmatch(" ".join(name.split()))
    index = int(match.lastgroup[1:]) if match and match.lastgroup else 0
    return list(_NAMES.values())[index]

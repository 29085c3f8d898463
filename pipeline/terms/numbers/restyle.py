"""Write another value in the drafting style of an old one: "sixty (60) days" as thirty days."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.errors import UsageError
from pipeline.terms.numbers.amounts import FIGURES, Amount, amounts, plain
from pipeline.terms.numbers.durations import durations, from_iso
from pipeline.terms.numbers.money import SCALES, read_figures, sums
from pipeline.terms.numbers.percents import percents
from pipeline.terms.numbers.words import LARGEST, NUMBER_WORDS, number_to_words

_WORDS = re.compile(NUMBER_WORDS, re.IGNORECASE)
_NUMBER = re.compile(FIGURES)
_MONEY_FIGURES = re.compile(
    rf"(?P<figures>\d(?:[\d.,'’]*\d)?|\.\d+)(?P<gap>[\s-]?)(?P<scale>(?:{'|'.join(SCALES)})\b)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?i)\b(?:half|thirds?|quarters?|tenths?)\b")
_CALENDAR = re.compile(r"(?i)\b(?:business|calendar|working|banking|trading)\s+(?=days?\b)")


def restyle_duration(original: str, iso: str) -> str:
    """Write the duration `iso` as `original` is written: words, figures or both, case, hyphen.

    `original` is the exact words of one duration ("two (2) business days'"); "business" and its
    like are kept where both are days. Raises UsageError when `original` is no single duration or
    `iso` is not an ISO 8601 duration of one component.
    """
    number, unit = from_iso(iso)
    whole = original.strip()
    stated = next(iter(durations(f"of {whole}")), None)
    if stated is None or (stated.start, stated.end) != (3, len(whole) + 3):
        raise UsageError(f"{original!r} is not one duration; allowed is such as 'sixty (60) days'")
    tail = whole[stated.amount.end - 3 :] if stated.amount else whole
    hyphen = re.match(r"\s*-\s*", tail)
    kept = _CALENDAR.search(f" {tail}")
    kind = kept[0] if kept and unit == "day" else ""
    owned = re.search(r"['’]s?$", tail)
    many = stated.amount is not None and stated.amount.value != 1
    attributive = hyphen is not None or (many and _is_singular(tail) and not owned)
    name = unit if number == 1 or attributive else f"{unit}s"
    name = _cased(name, tail.split()[-1] if tail.split() else tail)
    mark = ""
    if owned:
        mark = owned[0][0] + ("s" if number == 1 else "")
    joint = hyphen[0] if hyphen else " "
    if stated.amount is None:
        return f"{_cased(_spell(number), whole.split()[0])} {kind}{name}{mark}"
    head = whole[: stated.amount.end - 3]
    return f"{_renumber(head, stated.amount, number)}{joint}{kind}{name}{mark}"


def _is_singular(tail: str) -> bool:
    """Say whether the unit is singular: "thirty (30) day" before a noun."""
    return re.search(r"(?i)(?:second|minute|hour|day|week|month|quarter|year)$", tail) is not None


def restyle_percent(original: str, value: str) -> str:
    """Write the percentage `value` (a decimal string) as `original` is written.

    Words are given up where `value` is no whole number. Raises UsageError when `original` is no
    single percentage or `value` no decimal.
    """
    number = _decimal(value)
    whole = original.strip()
    stated = next(iter(percents(whole)), None)
    if stated is None or (stated.start, stated.end) != (0, len(whole)):
        raise UsageError(
            f"{original!r} is not one percentage; allowed is such as 'five percent (5%)'"
        )
    spelled = _WORDS.search(whole)
    if spelled and (number != number.to_integral_value() or _FRACTION.search(whole)):
        return f"{plain(number)}%"
    return _replaced(whole, number)


def restyle_money(original: str, value: str) -> str:
    """Write the amount `value` (a decimal string) as `original` is written, in its currency.

    Words are given up where `value` is no whole number under a thousand million. Raises UsageError
    when `original` is no single sum or `value` no decimal.
    """
    number = _decimal(value)
    whole = original.strip()
    stated = next(iter(sums(whole)), None)
    if stated is None or (stated.start, stated.end) != (0, len(whole)):
        raise UsageError(f"{original!r} is not one sum of money; allowed is such as '$1,000,000'")
    spelled = _WORDS.match(whole)
    if spelled is None:
        return _refigured(whole, number)
    if number != number.to_integral_value() or number > LARGEST:
        bracket = re.search(r"[(\[]\s?(?P<inner>.*\d.*?)\s?[)\]]$", whole)
        if bracket is None:
            return f"{stated.currency} {format(number, ',f')}"
        return _refigured(bracket["inner"], number)
    words = _cased(number_to_words(int(number)), spelled[0])
    return words + _refigured(whole[spelled.end() :], number)


def _decimal(value: str) -> Decimal:
    if not re.fullmatch(r"\d+(?:\.\d+)?", value):
        raise UsageError(f"{value!r} is not a decimal; allowed is such as '99.9'")
    return Decimal(value)


def _refigured(text: str, number: Decimal) -> str:
    match = _MONEY_FIGURES.search(text)
    if match is None:
        return text
    scale = match["scale"]
    shown, tail = number, match["gap"] if scale is None else f"{match['gap']}{scale}"
    if scale:
        scaled = number / SCALES[scale.lower()]
        if scaled >= 1 and scaled == scaled.quantize(Decimal("0.01")):
            shown = scaled
        else:
            tail = ""
    figures = _grouped(match["figures"], shown)
    return f"{text[: match.start()]}{figures}{tail}{text[match.end() :]}"


def _grouped(old: str, number: Decimal) -> str:
    """Group as the old figures do: "1,000.00", "1.000,00", "1'000" or "1000"."""
    cents = re.search(r"[.,](\d{2})$", old)
    places = 2 if cents or number != number.to_integral_value() else 0
    text = format(number, f",.{places}f")
    swiss = re.search(r"['’]", old)
    if swiss:
        return text.replace(",", swiss[0])
    continental = re.search(r"\.\d{3}(?:\D|$)", old) and read_figures(old, "€") != read_figures(
        old, "$"
    )
    if continental or re.search(r"\d,\d{2}$", old) or re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", old):
        return text.translate(str.maketrans(",.", ".,"))
    if "," not in old and re.match(r"\d{4}", old):
        return text.replace(",", "")
    return text


def _replaced(text: str, number: Decimal) -> str:
    """Put `number` for every number in `text`, each in its own form."""
    out = _NUMBER.sub(lambda _: plain(number), text)
    return _WORDS.sub(lambda match: _cased(_spell(number), match[0]), out)


def _renumber(head: str, amount: Amount, number: Decimal) -> str:
    if amount.words is not None and number != number.to_integral_value():
        return plain(number)
    first = next(iter(amounts(head)), None)
    whole = head if first is None else head[first.start : first.end]
    return _replaced(re.sub(r"(?i)\s+and\s+(?:an?|one)[\s-](?:half|quarter)", "", whole), number)


def _spell(number: Decimal) -> str:
    whole = number == number.to_integral_value() and number <= LARGEST
    return number_to_words(int(number)) if whole else plain(number)


def _cased(words: str, like: str) -> str:
    """Give words the case of others: capitals throughout, or a capital first letter."""
    letters = [ch for ch in like if ch.isalpha()]
    if len(letters) > 1 and all(ch.isupper() for ch in letters):
        return words.upper()
    if letters and letters[0].isupper():
        many = [w for w in re.split(r"[\s-]+", like) if w.lower() != "and"]
        if len(many) > 1 and all(w[:1].isupper() for w in many):
            return re.sub(r"[a-z]+", lambda m: m[0].capitalize(), words)
        return words[:1].upper() + words[1:]
    return words

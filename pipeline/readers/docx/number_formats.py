"""How a list's counter is written: Word's number formats (ECMA-376 Part 1, 17.18.59)."""

from __future__ import annotations

import re

from pipeline.readers.roman import roman

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_CHICAGO = "*†‡§"
_LONGEST = 50


def format_number(n: int, kind: str) -> str:
    """Write a counter in a format, by its name in the file; unknown ones are written in digits.

    A `kind` such as "001, 002, ..." is one of the author's own and gives the width. Words are
    English ones, up to ninety-nine.
    """
    if kind in {"none", "bullet"}:
        return ""
    if padded := re.match(r"0*1(?=,)", kind):
        return str(n).zfill(len(padded[0]))
    if kind == "decimalZero":
        return f"{n:02d}"
    if kind == "numberInDash":
        return f"- {n} -"
    if kind in {"ordinal", "cardinalText", "ordinalText"}:
        return _in_words(n, kind)
    if n > 0 and kind == "chicago":
        return _CHICAGO[(n - 1) % 4] * min((n - 1) // 4 + 1, _LONGEST)
    if kind.endswith(("Letter", "Roman")) and kind.startswith(("lower", "upper")):
        written = _letters(n) if kind.endswith("Letter") else roman(n) or str(n)
        return written if kind.startswith("lower") else written.upper()
    return str(n)


def _letters(n: int) -> str:
    """Write a to z, then aa, bb, as Word does; other programs go on with ab."""
    return chr(ord("a") + (n - 1) % 26) * min((n - 1) // 26 + 1, _LONGEST) if n > 0 else str(n)


def _in_words(n: int, kind: str) -> str:
    if kind == "ordinal":
        tail = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        return f"{n}{tail}"
    if not 0 <= n < 100:
        return str(n)
    parts = [_WORDS[n]] if n < 20 else [_TENS[n // 10], *([_WORDS[n % 10]] if n % 10 else [])]
    if kind == "ordinalText":
        last = parts[-1]
        parts[-1] = _ORDINAL.get(last, last[:-1] + "ieth" if last.endswith("y") else f"{last}th")
    return "-".join(parts).capitalize()

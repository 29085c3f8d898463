"""Roman numerals, as lists of every format write them."""

from __future__ import annotations

_SIGNS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(value: int) -> str | None:
    """Return a lower-case numeral for 1 to 3999, None for other numbers."""
    if not 0 < value < 4000:
        return None
    text = ""
    for size, sign in _SIGNS:
        text += sign * (value // size)
        value %= size
    return text

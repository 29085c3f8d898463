"""The labels a browser writes before items of an ordered list."""

from __future__ import annotations

from pipeline.readers.roman import roman

_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
}


def list_type(type_attribute: str, list_style: str) -> str | None:
    """Return "1", "a", "A", "i" or "I" for an ordered list, None where it shows no label."""
    for word in list_style.split():
        if word == "none":
            return None
        if word in _STYLES:
            return _STYLES[word]
    return type_attribute if type_attribute in {"1", "a", "A", "i", "I"} else "1"


def label(value: int, kind: str) -> str:
    """Return the label of an item, without its point; values no style can write stay decimal."""
    if kind in "aA" and value > 0:
        text = ""
        while value > 0:
            value, rest = divmod(value - 1, 26)
            text = chr(ord("a") + rest) + text
    elif kind in "iI" and (numeral := roman(value)):
        text = numeral
    else:
        return str(value)
    return text.upper() if kind.isupper() else text

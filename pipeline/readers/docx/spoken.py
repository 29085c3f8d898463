"""What one element of a paragraph says, and why it may not be edited for what it is itself."""

from __future__ import annotations

from pipeline.readers.docx.names import MATH, Element, value, w

_T, _DELETED, _SYMBOL = w("t"), w("delText"), w("sym")
_FORMULA = f"{{{MATH}}}t"
_PLAIN = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
}
_LINES = str.maketrans("\n\r", "  ")
_FONTS = {
    "symbol": {
        0xA3: "≤",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xD2: "®",
        0xD3: "©",
        0xD4: "™",
        0xE2: "®",
        0xE3: "©",
        0xE4: "™",
    },
    "wingdings": {0x6F: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
}


def said_by(element: Element, deleted: bool) -> str:
    """Return the text of one element, "" for most; `deleted` says whether struck words count."""
    tag = element.tag
    if tag in (_T, _FORMULA) or (deleted and tag == _DELETED):
        return (element.text or "").translate(_LINES)
    if tag == _SYMBOL:
        return _symbol(value(element, "char"), value(element, "font"))
    return _PLAIN.get(str(tag), "")


def reason_for(element: Element) -> str | None:
    """Return why the words of an element may not be edited for what it is itself, else None."""
    if element.tag == _SYMBOL:
        return "a symbol"
    return "a formula" if element.tag == _FORMULA else None


def _symbol(code: str | None, font: str | None) -> str:
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        return _FONTS.get((font or "").lower(), {}).get(point - 0xF000, "•")
    return chr(point) if 0x20 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else ""

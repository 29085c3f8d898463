"""The items of a list that modal words open: "shall not: (a) copy …; (b) sell …"."""

from __future__ import annotations

import re

from pipeline.types.span import Span

_OPENING = re.compile(
    r"\s*(?:,?\s*(?:directly\s+or\s+indirectly|(?:not\s+)?do\s+(?:any\s+of\s+)?the\s+following|"
    r"(?:with|in|during|at|for|by|under|except|without|unless|subject|upon|on|nor|and)\b[^.;:]{1,80}?)?)?"
    r"\s*,?\s*(?:[:—]\s*|(?=\([ai1A]\)))",
)
_MARK = re.compile(
    r"(?:(?<=[\s:;,—])|^)(?:\((?P<mark>[A-Za-z\d]{1,5})\)|(?<=\n)\s*(?P<bullet>[*•·▪–-])(?=\s)"
    r"|(?<=\n)\s*(?P<plain>[a-z\d]{1,3})[.)]\\?(?=\s))\s*"
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_MOST = 60


def items(text: str, at: int, end: int) -> list[Span]:
    """Return the items of a list that begins at `at`, each without its mark; else nothing.

    Items follow one numbering; a list inside an item belongs to the item. At most 60 are read.
    """
    opening = _OPENING.match(text, at, end)
    if opening is None:
        return []
    first = opening.end()
    bounds = [(first, first)]
    wanted: set[str] = set()
    bulleted = False
    for mark in _MARK.finditer(text, first, end):
        label = (mark["mark"] or mark["plain"] or "").lower()
        if mark.start() == first and len(bounds) == 1:
            bounds = [(first, mark.end())]
            wanted, bulleted = _next(label), mark["bullet"] is not None
        elif label in wanted or (bulleted and mark["bullet"]):
            bounds.append((mark.start(), mark.end()))
            wanted = _next(label)
        elif len(bounds) == 1 and not wanted and (mark["bullet"] or label in ("a", "i", "1")):
            bounds.append((mark.start(), mark.end()))
            wanted, bulleted = _next(label), mark["bullet"] is not None
        if len(bounds) > _MOST:
            break
    stops = [start for start, _ in bounds[1:]] + [end]
    return [Span(a, b) for (_, a), b in zip(bounds, stops, strict=True) if a < b]


def _next(label: str) -> set[str]:
    """Return the labels that may follow this one: "b" after "a", "ii" after "i"."""
    out: set[str] = set()
    if label.isdigit():
        out.add(str(int(label) + 1))
    if len(label) == 1 and "a" <= label < "z":
        out.add(chr(ord(label) + 1))
    if label in _ROMAN[:-1]:
        out.add(_ROMAN[_ROMAN.index(label) + 1])
    return out

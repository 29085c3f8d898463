"""Labels: the numbers clauses bear, read from the text or from Word, and their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = re.compile(r"^m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_PARTS = "Schedule Annex Exhibit Appendix Attachment Part".split()
_PART = f"(?:{'|'.join([*_PARTS, *map(str.upper, _PARTS)])})"
_LABEL = re.compile(
    rf"""(?P<part>{_PART}\s+(?:[A-Z]{{1,2}}|\d{{1,3}}|[IVX]{{1,5}})\b(?!\s+(?:of|to|hereto|shall|and|or)\b))
    |(?P<article>(?:ARTICLE|Article)\s+(?:\d{{1,3}}|[IVXLC]{{1,7}})\b\.?)
    |(?P<section>(?:SECTION|Section|Clause|§)\s*\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}\b\.?(?=\s+["“A-Z(]))
    |(?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}\.?(?=[\s\u00a0]))
    |(?P<number>\d{{1,3}}[.)](?=[\s\u00a0]))
    |(?P<paren>\((?:[a-z]{{1,4}}|[A-Z]{{1,4}}|\d{{1,3}})\)(?=[\s\u00a0]|$))
    |(?P<half>(?:[a-z]{{1,4}}|[A-Z])\)(?=[\s\u00a0]))
    |(?P<letter>(?:[a-z]|[A-Z]|[ivx]{{1,5}}|[IVX]{{1,5}})\.(?=[\s\u00a0]+["“A-Z]))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """`shown` is the label without a closing dot; `style` tells kinds of label apart.

    `values` are its places in its sequence, outermost first: "12.1" has (12, 1), "(b)" has (2,).
    `other` is the second reading of a letter that is a Roman number too.
    """

    shown: str
    style: str
    values: tuple[int, ...]
    other: tuple[str, int] | None = None


def match_label(text: str) -> tuple[Label, int] | None:
    """Return the label at the start of `text` and how many characters it takes, or None."""
    found = _LABEL.match(text)
    if found is None:
        return None
    label = read_label(found.group(0), found.lastgroup or "")
    return (label, found.end()) if label else None


def read_label(shown: str, kind: str = "") -> Label | None:
    """Read a label such as Word shows, "12.1.", "(a)" or "Article IV"; None for a bullet."""
    text = shown.strip().rstrip(".").strip()
    numbers = re.findall(r"\d+", text)
    if re.fullmatch(rf"{_PART}\s+\S+", text):
        return Label(text, "part", (0,))
    if kind == "article" or text.lower().startswith("article"):
        value = int(numbers[0]) if numbers else _roman(text.split()[-1].lower())
        return Label(text, "article", (value or 0,))
    if numbers and re.search(r"\d\.\d", text):
        return Label(text, f"decimal{len(numbers)}", tuple(map(int, numbers)))
    core = text.strip("()")
    frame = ("(" if text.startswith("(") else "") + "{}" + (")" if text.endswith(")") else "")
    if numbers:
        return Label(text, frame.format(1) if frame != "{}" else "decimal1", (int(numbers[0]),))
    if not core.isalpha() or len(core) > 5:
        return None
    return _letters(text, core, frame)


def _letters(shown: str, core: str, frame: str) -> Label | None:
    case = "a" if core.islower() else "A"
    roman = _roman(core.lower())
    letter = _letter(core.lower())
    style = frame.format("i" if case == "a" else "I")
    if roman is not None and letter is not None:
        alpha = (frame.format(case), letter)
        first_roman = core.lower() in ("i", "v", "x") or len(core) > 1
        if first_roman:
            return Label(shown, style, (roman,), alpha)
        return Label(shown, alpha[0], (letter,), (style, roman))
    if roman is not None:
        return Label(shown, style, (roman,))
    if letter is not None:
        return Label(shown, frame.format(case), (letter,))
    return None


def _letter(core: str) -> int | None:
    if len(set(core)) != 1:
        return None
    return ord(core[0]) - 96 + 26 * (len(core) - 1)


def _roman(core: str) -> int | None:
    if not core or not _ROMAN.match(core):
        return None
    total = 0
    for here, after in zip(core, core[1:] + " ", strict=True):
        value = _ROMAN_VALUES[here]
        total += -value if value < _ROMAN_VALUES.get(after, 0) else value
    return total

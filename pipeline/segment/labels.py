"""Labels: the numbers clauses bear, read from the text or from Word, and their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = re.compile(r"^m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_PARTS = "Schedule Annex Exhibit Appendix Attachment Part".split()
_PART = f"(?:{'|'.join([*_PARTS, *map(str.upper, _PARTS)])})"
_PART_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})*(?:\([a-z]{1,3}\))?|[A-Z]{1,2}(?:-?\d{1,3})?|[IVX]{1,6})"
_NOT_PART = (
    r"(?!\s*,|\s+(?:of|to|in|hereto|herein|hereof|attached|shall|and|or|is|are|contains?|sets?|as|"
    r"for|will|may|must|by|with|at|on|that|which|provides?|includes?)\b)"
)
_MONTH = "January February March April May June July August September October November December"
_UNIT = (
    rf"(?:{'|'.join(_MONTH.split())}|(?:million|billion|thousand|percent|per|times|x|hours?|days?|"
    r"weeks?|months?|years?|minutes?|Business|Calendar|Days?|Months?|Years?|Hours?|U\.?S\.?D?)\b)"
)
_LABEL = re.compile(
    rf"""(?P<part>{_PART}\s+{_PART_NUMBER}(?![\w(-]|\.\w){_NOT_PART})
    |(?P<article>(?:ARTICLE|Article)\s+(?:\d{{1,3}}|[IVXLC]{{1,7}}|(?i:{"|".join(_WORDS)}))\b
      (?!\.\d)(?:\.|(?!\s+[a-z])))
    |(?P<section>(?:(?:SECTION|Section|CLAUSE|Clause|Sec\.)\s+|§{{1,2}}\s*)\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}
      (?![\w(]|\.\w)\.?(?=\s*$|\s*[:–—-]|\s+["“A-Z(]))
    |(?P<recital>(?:Recital|RECITAL)\s+\([A-Z]{{1,2}}\)(?=[\s:]))
    |(?P<joined>\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}\([a-z]{{1,4}}\)(?=\s))
    |(?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,8}}\.?(?=\s)(?!\s+{_UNIT}))
    |(?P<number>\d{{1,3}}[.)](?=\s|$)(?!\s+{_UNIT}))
    |(?P<bare>\d{{1,2}}(?=\s+["“]?[A-Z])(?!\s+{_UNIT}))
    |(?P<paren>\((?:[a-z]{{1,4}}|[A-Z]{{1,4}}|\d{{1,3}})\)(?=\s|$))
    |(?P<half>(?:[a-z]{{1,4}}|[A-Z])\)(?=\s))
    |(?P<letter>(?:[a-z]|[A-Z]|[ivx]{{1,5}}|[IVX]{{1,5}})\.(?=\s+["“A-Z]))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """`shown` is the label without a closing dot; `style` tells kinds of label apart.

    `values` are its places in its sequence, outermost first: "12.1" has (12, 1), "(b)" has (2,).
    `other` is the second reading of a letter that is a Roman number too. `bare` is a number with
    no mark after it, which counts only where it goes on a sequence.
    """

    shown: str
    style: str
    values: tuple[int, ...]
    other: tuple[str, int] | None = None
    bare: bool = False


def match_label(text: str) -> tuple[Label, int] | None:
    """Return the label at the start of `text` and how many characters it takes, or None."""
    found = _LABEL.match(text)
    if found is None or (found.lastgroup == "part" and not _captioned(text, found)):
        return None
    label = read_label(found.group(0), found.lastgroup or "")
    return (label, found.end()) if label else None


def read_label(shown: str, kind: str = "") -> Label | None:
    """Read a label such as Word shows, "12.1.", "(a)" or "Article IV"; None for a bullet or "o"."""
    text = " ".join(shown.split()).rstrip(".:").strip()
    numbers = [int(digits) for digits in re.findall(r"[0-9]{1,9}", text)]
    if re.fullmatch(rf"{_PART}\s+\S+", text):
        return Label(text, "part", (0,))
    last = text.split()[-1].lower() if text else ""
    if kind == "article" or text.lower().startswith("article"):
        return Label(text, "article", (numbers[0] if numbers else _spelt(last),))
    if kind in ("joined", "recital") or re.fullmatch(r"[\d.]+\([a-z]{1,4}\)", text):
        core = text[text.index("(") :]
        return _letters(text, core.strip("()"), "({})")
    if len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()  # "11.0" is the section of 11.1
    if len(numbers) > 1 and re.search(r"\d\.\d", text):
        return Label(text, f"decimal{len(numbers)}", tuple(numbers))
    core = text.strip("()")
    frame = ("(" if text.startswith("(") else "") + "{}" + (")" if text.endswith(")") else "")
    if numbers:
        style = frame.format(1) if frame != "{}" else "decimal1"
        return Label(text, style, (numbers[0],), bare=kind == "bare")
    if not (core.isascii() and core.isalpha()) or len(core) > 5 or shown.strip() == "o":
        return None
    return _letters(text, core, frame)


def readings(label: Label) -> list[tuple[str, tuple[int, ...]]]:
    """Return the ways to read a label as style and values, the likelier first."""
    mine = [(label.style, label.values)]
    return mine if label.other is None else [*mine, (label.other[0], (label.other[1],))]


def _captioned(text: str, found: re.Match[str]) -> bool:
    """Say whether the words after a schedule's name read as its caption, not as a sentence."""
    line = text[found.end() :].split("\n", 1)[0].strip()
    if not line or line[0] in ":.–—-(":
        return True
    return (len(line) <= 100 and line[-1] not in ".;,") or line.split()[0].isupper()


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


def _spelt(word: str) -> int:
    return _WORDS.index(word) + 1 if word in _WORDS else _roman(word) or 0


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

"""Words of a page from pdfium, with their boxes and what keeps them from being seen."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.readers.pdf.layout import Page, Word

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\ufffe": "\x02",
    "\u2010": "-",
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf076": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
}
# pdfium's own sign for a hyphen at a line's end; it puts no space after it.
_LINE_HYPHEN = "\x02"
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x1f]*")
_INVISIBLE_MODES = (3, 7)
_HEAVY = 600
_TINY = 1.5
_WHITE = 250
_FEW_WORDS = 8
_COVERED = 0.4
_PATH, _IMAGE, _SHADING = 2, 3, 4
_MOST_OBJECTS = 20000

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Shape:
    kind: int
    box: Box
    white: bool


def extract_page(page: Any, index: int) -> Page:  # noqa: ANN401 - pypdfium2 has no types
    """Return the words of a pypdfium2 page in content order, placed as the page is displayed."""
    import pypdfium2.raw as pdfium

    placed = _placing(page)
    width, height = page.get_size()
    out = Page(index, width, height)
    text = page.get_textpage()
    try:
        characters = _characters(pdfium, text.raw)
        seen = _Seen(pdfium, page, text.raw, out, placed)
        for start, end in _word_ranges(characters):
            word = _word(pdfium, text.raw, characters, start, end, placed)
            if word is not None and not _UNSEEN.fullmatch(word.text):
                seen.judge(start, word)
                out.words.append(word)
        out.unmapped = sum(1 for ch in characters if ch == "\x00" or "\ue000" <= ch <= "\uf8ff")
        visible = sum(1 for word in out.words if not word.hidden)
        if visible < _FEW_WORDS:
            out.scanned = seen.covered() >= _COVERED
    finally:
        text.close()
    return out


def _placing(page: Any) -> Callable[[Box], Box]:  # noqa: ANN401
    """Return the map from page space (y up) to the page as displayed (y down)."""
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() % 360

    def upright(b: Box) -> Box:
        return b[0] - left, top - b[3], b[2] - left, top - b[1]

    def point(x: float, y: float) -> tuple[float, float]:
        if turn == 90:
            return y - bottom, x - left
        if turn == 180:
            return right - x, y - bottom
        if turn == 270:
            return top - y, right - x
        return x - left, top - y

    def box(b: Box) -> Box:
        (ax, ay), (bx, by) = point(b[0], b[1]), point(b[2], b[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    return box if turn else upright


def _characters(pdfium: Any, text: Any) -> list[str]:  # noqa: ANN401
    count = pdfium.FPDFText_CountChars(text)
    codes = [pdfium.FPDFText_GetUnicode(text, index) for index in range(max(0, count))]
    characters = [chr(code) if code <= 0x10FFFF else "\x00" for code in codes]
    for index in range(len(codes) - 1):
        if 0xD800 <= codes[index] < 0xDC00 <= codes[index + 1] < 0xE000:
            low = codes[index + 1] - 0xDC00
            characters[index] = chr(0x10000 + ((codes[index] - 0xD800) << 10) + low)
            characters[index + 1] = ""
    return [_LIGATURES.get(ch, ch) for ch in characters]


def _word_ranges(characters: list[str]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    start: int | None = None
    for index, ch in enumerate(characters):
        if ch.isspace() or ch == "\x00":
            if start is not None:
                ranges.append((start, index))
            start = None
            continue
        if start is None:
            start = index
        if ch == _LINE_HYPHEN:
            ranges.append((start, index + 1))
            start = None
    if start is not None:
        ranges.append((start, len(characters)))
    return ranges


def _word(
    pdfium: Any,  # noqa: ANN401
    text: Any,  # noqa: ANN401
    characters: list[str],
    start: int,
    end: int,
    placed: Callable[[Box], Box],
) -> Word | None:
    first, last = _box(pdfium, text, start), _box(pdfium, text, end - 1)
    if first is None:
        return None
    a = placed(first)
    b = placed(last) if last is not None else a
    words = "".join(characters[start:end]).replace(_LINE_HYPHEN, "-")
    x0, x1 = min(a[0], b[0]), max(a[2], b[2])
    return Word(words, x0, x1, min(a[1], b[1]), max(a[3], b[3]))


def _box(pdfium: Any, text: Any, index: int) -> Box | None:  # noqa: ANN401
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, rect):
        return None
    return (
        min(rect.left, rect.right),
        min(rect.bottom, rect.top),
        max(rect.left, rect.right),
        max(rect.bottom, rect.top),
    )


def _bold_name(pdfium: Any, text: Any, index: int) -> bool:  # noqa: ANN401
    buffer = ctypes.create_string_buffer(96)
    size = pdfium.FPDFText_GetFontInfo(text, index, buffer, 96, None)
    return bool(size) and b"bold" in buffer.raw[: min(size, 96)].lower()


class _Seen:
    """Judges whether words of one page are seen and bold; looks at shapes only when it must.

    What one text object says is kept for the words after it that belong to the same object.
    """

    def __init__(
        self,
        pdfium: Any,  # noqa: ANN401
        page: Any,  # noqa: ANN401
        text: Any,  # noqa: ANN401
        size: Page,
        placed: Callable[[Box], Box],
    ) -> None:
        self._pdfium, self._page, self._text = pdfium, page, text
        self._size, self._placed = size, placed
        self._shapes: list[_Shape] | None = None
        self._item: int | None = None
        self._mode = self._bold = self._white = self._clear = False

    def judge(self, index: int, word: Word) -> None:
        """Set `bold` and `hidden` of the word that begins at character `index`."""
        self._look(index)
        word.bold = self._bold
        word.hidden = self._hides(word)

    def _hides(self, word: Word) -> str | None:
        size = self._size
        if word.x1 <= 0 or word.bottom <= 0 or word.x0 >= size.width or word.top >= size.height:
            return "off the page"
        if word.size < _TINY:
            return "tiny"
        if self._mode:
            return None if self.covered() >= _COVERED else "invisible"
        if self._clear:
            return "invisible"
        if not self._white:
            return None
        behind = (s for s in self._shown() if not s.white and _holds(s.box, word))
        return None if any(behind) else "white"

    def _look(self, index: int) -> None:
        pdfium, text = self._pdfium, self._text
        item = pdfium.FPDFText_GetTextObject(text, index)
        address = ctypes.cast(item, ctypes.c_void_p).value if item else None
        if address is not None and address == self._item:
            return
        self._item = address
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item) if item else 0
        self._mode = mode in _INVISIBLE_MODES
        heavy = pdfium.FPDFText_GetFontWeight(text, index) >= _HEAVY
        self._bold = heavy or _bold_name(pdfium, text, index)
        parts = [ctypes.c_uint() for _ in range(4)]
        known = bool(pdfium.FPDFText_GetFillColor(text, index, *parts))
        red, green, blue, alpha = (part.value for part in parts)
        self._clear = known and alpha == 0
        self._white = known and min(red, green, blue) >= _WHITE

    def covered(self) -> float:
        """Return the share of the page, in [0, 1], that its largest picture covers."""
        area = max(1.0, self._size.width * self._size.height)
        pictures = [shape.box for shape in self._shown() if shape.kind == _IMAGE]
        return max(((b[2] - b[0]) * (b[3] - b[1]) / area for b in pictures), default=0.0)

    def _shown(self) -> list[_Shape]:
        if self._shapes is None:
            self._shapes = list(_shapes(self._pdfium, self._page, self._placed))
        return self._shapes


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _shapes(pdfium: Any, page: Any, placed: Callable[[Box], Box]) -> list[_Shape]:  # noqa: ANN401
    found: list[_Shape] = []
    sides = [ctypes.c_float() for _ in range(4)]
    for item in page.get_objects(max_depth=3):
        kind = item.type
        if kind not in {_PATH, _IMAGE, _SHADING}:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item.raw, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        white = kind == _PATH and _white_fill(pdfium, item.raw)
        found.append(_Shape(kind, placed((left, bottom, right, top)), white))
        if len(found) >= _MOST_OBJECTS:
            break
    return found


def _white_fill(pdfium: Any, item: Any) -> bool:  # noqa: ANN401
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if pdfium.FPDFPath_GetDrawMode(item, mode, stroke) and mode.value == 0:
        return True
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(item, *parts):
        return False
    red, green, blue, alpha = (part.value for part in parts)
    return alpha == 0 or min(red, green, blue) >= _WHITE

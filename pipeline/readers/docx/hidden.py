"""Words of a Word file that a reader of the page would not see."""

from __future__ import annotations

from pipeline.readers.docx.names import Element, is_on, number, value, w
from pipeline.readers.docx.styles import Styles, style_of
from pipeline.readers.docx.text_map import Piece, TextMap
from pipeline.readers.hidden_text import hidden_spans, merge_spans
from pipeline.types.span import Span

_TINY = 4  # half-points: two points and less cannot be read
_LIKE = 15  # of 255, in each of red, green and blue: not to be told apart
_PAPER = (255, 255, 255)
_NO_HIGHLIGHT = {None, "none", "white"}
_RPR, _PPR, _STYLE = w("rPr"), w("pPr"), w("rStyle")
_VANISH, _SIZE, _COLOR, _SHADE, _HIGHLIGHT = map(w, ("vanish", "sz", "color", "shd", "highlight"))
_BOX, _CELL, _TABLE = w("txbxContent"), w("tc"), w("tbl")

Color = tuple[int, ...]


def hidden_pieces(mapped: TextMap, styles: Styles) -> list[Span]:
    """Return merged spans of vanished, tiny, zero-width and paper-coloured text, in order."""
    looks = _Looks(styles)
    found = [
        Span(piece.start, piece.end)
        for piece in mapped.pieces
        if looks.hide(piece) and mapped.text[piece.start : piece.end].strip()
    ]
    return merge_spans([*found, *hidden_spans(mapped.text)])


class _Looks:
    """What runs look like through their own properties and those of their styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str | None, str | None], dict[str, Element | None]] = {}
        self._paragraph: Element | None = None
        self._style: str | None = None
        self._run: Element | None = None
        self._answer = False

    def hide(self, piece: Piece) -> bool:
        """Say whether the reader of the page cannot see a piece; asked in order it is quick."""
        run = piece.element.getparent()
        if run is not None and run is self._run:
            return self._answer
        if piece.paragraph is not self._paragraph:
            self._paragraph, self._style = piece.paragraph, style_of(piece.paragraph)
        self._run = run
        self._answer = self._hides(None if run is None else run.find(_RPR), piece.element)
        return self._answer

    def _hides(self, own: Element | None, element: Element) -> bool:
        named = value(own.find(_STYLE)) if own is not None else None
        inherited = self._inherited(named)

        def look(tag: str) -> Element | None:
            found = own.find(tag) if own is not None else None
            return inherited[tag] if found is None else found

        if is_on(look(_VANISH)):
            return True
        size = number(look(_SIZE))
        if size is not None and size <= _TINY:
            return True
        color = _rgb(value(look(_COLOR)))
        if color is None or value(look(_HIGHLIGHT)) not in _NO_HIGHLIGHT:
            return False
        ground = _fill(look(_SHADE)) or self._ground(element)
        return ground is not None and all(
            abs(a - b) <= _LIKE for a, b in zip(color, ground, strict=True)
        )

    def _inherited(self, named: str | None) -> dict[str, Element | None]:
        key = (named, self._style)
        if key not in self._known:
            ids = (named, self._style) if named is not None else (self._style,)
            self._known[key] = {
                w(name): self._styles.run_property(name, *ids)
                for name in ("vanish", "sz", "color", "shd", "highlight")
            }
        return self._known[key]

    def _ground(self, element: Element) -> Color | None:
        """Return the colour behind a run, None where it cannot be told."""
        paragraph = next(element.iterancestors(w("p")), None)
        if paragraph is None:
            return _PAPER
        for holder in (paragraph, *self._styles.chain(style_of(paragraph))):
            if fill := _fill(holder.find(f"{_PPR}/{_SHADE}")):
                return fill
        for above in paragraph.iterancestors(_CELL, _TABLE, _BOX):
            if above.tag == _BOX:
                return None
            properties = above.find(f"{above.tag}Pr")
            if properties is None:
                continue
            if fill := _fill(properties.find(_SHADE)):
                return fill
            if self._styles.shades(value(properties.find(w("tblStyle")))):
                return None
        return _PAPER


def _fill(shade: Element | None) -> Color | None:
    return _rgb(value(shade, "fill"))


def _rgb(text: str | None) -> Color | None:
    try:
        return tuple(bytes.fromhex(text)) if text is not None and len(text) == 6 else None
    except ValueError:
        return None

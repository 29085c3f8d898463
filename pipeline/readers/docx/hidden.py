"""Words of a Word file that a reader of the page would not see."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.readers.docx.colors import Color, highlight, palette_of
from pipeline.readers.docx.names import W14, Element, is_on, number, value, w
from pipeline.readers.docx.styles import Styles
from pipeline.readers.docx.table_styles import TableLook, TableLooks
from pipeline.readers.docx.text_map import Piece, TextMap
from pipeline.readers.hidden_text import hidden_spans, merge_spans
from pipeline.types.span import Span

_TINY = 4  # half-points: two points and less cannot be read
_LIKE = 15  # of 255, in each of red, green and blue: not to be told apart
_P, _RPR, _PPR, _STYLE = w("p"), w("rPr"), w("pPr"), w("rStyle")
_VANISH, _SIZE, _COLOR, _SHADE, _HIGHLIGHT = map(w, ("vanish", "sz", "color", "shd", "highlight"))
_FILL, _OUTLINE, _NOTHING = (f"{{{W14}}}{name}" for name in ("textFill", "textOutline", "noFill"))
_PLAIN = (_SIZE, _COLOR, _SHADE, _HIGHLIGHT, _FILL, _OUTLINE)
_BOX, _CELL, _ROW, _TABLE = w("txbxContent"), w("tc"), w("tr"), w("tbl")


def hidden_pieces(mapped: TextMap, styles: Styles) -> list[Span]:
    """Return merged spans of vanished, tiny, zero-width and paper-coloured text, in order."""
    looks = _Looks(mapped, styles)
    found = [
        Span(piece.start, piece.end)
        for piece in mapped.pieces
        if looks.hide(piece) and mapped.text[piece.start : piece.end].strip()
    ]
    return merge_spans([*found, *hidden_spans(mapped.text)])


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a run looks like before its own properties."""

    vanishes: bool
    others: dict[str, Element | None]


class _Looks:
    """What runs look like through their own properties, their styles, tables and the defaults."""

    def __init__(self, mapped: TextMap, styles: Styles) -> None:
        self._styles = styles
        self._tables = TableLooks(styles)
        self._palette, self._paper = palette_of(mapped.package)
        self._known: dict[tuple[str | None, str | None, TableLook | None], _Inherited] = {}
        self._paragraph: Element | None = None
        self._style: str | None = None
        self._table: TableLook | None = None
        self._run: Element | None = None
        self._answer = False

    def hide(self, piece: Piece) -> bool:
        """Say whether the reader of the page cannot see a piece; asked in order it is quick."""
        run = piece.element.getparent()
        if run is not None and run is self._run:
            return self._answer
        if piece.paragraph is not self._paragraph:
            self._paragraph = piece.paragraph
            self._style = self._styles.paragraph_style(piece.paragraph)
            self._table = self._table_of(piece.paragraph)
        self._run = run
        self._answer = self._hides(None if run is None else run.find(_RPR), piece.element)
        return self._answer

    def _hides(self, own: Element | None, element: Element) -> bool:
        inherited = self._inherited(value(own.find(_STYLE)) if own is not None else None)
        look = dict(inherited.others)
        vanish = None
        if own is not None:
            vanish = own.find(_VANISH)
            look |= {tag: found for tag in _PLAIN if (found := own.find(tag)) is not None}
        if inherited.vanishes if vanish is None else is_on(vanish):
            return True
        size = number(look[_SIZE])
        if size is not None and size <= _TINY:
            return True
        if _hollow(look[_FILL]):
            return _hollow(look[_OUTLINE]) or look[_OUTLINE] is None
        color = self._palette.ink(look[_COLOR])
        if color is None:
            return False
        ground = highlight(look[_HIGHLIGHT]) or self._palette.fill(look[_SHADE])
        ground = ground or self._ground(element)
        return ground is not None and all(
            abs(a - b) <= _LIKE for a, b in zip(color, ground, strict=True)
        )

    def _inherited(self, named: str | None) -> _Inherited:
        key = (named, self._style, self._table)
        if key not in self._known:
            vanish, default = self._levels(_VANISH, named)
            # Styles of different kinds toggle one another: ECMA-376 17.7.3.
            odd = sum(map(is_on, vanish)) % 2 == 1
            others = {}
            for tag in _PLAIN:
                levels, last = self._levels(tag, named)
                others[tag] = next((found for found in levels if found is not None), last)
            self._known[key] = _Inherited(odd or is_on(default), others)
        return self._known[key]

    def _levels(
        self, tag: str, named: str | None
    ) -> tuple[tuple[Element | None, ...], Element | None]:
        """Return what run, paragraph and table style say of a run property, and the defaults."""
        path = f"{_RPR}/{tag}"
        levels = (
            self._styles.said(named, path),
            self._styles.said(self._style, path),
            self._tables.said(self._table, path),
        )
        return levels, self._styles.default(f"{w('rPrDefault')}/{path}")

    def _table_of(self, paragraph: Element) -> TableLook | None:
        holder = next(paragraph.iterancestors(_CELL, _BOX), None)
        return None if holder is None or holder.tag == _BOX else self._tables.of(holder)

    def _ground(self, element: Element) -> Color | None:
        """Return the colour behind a run, None where it cannot be told."""
        paragraph = next(element.iterancestors(_P), None)
        if paragraph is None:
            return self._paper
        path = f"{_PPR}/{_SHADE}"
        said = (
            paragraph.find(path),
            self._styles.said(self._styles.paragraph_style(paragraph), path),
            self._tables.said(self._table_of(paragraph), path),
            self._styles.default(f"{w('pPrDefault')}/{path}"),
        )
        shade = next((found for found in said if found is not None), None)
        if fill := self._palette.fill(shade):
            return fill
        for above in paragraph.iterancestors(_CELL, _BOX):
            if above.tag == _BOX:
                return None
            if fill := self._cell(above):
                return fill
        return self._paper

    def _cell(self, cell: Element) -> Color | None:
        """Return the fill of a cell or its table, None where what is around them shows."""
        own = cell.find(f"{w('tcPr')}/{_SHADE}")
        if own is not None:
            return self._palette.fill(own)
        row, table = (next(cell.iterancestors(tag), None) for tag in (_ROW, _TABLE))
        look, whole = self._tables.of(cell), f"{w('tblPr')}/{_SHADE}"
        for shade in (
            self._tables.said(look, f"{w('tcPr')}/{_SHADE}"),
            None if row is None else row.find(f"{w('tblPrEx')}/{_SHADE}"),
            None if table is None else table.find(whole),
            self._tables.said(look, whole),
        ):
            if fill := self._palette.fill(shade):
                return fill
        return None


def _hollow(effect: Element | None) -> bool:
    return effect is not None and effect.find(_NOTHING) is not None

"""Words of a Word file that a reader of the page would not see."""

from __future__ import annotations

from pipeline.readers.docx.names import Element, is_on, number, value, w
from pipeline.readers.docx.styles import Styles, style_of
from pipeline.readers.docx.text_map import Piece, TextMap
from pipeline.readers.docx.walk import vanishes
from pipeline.readers.hidden_text import hidden_spans, merge_spans
from pipeline.types.span import Span

_TINY = 4  # half-points: two points and less cannot be read
_WHITE = 0xF0


def hidden_pieces(mapped: TextMap, styles: Styles) -> list[Span]:
    """Return merged spans of vanished, white, tiny and zero-width text, in order."""
    known: dict[tuple[Element | None, str | None], bool] = {}
    found: list[Span] = []
    for piece in mapped.pieces:
        run = piece.element.getparent()
        properties = run.find(w("rPr")) if run is not None else None
        key = (properties, style_of(piece.paragraph))
        if key not in known:
            known[key] = _hides(properties, piece, styles)
        if known[key] and mapped.text[piece.start : piece.end].strip():
            found.append(Span(piece.start, piece.end))
    return merge_spans([*found, *hidden_spans(mapped.text)])


def _hides(properties: Element | None, piece: Piece, styles: Styles) -> bool:
    if properties is not None:
        switch = properties.find(w("vanish"))
        if switch is not None:
            return is_on(switch)
        if vanishes(properties) or _invisible(properties, piece.paragraph):
            return True
        if styles.hides(value(properties.find(w("rStyle")))):
            return True
    return styles.hides(style_of(piece.paragraph))


def _invisible(properties: Element, paragraph: Element) -> bool:
    size = number(properties.find(w("sz")))
    if size is not None and size <= _TINY:
        return True
    color = value(properties.find(w("color"))) or ""
    try:
        white = len(color) == 6 and all(int(color[i : i + 2], 16) >= _WHITE for i in (0, 2, 4))
    except ValueError:
        return False
    return white and not _shaded(properties) and not _on_dark(paragraph)


def _on_dark(paragraph: Element) -> bool:
    holders = [paragraph.find(w("pPr"))]
    for above in paragraph.iterancestors(w("tc"), w("tbl"), w("txbxContent")):
        if above.tag == w("txbxContent"):
            return True
        holders += [above.find(w("tcPr")), above.find(w("tblPr"))]
        if above.find(f"{w('tblPr')}/{w('tblStyle')}") is not None:
            return True
    return any(_shaded(holder) for holder in holders if holder is not None)


def _shaded(holder: Element) -> bool:
    shade = holder.find(w("shd"))
    fill = (value(shade, "fill") or "auto").lower()
    return holder.find(w("highlight")) is not None or fill not in {"auto", "ffffff", ""}

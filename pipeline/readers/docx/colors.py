"""Colours of text and of what is behind it, those of the theme worked out."""

from __future__ import annotations

import colorsys
from typing import TypeAlias

from pipeline.readers.docx.names import DRAWING, Element, is_on, value, w
from pipeline.readers.docx.package import DocxPackage

Color: TypeAlias = tuple[int, ...]

PAPER: Color = (255, 255, 255)
_BLACK: Color = (0, 0, 0)
# ECMA-376 17.18.40
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGray": "A9A9A9",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "D3D3D3",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
# Which theme colour a name means where the settings do not say.
_MEANT = {"background1": "light1", "text1": "dark1", "background2": "light2", "text2": "dark2"}
_MAPPED = {"background1": "bg1", "text1": "t1", "background2": "bg2", "text2": "t2"}
_SLOTS = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_WITHOUT_THEME: dict[str, Color] = {"lt1": PAPER, "dk1": _BLACK}
_PATTERNS = {None: 0.0, "clear": 0.0, "nil": 0.0, "solid": 1.0}


class Palette:
    """The colours a file means, by its theme and settings."""

    def __init__(self, theme: Element | None, settings: Element | None) -> None:
        self._theme = dict(_WITHOUT_THEME)
        scheme = None if theme is None else next(theme.iter(f"{{{DRAWING}}}clrScheme"), None)
        for slot in scheme if scheme is not None else ():
            for kind in slot:
                color = _rgb(kind.get("lastClr") or kind.get("val"))
                if color is not None:
                    self._theme[str(slot.tag).rsplit("}", 1)[-1]] = color
        self._mapping = None if settings is None else settings.find(w("clrSchemeMapping"))

    def ink(self, color: Element | None) -> Color | None:
        """Return the colour of text, None where Word picks one that can be read."""
        return self._meant(color, "val", "theme")

    def fill(self, shade: Element | None) -> Color | None:
        """Return what a w:shd paints, its pattern mixed to one colour; None where nothing."""
        fill = self._meant(shade, "fill", "themeFill")
        share = _share(value(shade))
        if not share:
            return None if value(shade) == "nil" else fill
        color = self._meant(shade, "color", "theme") or _BLACK
        return _mixed(color, fill or PAPER, share)

    def paper(self, document: Element, settings: Element | None) -> Color:
        """Return the colour of the page: white but for a background that is set to be shown."""
        background = document.find(w("background"))
        if settings is None or not is_on(settings.find(w("displayBackgroundShape"))):
            return PAPER
        return self._meant(background, "color", "theme") or PAPER

    def _meant(self, element: Element | None, plain: str, theme: str) -> Color | None:
        """Return a colour given by theme, as Word does where it can, or else in hex."""
        name = value(element, "themeColor" if theme == "theme" else theme)
        found = None if name is None else self._theme.get(self._slot(name))
        if found is None:
            return _rgb(value(element, plain))
        tint, shade = (_part(value(element, f"{theme}{kind}")) for kind in ("Tint", "Shade"))
        return _lightened(found, tint, shade)

    def _slot(self, name: str) -> str:
        meant = value(self._mapping, _MAPPED[name]) if name in _MAPPED else None
        name = meant or _MEANT.get(name, name)
        return _SLOTS.get(name, name)


def palette_of(package: DocxPackage) -> tuple[Palette, Color]:
    """Return the colours a file means and the colour of its pages."""
    settings = package.first(package.main, "settings")
    palette = Palette(package.first(package.main, "theme"), settings)
    return palette, palette.paper(package.root(package.main), settings)


def highlight(element: Element | None) -> Color | None:
    """Return the colour of a w:highlight, None where there is none."""
    return _rgb(_HIGHLIGHTS.get(value(element) or ""))


def _share(pattern: str | None) -> float:
    """Return how much of a shading is in its pattern's colour, half where that is not told."""
    if pattern is not None and pattern.startswith("pct") and pattern[3:].isdecimal():
        return min(int(pattern[3:]), 100) / 100
    return _PATTERNS.get(pattern, 0.5)


def _mixed(color: Color, ground: Color, share: float) -> Color:
    return tuple(round(a * share + b * (1 - share)) for a, b in zip(color, ground, strict=True))


def _lightened(color: Color, tint: float | None, shade: float | None) -> Color:
    """Change lightness as ECMA-376 17.3.2.6 has it: a tint towards white, a shade to black."""
    if tint is None and shade is None:
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in color))
    light = light * shade if shade is not None else light
    light = light * tint + 1 - tint if tint is not None else light
    return tuple(round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))


def _part(text: str | None) -> float | None:
    try:
        return None if text is None else min(max(int(text, 16), 0), 255) / 255
    except ValueError:
        return None


def _rgb(text: str | None) -> Color | None:
    try:
        return tuple(bytes.fromhex(text)) if text is not None and len(text) == 6 else None
    except ValueError:
        return None

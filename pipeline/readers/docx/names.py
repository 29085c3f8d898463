"""Names of the Word XML that is read."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"


@cache
def w(name: str) -> str:
    """Return a name of the wordprocessing namespace as lxml writes it."""
    return f"{{{W}}}{name}"


def value(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute of the wordprocessing namespace, None without element or attribute."""
    return None if element is None else element.get(w(name))


def number(element: Element | None, name: str = "val") -> int | None:
    """Return such an attribute as a whole number, None where it is none."""
    text = value(element, name)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(element: Element | None) -> bool:
    """Say whether a switch such as w:vanish is present and not turned off."""
    return element is not None and (value(element) or "1") not in {"0", "false", "off"}

"""Styles: outline level, numbering and formatting through what a style is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.readers.docx.names import Element, number, value, w

_HEADING = re.compile(
    r"^(?:heading|titre|überschrift|título|titolo|kop|rubrik)\s*([1-9])$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list a paragraph belongs to: numId, and the level or None where the list tells it."""

    num_id: int
    level: int | None


class Styles:
    """The styles part, or none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._default_table: str | None = None
        self._based: dict[str, str | None] = {}
        self._said: dict[tuple[Element, str], Element | None] = {}
        self._defaults = root.find(w("docDefaults")) if root is not None else None
        for style in root.iterchildren(w("style")) if root is not None else ():
            name = value(style, "styleId")
            if name is not None:
                self._styles[name] = style
                self._based[name] = value(style.find(w("basedOn")))
                if value(style, "default") in {"1", "true"}:
                    self._is_default(name, value(style, "type"))

    def _is_default(self, name: str, kind: str | None) -> None:
        if kind == "paragraph":
            self._default = name
        elif kind == "table":
            self._default_table = name

    @cached_property
    def _chains(self) -> dict[str, list[Element]]:
        return {}

    def chain(self, name: str | None) -> list[Element]:
        """Return the style and those it is based on, nearest first; loops end."""
        name = name if name in self._styles else self._default
        if name is None:
            return []
        if name not in self._chains:
            found: dict[str, Element] = {}
            at: str | None = name
            while at in self._styles and at not in found:
                found[at] = self._styles[at]
                at = self._based[at]
            self._chains[name] = list(found.values())
        return self._chains[name]

    def heading_level(self, paragraph: Element) -> int | None:
        """Return the outline level, 0 the topmost, of a heading paragraph, else None."""
        own = number(paragraph.find(f"{w('pPr')}/{w('outlineLvl')}"))
        if own is not None:
            return own if own < 9 else None
        for style in self.chain(style_of(paragraph)):
            level = number(style.find(f"{w('pPr')}/{w('outlineLvl')}"))
            if level is not None:
                return level if level < 9 else None
            found = _HEADING.match(value(style.find(w("name"))) or "")
            if found:
                return int(found[1]) - 1
            if (value(style.find(w("name"))) or "").lower() == "title":
                return 0
        return None

    def numbering(self, paragraph: Element) -> Numbered | None:
        """Return the list of a paragraph from itself or its styles; None when it has none."""
        level: int | None = None
        for holder in (paragraph, *self.chain(style_of(paragraph))):
            found = holder.find(f"{w('pPr')}/{w('numPr')}")
            if found is None:
                continue
            if level is None:
                level = number(found.find(w("ilvl")))
            num_id = number(found.find(w("numId")))
            if num_id is not None:
                return Numbered(num_id, level) if num_id else None
        return None

    def default(self, path: str) -> Element | None:
        """Return what the document's defaults say under a path, such as of a run property."""
        return None if self._defaults is None else self._defaults.find(path)

    def said(self, name: str | None, path: str) -> Element | None:
        """Return what a style, or the nearest that it is based on and says it, has at a path."""
        passed, found = [], None
        for style in self.chain(name) if name in self._styles else ():
            if (style, path) in self._said:
                found = self._said[style, path]
                break
            passed.append(style)
            found = style.find(path)
            if found is not None:
                break
        self._said |= {(style, path): found for style in passed}
        return found

    def paragraph_style(self, paragraph: Element) -> str | None:
        """Return the id of the style that rules a paragraph, the default one where none is set."""
        name = style_of(paragraph)
        return name if name in self._styles else self._default

    def table_style(self, name: str | None) -> str | None:
        """Return the id of the style that rules a table, the default one where none is set."""
        return name if name in self._styles else self._default_table

    def name_of(self, paragraph: Element) -> str | None:
        """Return the name of a paragraph's style as Word shows it."""
        chain = self.chain(style_of(paragraph))
        return value(chain[0].find(w("name"))) if chain else None


def style_of(paragraph: Element) -> str | None:
    """Return the style id set on a paragraph."""
    return value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))

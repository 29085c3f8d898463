"""Numbering: the labels Word shows, worked out from numbering.xml as paragraphs pass by.

Follows ECMA-376 Part 1, 17.9: levels restart after a higher level, counters are shared by the
lists of one abstract definition unless a list starts its own, lvlText gives the shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.readers.docx.names import MC, Element, is_on, number, value, w
from pipeline.readers.docx.number_formats import format_number
from pipeline.readers.docx.styles import Numbered, Styles, style_of

_PLACE = re.compile(r"%([1-9])")


_LONGEST_SHAPE = 255  # what Word takes; a longer one only makes labels huge


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its first number, format, shape and when it starts again."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool


class Numbering:
    """Counts as it goes: ask for each paragraph once, in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, Element] = {}
        self._nums: dict[int, tuple[int, Element]] = {}
        self._counts: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()
        self._levels: dict[tuple[int, int], _Level | None] = {}
        if root is not None:
            self._load(root)

    def label(self, paragraph: Element, empty: bool = False) -> tuple[str | None, int | None]:
        """Return the label shown before a paragraph and its list level, from 0.

        The label is None for bullets and for lists without numbers. A paragraph that is `empty`
        but for a section's end shows and counts no number.
        """
        numbered = self._styles.numbering(paragraph)
        if numbered is None or numbered.num_id not in self._nums:
            return None, None
        if empty and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return None, None
        level = self._level_of(numbered, paragraph)
        definition = self._definition(numbered.num_id, level)
        if definition is None:
            return None, level
        counts = self._count(numbered.num_id, level, definition)
        if definition.format == "bullet" or not _says_something(definition.text):
            return None, level
        return self._shape(numbered.num_id, definition, counts) or None, level

    def _load(self, root: Element) -> None:
        for abstract in root.iterchildren(w("abstractNum")):
            key = number(abstract, "abstractNumId")
            if key is not None:
                self._abstract[key] = abstract
        for num in root.iterchildren(w("num")):
            key, target = number(num, "numId"), number(num.find(w("abstractNumId")))
            if key is not None and target in self._abstract and target is not None:
                self._nums[key] = (self._linked(target), num)

    def _linked(self, key: int) -> int:
        """Follow a list style to the definition that holds its levels."""
        name = value(self._abstract[key].find(w("numStyleLink")))
        if name is None:
            return key
        for other, abstract in self._abstract.items():
            if value(abstract.find(w("styleLink"))) == name:
                return other
        return key

    def _level_of(self, numbered: Numbered, paragraph: Element) -> int:
        if numbered.level is not None:
            return min(max(numbered.level, 0), 8)
        abstract = self._abstract[self._nums[numbered.num_id][0]]
        names = [value(s, "styleId") for s in self._styles.chain(style_of(paragraph))]
        for level in abstract.iterchildren(w("lvl")):
            if (
                value(level.find(w("pStyle"))) in names
                and value(level.find(w("pStyle"))) is not None
            ):
                return number(level, "ilvl") or 0
        return 0

    def _definition(self, num_id: int, level: int) -> _Level | None:
        key = (num_id, level)
        if key not in self._levels:
            self._levels[key] = self._read_level(num_id, level)
        return self._levels[key]

    def _read_level(self, num_id: int, level: int) -> _Level | None:
        abstract_id, num = self._nums[num_id]
        override = _at_level(num, "lvlOverride", level)
        found = override.find(w("lvl")) if override is not None else None
        if found is None:
            found = _at_level(self._abstract[abstract_id], "lvl", level)
        if found is None:
            return None
        start = number(override.find(w("startOverride"))) if override is not None else None
        own = number(found.find(w("start")))
        return _Level(
            start if start is not None else own if own is not None else 0,
            _format(found),
            (value(found.find(w("lvlText"))) or "")[:_LONGEST_SHAPE],
            number(found.find(w("lvlRestart"))),
            is_on(found.find(w("isLgl"))),
        )

    def _count(self, num_id: int, level: int, definition: _Level) -> dict[int, int]:
        abstract_id, num = self._nums[num_id]
        counts = self._counts.setdefault(abstract_id, {})
        for above in range(level):  # a level that was passed over counts as begun
            if above not in counts and (missed := self._definition(num_id, above)) is not None:
                counts[above] = missed.start
        override = _at_level(num, "lvlOverride", level)
        fresh = override is not None and override.find(w("startOverride")) is not None
        if fresh and (num_id, level) not in self._started:
            self._started.add((num_id, level))
            counts[level] = definition.start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = definition.start
        for deeper in [key for key in counts if key > level]:
            below = self._definition(num_id, deeper)
            restart = below.restart if below is not None else None
            if restart != 0 and (restart is None or level < restart):
                del counts[deeper]
        return counts

    def _shape(self, num_id: int, definition: _Level, counts: dict[int, int]) -> str:
        def place(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            other = self._definition(num_id, level)
            if other is None:
                return ""
            n = counts.get(level, other.start)
            return format_number(n, "decimal" if definition.legal else other.format)

        return _PLACE.sub(place, definition.text).strip()


def _at_level(holder: Element, name: str, level: int) -> Element | None:
    return next((e for e in holder.iterchildren(w(name)) if number(e, "ilvl") == level), None)


def _format(level: Element) -> str:
    """Return a level's number format; one of the author's own stands behind a choice."""
    found = level.find(w("numFmt"))
    if found is None:
        found = level.find(f"{{{MC}}}AlternateContent/{{{MC}}}Choice/{w('numFmt')}")
    kind = value(found) or "decimal"
    return (value(found, "format") or "decimal") if kind == "custom" else kind


def _says_something(shape: str) -> bool:
    return any(c.isalnum() for c in shape)

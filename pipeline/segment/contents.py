"""Tables of contents: lines that name the sections and are not the sections."""

from __future__ import annotations

import re

from pipeline.segment.headings import looks_like_title
from pipeline.segment.labels import Label
from pipeline.types.document import Block

_TITLE = re.compile(r"^(?:table of )?contents\W*(?:page)?\W*$|^table of contents\b", re.IGNORECASE)
_PAGED = re.compile(r"(?:\.{3,}|…|\s|\t)\s*(?:\d{1,3}|[ivx]{1,5})\s*$")
_LONGEST = 160
_ENTRY = re.compile(r"\S\s+\d{1,3}(?=\s|$)")


class Contents:
    """Follows a table of contents from its title to the line where the text begins."""

    def __init__(self) -> None:
        self._open = False
        self._before: set[str] = set()
        self._highest: dict[str, tuple[int, ...]] = {}

    def holds(self, words: str, label: Label | None, block: Block) -> bool:
        """Say whether the next paragraph of the document belongs to a table of contents."""
        if (block.style or "").lower().replace(" ", "").startswith("toc"):
            return True
        if _TITLE.match(words) and (len(words) < _LONGEST or len(_ENTRY.findall(words)) > 4):
            self._open, self._highest = True, {}
            return True
        key = " ".join(words.split()).casefold()
        if not self._open:
            if len(self._before) < 40:
                self._before.add(key)
            return False
        self._open = self._goes_on(words, label) and key not in self._before
        return self._open

    def _goes_on(self, words: str, label: Label | None) -> bool:
        paged = bool(_PAGED.search(words)) or words.strip().isdigit()
        if label is not None:
            seen = self._highest.get(label.style)
            if not paged and seen is not None and label.values <= seen and label.values[-1] == 1:
                return False
            self._highest[label.style] = max(seen or label.values, label.values)
        if len(words) > _LONGEST:
            return len(_ENTRY.findall(words)) > max(3, len(words) / 90)
        return paged or label is not None or looks_like_title(words) or len(words) < 12

"""Tables of contents: lines that name the sections and are not the sections."""

from __future__ import annotations

import re

from pipeline.segment.headings import is_running_line, looks_like_title
from pipeline.segment.labels import Label, match_label
from pipeline.types.document import Block

CONTENTS = "Table of contents"  # the heading of its clause
_TITLE = re.compile(
    r"^(?:table of )?contents?\W*(?:page)?\W*$|^table of contents?\b", re.IGNORECASE
)
_PAGED = re.compile(r"(?:\.{3,}|…|\s|\t)\s*(?:\d{1,3}|[ivx]{1,5})\s*$")
_LONGEST = 160
_ENTRY = re.compile(r"\S\s+\d{1,3}(?=\s|$)")


class Contents:
    """Follows a table of contents from its title to the line where the text begins."""

    def __init__(self) -> None:
        self._open = False
        self._before: set[str] = set()
        self._highest: dict[str, tuple[int, ...]] = {}

    def holds(self, words: str, label: Label | None, block: Block, after: str) -> bool:
        """Say whether the next paragraph of the document belongs to a table of contents.

        `after` is the paragraph that follows: the title of a table counts where entries follow.
        """
        if (block.style or "").lower().replace(" ", "").startswith("toc"):
            return True
        if _TITLE.match(words) and not (self._open and is_running_line(words)):
            many = len(_ENTRY.findall(words)) > 4
            if many or (len(words) < _LONGEST and _is_entry(after)):
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
        paged = bool(_PAGED.search(words)) or is_running_line(words)
        if label is not None:
            seen = self._highest.get(label.style)
            if not paged and seen is not None and label.values <= seen and label.values[-1] == 1:
                return False
            self._highest[label.style] = max(seen or label.values, label.values)
        if len(words) > _LONGEST:
            return len(_ENTRY.findall(words)) > max(1, len(words) / 110)
        return paged or label is not None or looks_like_title(words) or len(words) < 12


def _is_entry(words: str) -> bool:
    """Say whether a paragraph reads as an entry of a table of contents, or as its head."""
    head = re.match(
        r"\W*(?:page|section|paragraph|article|clause|recitals?)?\b", words, re.IGNORECASE
    )
    return (
        bool(_PAGED.search(words))
        or len(_ENTRY.findall(words)) > 3
        or (bool(head and head.group(0).strip()) and len(words) < _LONGEST)
        or (match_label(words + " ") is not None and len(words) < _LONGEST)
    )

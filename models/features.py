"""Words and word pairs of a unit: the features of the linear tagger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_WORD = re.compile(r"[a-z]+|\d+|[$€£%§]")


def words(text: str) -> list[str]:
    """Return lower-case words; a number is written as one 0 per digit, at most four."""
    found = _WORD.findall(text.lower().replace("’", "").replace("'", ""))
    return ["0" * min(len(word), 4) if word[0].isdigit() else word for word in found]


def features(text: str) -> Iterator[str]:
    """Yield words, adjacent word pairs, and marks for how the unit looks."""
    found = words(text)
    yield from found
    for first, second in pairwise(found):
        yield f"{first} {second}"
    if len(found) <= 6:
        yield "SHORT"
    if text.isupper():
        yield "CAPITALS"
    if '"' in text or "“" in text:
        yield "QUOTED"

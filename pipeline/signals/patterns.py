"""Searching texts for patterns of playbook data, which ignore case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.playbook.entry import compiled
from pipeline.playbook.routing import WordTest


def first(patterns: Iterable[str], text: str) -> re.Match[str] | None:
    """Return the first match of the first pattern that is found in `text`."""
    for pattern in patterns:
        match = compiled(pattern).search(text)
        if match is not None and match.end() > match.start():
            return match
    return None


def found(patterns: Iterable[str], text: str) -> bool:
    """Say whether any pattern is found in `text`."""
    return any(compiled(pattern).search(text) for pattern in patterns)


def holds(test: WordTest, text: str) -> re.Match[str] | None:
    """Return the match of `any` when the whole test holds in one sentence, else None."""
    match = first(test.any, text)
    if match is None or found(test.unless, text):
        return None
    return match if all(compiled(pattern).search(text) for pattern in test.all) else None


def masked(text: str, guards: Iterable[str]) -> str:
    """Return `text` with the words that guards match blanked, every offset kept."""
    for guard in guards:
        text = compiled(guard).sub(lambda match: " " * len(match[0]), text)
    return text

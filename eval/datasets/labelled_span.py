"""Spans of gold in annotation rows, checked against the text they point into."""

from __future__ import annotations

from typing import Any

from eval.datasets.files import field
from pipeline.errors import DataError
from pipeline.types.span import Span


def checked_span(row: dict[str, Any], text: str, where: str) -> Span:
    """Return the span of `{start, end, text}` in code points of `text`, half-open.

    Raises DataError when it is empty or blank, runs outside the text or does not hold the words
    it names.
    """
    start, end = field(row, "start", int, where), field(row, "end", int, where)
    words = field(row, "text", str, where)
    if not 0 <= start < end <= len(text):
        raise DataError(
            f"{where}: span [{start}, {end}) lies outside the text of {len(text)} characters "
            "or is empty; 0 <= start < end <= length is needed"
        )
    if text[start:end] != words:
        raise DataError(
            f"{where}: span [{start}, {end}) does not hold the {len(words)} characters of its "
            "'text'; text[start:end] == text is needed, in Unicode code points"
        )
    if not words.strip():
        raise DataError(f"{where}: span [{start}, {end}) holds only white space; words are needed")
    return Span(start, end)

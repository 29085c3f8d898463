"""Sentences that say when a contract starts: the answer where no date does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.segment.sentences import sentence_spans
from pipeline.types.span import Span

_LONGEST = 1_500
_STARTS = re.compile(
    r"(?i)\b(?:effective|commenc\w*|takes?\s+effect|in\s+force|into\s+(?:force|effect)|begins?|"
    r"beginning|start(?:s|ing|ed)?|come\s+into|inception)\b"
)


def start_sentences(text: str) -> Iterator[Span]:
    """Yield sentences of at most 1,500 characters with a word of starting, in text order."""
    for span in sentence_spans(text):
        if len(span) <= _LONGEST and _STARTS.search(text, span.start, span.end):
            yield span

"""Caps on liability: money or a multiple of fees in a statement that limits liability."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.terms.extractors import fee_multiples, money
from pipeline.terms.found import Found
from pipeline.terms.sentences import around, statements
from pipeline.types.term import TermKind

KINDS = (TermKind.CAP,)

_LIABILITY = re.compile(
    r"(?i)\bliabilit(?:y|ies)\b|\bliable\b|\bdamages\b|\bobligation\s+to\s+indemnify"
)
_LIMIT = re.compile(
    r"(?i)\b(?:exceeds?|limited\s+to|capped\s+at|not\s+be\s+(?:greater|more)\s+than|maximum|in\s+excess\s+of|"
    r"limit(?:ed)?\s+(?:is|of|at)|(?:greater|lesser|higher|lower)\s+of|for\s+more\s+than|up\s+to|cap\s+(?:is|of))\b"
)
_OTHER = re.compile(r"(?i)\binsur(?:ance|ed|er)\b|\bliquidated\b|\bpolic(?:y|ies)\s+of\b")
_REACH = 1200


def find(text: str) -> Iterable[Found]:
    """Yield the amounts that a statement about liability must not pass."""
    if not (_LIABILITY.search(text) and _LIMIT.search(text)):
        return
    sums = [*money.find(text), *fee_multiples.find(text)]
    spans = statements(text) if sums else []
    for one in sums:
        inside = around(spans, one.start)
        floor = max(inside.start, one.start - _REACH)
        limit = _LIMIT.search(text, floor, one.start)
        if limit is None or not _LIABILITY.search(text, floor, one.start):
            continue
        if _OTHER.search(text, floor, min(inside.end, one.end + 200)):
            continue
        yield Found(TermKind.CAP, one.start, one.end, one.value, one.unit)

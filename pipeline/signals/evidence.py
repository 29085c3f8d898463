"""Evidence: verbatim words of the document for the places where a rule held."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.types.deviation import Evidence
from pipeline.types.span import Span

_MAX = 400
_MOST = 4


def evidence(source: str, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """Return up to four disjoint pieces in text order, each at most 400 characters."""
    out: list[Evidence] = []
    for span in sorted(set(spans)):
        words = span.slice(source)[:_MAX].rstrip()
        piece = Span(span.start, span.start + len(words))
        if words and not (out and piece.start < out[-1].span.end):
            out.append(Evidence(piece, words))
    return tuple(out[:_MOST])

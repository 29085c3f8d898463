"""Sentence units: what the taggers score. A unit ends at a line end or after . ; : ? !"""

from __future__ import annotations

import re

from pipeline.types.span import Span

_END = re.compile(r"[.;:?!][\"”’')\]]*(?=\s)|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|LLC|L\.L\.C|Mr|Mrs|Ms|Dr|No|Nos|Sec|Art|Arts|Cl|St|vs|v|cf|al|etc|"
    r"approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|p|pp|para|Sched|Ex|Exh)"
    r"|\b[A-Za-z](?:\.[A-Za-z])*|^\s*[\dIVXivx.]+)\.$"
)
_MIN_LETTERS = 12


def sentence_spans(text: str, within: Span | None = None) -> list[Span]:
    """Cut `text` (or `within`) into disjoint, stripped sentence units in reading order.

    Units hold every character of the range that is not white space between units. A piece with
    fewer than twelve letters, such as a bare number or a list mark, joins the unit after it on
    the same line.
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    units: list[Span] = []
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.start() if text[match.start()] == "\n" else match.end()
        newline = text[match.start()] == "\n"
        piece = text[at:stop]
        if not newline:
            letters = sum(ch.isalpha() for ch in piece)
            if letters < _MIN_LETTERS or _ABBREVIATION.search(piece[-12:]):
                continue
        units += _stripped(text, at, stop)
        at = match.end()
    return units + _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    return [Span(start + lead, start + lead + len(body))] if body else []

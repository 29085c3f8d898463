"""Where a document may say its own name: lines of the first page and "THIS … AGREEMENT"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fragments.page import FIRST_PAGES
from pipeline.types.span import Span

_LONGEST_LINE = 160
_NOUN = (
    r"(?:agreements?|contracts?|licen[cs]es?|lease|deed|terms|conditions|addendum|amendment|"
    r"memorandum|understanding|letter|plan|policy|statement|schedule|order|charter|certificate|"
    r"undertaking|covenants?|guarant[ye]e?|warranty|arrangement|joint\s+venture|instrument|"
    r"exhibit|form|proposal|offer|subcontract|treaty|protocol|outsourcing)"
)
_WORD = (
    r"(?:(?!(?:THIS|This)\b)[A-Z0-9][^\s()\[\]“”\"]*|of|and|for|to|the|in|on|with|by|de|a|an|"
    r"[-–—&/+]+)"
)
_RUN = re.compile(
    rf"(?<!\S)(?:{_WORD}[ \t]{{1,3}}|{_WORD}\s?\n\s{{0,40}}){{0,14}}"
    rf"[“\"]?(?:[A-Z][\w&'’/-]*)?(?i:{_NOUN})\b"
)
_THIS = re.compile(
    r"(?i)\bthis\s+([^\n()“”\"]{3,140}?)(?=\s*(?:\(|[“\"]|,|;|\bis\b|\bdated\b|\bmade\b|"
    r"\bentered\b|\beffective\b|\bas\s+of\b|\bbetween\b|\bby\s+and\b|\bconstitutes\b|\bsets\b|"
    r"\bshall\b|\bhas\b|\bwill\b))"
)
_LINE = re.compile(r"[^\n]+")
_PIECE = re.compile(r"\S+(?:[ \t]\S+)*")
_LABEL = re.compile(r"(?i)^\W*(?:exhibit|annex|appendix|schedule)\s+[\w.()-]{1,12}\W*")
_STARTS = re.compile(r"(?<!\S)[A-Z0-9“\"]")
_MOST_STARTS = 9
_TAIL = re.compile(r"[ \t]{0,3}(?:\([^()\n]{2,60}\)|(?:No\.?|#|NO\.?)\s?[\w-]{1,12})")


def titles(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what may be the document's name with how it was found, from its first pages.

    "line" is a line or a stretch of one parted by wide spaces, "run" a run of title words up to a
    word such as "Agreement" from each of its capitals, "tail" a run with what follows in brackets,
    "this" what stands between "this" and its definition or verb.
    """
    stop = min(len(text), FIRST_PAGES)
    for line in _LINE.finditer(text, 0, stop):
        yield from _pieces(line)
    for match in _RUN.finditer(text, 0, stop):
        starts = [match.start() + s.start() for s in _STARTS.finditer(match[0])]
        for start in starts[-_MOST_STARTS:]:
            yield Span(start, match.end()), "run"
        tail = _TAIL.match(text, match.end())
        if tail and starts:
            yield Span(starts[max(0, len(starts) - 5)], tail.end()), "tail"
    for match in _THIS.finditer(text, 0, stop):
        yield Span(match.start(1), match.end(1)), "this"


def _pieces(line: re.Match[str]) -> Iterator[tuple[Span, str]]:
    pieces = [m for m in _PIECE.finditer(line[0]) if len(m[0]) <= _LONGEST_LINE]
    for piece in pieces:
        label = _LABEL.match(piece[0])
        start = line.start() + piece.start() + (label.end() if label else 0)
        stop = line.start() + piece.end()
        if stop > start and any(c.isalpha() for c in piece[0]):
            yield Span(start, stop), "line"
